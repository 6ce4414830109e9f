"""What of the records an audience may see: nothing else may leave a trace in what it is given."""

from collections.abc import Sequence
from dataclasses import fields, replace

from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import Audience, refuse_above_ceiling
from coopdesk.catalogue.record import Record


def released(records: Sequence[Record], audience: Audience) -> tuple[Record, ...]:
    """Return the records that ``audience`` may see, as it may see them, in the same order.

    An audience outside gets no notes, no names or moments of who worked on a record, no list of
    whom else it may go to, and no tie to a record that is not among those returned. Raises
    AboveCeiling where a record is marked higher than the program may hold.
    """
    seen = []
    for record in records:
        if audience.may_see(record.marking, record.releasable_to, record.publish):
            refuse_above_ceiling(record.marking)
            seen.append(record)
    if audience.name == "internal":
        return tuple(seen)
    known = {record.reference for record in seen}
    return tuple(_for_outside(record, known) for record in seen)


def _for_outside(record: Record, known: set[str]) -> Record:
    return replace(
        record,
        relations=tuple(tie for tie in record.relations if tie.reference in known),
        notes="",
        releasable_to=(),
        created_at=None,
        created_by="",
        changed_at=None,
        changed_by="",
    )


def told_filter(wanted: Filter, seen: Sequence[Record], audience: Audience) -> tuple[Filter, bool]:
    """Return what of ``wanted`` may be told to ``audience``, and whether that is all of it.

    An audience outside is told only what it can find in the records that it is given: a filter on
    a tag, a name or a reference that only withheld records have would betray them.
    """
    if audience.name == "internal":
        return wanted, True
    kept: dict[str, object] = {}
    for dimension in fields(wanted):
        values = getattr(wanted, dimension.name)
        if isinstance(values, str):
            kept[dimension.name] = values if _found(seen, dimension.name, values) else ""
        else:
            kept[dimension.name] = tuple(
                value for value in values if _found(seen, dimension.name, (value,))
            )
    told = replace(wanted, **kept)  # type: ignore[arg-type]  # each value keeps its own type
    return told, told == wanted


def _found(seen: Sequence[Record], dimension: str, value: object) -> bool:
    one = Filter(**{dimension: value})  # type: ignore[arg-type]  # the name says which type
    return any(one.matches(record) for record in seen)
