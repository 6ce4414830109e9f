"""Any order of edits, undo, redo and reopening: the store holds what a plain model holds."""

import json
import shutil
import tempfile
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.bulk import BulkChange
from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.fields import FIELDS, editable_fields
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.merging import merged, suggested
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.plain import to_plain
from coopdesk.catalogue.rate import Rate
from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from tests.builders import NOON, a_full_record, a_partnership, a_varied_record, areas, contents

from .bulk_changes import CHANGES, expected
from .plain_counts import assert_counted

pytestmark = pytest.mark.slow

records = st.integers(0, 400).map(a_varied_record) | st.just(a_full_record())
EDITABLE = tuple(declared.name for declared in editable_fields())
# What the rules compare: taken over from one record or left as it is, but not in parts.
TOGETHER = ("kind", "status", "marking", "publish")
FRAME = (Area, Partnership, CodeEntry, Organisation, Contact, Rate)
THINGS = st.sampled_from(
    [
        replace(areas()[0], names={"en": "Renamed"}, colour="#123456"),
        Area("NEW", {"en": "New"}, "#abcdef", 9),
        a_partnership(since="2010", contact=None),
        a_partnership("DK-MD", contact=None),
        Organisation("Organisation 3", country="DK", aliases=("Org. 3",)),
        Organisation("Forsvaret"),
        Contact("Embassy of Denmark", country="RS", phone="1"),
        CodeEntry("tag", "air", {"en": "Air"}, "#00ff00"),
        CodeEntry("kind", "course", {"en": "Training course"}),
        Rate("EUR", "DKK", "2024-05-17", 7.46),
    ]
)
FILTERS = st.sampled_from(
    [
        Filter(),
        Filter(areas=("TRN", "GEN")),
        Filter(tags=("air",)),
        Filter(search="øvelse"),
        Filter(statuses=("closed",), partners=("SE",)),
        Filter(markings=("RESTRICTED",), years=(2004, 2005)),
    ]
)
COUNTED = (
    Filter(),
    Filter(search="øvelse", excluded=(("areas", "TRN"),)),
    Filter(tags=("air",), years=(2004, 2005, 2006)),
)


@dataclass
class Model:
    """The records by id, as they are, and everything of the frame."""

    records: dict[int, Record] = field(default_factory=dict)
    frame: dict[type, tuple[Any, ...]] = field(default_factory=dict)

    def copy(self) -> "Model":
        return Model(dict(self.records), dict(self.frame))


class StoreMachine(RuleBasedStateMachine):
    @initialize(number=st.integers(0, 3))
    def found(self, number: int) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.moment = NOON
        path = self.folder / "model.coopdesk"
        self.store = Store.create(path, contents(number), who="founder", clock=lambda: self.moment)
        # Another program that has the same file open.
        self.beside = Store.open(path, read_only=True)
        self.model = Model()
        self.adopt()
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.versions: dict[int, int] = {}
        # What each record was last, be it there or gone, and after which entry it was what.
        self.known: dict[str, Record] = {}
        self.was: dict[tuple[str, int], Record] = {}
        self.start = self.exported()

    def adopt(self) -> None:
        """Take over what the store holds, where an edit gives what no model can foresee."""
        ids = self.store.ids(Filter(), Sort())
        self.model.records = {record.id: bare(record) for record in self.store.records(ids)}
        self.model.frame = {cls: self.store.frame(cls) for cls in FRAME}

    def exported(self) -> str:
        """Return all records and the frame as plain JSON."""
        ids = sorted(self.store.ids(Filter(), Sort()))
        plain = [to_plain(record) for record in self.store.records(ids)]
        frame = {cls.__name__: list(map(asdict, self.store.frame(cls))) for cls in FRAME}
        return json.dumps({"records": plain, "frame": frame}, ensure_ascii=False, indent=1)

    def about_to_change(self) -> datetime:
        self.past.append(self.model.copy())
        self.future.clear()
        return self.tick()

    def tick(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def put(self, after: Record, who: str = "A.K.") -> None:
        self.model.records[after.id] = replace(after, changed_at=self.moment, changed_by=who)

    @rule(record=records)
    def add(self, record: Record) -> None:
        self.about_to_change()
        changed = self.store.add(record, who="A.K.")
        assert changed.ids[0] not in self.versions
        self.adopt()
        kept = self.model.records[changed.ids[0]]
        assert all(getattr(kept, name) == getattr(record, name) for name in EDITABLE)

    @rule(numbers=st.lists(st.integers(0, 400), max_size=4))
    def load(self, numbers: list[int]) -> None:
        if numbers:
            self.about_to_change()
        brought = Contents(records=tuple(map(a_varied_record, numbers)))
        self.store.load(brought, who="A.K.")
        self.adopt()

    @precondition(lambda self: self.model.records)
    @rule(data=st.data(), wanted=records, names=st.sets(st.sampled_from(EDITABLE), min_size=1))
    def save(self, data: st.DataObject, wanted: Record, names: set[str]) -> None:
        chosen = data.draw(st.sampled_from(sorted(self.model.records)))
        values = {name: getattr(wanted, name) for name in {*names, *TOGETHER}}
        self.save_with(chosen, values)

    @precondition(lambda self: len(self.model.records) > 1)
    @rule(data=st.data())
    def tie(self, data: st.DataObject) -> None:
        chosen, other = data.draw(self.two())
        reference = self.model.records[other].reference
        self.save_with(chosen, {"relations": (Relation("follows", reference),)})

    def two(self) -> st.SearchStrategy[list[int]]:
        ids = st.sampled_from(sorted(self.model.records))
        return st.lists(ids, min_size=2, max_size=2, unique=True)

    def save_with(self, chosen: int, values: dict[str, Any]) -> None:
        before = self.model.records[chosen]
        after = replace(before, **values)
        if after != before:
            self.about_to_change()
            self.put(after)
        version = self.versions[chosen]
        changed = self.store.save(replace(after, version=version), who="A.K.")
        assert bool(changed.entry) == (after != before)

    @precondition(lambda self: self.model.records)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        ids = st.sampled_from(sorted(self.model.records))
        chosen = data.draw(st.sets(ids, min_size=1))
        self.about_to_change()
        self.store.delete(sorted(chosen), who="A.K.")
        for record_id in chosen:
            del self.model.records[record_id]

    @precondition(lambda self: len(self.model.records) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        one, two = data.draw(self.two())
        kept, other = (replace(self.model.records[i], version=self.versions[i]) for i in (one, two))
        choices = suggested(kept, other)
        self.about_to_change()
        self.store.merge(kept, other, choices, who="M.J.", why="double")
        after = bare(merged(kept, other, choices))
        if after != self.model.records.pop(two) and after != self.model.records[one]:
            self.put(after, "M.J.")
        for record in list(self.model.records.values()):
            ties = [replace(t, reference=kept.reference) if t.reference == other.reference else t
                    for t in record.relations]  # fmt: skip
            if record.id != one and tuple(ties) != record.relations:
                self.put(replace(record, relations=tuple(dict.fromkeys(ties))), "M.J.")

    @rule(change=st.sampled_from(CHANGES), wanted=FILTERS, some=st.booleans(), data=st.data())
    def change_many(
        self, change: BulkChange, wanted: Filter, some: bool, data: st.DataObject
    ) -> None:
        held = self.model.records
        passing = {i for i, record in held.items() if wanted.matches(record)}
        named: Filter | list[int] = wanted
        if held and some:
            named = data.draw(st.lists(st.sampled_from(sorted(held)), min_size=1))
            passing = set(named)
        today = self.store.today
        changing, refused = expected([held[i] for i in sorted(passing)], change, today)
        seen = self.store.bulk.preview(named, change)
        assert (seen.records, seen.changing, seen.refused) == (
            len(passing), len(changing), len(refused),
        )  # fmt: skip
        if changing:
            self.about_to_change()
        done = self.store.bulk.apply(named, change, who="M.J.", seen=seen.entry)
        assert done.ids == tuple(record.id for record in changing)
        assert (done.same, done.refused, done.gone) == (seen.same, seen.refused, 0)
        for record in changing:
            self.put(record, "M.J.")

    @precondition(lambda self: self.gone())
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        gone = self.gone()
        chosen = data.draw(st.lists(st.sampled_from(gone), min_size=1, unique=True))
        self.about_to_change()
        self.store.past.restore(*chosen, who="A.K.")
        for uid in chosen:
            self.model.records[self.known[uid].id] = self.known[uid]

    def gone(self) -> list[str]:
        present = {record.uid for record in self.model.records.values()}
        return [uid for uid in self.known if uid not in present]

    @precondition(lambda self: self.model.records)
    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        now = self.model.records[data.draw(st.sampled_from(sorted(self.model.records)))]
        entries = [entry for uid, entry in self.was if uid == now.uid]
        chosen = data.draw(st.sampled_from(entries))
        then = self.was[now.uid, chosen]
        after = replace(now, **{name: getattr(then, name) for name in EDITABLE})
        if after != now:
            self.about_to_change()
            self.put(after)
        self.store.past.bring_back(now.uid, chosen, who="A.K.")

    @rule(thing=THINGS)
    def put_in_the_frame(self, thing: Any) -> None:
        if thing not in self.model.frame[type(thing)]:
            self.about_to_change()
        self.store.put(thing, who="A.K.")
        self.adopt()
        assert thing in self.model.frame[type(thing)]

    @rule(name=st.sampled_from(["Organisation 3", "Forsvaret", "Organisation 4"]))
    def rename_an_organisation(self, name: str) -> None:
        after = Organisation(f"{name} again", country="DK")
        known = {used.thing.name for used in self.store.register.organisations()}
        if name in known and after.name not in known:
            self.about_to_change()
            self.store.register.change(Organisation(name), after, who="A.K.")
            self.adopt()

    @rule()
    def undo(self) -> None:
        self.tick()
        assert (self.store.undo(who="M.J.") is None) == (not self.past)
        if self.past:
            self.future.append(self.model.copy())
            self.model = self.past.pop()

    @rule()
    def redo(self) -> None:
        self.tick()
        assert (self.store.redo(who="M.J.") is None) == (not self.future)
        if self.future:
            self.past.append(self.model.copy())
            self.model = self.future.pop()

    @rule()
    def reopen(self) -> None:
        assert self.store.check() == ()
        self.store.close()
        self.store = Store.open(self.store.path, clock=lambda: self.moment)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        ids = self.store.ids(Filter(), Sort("title"))
        assert sorted(ids) == sorted(self.model.records)
        newest = self.store.history(limit=1)[0].id
        for record in self.store.records(ids):
            assert bare(record) == self.model.records[record.id]
            assert record.version >= self.versions.get(record.id, 0)
            self.versions[record.id] = record.version
            self.known[record.uid] = bare(record)
            self.was[record.uid, newest] = record
        assert {cls: self.store.frame(cls) for cls in FRAME} == self.model.frame

    @invariant()
    def knows_what_is_gone(self) -> None:
        told = {one.uid: one for one in self.store.past.deleted(limit=1000)}
        assert set(told) == set(self.gone())
        assert self.store.past.deleted_count() == len(told)
        for uid, one in told.items():
            last = self.known[uid]
            assert (one.id, one.reference, one.title) == (last.id, last.reference, last.title)

    @invariant()
    def counts_what_the_model_counts(self) -> None:
        wanted = COUNTED[len(self.known) % len(COUNTED)]
        for store in (self.store, self.beside):
            assert_counted(store.facets(wanted), self.model.records.values(), wanted)

    def knows_what_was(self) -> None:
        for (uid, entry), record in self.was.items():
            assert self.store.past.record_at(uid, entry) == record

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.knows_what_was()
            ended = self.exported()
            steps: list[Changed] = []
            while (step := self.store.undo(who="nobody")) is not None:
                steps.append(step)
            assert len(steps) == len(self.past)
            assert self.exported() == self.start
            for _step in range(len(steps)):
                assert self.store.redo(who="nobody") is not None
            assert self.exported() == ended
            assert self.store.check() == ()
            self.beside.close()
            self.store.close()
            shutil.rmtree(self.folder)


def bare(record: Record) -> Record:
    """Return the record without its version: everything but that is foreseen."""
    assert set(EDITABLE) < {declared.name for declared in FIELDS}
    return replace(record, version=0)


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
