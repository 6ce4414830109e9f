"""What a report reads beside its records, and when it reads nothing."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.record import Record
from coopdesk.operations.exporting import report_request
from coopdesk.operations.report_reading import FEW, histories, records_beside
from coopdesk.reports.options import Options
from coopdesk.reports.record_history import MOST_STEPS
from coopdesk.reports.request import ReportRequest
from coopdesk.storage.store import Store
from tests.builders import a_record, contents


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.create(tmp_path / "a.coopdesk", contents(FEW + 5), who="Jens")) as made:
        yield made


def add(store: Store, **changes: Any) -> Record:
    (key,) = store.add(a_record(**changes), who="Mette").ids
    return store.record(key)


def request(store: Store, *records: Record, **changes: Any) -> ReportRequest:
    wanted = Filter(references=tuple(record.reference for record in records))
    return report_request(store, wanted, **changes)


def test_that_the_history_is_read_only_where_it_is_asked_for_and_inside(store: Store) -> None:
    record = add(store)
    store.save(replace(record, title="Trucks"), who="Mette", why="Better")
    asked = Options(history=True)
    (entries,) = request(store, record, options=asked).histories.values()
    assert [(entry.operation, entry.why) for entry in entries] == [
        ("edited", "Better"),
        ("added", ""),
    ]
    assert request(store, record).histories == {}
    assert request(store, record, options=asked, audience=Audience("public")).histories == {}


def test_that_one_step_more_is_read_than_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = add(store)
    asked: list[tuple[str, int]] = []

    def versions(_past: object, uid: str, *, limit: int) -> tuple[()]:
        asked.append((uid, limit))
        return ()

    monkeypatch.setattr(type(store.past), "versions", versions)
    assert histories(store, [record]) == {record.uid: ()}
    assert asked == [(record.uid, MOST_STEPS + 1)]


def test_that_the_records_at_either_end_of_a_tie_are_read_each_once(store: Store) -> None:
    first = add(store, title="First")
    second = add(store, title="Second", relations=(Relation("uses", first.reference),))
    third = add(
        store,
        title="Third",
        relations=(Relation("uses", second.reference), Relation("follows", second.reference)),
    )
    assert {one.title for one in request(store, second).beside} == {"First", "Third"}
    assert [one.title for one in request(store, second, third).beside] == ["First"]


def test_that_the_whole_chain_of_an_agreement_is_read(store: Store) -> None:
    before = ""
    made = []
    for number in range(4):
        ties = (Relation("follows", before),) if before else ()
        made.append(add(store, title=f"Step {number}", kind="agreement", relations=ties))
        before = made[-1].reference
    assert [one.title for one in request(store, made[0]).beside] == ["Step 1", "Step 2", "Step 3"]


def test_that_beside_many_records_none_is_read(store: Store) -> None:
    records = store.records(store.ids(Filter(), Sort()))
    tied = add(store, relations=(Relation("uses", records[0].reference),))
    assert records_beside(store, [tied]) == records[:1]
    assert records_beside(store, [tied, *records[1:]]) == ()
