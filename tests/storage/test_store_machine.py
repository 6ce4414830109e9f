"""Any order of edits, undo, redo and reopening: the store holds what a plain model holds."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.fields import editable_fields
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_varied_record, contents

Model = dict[int, dict[str, Any]]

records = st.integers(0, 400).map(a_varied_record) | st.just(a_full_record())
KEPT = ("uid", "reference", "created_at", *(field.name for field in editable_fields()))

# What the rules compare: taken over from one record or left as it is, but not in parts.
TOGETHER = ("kind", "status", "marking", "publish")


def content(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in KEPT}


class StoreMachine(RuleBasedStateMachine):
    @initialize(number=st.integers(0, 3))
    def found(self, number: int) -> None:
        self.folder = Path(tempfile.mkdtemp())
        path = self.folder / "model.coopdesk"
        self.store = Store.create(path, contents(number), who="founder")
        self.model: Model = {}
        self.take(self.store.ids(Filter(), Sort()))
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.versions: dict[int, int] = {}

    def take(self, ids: Any) -> None:
        for record in self.store.records(ids):
            self.model[record.id] = content(record)

    def about_to_change(self) -> None:
        self.past.append(dict(self.model))
        self.future.clear()

    @rule(record=records)
    def add(self, record: Record) -> None:
        self.about_to_change()
        changed = self.store.add(record, who="A.K.")
        assert changed.ids[0] not in self.versions
        self.take(changed.ids)
        kept = self.model[changed.ids[0]]
        assert all(kept[f.name] == getattr(record, f.name) for f in editable_fields())

    @rule(numbers=st.lists(st.integers(0, 400), max_size=4))
    def load(self, numbers: list[int]) -> None:
        if numbers:
            self.about_to_change()
        brought = Contents(records=tuple(map(a_varied_record, numbers)))
        self.take(self.store.load(brought, who="A.K.").ids)

    @precondition(lambda self: self.model)
    @rule(data=st.data(), wanted=records, names=st.sets(st.sampled_from(KEPT[3:]), min_size=1))
    def save(self, data: st.DataObject, wanted: Record, names: set[str]) -> None:
        chosen = data.draw(st.sampled_from(sorted(self.model)))
        values = {name: getattr(wanted, name) for name in {*names, *TOGETHER}}
        after = replace(self.store.record(chosen), **values)
        if content(after) != self.model[chosen]:
            self.about_to_change()
        assert bool(self.store.save(after, who="A.K.").entry) == (
            content(after) != self.model[chosen]
        )
        self.model[chosen] = content(after)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sets(st.sampled_from(sorted(self.model)), min_size=1))
        self.about_to_change()
        self.store.delete(sorted(chosen), who="A.K.")
        for record_id in chosen:
            del self.model[record_id]

    @rule()
    def undo(self) -> None:
        assert (self.store.undo(who="A.K.") is None) == (not self.past)
        if self.past:
            self.future.append(dict(self.model))
            self.model = self.past.pop()

    @rule()
    def redo(self) -> None:
        assert (self.store.redo(who="A.K.") is None) == (not self.future)
        if self.future:
            self.past.append(dict(self.model))
            self.model = self.future.pop()

    @rule()
    def reopen(self) -> None:
        assert self.store.check() == ()
        self.store.close()
        self.store = Store.open(self.store.path)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        ids = self.store.ids(Filter(), Sort("title"))
        assert sorted(ids) == sorted(self.model)
        for record in self.store.records(ids):
            assert content(record) == self.model[record.id]
            known = self.versions.get(record.id, 0)
            assert record.version >= known
            self.versions[record.id] = record.version

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert self.store.check() == ()
            self.store.close()
            shutil.rmtree(self.folder)


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
