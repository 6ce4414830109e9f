"""Which records have a title already: what is about to be added may be there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.summary import Summary
from coopdesk.storage.door import Door
from coopdesk.storage.records_reading import chunks
from coopdesk.storage.schema import record
from coopdesk.storage.summary_rows import SUMMARY_COLUMNS, summary_from_row

_SUMMARY = tuple(record.c[name] for name in SUMMARY_COLUMNS)


class SameTitles:
    """The part of a store that finds records by their whole title, however it is written."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def find(self, titles: Iterable[str]) -> Mapping[str, tuple[Summary, ...]]:
        """Return the rows of the records that have one of ``titles``, by the folded title.

        See `catalogue.folding.folded_sort_key`; titles that no record has are left out.
        """
        keys = sorted({folded_sort_key(title) for title in titles} - {""})
        found: dict[str, list[Summary]] = defaultdict(list)
        with self._door.reading() as connection:
            for piece in chunks(keys):
                rows = connection.execute(
                    select(record.c.title_key, *_SUMMARY)
                    .where(record.c.title_key.in_(piece))
                    .order_by(record.c.id)
                )
                for key, *row in rows.cursor.fetchall():
                    found[key].append(summary_from_row(row))
        return {key: tuple(rows) for key, rows in found.items()}
