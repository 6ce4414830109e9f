"""What records stand in: areas, partnerships, code lists, organisations, contacts, rates, filters.

They are few, so they are read and written whole. In the history each has, in place of a uid, its
prefix and its key: "area:AIR", "term:kind/course".
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeAlias, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, insert, select, update

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.history import FieldChange
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.rate import Rate
from coopdesk.catalogue.saved_filter import SavedFilter, definition, from_definition
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.storage import schema
from coopdesk.storage.history_log import StoredChange

Framing: TypeAlias = Area | Partnership | CodeEntry | Organisation | Contact | Rate | SavedFilter
_F = TypeVar("_F", bound=Framing)


@dataclass(frozen=True, slots=True)
class FrameKind:
    """How one class of them is stored: the ``keys`` that name one, the columns that hold JSON."""

    prefix: str
    table: Table
    keys: tuple[str, ...]
    json: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


FRAME: dict[type, FrameKind] = {
    Area: FrameKind("area:", schema.area, ("code",), ("names",), ("position", "code")),
    Partnership: FrameKind(
        "partnership:",
        schema.partnership,
        ("code",),
        ("countries", "purpose"),
        ("position", "code"),
    ),
    CodeEntry: FrameKind(
        "term:", schema.term, ("list", "code"), ("names", "traits"), ("list", "position", "code")
    ),
    Organisation: FrameKind(
        "organisation:", schema.organisation, ("name",), ("aliases",), ("name",)
    ),
    Contact: FrameKind("contact:", schema.contact, ("name",), (), ("name",)),
    Rate: FrameKind(
        "rate:", schema.rate, ("currency", "per", "day"), (), ("currency", "per", "day")
    ),
    SavedFilter: FrameKind(
        "filter:", schema.saved_filter, ("name",), ("definition",), ("position", "name")
    ),
}
PREFIXES = tuple(kind.prefix for kind in FRAME.values())


def read_frame(connection: Connection, cls: type[_F]) -> tuple[_F, ...]:
    """Return all of one class, in their order."""
    kind = FRAME[cls]
    rows = connection.execute(select(kind.table).order_by(*[kind.table.c[n] for n in kind.order]))
    contacts = (
        {contact.name: contact for contact in read_frame(connection, Contact)}
        if cls is Partnership
        else {}
    )
    return tuple(_from_row(cls, kind, dict(row), contacts) for row in rows.mappings())


def read_vocabulary(connection: Connection) -> Vocabulary:
    """Return the catalogue's code lists, as it words and orders them."""
    return Vocabulary.of(read_frame(connection, CodeEntry))


def read_any(connection: Connection, cls: type) -> tuple[Framing, ...]:
    """Return all of one class of the frame, in their order, whichever class it is."""
    things: tuple[Framing, ...] = read_frame(connection, cls)
    return things


def key_of(thing: Framing) -> str:
    """Return what names ``thing`` in the history."""
    kind = FRAME[type(thing)]
    return kind.prefix + "/".join(str(getattr(thing, name)) for name in kind.keys)


def frame_change(before: Framing | None, after: Framing | None) -> StoredChange:
    """Return what the history says of something that came (no ``before``), changed or went."""
    named = after or before
    assert named is not None
    plain = [json.loads(json.dumps(_plain(thing))) if thing else None for thing in (before, after)]
    return StoredChange(0, FieldChange(key_of(named), "*", *plain))


def _plain(thing: Framing) -> dict[str, Any]:
    if isinstance(thing, SavedFilter):
        # As its row has it: a later version of the program may save more under the name.
        return {
            "name": thing.name,
            "icon": thing.icon,
            "definition": definition(thing),
            "tab": thing.tab,
            "position": thing.position,
        }
    return asdict(thing)


def is_of_record(change: FieldChange) -> bool:
    """Tell whether a change is one of a record."""
    return not change.uid.startswith(PREFIXES)


def apply_change(connection: Connection, change: FieldChange) -> None:
    """Make something of the frame what ``change.after`` says; None takes it away."""
    cls, kind = next(
        (cls, kind) for cls, kind in FRAME.items() if change.uid.startswith(kind.prefix)
    )
    named = _named(kind, change.after or change.before)
    if change.after is None:
        connection.execute(delete(kind.table).where(named))
        return
    row = _row(cls, kind, change.after)
    if cls is Partnership and change.after["contact"]:
        _bring_contact(connection, change.after["contact"])
    if not connection.execute(update(kind.table).where(named).values(row)).rowcount:
        if cls is Partnership:
            row["position"] = connection.scalar(select(func.count()).select_from(kind.table))
        connection.execute(insert(kind.table).values(row))


def _bring_contact(connection: Connection, plain: dict[str, Any]) -> None:
    """Have the contact of a partnership: older entries of the history bring it within."""
    contact = Contact(**plain)
    if find(read_frame(connection, Contact), contact) is None:
        apply_change(connection, frame_change(None, contact).change)


def _named(kind: FrameKind, plain: dict[str, Any]) -> ColumnElement[bool]:
    return and_(*[kind.table.c[name] == plain[name] for name in kind.keys])


def _row(cls: type, kind: FrameKind, plain: dict[str, Any]) -> dict[str, Any]:
    # What an entry of before does not name came with a later version of the program.
    names = [field.name for field in fields(cls)] + list(kind.json)
    row = {name: plain[name] for name in names if name in plain and name in kind.table.c}
    for name in kind.json:
        row[name] = json.dumps(row[name], ensure_ascii=False, sort_keys=True)
    if cls is Partnership:
        row["contact"] = plain["contact"]["name"] if plain["contact"] else ""
    for column in kind.table.columns:
        if column.name not in row and column.name != "position":
            row[column.name] = "" if column.type.python_type is str else 0
    return row


def _from_row(cls: type[_F], kind: FrameKind, row: dict[str, Any], contacts: dict[str, Any]) -> _F:
    for name in kind.json:
        value = json.loads(row[name])
        row[name] = tuple(value) if isinstance(value, list) else value
    if cls is Partnership:
        row["contact"] = contacts.get(row["contact"])
        del row["position"]
    if "retired" in row:
        row["retired"] = bool(row["retired"])
    if "definition" in row:
        plain, tab = row.pop("definition"), bool(row.pop("tab"))
        made: Any = from_definition(plain, tab=tab, **row)
        return cast(_F, made)
    return cls(**row)


def find(things: Sequence[_F], thing: _F) -> _F | None:
    """Return the one of ``things`` that has the key of ``thing``."""
    return next((known for known in things if key_of(known) == key_of(thing)), None)
