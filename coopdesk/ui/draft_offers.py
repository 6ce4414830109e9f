"""Unsaved work that a program's end left behind: offered at the next start, calmly."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coopdesk.catalogue.draft import Draft, KeptDraft
from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.history import differences
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _, moment_words
from coopdesk.ui.desk import Desk
from coopdesk.ui.notice import Notice

if TYPE_CHECKING:
    from coopdesk.storage.store import Store


class DraftOffers(QObject):
    """Tells of the drafts that the user has, the latest first, until each is taken or dropped.

    ``taken`` carries the draft to go on with and its key.
    """

    taken = Signal(object, str)

    def __init__(self, desk: Desk, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notice = notice
        self._kept: dict[str, KeptDraft] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the drafts that are still to be offered."""
        return tuple(self._kept)

    def start(self) -> None:
        """Look for drafts, and tell of the latest."""
        who = self._desk.who

        def done(kept: tuple[KeptDraft, ...]) -> None:
            self._kept = {one.key: one for one in kept}
            self._tell()

        self._desk.read(self, lambda store: store.drafts.kept(who), done, key="drafts")

    def take(self, key: str) -> None:
        """Go on with the draft under that key."""
        who = self._desk.who
        self._kept.pop(key, None)
        self._desk.read(
            self,
            lambda store: _to_go_on_with(store, who, key),
            lambda draft: self._taken(draft, key),
            key="draft",
        )

    def drop(self, key: str) -> None:
        """Keep the draft under that key no longer, and tell of the next."""
        who = self._desk.who
        self._kept.pop(key, None)
        self._desk.write(self, lambda store: store.drafts.drop(who, key))
        self._tell()

    def _tell(self) -> None:
        one = next(iter(self._kept.values()), None)
        if one is None:
            return
        self._notice.tell(
            _("Unsaved work on “{title}” from {moment}.").format(
                title=one.title[:80] or _("a new record"), moment=_moment(one.at)
            ),
            _("Continue"),
            lambda: self.take(one.key),
            other=_("Discard"),
            on_other=lambda: self.drop(one.key),
            stay=True,
        )

    def _taken(self, draft: Draft | None, key: str) -> None:
        if draft is None:
            self._notice.tell(_("That work was saved already."))
            self.drop(key)
        else:
            self.taken.emit(draft, key)


def _to_go_on_with(store: "Store", who: str, key: str) -> Draft | None:
    """Return the draft, as one of a new record where its own is gone; None where it was saved."""
    draft = store.drafts.get(who, key)
    if not draft.record.id:
        return draft
    try:
        now = store.record(draft.record.id)
    except NotFound:
        now = Record()
    if now.uid != draft.record.uid:
        return replace(draft, base=Record(), record=_as_new(draft.record))
    return draft if differences(now, draft.record) or draft.typed else None


def _as_new(record: Record) -> Record:
    return replace(record, id=0, uid="", reference="", version=0)


def _moment(moment: datetime) -> str:
    """Return a moment as a person says it: of today the time alone."""
    local, now = moment.astimezone(), datetime.now(UTC).astimezone()
    return f"{local:%H:%M}" if local.date() == now.date() else moment_words(moment)
