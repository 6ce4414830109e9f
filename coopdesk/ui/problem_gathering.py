"""The problems of the open catalogue, read page by page, and kept in step with what is edited."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.record_problem import Judged, Mark, ProblemPage, RecordProblem
from coopdesk.catalogue.rules import rule_by_code
from coopdesk.ui.desk import Desk

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed
    from coopdesk.storage.store import Store

# A catalogue of so many records is judged anew at once; of a larger one only what an edit touched,
# unless it touched many.
_SMALL, _MANY = 2_000, 500
# More than anybody mends before they look again.
MOST = 20_000


class ProblemGathering(QObject):
    """Gathers what the rules find in all records.

    ``grown`` carries the problems that came after the others, ``replaced`` follows where all were
    replaced, ``moved`` where it came further, or to its end: of all records, or of so many that
    there are MOST problems (``full``).
    """

    grown = Signal(object)
    replaced = Signal()
    moved = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.problems: list[RecordProblem] = []
        self.checked = 0
        self.total = 0
        self.running = False
        self.complete = False
        self.full = False
        # What is found a second time replaces what is shown only when it is complete.
        self._fresh: list[RecordProblem] | None = None
        self._stale = True
        self._awake = False
        desk.changed.connect(self._changed)

    def wake(self) -> None:
        """Begin, or catch up with what was changed since `sleep`."""
        self._awake = True
        if self._stale:
            self.start()

    def sleep(self) -> None:
        """Read nothing more until somebody looks again."""
        self._awake = False
        self._stale = self._stale or self.running
        self.stop()

    def start(self) -> None:
        """Judge all records anew."""
        self._stale = False
        self._desk.forget(self, "around")
        self._fresh = [] if self.complete else None
        if self._fresh is None:
            self.problems = []
            self.replaced.emit()
        self.checked = 0
        self.running = True
        self._ask(Mark(), count=True)

    def stop(self) -> None:
        """Leave it at what was found by now."""
        if not self.running:
            return
        self._desk.forget(self, "page")
        self.running = False
        # Where all was known before, that is still shown.
        self.complete = self._fresh is not None
        self._fresh = None
        self.moved.emit()

    def _ask(self, mark: Mark, *, count: bool = False) -> None:
        def job(store: "Store") -> tuple[int | None, ProblemPage]:
            return store.count(Filter()) if count else None, store.problems.page(mark)

        self._desk.read(self, job, self._arrived, key="page", failed=self._failed)
        self.moved.emit()

    def _arrived(self, answer: tuple[int | None, ProblemPage]) -> None:
        total, page = answer
        if total is not None:
            self.total = total
        self.checked += page.checked
        if self._fresh is not None:
            self._fresh += page.problems
        elif page.problems:
            self.problems += page.problems
            self.grown.emit(page.problems)
        self.full = len(self.problems if self._fresh is None else self._fresh) >= MOST
        if page.mark is not None and not self.full:
            self._ask(page.mark)
            return
        self.running, self.complete = False, True
        if self._fresh is not None:
            self.problems, self._fresh = self._fresh, None
            self.replaced.emit()
        self.moved.emit()

    def _failed(self, error: Exception) -> None:
        self._stale = True
        self.stop()
        self._desk.failed.emit(error)

    def _changed(self, changed: "Changed", _origin: object) -> None:
        if not changed.entry:
            return
        if not self._awake:
            self._stale = True
        elif self.running or not changed.ids or len(changed.ids) > _MANY or self.total <= _SMALL:
            self.start()
        else:
            self._judge_again(changed.ids)

    def _judge_again(self, ids: tuple[int, ...]) -> None:
        # What was found by looking at other records may be mended, or come, by an edit of these.
        beyond = {
            found.record_id
            for found in self.problems
            if getattr(rule_by_code(found.problem.rule), "beyond", False)
        }
        asked = beyond.union(ids) if len(beyond) <= _MANY else frozenset(ids)
        self._desk.read(
            self, lambda store: store.problems.around(asked), self._judged, failed=self._failed
        )

    def _judged(self, judged: Judged) -> None:
        if self.running:
            return
        kept = [found for found in self.problems if found.record_id not in judged.ids]
        # Sorting keeps the order of the problems of one record.
        self.problems = sorted(
            [*kept, *judged.problems], key=lambda found: (found.key, found.record_id)
        )
        self.replaced.emit()
        self.moved.emit()
