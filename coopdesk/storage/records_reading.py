"""Whole records out of the tables."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from sqlalchemy import Connection, select

from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _
from coopdesk.storage import schema
from coopdesk.storage.rows import FACET_FIELDS_OF_RECORD, facet_entry, record_from

CHUNK = 500
_T = TypeVar("_T")


def chunks(values: Sequence[_T], size: int = CHUNK) -> Iterator[Sequence[_T]]:
    """Return ``values`` in pieces of at most ``size``: what one statement takes at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def read_records(connection: Connection, ids: Sequence[int]) -> Iterator[Record]:
    """Return the records with these ids, in their order; ids that are gone are left out."""
    for piece in chunks(ids):
        found = _read_piece(connection, list(piece))
        yield from (found[record_id] for record_id in piece if record_id in found)


def read_record(connection: Connection, record_id: int) -> Record:
    """Return one record; NotFound where there is none with that id."""
    for record in read_records(connection, [record_id]):
        return record
    raise NotFound(
        _("The record is no longer in the catalogue: it has been deleted; undo brings it back.")
    )


def read_by_reference(connection: Connection, reference: str) -> Record:
    """Return the record with that reference; NotFound where there is none."""
    table = schema.record
    record_id = connection.scalar(select(table.c.id).where(table.c.reference == reference))
    if record_id is None:
        raise NotFound(
            _("There is no record {reference} in this catalogue: check the reference.").format(
                reference=reference
            )
        )
    return read_record(connection, record_id)


def _read_piece(connection: Connection, ids: list[int]) -> dict[int, Record]:
    facets: dict[int, dict[str, tuple[object, ...]]] = {record_id: {} for record_id in ids}
    for field in FACET_FIELDS_OF_RECORD:
        assert field.facet is not None
        table = schema.FACET_TABLES[field.facet]
        rows = connection.execute(
            select(table)
            .where(table.c.record_id.in_(ids))
            .order_by(table.c.record_id, table.c.position)
        ).all()
        for record_id, entries in groupby(rows, key=lambda row: row[0]):
            facets[record_id][field.name] = tuple(
                facet_entry(field.facet, row[2:]) for row in entries
            )
    found = connection.execute(select(schema.record).where(schema.record.c.id.in_(ids)))
    return {row["id"]: record_from(row, facets[row["id"]]) for row in found.mappings()}
