"""Whole records out of the tables."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _
from coopdesk.storage import schema
from coopdesk.storage.by_ids import read_by_ids
from coopdesk.storage.rows import FACET_FIELDS_OF_RECORD, facet_entry, shape_of

CHUNK = 500
_ALL = frozenset(field.name for field in FIELDS)
_T = TypeVar("_T")


def chunks(values: Sequence[_T], size: int = CHUNK) -> Iterator[Sequence[_T]]:
    """Return ``values`` in pieces of at most ``size``: what one statement takes at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def read_records(connection: Connection, ids: Sequence[int]) -> Iterator[Record]:
    """Return the records with these ids, in their order; ids that are gone are left out."""
    return read_parts(connection, ids, _ALL)


def read_parts(
    connection: Connection, ids: Sequence[int], names: Collection[str]
) -> Iterator[Record]:
    """Return what `read_records` returns, of each record only id, uid, version and these fields.

    The other fields have their defaults, whatever the record holds.
    """
    shape = shape_of(frozenset(names))
    for row, facets in read_rows(connection, ids, names):
        yield shape.record(row, facets)


def read_record(connection: Connection, record_id: int) -> Record:
    """Return one record; NotFound where there is none with that id."""
    for record in read_records(connection, [record_id]):
        return record
    raise no_longer_there()


def no_longer_there() -> NotFound:
    """Return what to raise where a record is gone."""
    return NotFound(
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


def read_rows(
    connection: Connection, ids: Sequence[int], names: Collection[str]
) -> Iterator[tuple[Sequence[Any], dict[str, Any]]]:
    """Return of each of these records what `RowShape.record` makes it from, for these fields."""
    wanted = frozenset(names)
    key = schema.record.c.id
    columns = tuple(schema.record.c[name] for name in shape_of(wanted).columns)
    for piece in chunks(ids):
        rows = {row[0]: row for row in read_by_ids(connection, columns, key, piece)}
        facets = _read_facets(connection, piece, wanted)
        yield from ((rows[found], facets[found]) for found in piece if found in rows)


def _read_facets(
    connection: Connection, ids: Sequence[int], names: frozenset[str]
) -> dict[int, dict[str, tuple[object, ...]]]:
    facets: dict[int, dict[str, tuple[object, ...]]] = {record_id: {} for record_id in ids}
    for field in FACET_FIELDS_OF_RECORD:
        if field.name not in names:
            continue
        assert field.facet is not None
        columns = tuple(schema.FACET_TABLES[field.facet].c)
        # The record's id, then the position.
        rows = read_by_ids(connection, columns, columns[0], ids, *columns[:2])
        for record_id, entries in groupby(rows, key=itemgetter(0)):
            facets[record_id][field.name] = tuple(
                [facet_entry(field.facet, row[2:]) for row in entries]
            )
    return facets
