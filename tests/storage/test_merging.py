from dataclasses import replace

import pytest

from coopdesk.catalogue.errors import CatalogueError, InvalidRecord, NotFound, StaleRecord
from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.merging import Choice, merged, suggested
from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_record


@pytest.fixture
def kept(filled: Store) -> Record:
    return filled.record(filled.add(a_record(title="Kept", tags=("first",)), who="A.K.").ids[0])


@pytest.fixture
def other(filled: Store) -> Record:
    return filled.record(filled.add(a_full_record(title="Other"), who="A.K.").ids[0])


def as_before(record: Record) -> Record:
    return replace(record, version=0)


def test_that_one_takes_over_from_the_other_which_goes(
    filled: Store, kept: Record, other: Record
) -> None:
    choices = suggested(kept, other) | {"title": Choice.OTHER}
    changed = filled.merge(kept, other, choices, who="M.J.", why="doubles")
    assert changed == Changed("merged", (kept.id, other.id), changed.entry, "Other")
    now = filled.record(kept.id)
    wanted = merged(kept, other, choices)
    assert now == replace(
        wanted, version=kept.version + 1, changed_at=now.changed_at, changed_by="M.J."
    )
    with pytest.raises(NotFound):
        filled.record(other.id)
    assert [entry.why for entry in filled.history(limit=1)] == ["doubles"]
    assert filled.count(Filter(search="delivery note")) == 1
    assert filled.check() == ()


def test_that_ties_to_the_other_become_ties_to_the_kept_one(
    filled: Store, kept: Record, other: Record
) -> None:
    both = (Relation("uses", other.reference), Relation("uses", kept.reference))
    for record_id, ties in (
        (1, (Relation("follows", other.reference), Relation("part_of", "DK-RS/1999/001"))),
        (2, both),
        (3, (Relation("follows", kept.reference),)),
    ):
        filled.save(replace(filled.record(record_id), relations=ties), who="A.K.")
    before = filled.records([1, 2, 3])
    changed = filled.merge(kept, other, {}, who="M.J.")
    assert changed.ids == (kept.id, other.id, 1, 2)
    assert [record.relations for record in filled.records([1, 2, 3])] == [
        (Relation("follows", kept.reference), Relation("part_of", "DK-RS/1999/001")),
        (Relation("uses", kept.reference),),
        (Relation("follows", kept.reference),),
    ]
    assert filled.record(3) == before[2]
    filled.undo(who="A.K.")
    assert list(map(as_before, filled.records([1, 2, 3]))) == list(map(as_before, before))
    assert filled.check() == ()


def test_that_a_merge_is_undone_and_done_again_in_one_step(
    filled: Store, kept: Record, other: Record
) -> None:
    filled.merge(kept, other, suggested(kept, other), who="M.J.")
    after = filled.record(kept.id)
    filled.undo(who="A.K.")
    found = filled.records([kept.id, other.id])
    assert list(map(as_before, found)) == list(map(as_before, (kept, other)))
    filled.redo(who="A.K.")
    assert as_before(filled.record(kept.id)) == as_before(after)
    assert filled.records([other.id]) == ()
    assert filled.check() == ()


@pytest.mark.parametrize("which", ["kept", "other"])
def test_that_neither_may_have_changed_since_it_was_read(
    filled: Store, kept: Record, other: Record, which: str
) -> None:
    changed = kept if which == "kept" else other
    filled.save(replace(changed, notes="meanwhile"), who="M.J.")
    with pytest.raises(StaleRecord, match=r"M\.J\.") as refused:
        filled.merge(kept, other, {}, who="A.K.")
    assert refused.value.theirs == filled.record(changed.id)
    assert filled.count(Filter()) == 62


def test_that_what_the_rules_refuse_is_not_merged(
    filled: Store, kept: Record, other: Record
) -> None:
    # A course has no status of an agreement, and the title is the kept one's alone.
    agreement = filled.save(replace(other, kind="agreement", status="signed"), who="A.K.")
    with pytest.raises(InvalidRecord, match="status"):
        filled.merge(kept, filled.record(agreement.ids[0]), {"status": Choice.OTHER}, who="A.K.")
    assert filled.record(other.id).status == "signed"
    assert filled.record(kept.id) == kept


def test_that_a_record_is_not_merged_with_itself_or_one_that_is_gone(
    filled: Store, kept: Record, other: Record
) -> None:
    with pytest.raises(CatalogueError, match="with itself"):
        filled.merge(kept, kept, {}, who="A.K.")
    filled.delete([other.id], who="A.K.")
    with pytest.raises(NotFound):
        filled.merge(kept, other, {}, who="A.K.")


def test_that_the_one_that_went_can_be_restored_beside_the_kept_one(
    filled: Store, kept: Record, other: Record
) -> None:
    filled.merge(kept, other, suggested(kept, other), who="M.J.")
    filled.past.restore(other.uid, who="A.K.")
    assert as_before(filled.record(other.id)) == as_before(other)
    assert filled.record(kept.id).items == other.items
    assert filled.check() == ()
