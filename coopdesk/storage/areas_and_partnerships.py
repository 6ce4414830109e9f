"""The areas and partnerships of a catalogue: few rows, read and written whole."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, select

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.history import FieldChange
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.storage import schema
from coopdesk.storage.history_log import StoredChange
from coopdesk.storage.rows import insert_rows

# In the history an area or partnership has no uid of its own; this and its code stand for one.
AREA, PARTNERSHIP = "area:", "partnership:"


def read_areas(connection: Connection) -> tuple[Area, ...]:
    """Return all areas in their order."""
    table = schema.area
    rows = connection.execute(select(table).order_by(table.c.position, table.c.code))
    return tuple(Area(row.code, json.loads(row.names), row.colour, row.position) for row in rows)


def read_partnerships(connection: Connection) -> tuple[Partnership, ...]:
    """Return all partnerships in the order in which they came."""
    contacts = {row.partnership: row for row in connection.execute(select(schema.contact))}
    table = schema.partnership
    rows = connection.execute(select(table).order_by(table.c.position, table.c.code))
    return tuple(
        Partnership(
            code=row.code,
            countries=tuple(json.loads(row.countries)),
            since=row.since,
            region=row.region,
            purpose=tuple(json.loads(row.purpose)),
            standing=row.standing,
            contact=Contact(*contacts[row.code][1:]) if row.code in contacts else None,
        )
        for row in rows
    )


def area_change(before: Area | None, after: Area | None) -> StoredChange:
    """Return what the history says of an area that came (no ``before``), changed or went."""
    code = after.code if after else before.code if before else ""
    return _change(AREA + code, before, after)


def partnership_change(before: Partnership | None, after: Partnership | None) -> StoredChange:
    """Return what the history says of a partnership that came, changed or went."""
    code = after.code if after else before.code if before else ""
    return _change(PARTNERSHIP + code, before, after)


def is_of_record(change: FieldChange) -> bool:
    """Tell whether a change is one of a record."""
    return not change.uid.startswith((AREA, PARTNERSHIP))


def apply_change(connection: Connection, change: FieldChange) -> None:
    """Make an area or partnership what ``change.after`` says; None takes it away."""
    kind, _colon, code = change.uid.partition(":")
    if kind + ":" == AREA:
        _put_area(connection, code, change.after)
    else:
        _put_partnership(connection, code, change.after)


def _change(uid: str, before: Any, after: Any) -> StoredChange:
    return StoredChange(
        0,
        FieldChange(uid, "*", asdict(before) if before else None, asdict(after) if after else None),
    )


def _put_area(connection: Connection, code: str, plain: dict[str, Any] | None) -> None:
    table = schema.area
    if plain is None:
        connection.execute(delete(table).where(table.c.code == code))
        return
    values = {
        "names": json.dumps(plain["names"], ensure_ascii=False, sort_keys=True),
        "colour": plain["colour"],
        "position": plain["position"],
    }
    known = connection.scalar(select(table.c.code).where(table.c.code == code))
    if known is None:
        connection.execute(table.insert().values(code=code, **values))
    else:
        connection.execute(table.update().where(table.c.code == code).values(values))


def _put_partnership(connection: Connection, code: str, plain: dict[str, Any] | None) -> None:
    table = schema.partnership
    if plain is None:
        connection.execute(delete(table).where(table.c.code == code))
        return
    position = len(connection.execute(select(table.c.code)).all())
    insert_rows(
        connection,
        table,
        [
            (
                code,
                json.dumps(plain["countries"]),
                plain["since"],
                plain["region"],
                json.dumps(plain["purpose"], ensure_ascii=False),
                plain["standing"],
                position,
            )
        ],
    )
    if plain["contact"]:
        insert_rows(connection, schema.contact, [(code, *plain["contact"].values())])
