"""What a report reads beside its records: their histories, and what they are tied to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coopdesk.catalogue.history import Entry
from coopdesk.catalogue.record import Record

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

FEW = 20
"""Of so many records those that they are tied to are read: more are a list, not documents."""

_MOST_BESIDE = 200


def histories(store: "Store", records: Sequence[Record]) -> dict[str, tuple[Entry, ...]]:
    """Return the newest entries that touched each of ``records``, by its uid.

    One more is read than is told, so that whoever tells them knows that there are more.
    """
    from coopdesk.reports.record_history import MOST_STEPS

    limit = MOST_STEPS + 1
    return {record.uid: store.past.versions(record.uid, limit=limit) for record in records}


def records_beside(store: "Store", records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records that ``records`` are tied to, by their own ties or those of others.

    They are also all in the chains that agreements stand in. Of more than a `FEW` records there
    are none.
    """
    if len(records) > FEW:
        return ()
    found: dict[int, None] = {}
    for record in records:
        found.update(dict.fromkeys(tie.id for tie in store.ties.of(record.id).known))
        found.update(dict.fromkeys(step.id for step in store.ties.chain(record.id).steps))
    own = {0, *(record.id for record in records)}
    return store.records([key for key in found if key not in own][:_MOST_BESIDE])
