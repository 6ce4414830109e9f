"""What rules are told of other records: those that some records name, or are superseded by."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from coopdesk.catalogue.facets import Relation, Term
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Neighbour
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.schema import FACET_TABLES, record

_relation = FACET_TABLES[Relation]
_term = FACET_TABLES[Term]


class ReadNeighbours:
    """The neighbours of ``records``, read at once; of other records it knows nothing."""

    def __init__(self, connection: Connection, records: Sequence[Record]) -> None:
        named = {tie.reference.strip() for found in records for tie in found.relations} - {""}
        self._known = _read_known(connection, sorted(named))
        ended = sorted({found.reference for found in records if found.reference})
        self._successors = _read_successors(connection, ended)

    def known(self, reference: str) -> Neighbour | None:
        """Return the record with that reference, None where the catalogue has none."""
        return self._known.get(reference)

    def successor(self, reference: str) -> Neighbour | None:
        """Return a record that supersedes the one with that reference, None where none does."""
        return self._successors.get(reference)


def _read_known(connection: Connection, references: Sequence[str]) -> dict[str, Neighbour]:
    known: dict[str, Neighbour] = {}
    for piece in chunks(references):
        rows = connection.execute(
            select(record.c.id, record.c.reference, record.c.status).where(
                record.c.reference.in_(list(piece))
            )
        ).all()
        signed = _read_signed(connection, [row.id for row in rows])
        for key, reference, status in rows:
            known[reference] = Neighbour(reference, status, signed.get(key, ""))
    return known


def _read_signed(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return when the agreements among these records were signed first, as EDTF."""
    dates: dict[int, list[str]] = defaultdict(list)
    rows = connection.execute(
        select(_term.c.record_id, _term.c.signed).where(
            _term.c.record_id.in_(list(ids)), _term.c.signed != ""
        )
    )
    for key, signed in rows:
        dates[key].append(signed)
    return {
        key: min(texts, key=lambda text: Period.parse(text).sort_key)
        for key, texts in dates.items()
    }


def _read_successors(connection: Connection, references: Sequence[str]) -> dict[str, Neighbour]:
    """Return for each reference the first record that supersedes it, one in its own right."""
    successors: dict[str, Neighbour] = {}
    for piece in chunks(references):
        rows = connection.execute(
            select(_relation.c.reference, record.c.reference, record.c.status)
            .join(record, record.c.id == _relation.c.record_id)
            .where(_relation.c.reference.in_(list(piece)), _relation.c.type == "supersedes")
            .order_by(record.c.reference_key)
        )
        for superseded, reference, status in rows:
            if reference != superseded:
                successors.setdefault(superseded, Neighbour(reference, status))
    return successors
