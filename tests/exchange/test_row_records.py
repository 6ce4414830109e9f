from typing import Any

import pytest

from coopdesk.catalogue.facets import Item, Party, Place, Source
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import BUILT_IN
from coopdesk.exchange.row_records import TARGETS, Frame, guessed_targets, has_header, read_row
from tests.builders import areas

START = Record(kind="project", area="GEN", partnership="DK-RS", marking="UNCLASSIFIED")
FRAME = Frame(areas(), BUILT_IN, START)


def read(**cells: str) -> tuple[Record, tuple[tuple[int, str], ...]]:
    found = read_row(tuple(cells.values()), tuple(cells), FRAME)
    return found.record, found.refused


@pytest.mark.parametrize(
    ("header", "targets"),
    [
        (["Title", "Kind", "Period"], ("title", "kind", "period")),
        (["NAME", "When", "Quantity"], ("title", "period", "delivered")),
        (["Navn", "Område", "Antal"], ("title", "area", "delivered")),
        (["Назив", "Статус", "Место"], ("title", "status", "place")),
        (["Title", "Name", "???"], ("title", "", "")),
    ],
)
def test_that_columns_are_known_by_their_headings(
    header: list[str], targets: tuple[str, ...]
) -> None:
    assert guessed_targets(header) == targets


def test_that_a_row_of_headings_is_told_from_a_row_of_values() -> None:
    assert has_header([["Titel", "Sted", "Periode", ""]])
    assert not has_header([["Fuel trucks", "Donation", "2014"]])
    assert not has_header([])


@pytest.mark.parametrize(
    ("name", "cell", "field", "value"),
    [
        ("title", "  Fuel \n trucks ", "title", "Fuel trucks"),
        ("summary", "One\ntwo", "summary", "One\ntwo"),
        ("kind", "Donation", "kind", "donation"),
        ("kind", "exchange visit", "kind", "exchange_visit"),
        ("kind", "донација", "kind", "donation"),
        ("area", "air forces", "area", "AIR"),
        ("status", "Closed", "status", "closed"),
        ("tags", "fuel, fuel;  air force", "tags", ("fuel", "air force")),
        ("marking", "restricted", "marking", "RESTRICTED"),
        ("releasable_to", "Danmark, RS, Serbia", "releasable_to", ("DK", "RS")),
        ("publish", "ja", "publish", True),
        ("provider", "Denmark; Danish Air Force", "parties",
         (Party("", "DK", "provider"), Party("Danish Air Force", "", "provider"))),
        ("organisation", "Logistics School", "parties", (Party("Logistics School"),)),
        ("place", "Niš", "places", (Place("Niš"),)),
        ("country", "Србија", "places", (Place("", "RS"),)),
        ("delivered", "1 400", "items", (Item("", 1400.0),)),
        ("delivered", "14,5", "items", (Item("", 14.5),)),
        ("source", "Annual report", "sources", (Source("Annual report"),)),
    ],
)  # fmt: skip
def test_that_a_cell_becomes_its_field(name: str, cell: str, field: str, value: Any) -> None:
    record, refused = read(**{name: cell})
    assert getattr(record, field) == value
    assert refused == ()


def test_that_a_date_may_be_written_in_words() -> None:
    assert read(period="spring 2015")[0].period.edtf == "2015-21"


def test_that_the_cells_of_a_row_come_together() -> None:
    record, _refused = read(item="truck", delivered="14", unit="vehicle", place="Niš", country="RS")
    assert record.items == (Item("truck", 14.0, "vehicle"),)
    assert record.places == (Place("Niš", "RS"),)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("kind", "spaceship"), ("area", "XYZ"), ("period", "2015-13"), ("period", "31 April 2015"),
        ("delivered", "1.234"), ("delivered", "many"), ("country", "Atlantis"),
        ("marking", "SECRET"), ("publish", "perhaps"), ("releasable_to", "DK, Nowhere"),
    ],
)  # fmt: skip
def test_that_what_cannot_be_read_is_told_and_the_rest_kept(name: str, cell: str) -> None:
    record, refused = read(title="Kept", **{name: cell})
    assert record.title == "Kept"
    assert record.kind == START.kind
    ((column, sentence),) = refused
    assert column == 1
    assert sentence


def test_that_blank_cells_and_unnamed_columns_change_nothing() -> None:
    assert read_row(("", "  ", "what"), ("title", "kind", ""), FRAME).record == START


def test_that_every_target_is_read() -> None:
    assert all(read(**{target.name: "zzz"})[0] != START or read(**{target.name: "zzz"})[1]
               for target in TARGETS)  # fmt: skip
