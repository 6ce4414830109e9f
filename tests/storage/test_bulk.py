import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coopdesk.catalogue.bulk import AddEntries, BulkChange, ReplaceText, SetField, SetPart
from coopdesk.catalogue.bulk_outcome import SelectionChanged
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Party
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.history import FieldChange
from coopdesk.catalogue.record import Record
from coopdesk.storage.errors import ReadOnly
from coopdesk.storage.history_log import INLINE_LIMIT
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_varied_record, contents

from .bulk_changes import CHANGES, expected

pytestmark = pytest.mark.slow

VISIT = AddEntries("tags", ("visit",))
EVERYTHING = Filter()


def all_records(store: Store) -> list[Record]:
    return list(store.records(sorted(store.ids(EVERYTHING, Sort()))))


@pytest.mark.parametrize("change", CHANGES, ids=repr)
def test_that_a_bulk_change_does_to_each_record_what_it_does_to_one(
    filled: Store, change: BulkChange
) -> None:
    filled.add(a_full_record(), who="A.K.")
    before = filled.records(sorted(filled.ids(EVERYTHING, Sort())))
    changing, refused = expected(before, change, filled.today)
    seen = filled.bulk.preview(EVERYTHING, change)
    assert (seen.records, seen.changing, seen.refused, seen.gone) == (
        61, len(changing), len(refused), 0,
    )  # fmt: skip
    assert seen.same == 61 - len(changing) - len(refused)
    done = filled.bulk.apply(EVERYTHING, change, who="M.J.")
    assert (done.operation, done.ids) == ("bulk", tuple(record.id for record in changing))
    assert (done.same, done.refused, done.reasons) == (seen.same, seen.refused, seen.reasons)
    after = {record.id: record for record in filled.records(done.ids)}
    for wanted in changing:
        found = after[wanted.id]
        assert (found.version, found.changed_by) == (wanted.version + 1, "M.J.")
        given = {"version": wanted.version, "changed_at": wanted.changed_at}
        assert replace(found, changed_by=wanted.changed_by, **given) == wanted  # type: ignore[arg-type]
    assert filled.check() == ()
    if done.entry:
        filled.undo(who="A.K.")
    assert [replace(r, version=0) for r in filled.records([r.id for r in before])] == [
        replace(r, version=0) for r in before
    ]
    assert filled.check() == ()


def test_that_a_change_of_many_is_one_entry_with_each_record_in_it(filled: Store) -> None:
    filled.load(contents(INLINE_LIMIT), who="A.K.")
    done = filled.bulk.apply(EVERYTHING, VISIT, who="M.J.", why="the visit in May")
    newest, *_older = filled.history(limit=2)
    assert (newest.id, newest.operation, newest.who, newest.why) == (
        done.entry, "bulk", "M.J.", "the visit in May",
    )  # fmt: skip
    assert newest.records == len(done.ids) == 60 + INLINE_LIMIT
    for record in filled.records([done.ids[0], done.ids[-1]]):
        (told, *_rest) = filled.history(uid=record.uid)
        without = [tag for tag in record.tags if tag != "visit"]
        assert told.changes == (FieldChange(record.uid, "tags", without, list(record.tags)),)
    assert newest.title == filled.record(done.ids[0]).title
    after = all_records(filled)
    for _turn in range(2):
        filled.undo(who="A.K.")
        assert filled.count(Filter(tags=("visit",))) == filled.count(Filter(search="visit")) == 0
        filled.redo(who="A.K.")
        assert all_records(filled) == [
            replace(record, version=found.version)
            for record, found in zip(after, all_records(filled), strict=True)
        ]
    assert filled.check() == ()


def test_that_what_was_changed_is_found_by_search_and_filter(filled: Store) -> None:
    filled.bulk.apply(Filter(areas=("AIR",)), VISIT, who="A.K.")
    wanted = filled.count(Filter(areas=("AIR",)))
    words = filled.record(filled.ids(Filter(areas=("AIR",)), Sort())[0]).title.split()[0]
    assert filled.count(Filter(search=f"visi {words}")) >= 1
    for found in (Filter(search="visit"), Filter(tags=("visit",))):
        assert filled.count(found) == wanted
    filled.undo(who="A.K.")
    assert filled.count(Filter(search="visit")) == filled.count(Filter(tags=("visit",))) == 0


def test_that_nothing_is_written_where_nothing_changes(filled: Store) -> None:
    for wanted in (EVERYTHING, [], [999]):
        change = SetPart("milestones", "note", "x")
        done = filled.bulk.apply(wanted, change, who="A.K.")
        assert (done.entry, done.ids) == (0, ())
    assert done.gone == 1
    assert len(filled.history()) == 1


def test_that_a_preview_shows_examples_and_why_records_are_refused(filled: Store) -> None:
    wanted = SetField("status", "expired")
    seen = filled.bulk.preview(EVERYTHING, wanted, examples=3)
    assert (seen.changing, seen.refused) == (0, 60)
    ((reason, count),) = seen.reasons
    assert count == 60
    assert "fits the kind" in reason
    assert [example.id for example in seen.examples] == [1, 2, 3]
    first = filled.record(1)
    example = seen.examples[0]
    assert (example.reference, example.title) == (first.reference, first.title)
    assert (example.before, example.after) == (first.status, "expired")
    assert example.problems == (reason,)
    assert len(filled.history()) == 1


def test_that_what_a_change_makes_wrong_is_left_out_and_the_rest_done(filled: Store) -> None:
    restricted = filled.count(Filter(markings=("RESTRICTED",)))
    done = filled.bulk.apply(EVERYTHING, SetField("publish", True), who="A.K.")
    assert (done.refused, len(done.ids)) == (restricted, 60 - restricted)
    assert "cleared for publication" in done.reasons[0][0]
    assert not any(record.publish for record in filled.records(
        filled.ids(Filter(markings=("RESTRICTED",)), Sort())
    ))  # fmt: skip


def test_that_what_was_wrong_before_does_not_stop_a_change_of_something_else(
    filled: Store,
) -> None:
    with filled._transactions.writing() as connection:
        connection.exec_driver_sql("UPDATE record SET status = 'of old' WHERE id = 7")
    assert filled.bulk.apply([7], VISIT, who="A.K.").ids == (7,)
    assert "visit" in filled.record(7).tags


def test_that_a_change_is_refused_where_a_record_changed_since_the_preview(filled: Store) -> None:
    seen = filled.bulk.preview(EVERYTHING, VISIT)
    filled.save(replace(filled.record(3), notes="meanwhile"), who="M.J.")
    with pytest.raises(SelectionChanged, match="1 of the records was changed"):
        filled.bulk.apply(EVERYTHING, VISIT, who="A.K.", seen=seen.entry)
    assert filled.count(Filter(tags=("visit",))) == 0
    # Of a list that the other is not in, and after another look, it can be made.
    others = Filter(areas=tuple({"GEN", "TRN", "AIR"} - {filled.record(3).area}))
    assert filled.bulk.apply(others, VISIT, who="A.K.", seen=seen.entry).ids
    again = filled.bulk.preview(EVERYTHING, VISIT)
    assert again.changing + again.same == 60
    filled.bulk.apply(EVERYTHING, VISIT, who="A.K.", seen=again.entry)
    assert filled.count(Filter(tags=("visit",))) == 60


def test_that_a_record_that_was_added_since_the_preview_is_not_changed_unseen(
    filled: Store,
) -> None:
    seen = filled.bulk.preview(EVERYTHING, VISIT)
    filled.add(a_varied_record(1), who="M.J.")
    with pytest.raises(SelectionChanged):
        filled.bulk.apply(EVERYTHING, VISIT, who="A.K.", seen=seen.entry)


def test_that_a_change_that_no_record_can_take_is_refused(filled: Store) -> None:
    for attempt in (
        lambda: filled.bulk.preview(EVERYTHING, ReplaceText("title", "", "x")),
        lambda: filled.bulk.apply(EVERYTHING, ReplaceText("title", "", "x"), who="A.K."),
    ):
        with pytest.raises(CatalogueError, match="Say which text"):
            attempt()


def test_that_a_reader_may_look_and_not_change(filled: Store) -> None:
    filled.close()
    reader = Store.open(filled.path, read_only=True)
    assert reader.bulk.preview(EVERYTHING, VISIT).changing == 60
    with pytest.raises(ReadOnly):
        reader.bulk.apply(EVERYTHING, VISIT, who="A.K.")
    reader.close()


def test_that_it_tells_how_far_it_came_and_can_be_stopped_without_a_trace(filled: Store) -> None:
    filled.load(contents(1100), who="A.K.")
    told: list[tuple[int, int]] = []
    filled.bulk.preview(EVERYTHING, VISIT, progress=lambda done, of: told.append((done, of)))
    assert told == [(1000, 1160), (1160, 1160)]
    before = all_records(filled)

    class Stopped(Exception):
        pass

    def stop(_done: int, _of: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        filled.bulk.apply(EVERYTHING, VISIT, who="A.K.", progress=stop)
    assert all_records(filled) == before
    assert filled.check() == ()


def test_that_parties_changed_in_bulk_are_partners_and_organisations(filled: Store) -> None:
    change = AddEntries("parties", (Party("Frivilliga", "SE", "observer"),))
    filled.bulk.apply(Filter(areas=("AIR",)), change, who="A.K.")
    filled.bulk.apply(Filter(areas=("AIR",)), SetField("partnership", "DK-UA"), who="A.K.")
    number = filled.count(Filter(areas=("AIR",)))
    assert filled.count(Filter(areas=("AIR",), partners=("SE",))) == number
    assert filled.count(Filter(areas=("AIR",), partners=("UA",))) == number
    assert filled.count(Filter(organisations=("Frivilliga",))) == number
    assert filled.check() == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from coopdesk.catalogue.bulk import AddEntries
from coopdesk.catalogue.filters import Filter
from coopdesk.storage.store import Store

store = Store.open(Path(sys.argv[1]))

def told(done, of):
    if done > of // 2:
        os.kill(os.getpid(), signal.SIGKILL)

store.bulk.apply(Filter(), AddEntries("tags", ("visit",)), who="A.K.", progress=told)
"""


def test_that_a_program_that_is_killed_in_the_midst_has_changed_nothing(filled: Store) -> None:
    filled.load(contents(1500), who="A.K.")
    before = all_records(filled)
    filled.close()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(filled.path)],
        check=False,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    assert ended.returncode == -9
    again = Store.open(filled.path)
    assert all_records(again) == before
    assert again.count(Filter(tags=("visit",))) == 0
    assert len(again.history()) == 2
    assert again.check() == ()
    done = again.bulk.apply(EVERYTHING, VISIT, who="A.K.")
    assert len(done.ids) == 1560
    again.close()
