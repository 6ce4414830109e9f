"""Rows of a spreadsheet as records: what they would become, and what stands in their way."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coopdesk.catalogue.errors import InvalidRecord
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.record import Record
from coopdesk.operations.pasting import PastedRow, RowReader, add_rows, guess, read_pasted
from coopdesk.storage.store import Store
from tests.builders import a_record, contents

START = Record(kind="project", area="GEN", partnership="DK-RS", marking="UNCLASSIFIED")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.create(tmp_path / "a.coopdesk", contents(), who="A.K.")) as made:
        yield made


def read(store: Store, targets: str, *rows: str) -> tuple[PastedRow, ...]:
    cells = [tuple(row.split("|")) for row in rows]
    return RowReader(targets.split("|"), START).read(store, cells)


def test_that_headings_and_values_tell_what_the_columns_are(store: Store) -> None:
    headed = guess(store, read_pasted("Titel\tWhen\t?\nTrucks\t2014\tdonation"), START)
    assert (headed.header, headed.targets) == (True, ("title", "period", "kind"))
    bare = guess(store, read_pasted("2014\tFuel trucks\n2015\tFirst aid"), START)
    assert (bare.header, bare.targets) == (False, ("period", "title"))


def test_that_a_row_becomes_a_record_with_what_all_rows_begin_with(store: Store) -> None:
    (row,) = read(store, "title|period|area", "Trucks|spring 2014|Air forces")
    assert row.fits
    record = row.record
    assert (record.title, record.period.edtf, record.area) == ("Trucks", "2014-21", "AIR")
    assert (record.kind, record.partnership) == ("project", "DK-RS")


def test_that_a_cell_that_cannot_be_read_keeps_its_row_out_and_says_why(store: Store) -> None:
    (row,) = read(store, "title|period|kind", "Trucks|2014-13|spaceship")
    assert not row.fits
    assert [column for column, _sentence in row.refused] == [1, 2]
    assert "2014-13" in row.refused[0][1]


@pytest.mark.parametrize(
    ("targets", "cells", "column"),
    [
        ("title|period", "|2014", 0),
        ("period|summary", "2014|words", -1),
        ("title|item|delivered", "Trucks|truck|-4", 2),
        ("title|summary", "Trucks|" + "x" * 3_000, 1),
    ],
)
def test_that_what_a_rule_refuses_is_told_at_its_column(
    store: Store, targets: str, cells: str, column: int
) -> None:
    (row,) = read(store, targets, cells)
    assert [place for place, _sentence in row.refused] == [column]


def test_that_a_cell_that_cannot_be_read_is_told_once(store: Store) -> None:
    reader = RowReader(("title", "area"), replace(START, area=""))
    (row,) = reader.read(store, [("Trucks", "Nowhere")])
    assert [(column, "Nowhere" in said) for column, said in row.refused] == [(1, True)]


def test_that_a_warning_keeps_nothing_out(store: Store) -> None:
    (row,) = read(store, "title|kind", "Signals|course")
    assert row.fits
    assert row.warnings


def test_that_a_record_of_that_title_area_and_time_is_named(store: Store) -> None:
    changed = store.add(a_record(title="Øvelse", area="GEN"), who="x")
    reference = store.record(changed.ids[0]).reference
    rows = read(
        store,
        "title|period|area",
        "ovelse|2015|",
        "ØVELSE||",
        "Øvelse|2016|",
        "Øvelse|2015|AIR",
        "Another|2015|",
    )
    assert [row.alike[:1] for row in rows] == [(reference,), (reference,), ("row 2",), (), ()]
    assert all(row.fits for row in rows)


def test_that_rows_of_one_paste_that_are_alike_are_told(store: Store) -> None:
    rows = read(store, "title|period", "Trucks|2014", "trucks|2014-05", "Trucks|2016")
    assert [row.alike for row in rows] == [(), ("row 1",), ()]


def test_that_a_row_is_read_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from coopdesk.operations import pasting

    read_rows: list[object] = []
    judged = pasting._judged

    def noted(cells: Sequence[str], *rest: Any) -> PastedRow:
        read_rows.append(cells)
        return judged(cells, *rest)

    monkeypatch.setattr(pasting, "_judged", noted)
    reader = RowReader(("title",), START)
    reader.read(store, [("Trucks",), ("Boats",)])
    reader.read(store, [("Trucks",), ("Ships",)])
    assert read_rows == [("Trucks",), ("Boats",), ("Ships",)]


def test_that_rows_are_added_in_one_step_that_undo_takes_back(store: Store) -> None:
    rows = read(store, "title", "Trucks", "Boats", "Ships")
    changed = add_rows(store, [row.record for row in rows], who="A.K.")
    assert len(changed.ids) == 3
    assert store.count(Filter()) == 3
    assert store.history(limit=1)[0].records == 3
    store.undo(who="A.K.")
    assert store.count(Filter()) == 0


def test_that_nothing_is_added_where_one_row_is_refused(store: Store) -> None:
    (good, bad) = read(store, "title", "Trucks", "")
    with pytest.raises(InvalidRecord):
        add_rows(store, [good.record, bad.record], who="A.K.")
    assert store.count(Filter()) == 0
