"""Which records have problems, judged in pieces: as looking at all of them at once would tell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from coopdesk.catalogue.facets import Milestone, Place
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record_problem import Mark
from coopdesk.catalogue.rules import Context
from coopdesk.storage import judging
from coopdesk.storage.errors import Busy
from coopdesk.storage.store import Store
from tests.builders import NOON, a_record, contents

SOMEWHERE = (Place("Niš", "RS"),)
FLAWED = Filter(problems=("error", "warning"))


def judge(store: Store, piece: int = 7) -> int:
    """Judge all there is to judge; return how many records that were."""
    judged = 0
    while done := store.judging.step(piece):
        judged += done
    return judged


def listed(store: Store) -> set[int]:
    return set(store.ids(FLAWED, Sort()))


def found(store: Store) -> set[int]:
    """Return the records that have a problem, by looking at all of them now."""
    ids: set[int] = set()
    mark: Mark | None = Mark()
    while mark is not None:
        page = store.problems.page(mark)
        ids.update(one.record_id for one in page.problems)
        mark = page.mark
    return ids


@pytest.mark.parametrize("piece", [1, 7, 500])
def test_that_what_is_listed_is_what_the_rules_find(filled: Store, piece: int) -> None:
    assert filled.judging.left() == 60
    assert judge(filled, piece) == 60
    assert listed(filled) == found(filled) != set()
    assert filled.judging.number() == len(found(filled))
    assert (filled.judging.left(), filled.judging.step()) == (0, 0)


def test_that_after_an_edit_only_what_it_touched_is_judged(filled: Store) -> None:
    judge(filled)
    first = min(listed(filled))
    record = filled.record(first)
    filled.save(replace(record, title=record.title + " again"), who="A.K.")
    written = filled.judging.written
    assert 1 <= judge(filled) <= 3
    assert filled.judging.written == written
    filled.add(a_record(title="Nowhere", places=()), who="A.K.")
    judge(filled)
    assert filled.judging.written == written + 1
    assert listed(filled) == found(filled)


def test_that_a_record_that_is_deleted_or_comes_back_is_listed_rightly(filled: Store) -> None:
    judge(filled)
    gone = sorted(listed(filled))[:2]
    filled.delete(gone, who="A.K.")
    judge(filled)
    assert listed(filled) == found(filled)
    filled.undo(who="A.K.")
    judge(filled)
    assert listed(filled) == found(filled) >= set(gone)


def test_that_a_change_of_an_area_has_all_judged(filled: Store) -> None:
    judge(filled)
    area = filled.areas()[0]
    filled.put(replace(area, position=area.position + 50), who="A.K.")
    assert judge(filled) == 60
    assert listed(filled) == found(filled)


@pytest.mark.parametrize("mended", [True, False])
def test_that_a_save_during_judging_counts(
    store: Store, monkeypatch: pytest.MonkeyPatch, mended: bool
) -> None:
    here, nowhere = a_record(places=SOMEWHERE), a_record(places=())
    (changed,) = store.add(nowhere if mended else here, who="A.K.").ids
    really_judged = judging._judged
    saves = [SOMEWHERE if mended else ()]

    def saved_meanwhile(
        connection: Connection, ids: Sequence[int], context: Context
    ) -> Iterator[tuple[int, tuple[int, str]]]:
        verdicts = list(really_judged(connection, ids, context))
        while saves:
            store.save(replace(store.record(changed), places=saves.pop()), who="B.C.")
        return iter(verdicts)

    monkeypatch.setattr(judging, "_judged", saved_meanwhile)
    store.judging.step()
    assert listed(store) == set()
    judge(store)
    assert listed(store) == found(store) == (set() if mended else {changed})


def test_that_a_piece_that_came_to_nothing_is_judged_again(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(filled)
    flawed = filled.add(a_record(title="Nowhere", places=()), who="A.K.").ids[0]

    def busy(*_what: object) -> None:
        raise Busy

    with monkeypatch.context() as patched:
        patched.setattr(judging, "_write", busy)
        with pytest.raises(Busy):
            filled.judging.step()
    assert filled.judging.left() >= 1
    judge(filled)
    assert flawed in listed(filled)


class Days:
    """A clock that is set to the day that is wanted."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def turning(path: Path, days: Days) -> Iterator[Store]:
    """A catalogue in which a day more or less brings problems, and takes one away."""
    mine = (
        a_record(title="Due", milestones=(Milestone("Handed over", "2024-05-18"),)),
        a_record(title="Planned", status="pipeline", period=Period.parse("2024-05-19")),
        a_record(title="Not yet", milestones=(Milestone("Signed", "2024-05", "2024-05-18"),)),
    )
    plain = [a_record(title=f"Course {n}", places=SOMEWHERE) for n in range(40)]
    made = [replace(one, places=SOMEWHERE) for one in mine]
    Store.create(path, contents(records=(*made, *plain)), who="founder", clock=days).close()
    opened = Store.open(path, clock=days)
    yield opened
    opened.close()


@pytest.mark.parametrize("step", [1, 2, 3, 30, -1, -30, 500])
def test_that_another_day_changes_what_is_listed(turning: Store, days: Days, step: int) -> None:
    judge(turning)
    assert listed(turning) == found(turning)
    days.now += timedelta(days=step)
    expected = found(turning)
    judged = judge(turning)
    assert listed(turning) == expected
    assert judged < 10 or step == 500
    days.now = NOON
    judge(turning)
    assert listed(turning) == found(turning)


def test_that_a_day_that_begins_while_all_are_judged_counts(turning: Store, days: Days) -> None:
    turning.judging.step(20)
    days.now += timedelta(days=3)
    judge(turning)
    assert listed(turning) == found(turning) != set()


def reopened(path: Path, clock: Callable[[], datetime]) -> Store:
    return Store.open(path, clock=clock)


def test_that_a_first_run_that_was_ended_goes_on_where_it_was(turning: Store, days: Days) -> None:
    for _piece in range(25):
        turning.judging.step(1)
    turning.add(a_record(title="Meanwhile", places=()), who="A.K.")
    turning.close()
    again = reopened(turning.path, days)
    assert again.judging.left() < 30
    judge(again)
    assert listed(again) == found(again) != set()
    assert again.judging.left() == 0
    again.close()
