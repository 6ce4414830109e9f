"""Reports are written as asked for, and not at all where something stands in the way."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from coopdesk import __version__
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.marking import Audience
from coopdesk.operations.exporting import export_report, report_request
from coopdesk.operations.opening import create_catalogue
from coopdesk.storage.store import Store

pytestmark = pytest.mark.slow

NOON = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("office") / "office.coopdesk"
    with closing(create_catalogue(path, who="Jens", sample="denmark-serbia")) as made:
        yield made


def text_of(pdf: Path) -> str:
    pages = PdfReader(BytesIO(pdf.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_that_a_request_holds_the_filtered_records_in_their_order(store: Store) -> None:
    wanted = Filter(areas=("AIR",))
    request = report_request(store, wanted, sort=Sort("title", True), printed_at=NOON)
    titles = [record.title for record in request.records]
    assert len(titles) == 10
    assert titles[0].startswith("Tools")
    assert titles[-1].startswith("24/7")
    assert (request.catalogue_name, request.wanted) == ("Denmark–Serbia", wanted)
    assert (request.printed_at, request.release) == (NOON, __version__)


def test_that_the_scope_of_an_area_narrows_the_records(store: Store) -> None:
    request = report_request(store, Filter(kinds=("donation",)), scope="LOG")
    assert request.records == ()
    request = report_request(store, Filter(), scope="REL")
    assert [record.title for record in request.records] == ["2014 floods response"]


def test_that_a_report_says_the_records_and_counts_them(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "air.pdf"
    request = report_request(store, Filter(areas=("AIR",)), printed_at=NOON)
    written = export_report("catalogue", request, target, store.path)
    assert (written.records, written.withheld, written.path) == (10, 0, target)
    assert written.size == target.stat().st_size
    text = text_of(target)
    assert "Fuel trucks for the Serbian Air Force" in text
    assert "LOGEX15" not in text


def test_that_the_same_moment_gives_the_same_file(store: Store, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        request = report_request(store, Filter(areas=("REL",)), printed_at=NOON)
        export_report("catalogue", request, tmp_path / name, store.path)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_that_what_an_audience_may_not_see_is_left_out_and_counted(
    store: Store, tmp_path: Path
) -> None:
    (trucks,) = store.records(store.ids(Filter(search="fuel trucks"), Sort()))
    store.save(replace(trucks, publish=False), who="A.K.")
    for country, counts in (("SE", (9, 1)), ("RS", (10, 0))):
        audience = Audience("partner", country)
        request = report_request(store, Filter(areas=("AIR",)), audience=audience)
        written = export_report("catalogue", request, tmp_path / "a.pdf", store.path)
        assert (written.records, written.withheld) == counts
        assert ("Fuel trucks" in text_of(tmp_path / "a.pdf")) == (country == "RS")


@pytest.mark.parametrize(
    ("name", "language", "target"),
    [
        ("timetable", "en", "a.pdf"),
        ("catalogue", "tlh", "a.pdf"),
        ("catalogue", "en", "none/a.pdf"),
        ("catalogue", "en", "office.coopdesk"),
    ],
)
def test_that_nothing_is_written_where_the_report_is_refused(
    name: str, language: str, target: str, store: Store, tmp_path: Path
) -> None:
    request = report_request(store, Filter(areas=("REL",)), language=language)
    with pytest.raises(CatalogueError):
        export_report(name, request, tmp_path / target, store.path)
    assert list(tmp_path.iterdir()) == []


def test_that_a_saved_filter_and_what_it_excludes_are_told_inside_the_house_alone(
    store: Store, tmp_path: Path
) -> None:
    wanted = Filter(areas=("AIR",), excluded=(("kinds", "donation"),), search="serbia -trucks")
    told = {}
    for audience in (Audience(), Audience("public")):
        request = report_request(
            store, wanted, filter_name="No gifts", audience=audience, printed_at=NOON
        )
        assert 0 < len(request.records) < 10
        target = tmp_path / f"{audience.name}.pdf"
        export_report("catalogue", request, target, store.path)
        told[audience.name] = text_of(target)
    first = told["internal"].split("Printed")[0]
    assert "No gifts" in first
    assert "Donation" in first
    assert "trucks" in first
    for words in ("No gifts", "trucks"):
        assert words not in told["public"]
