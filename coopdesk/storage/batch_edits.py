"""Changes of fields written to many records at once: only what hangs on these fields is touched."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Table, and_, bindparam, delete

from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.record import Record
from coopdesk.storage import schema
from coopdesk.storage.by_ids import delete_by_ids, read_by_ids
from coopdesk.storage.derived import VALUES, Values, field_words
from coopdesk.storage.documents import keep_contents
from coopdesk.storage.moments import moment_text
from coopdesk.storage.records_reading import no_longer_there
from coopdesk.storage.rows import column_values, facet_rows, insert_rows, update_rows

_STAMP = ("changed_at", "changed_by")
_Row = tuple[Any, ...]


class Written(NamedTuple):
    """What the tables are to hold of some fields: the same for all records that are alike in them.

    ``columns`` are those of table ``record``, ``facets`` the rows of each facet, without the
    record's id, ``values`` those of each of `derived.VALUES` that hangs on the fields, ``words``
    the folded ones of each field.
    """

    names: tuple[str, ...]
    columns: _Row
    facets: tuple[tuple[_Row, ...], ...]
    values: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    documents: tuple[Document, ...]


class Edit(NamedTuple):
    """A record, what is to be written of it, and who is to have changed it last, when."""

    record_id: int
    written: Written
    at: str
    who: str

    @classmethod
    def of(cls, after: Record, names: tuple[str, ...]) -> "Edit":
        """Return the edit that makes these fields of a record what ``after`` has.

        Who changed it and when counts too; the other fields only where they are `beside` these.
        """
        assert after.changed_at is not None
        at = moment_text(after.changed_at)
        return cls(after.id, written(after, names), at, after.changed_by)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where some fields are written."""

    columns: tuple[str, ...]
    facets: tuple[Field, ...]
    values: tuple[Values, ...]
    words: tuple[Field, ...]


def beside(names: Collection[str]) -> frozenset[str]:
    """Return the fields that must be known where these are written, themselves among them."""
    return frozenset(names).union(*[values.fields for values in _values(names)])


def written(record: Record, names: tuple[str, ...]) -> Written:
    """Return what is to be written of the fields ``names``; of ``record`` those `beside` count."""
    places = _places(names)
    return Written(
        names,
        tuple(column_values(names, record).values()),
        tuple(tuple(row[1:] for row in facet_rows(facet, record)) for facet in places.facets),
        tuple(values.of(record) for values in places.values),
        tuple(field_words(sought, getattr(record, sought.name)) for sought in places.words),
        record.documents if "documents" in names else (),
    )


def write_edits(connection: Connection, edits: Iterable[Edit]) -> list[int]:
    """Store edits, at most one of each record; return the ids of those whose words are others.

    Each makes a new version of its record; raises NotFound where one is gone. The search index
    wants the ids of all edits of a transaction at once: `search.renew_words`.
    """
    alike: dict[tuple[str, ...], list[Edit]] = defaultdict(list)
    for edit in edits:
        alike[edit.written.names].append(edit)
    reworded: list[int] = []
    for names, group in alike.items():
        places = _places(names)
        _write(connection, places, group)
        # By its period a record stands in the index.
        if places.words or "period" in names:
            reworded += [edit.record_id for edit in group]
    return reworded


def _write(connection: Connection, places: _Places, edits: Sequence[Edit]) -> None:
    table = schema.record
    columns = (*places.columns, *_STAMP)
    rows = [(*edit.written.columns, edit.at, edit.who, edit.record_id) for edit in edits]
    if update_rows(connection, table, columns, table.c.id, rows) < len(rows):
        raise no_longer_there()
    ids = [edit.record_id for edit in edits]
    for place, facet_field in enumerate(places.facets):
        assert facet_field.facet is not None
        facet_table = schema.FACET_TABLES[facet_field.facet]
        delete_by_ids(connection, facet_table.c.record_id, ids)
        entries = [(edit.record_id, *row) for edit in edits for row in edit.written.facets[place]]
        insert_rows(connection, facet_table, entries)
    keep_contents(connection, (document for edit in edits for document in edit.written.documents))
    for place, values in enumerate(places.values):
        have = {(v, edit.record_id) for edit in edits for v in edit.written.values[place]}
        _write_values(connection, values, ids, have)
    if places.words:
        table = schema.record_text
        sought = tuple(field.name for field in places.words)
        words = [(*edit.written.words, edit.record_id) for edit in edits]
        update_rows(connection, table, sought, table.c.record_id, words)


def _write_values(
    connection: Connection, values: Values, ids: Sequence[int], have: set[tuple[str, int]]
) -> None:
    """Add and take only what differs: most values of most records stay."""
    table = schema.VALUES_TABLES[values.dimension]
    rows = read_by_ids(connection, tuple(table.c), table.c.record_id, ids)
    had = {(value, key) for value, key in rows if value == values.only} if values.only else {*rows}
    exchange_values(connection, table, had, have)


def exchange_values(
    connection: Connection, table: Table, had: set[tuple[str, int]], have: set[tuple[str, int]]
) -> None:
    """Make the rows of one of `schema.VALUES_TABLES` which were ``had`` those to ``have``."""
    gone = sorted(had - have)
    if gone:
        connection.exec_driver_sql(_delete_text(table, connection.dialect), gone)
    insert_rows(connection, table, sorted(have - had))


@cache
def _delete_text(table: Table, dialect: Dialect) -> str:
    one = and_(table.c.value == bindparam("value"), table.c.record_id == bindparam("record_id"))
    return str(delete(table).where(one).compile(dialect=dialect))


@cache
def _places(names: tuple[str, ...]) -> _Places:
    fields = tuple(map(field_named, names))
    return _Places(
        tuple(column_values(names, Record())),
        tuple(field for field in fields if field.facet is not None),
        _values(names),
        tuple(field for field in fields if field.searchable),
    )


def _values(names: Collection[str]) -> tuple[Values, ...]:
    return tuple(values for values in VALUES if not set(values.fields).isdisjoint(names))
