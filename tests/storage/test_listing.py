from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coopdesk.catalogue.filters import GROUPINGS, SORTABLE, Filter, Sort
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.marking import rank
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import BUILT_IN
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_record, a_varied_record, contents

from .queries import words_text

SORTS = [Sort(name, descending) for name in SORTABLE for descending in (False, True)]
PERIODS = ("2015-03", "2015-21", "2015-04", "2015", "../2010", "2010/..", "/2010", "2010/", "9999")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A catalogue of 70 records that is only read."""
    special = [a_record(period=Period.parse(text), title="Same title") for text in PERIODS]
    records = (*(a_varied_record(number) for number in range(60)), *special, a_full_record())
    path = tmp_path_factory.mktemp("many") / "many.coopdesk"
    opened = Store.create(path, contents(records=records), who="founder")
    yield opened
    opened.close()


class Known(tuple[Record, ...]):
    """The records that are there; a failing test names them in a word."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "known"


@pytest.fixture(scope="module")
def known(many: Store) -> Known:
    return Known(many.records(range(1, 71)))


# What a list is sorted by, and what counts as no value, said by the domain and not by a table.
KEYS: dict[str, Callable[[Record], Any]] = {
    "period": lambda record: record.period.sort_key,
    "title": lambda record: folded_sort_key(record.title),
    "reference": lambda record: record.reference,
    "kind": lambda record: record.kind,
    "area": lambda record: record.area,
    "status": lambda record: record.status,
    "places": lambda record: folded_sort_key(
        "; ".join(
            f"{p.name} ({p.country})" if p.name and p.country else p.name or p.country
            for p in record.places
        )
    ),
    "marking": lambda record: rank(record.marking),
    "changed_at": lambda record: record.changed_at,
}


def in_order(records: tuple[Record, ...], sort: Sort) -> list[int]:
    ordered = sorted(records, key=lambda record: record.id)
    for one in reversed([*chained(sort)]):
        key = KEYS[one.field]
        without = [
            r for r in ordered if key(r) == "" or (one.field == "period" and not r.period.edtf)
        ]
        having = [record for record in ordered if record not in without]
        having.sort(key=key, reverse=one.descending)
        ordered = [*having, *without]
    return [record.id for record in ordered]


def chained(sort: Sort | None) -> Iterator[Sort]:
    while sort is not None:
        yield sort
        sort = sort.then


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: f"{sort.field}-{sort.descending}")
def test_that_lists_are_sorted_with_ties_by_id_and_empty_values_last(
    many: Store, known: tuple[Record, ...], sort: Sort
) -> None:
    assert list(many.ids(Filter(), sort)) == in_order(known, sort)
    air = tuple(record for record in known if record.area == "AIR")
    assert list(many.ids(Filter(areas=("AIR",)), sort)) == in_order(air, sort)
    found = tuple(record for record in known if Filter(search="trucks").matches(record))
    assert list(many.ids(Filter(search="trucks"), sort)) == in_order(found, sort)


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: f"{sort.field}-{sort.descending}")
@pytest.mark.parametrize(
    "wanted",
    [Filter(), Filter(areas=("TRN",)), Filter(search="kurs")],
    ids=["all", "area", "search"],
)
def test_that_the_first_page_shows_the_beginning_of_the_list(
    many: Store, sort: Sort, wanted: Filter
) -> None:
    ids = many.ids(wanted, sort)
    for limit in (0, 1, 7, 1000):
        assert many.first_page(wanted, sort, limit) == many.page(ids[:limit])


def test_that_a_season_sorts_between_its_months(many: Store, known: tuple[Record, ...]) -> None:
    sought = {record.id: record.period.edtf for record in known if record.title == "Same title"}
    listed = [sought[found] for found in many.ids(Filter(), Sort()) if found in sought]
    assert listed[-5:] == ["2015", "2015-03", "2015-21", "2015-04", "9999"]


def test_that_references_sort_by_their_numbers(store: Store) -> None:
    given = ("DK-RS/2015/1000", "DK-RS/2015/999", "DK-RS/2016/001")
    store.load(contents(records=tuple(a_record(reference=name) for name in given)), who="A.K.")
    rows = store.first_page(Filter(), Sort("reference"), 3)
    assert [row.reference for row in rows] == ["DK-RS/2015/999", *given[::2]]


def some(values: tuple[Any, ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=3).map(tuple)


WORDS = ("øvelse", "Ovelse", "radio", "РАДИО", "first aid", "dorde", "đor", "t", "99", "")
filters = st.builds(
    Filter,
    areas=some(("GEN", "TRN", "AIR", "REL", "XYZ")),
    kinds=some(("course", "donation", "exercise", "unknown")),
    statuses=some(("closed", "", "pipeline", "signed")),
    partners=some(("DK", "RS", "SE", "UA", "")),
    years=some((1, 2004, 2005, 2009, 2010, 2011, 2015, 2030, 9999, 12345, -4, 10**30)),
    organisations=some(("Organisation 3", "Danish Air Force", "Danish MoD", "", "nobody")),
    place_names=some(("Tartu", "Niš", "", "nowhere")),
    contents=some(("places", "items", "documents", "title", "")),
    markings=some(("UNMARKED", "RESTRICTED", "SECRET", "nonsense")),
    tags=some(("air", "medical", "air force", "")),
    confidences=some(("official", "reported", "")),
    search=st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join).map(words_text)
    | st.text(max_size=8).map(words_text),
    references=some(("DK-RS/2004/001", "DK-UA/ND/001", "nothing")),
)
narrow = filters | filters.map(lambda found: replace(found, references=(), organisations=()))


@examples(max_examples=250)
@given(wanted=narrow, sort=st.sampled_from(SORTS))
def test_that_a_list_holds_what_the_filter_matches(
    many: Store, known: tuple[Record, ...], wanted: Filter, sort: Sort
) -> None:
    matching = tuple(record for record in known if wanted.matches(record))
    ids = many.ids(wanted, sort)
    assert list(ids) == in_order(matching, sort)
    assert many.count(wanted) == len(matching)


def test_that_a_record_has_a_position_in_the_lists_that_hold_it(many: Store) -> None:
    for sort in SORTS[:4]:
        ids = many.ids(Filter(areas=("AIR",)), sort)
        assert many.position(ids[3], Filter(areas=("AIR",)), sort) == 3
    assert many.position(ids[3], Filter(areas=("REL",)), sort) is None
    assert many.position(4000, Filter(), sort) is None


@pytest.mark.parametrize("grouped", GROUPINGS)
@pytest.mark.parametrize("sort", [Sort(), Sort("title", True), Sort("kind", then=Sort("period"))])
@pytest.mark.parametrize("search", ["", "t"])
def test_that_a_grouped_list_is_group_after_group(
    many: Store, known: tuple[Record, ...], grouped: str, sort: Sort, search: str
) -> None:
    group_of: Callable[[Record], str] = {
        "area": lambda record: record.area,
        "status": lambda record: record.status,
        "year": lambda record: str(record.period.year_from or ""),
    }[grouped]
    wanted = Filter(search=search)
    passing = [record for record in known if wanted.matches(record)]
    groups = many.groups(wanted, grouped)
    order = [group.value for group in groups]
    if grouped == "year":
        assert order == [*sorted(filter(None, order), key=int), ""]
    expected: list[int] = []
    for group in groups:
        members = tuple(record for record in passing if group_of(record) == group.value)
        assert group.count == len(members) > 0
        expected += in_order(members, sort)
    assert len(expected) == len(passing)
    assert list(many.ids(wanted, sort, grouped)) == expected
    for limit in (1, 20, 1000):
        rows = many.first_page(wanted, sort, limit, grouped)
        assert [row.id for row in rows] == expected[:limit]


def test_that_what_is_under_way_stands_with_the_latest_begun_first(
    many: Store, known: tuple[Record, ...]
) -> None:
    rows = many.under_way(100)
    assert {row.id for row in rows} == {r.id for r in known if r.status in BUILT_IN.under_way}
    begun = [row.period.earliest for row in rows if row.period.earliest]
    assert begun == sorted(begun, reverse=True)
    assert many.under_way(3) == rows[:3]


def test_that_a_list_of_nothing_is_empty(tmp_path: Path) -> None:
    opened = Store.create(tmp_path / "empty.coopdesk", contents(), who="founder")
    assert list(opened.ids(Filter(), Sort())) == []
    assert opened.first_page(Filter(), Sort(), 60) == ()
    opened.close()
