"""What one document cannot hold comes in volumes, each of them a report of its own."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.facets import Item, Relation
from coopdesk.catalogue.marking import AboveCeiling, Audience
from coopdesk.catalogue.record import Record
from coopdesk.reports.catalogue_report import catalogue_data
from coopdesk.reports.options import Options
from coopdesk.reports.volumes import LARGEST, volume_path, volumes, weight
from tests.builders import a_full_record, a_record
from tests.reports.reading import bookmarks, pages, reader, text
from tests.reports.requests import a_request, courses, pdf_of

PUBLIC = Audience("public")
SMALL = 1_000  # kilobytes: some five courses


def titles(parts: Any) -> list[str]:
    return [record.title for part in parts for record in part.records]


def test_that_what_one_document_holds_is_left_as_it_is() -> None:
    request = a_request(*courses(200))
    assert volumes(request, "catalogue") == (request,)
    assert volumes(a_request(), "catalogue", 1) == (a_request(),)


def test_that_a_report_that_only_counts_or_lists_needs_no_volumes() -> None:
    request = a_request(*courses(50))
    for report in ("fact-sheet", "agreements", "programme"):
        assert volumes(request, report, SMALL) == (request,)


def test_that_a_report_that_tells_less_of_a_record_has_fewer_volumes() -> None:
    request = a_request(*(a_full_record() for _number in range(20)))
    whole = len(volumes(request, "catalogue", SMALL))
    assert 1 < len(volumes(request, "donations", SMALL)) < whole
    brief = replace(request, options=Options(detail="brief"))
    assert 1 < len(volumes(brief, "catalogue", SMALL)) < whole


def test_that_each_record_is_in_one_volume_area_by_area() -> None:
    records = [a_record(title=f"{n}", area=area) for n in range(9) for area in ("REL", "TRN")]
    parts = volumes(a_request(*records), "catalogue", SMALL)
    assert len(parts) > 2
    assert [part.volume for part in parts] == [
        (number, len(parts)) for number in range(1, len(parts) + 1)
    ]
    assert titles(parts) == [*map(str, range(9)), *map(str, range(9))]
    areas = [record.area for part in parts for record in part.records]
    assert areas == ["TRN"] * 9 + ["REL"] * 9


def test_that_the_order_that_was_chosen_holds_across_volumes() -> None:
    request = a_request(*courses(30), options=Options(order="title"))
    parts = volumes(request, "record", SMALL)
    assert titles(parts) == sorted(titles(parts), key=lambda title: title.casefold())
    assert len(titles(parts)) == 30


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=40),
    st.integers(500, 20_000),
)
def test_that_no_volume_is_empty_or_larger_than_one_record_makes_it(
    counts: list[int], largest: int
) -> None:
    records = tuple(a_record(items=(Item("tools"),) * count) for count in counts)
    parts = volumes(a_request(*records), "catalogue", largest)
    assert sum(len(part.records) for part in parts) == len(records)
    most = max(map(weight, records))
    for part in parts:
        assert part.records
        assert sum(map(weight, part.records)) <= largest + most


def test_that_a_record_that_is_too_much_has_a_volume_of_its_own() -> None:
    long = a_record(title="Long", items=(Item("tools"),) * 100)
    parts = volumes(a_request(*courses(5), long, *courses(5)), "catalogue", 2 * SMALL)
    assert [len(part.records) for part in parts if long.title in titles([part])] <= [6]


def test_that_what_is_withheld_is_in_no_volume_and_counts_for_none() -> None:
    hidden = courses(60, publish=False)
    shown = courses(3, publish=True)
    request = a_request(*hidden, *shown, audience=PUBLIC)
    assert volumes(request, "catalogue", SMALL) == (request,)
    parts = volumes(
        replace(request, records=(*hidden, *courses(20, publish=True))), "record", SMALL
    )
    assert len(parts) > 1
    assert all(record.publish for part in parts for record in part.records)


def test_that_a_record_above_the_ceiling_is_refused_before_any_volume() -> None:
    with pytest.raises(AboveCeiling):
        volumes(a_request(*courses(30), a_record(marking="SECRET")), "catalogue", SMALL)


def tied(*records: Record) -> tuple[Record, ...]:
    """Return the records with one more that follows the first of them."""
    last = a_record(title="Last", reference="Z/9", area="REL")
    return (*records, replace(last, relations=(Relation("follows", records[0].reference),)))


def test_that_ties_name_what_stands_in_another_volume_without_a_link() -> None:
    numbered = a_request(*courses(30)).records
    parts = volumes(a_request(*tied(*numbered)), "catalogue", SMALL)
    data = catalogue_data(parts[-1])
    (tie,) = (
        tie
        for area in data["areas"]
        for record in area["records"]
        for row in record["rows"]
        if row["form"] == "ties"
        for tie in row["values"]
    )
    assert (tie["title"], tie["reference"], tie["key"]) == ("Course 1", numbered[0].reference, "")
    assert "Last" in str(catalogue_data(parts[0]))
    assert "Last" not in str(catalogue_data(parts[1]))


def test_that_a_title_of_another_volume_counts_in_the_marking() -> None:
    numbered = a_request(*courses(30, marking="UNCLASSIFIED")).records
    *others, last = tied(*numbered)
    request = a_request(*others, replace(last, marking="RESTRICTED"))
    banners = [
        catalogue_data(part)["banner"]["text"] for part in volumes(request, "catalogue", SMALL)
    ]
    assert banners[0].startswith("RESTRICTED")
    assert banners[-1].startswith("RESTRICTED")
    assert set(banners[1:-1]) == {"UNCLASSIFIED"}


def test_that_outside_nothing_withheld_is_named_from_another_volume() -> None:
    numbered = a_request(*courses(30, publish=True)).records
    *others, last = tied(*numbered)
    request = a_request(*others, replace(last, publish=False), audience=PUBLIC)
    for part in volumes(request, "catalogue", SMALL):
        assert "Last" not in str(catalogue_data(part))
        assert last.reference not in str(catalogue_data(part))


def test_that_files_stand_in_their_order_beside_the_one_that_was_asked_for() -> None:
    asked = Path("folder", "Catalogue.pdf")
    assert volume_path(asked, 2, 4) == Path("folder", "Catalogue 2 of 4.pdf")
    assert volume_path(asked, 2, 12) == Path("folder", "Catalogue 02 of 12.pdf")


def test_that_a_thousand_full_records_are_one_document_and_more_are_not() -> None:
    full = a_full_record()
    assert weight(full) * 500 < LARGEST
    assert weight(a_record()) * 2_000 < LARGEST
    assert weight(a_record(items=full.items[:1] * 5_000)) < LARGEST


@pytest.mark.slow
def test_that_each_volume_says_which_it_is_and_counts_its_own_pages() -> None:
    parts = volumes(a_request(*courses(40)), "catalogue", 3 * SMALL)
    made = pdf_of(parts[1])
    count = len(parts)
    assert f"Volume 2 of {count}" in pages(made)[0]
    assert f"Volume 2 of {count}" in pages(made)[1]
    assert f"Page 1 of {len(pages(made))}" in pages(made)[0]
    metadata = reader(made).metadata
    assert metadata is not None
    assert str(metadata.title).endswith(f"Volume 2 of {count}")
    names = [title for _depth, title in bookmarks(made)]
    assert parts[1].records[0].title in names
    assert parts[0].records[0].title not in names
    assert "Volume" not in text(pdf_of(a_request(*courses(2))))
