"""Work that is not saved yet, kept in the catalogue in case the program ends before it is."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from coopdesk.catalogue.draft import Draft, KeptDraft, draft_from_json, draft_to_json, title_in
from coopdesk.catalogue.errors import NotFound
from coopdesk.i18n import _
from coopdesk.storage.door import Door
from coopdesk.storage.moments import moment_text
from coopdesk.storage.schema import draft


class Drafts:
    """The part of a store that keeps drafts: each user's own, one a record; no step of history."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def put(self, who: str, key: str, kept: Draft) -> None:
        """Keep what ``who`` has of the record with that key, in place of what was kept before."""
        with self._door.writing() as connection:
            _drop(connection, who, key)
            connection.execute(
                insert(draft).values(
                    who=who,
                    uid=key,
                    at=moment_text(self._door.clock()),
                    content=draft_to_json(kept),
                )
            )

    def get(self, who: str, key: str) -> Draft:
        """Return what ``who`` has of the record with that key.

        Raises NotFound where nothing is kept, CatalogueError where it cannot be read.
        """
        with self._door.reading() as connection:
            content = connection.scalar(
                select(draft.c.content).where(draft.c.who == who, draft.c.uid == key)
            )
        if content is None:
            raise NotFound(_("The unsaved work is no longer there."))
        return draft_from_json(content)

    def kept(self, who: str) -> tuple[KeptDraft, ...]:
        """Return what there is of ``who``, the latest first."""
        with self._door.reading() as connection:
            rows = connection.execute(
                select(draft.c.uid, draft.c.at, draft.c.content)
                .where(draft.c.who == who)
                .order_by(draft.c.at.desc(), draft.c.uid)
            ).all()
        return tuple(
            KeptDraft(key, datetime.fromisoformat(at), title_in(content))
            for key, at, content in rows
        )

    def drop(self, who: str, key: str) -> None:
        """Keep no longer what ``who`` has of the record with that key; nothing where it is gone."""
        with self._door.writing() as connection:
            _drop(connection, who, key)


def _drop(connection: Connection, who: str, key: str) -> None:
    connection.execute(delete(draft).where(draft.c.who == who, draft.c.uid == key))
