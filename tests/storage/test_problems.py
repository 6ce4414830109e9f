"""What is wrong in a whole catalogue, page by page, and what may be in it twice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, event

from coopdesk.catalogue.facets import Item, Place, Relation, Term
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record_problem import Mark, RecordProblem
from coopdesk.catalogue.rules import Severity
from coopdesk.storage.store import Store
from tests.builders import a_record, contents

SOMEWHERE = (Place("Niš", "RS"),)


def add(store: Store, **changes: object) -> int:
    (found,) = store.add(a_record(**{"places": SOMEWHERE, **changes}), who="A.K.").ids
    return found


def all_problems(store: Store, limit: int = 2) -> list[RecordProblem]:
    found: list[RecordProblem] = []
    mark: Mark | None = Mark()
    while mark is not None:
        page = store.problems.page(mark, limit)
        found += page.problems
        mark = page.mark
    return found


def told(problems: Sequence[RecordProblem]) -> list[tuple[int, str]]:
    return [(found.record_id, found.problem.rule) for found in problems]


def test_that_a_catalogue_in_which_all_is_right_has_no_problem(store: Store) -> None:
    add(store)
    page = store.problems.page()
    assert (page.problems, page.checked, page.mark) == ((), 1, None)


def test_that_an_empty_catalogue_has_one_empty_page(store: Store) -> None:
    page = store.problems.page()
    assert (page.problems, page.checked, page.mark) == ((), 0, None)


def test_that_each_problem_names_its_record(store: Store) -> None:
    wrong = add(
        store, title="Trucks", items=(Item("truck", 3.0, agreed=3.0, serials=("1", "2", "3", "4")),)
    )
    add(store)
    (first,) = store.problems.page().problems
    assert (first.record_id, first.title) == (wrong, "Trucks")
    assert first.reference == store.record(wrong).reference
    assert first.problem.severity is Severity.WARNING
    assert (first.problem.field, first.problem.row, first.problem.part) == ("items", 1, "serials")
    assert "serial numbers" in first.problem.message


def test_that_problems_come_in_the_order_of_the_references(store: Store) -> None:
    later = [add(store, places=(), period=Period.parse("2016")) for _ in range(3)]
    earlier = [add(store, places=(), period=Period.parse("2015")) for _ in range(2)]
    found = [found.record_id for found in all_problems(store)]
    assert found == [*earlier, *later]


@pytest.mark.parametrize("limit", [1, 7, 59, 60, 61])
def test_that_pages_of_any_size_tell_the_same(filled: Store, limit: int) -> None:
    found = all_problems(filled, limit)
    assert found == all_problems(filled, 1_000)
    assert len(found) > 10
    keys = [(found.key, found.record_id) for found in found]
    assert keys == sorted(keys)


def test_that_a_record_saved_between_two_pages_is_judged_as_it_is_then(store: Store) -> None:
    add(store, places=())
    second = add(store, places=())
    page = store.problems.page(limit=1)
    assert page.mark is not None
    store.save(replace(store.record(second), places=SOMEWHERE), who="A.K.")
    assert store.problems.page(page.mark).problems == ()


def test_that_rules_are_told_of_the_records_that_one_names(store: Store) -> None:
    agreement = add(
        store,
        kind="agreement",
        status="in_force",
        terms=(Term("Protocol", "2014-03"), Term("Amendment", "2016")),
    )
    named = store.record(agreement).reference
    early = add(
        store,
        items=(Item("truck", handed_over="2014-02"),),
        relations=(Relation("part_of", named),),
    )
    lost = add(store, relations=(Relation("follows", "DK-RS/1999/001"),))
    assert told(store.problems.page().problems) == [
        (early, "handover-before-agreement"),
        (lost, "relation-to-nothing"),
    ]


def test_that_rules_are_told_of_the_records_that_supersede_one(store: Store) -> None:
    kind = {"kind": "agreement"}
    orphan = add(store, status="superseded", **kind)
    first = add(store, status="superseded", **kind)
    second = add(store, status="in_force", **kind)
    supersedes = [(Relation("supersedes", store.record(old).reference),) for old in (first, second)]
    add(store, status="draft", relations=supersedes[0], **kind)
    assert told(store.problems.page().problems) == [(orphan, "superseded-without-successor")]
    add(store, status="in_force", relations=supersedes[1], **kind)
    assert told(store.problems.page().problems) == [
        (orphan, "superseded-without-successor"),
        (second, "in-force-yet-superseded"),
    ]


def test_that_what_changed_is_judged_again_with_what_is_tied_to_it(store: Store) -> None:
    old = add(store, kind="agreement", status="superseded")
    other = add(store, places=())
    (found,) = [p for p in all_problems(store) if p.record_id == old]
    relations = (Relation("supersedes", found.reference),)
    new = add(store, kind="agreement", status="in_force", relations=relations)
    assert store.problems.around([new]).ids == {new, old}
    assert store.problems.around([new]).problems == ()
    assert told(store.problems.around([other]).problems) == [(other, "training-without-place")]
    store.delete([new], who="A.K.")
    assert told(store.problems.around([old]).problems) == [(old, "superseded-without-successor")]


def test_that_ties_to_what_was_deleted_are_found(store: Store) -> None:
    gone = add(store)
    add(store, places=())
    relations = (Relation("follows", store.record(gone).reference),)
    left = add(store, relations=relations)
    assert store.problems.around([gone, left]).problems == ()
    store.delete([gone], who="A.K.")
    judged = store.problems.around([gone])
    assert judged.ids == {gone, left}
    assert told(judged.problems) == [(left, "relation-to-nothing")]


def test_that_records_alike_in_title_area_and_time_are_found(store: Store) -> None:
    one = add(store, title="Øvelse på Kopaonik", period=Period.parse("2015-05"))
    two = add(store, title="ØVELSE PÅ KOPAONIK", period=Period.parse("2015"))
    add(store, title="Øvelse på Kopaonik", period=Period.parse("2016"))
    add(store, title="Øvelse på Kopaonik", area="AIR")
    timeless = add(store, title="Fuel trucks for the Air Force", period=Period(), area="AIR")
    near = add(store, title="Fuel truck for the air force", period=Period(), area="AIR")
    (same,) = store.problems.likenesses("TRN")
    assert (same.ids, same.reason, same.score) == ((one, two), "same-title", 1.0)
    (like,) = store.problems.likenesses("AIR")
    assert (like.ids, like.reason) == ((timeless, near), "like-title")
    assert store.problems.likenesses("GEN") == ()


def test_that_looking_for_records_alike_can_be_cancelled(filled: Store) -> None:
    filled.load(contents(60), who="A.K.")
    assert len(filled.problems.likenesses("TRN")) > 5
    assert filled.problems.likenesses("TRN", lambda: True) == ()


def test_that_no_query_reads_the_whole_table(filled: Store) -> None:
    asked: list[tuple[str, Any]] = []

    def note(
        _connection: Connection, _cursor: object, statement: str, values: Any, *_rest: object
    ) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    engine = filled._transactions._engine
    event.listen(engine, "before_cursor_execute", note)
    filled.problems.page(Mark("DK-RS/00002005", 3), 10)
    filled.problems.around([1, 2, 3])
    filled.problems.likenesses("TRN")
    event.remove(engine, "before_cursor_execute", note)
    with filled._transactions.reading() as connection:
        steps = [
            str(step[3])
            for statement, values in asked
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert any("ix_record_reference_key" in step for step in steps)
    wide = ("record", "relation", "agreement_term", "named", "own")
    assert not [step for step in steps if step in {f"SCAN {name}" for name in wide}]
    assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step and "record" in step]
