"""Which records of the open catalogue may be one entered twice, looked for area by area."""

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coopdesk.catalogue.duplicates import Likeness
from coopdesk.ui.desk import Desk

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

# So long edits must rest before they are looked into: a bulk of them is one.
_SETTLE_MS = 400


@dataclass(frozen=True, slots=True)
class Group:
    """Records that may be one, and the title and area of the first of them."""

    likeness: Likeness
    title: str
    area: str


class DuplicateSearch(QObject):
    """Looks through all areas. ``grown`` carries the groups that came after the others,
    ``replaced`` follows where all were replaced, ``moved`` where it came further."""

    grown = Signal(object)
    replaced = Signal()
    moved = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.groups: list[Group] = []
        self.done = 0
        self.running = False
        self.complete = False
        self._areas: tuple[str, ...] = ()
        self._fresh: list[Group] | None = None
        self._unwanted = Event()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.start)
        # By a method, so that the desk lets go of a search that is gone.
        desk.changed.connect(self._changed)

    def _changed(self, _changed: object, _origin: object) -> None:
        self._settling.start()

    @property
    def of(self) -> int:
        """How many areas there are to look through."""
        return len(self._areas)

    def start(self) -> None:
        """Look through all areas anew; what was found before stays until all is known."""
        self._settling.stop()
        self._unwanted.set()
        self._unwanted = Event()
        self._areas = tuple(area.code for area in self._desk.areas)
        self._fresh = [] if self.complete else None
        if self._fresh is None:
            self.groups = []
            self.replaced.emit()
        self.done = 0
        self.running = True
        self._look()

    def stop(self) -> None:
        """Leave it at what was found by now."""
        self._settling.stop()
        self._unwanted.set()
        self._desk.forget(self, "area")
        if self.running:
            self.running = False
            self.complete = self._fresh is not None
            self._fresh = None
            self.moved.emit()

    def _look(self) -> None:
        if self.done == self.of:
            self.running, self.complete = False, True
            if self._fresh is not None:
                self.groups, self._fresh = self._fresh, None
            # The surest of all areas first, which so far came area by area.
            self.groups.sort(key=lambda group: -group.likeness.score)
            self.replaced.emit()
            self.moved.emit()
            return
        area, unwanted = self._areas[self.done], self._unwanted

        def job(store: "Store") -> list[Group]:
            found = store.problems.likenesses(area, unwanted.is_set)
            rows = store.page([likeness.ids[0] for likeness in found])
            titles = {row.id: row.title for row in rows}
            return [
                Group(likeness, titles[likeness.ids[0]], area)
                for likeness in found
                if likeness.ids[0] in titles
            ]

        self._desk.read(self, job, self._arrived, key="area", failed=self._failed)
        self.moved.emit()

    def _arrived(self, groups: list[Group]) -> None:
        self.done += 1
        if self._fresh is not None:
            self._fresh += groups
        elif groups:
            self.groups += groups
            self.grown.emit(groups)
        self._look()

    def _failed(self, error: Exception) -> None:
        self.stop()
        self._desk.failed.emit(error)
