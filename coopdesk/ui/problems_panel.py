"""Tools > Problems: what the rules find in the catalogue, beneath its records."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.record_problem import RecordProblem
from coopdesk.catalogue.rules import Severity
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.desk import Desk
from coopdesk.ui.icons import icon
from coopdesk.ui.problem_gathering import ProblemGathering
from coopdesk.ui.problem_kinds import KindList
from coopdesk.ui.problem_list import ProblemList, ProblemModel

_HEIGHT = 250


class ProblemsPanel(QWidget):
    """Counts by severity and rule at the left, the problems at the right.

    ``record_asked`` carries the id of a record to show, ``mend_asked`` the problem whose field is
    to be gone to; ``close_asked`` follows where the panel is not wanted any more.
    """

    record_asked = Signal(int)
    mend_asked = Signal(object)
    close_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._writable = not desk.read_only
        self._wants_focus = False
        self._model = ProblemModel()
        self.gathering = ProblemGathering(desk, self)
        self.kinds = KindList()
        self.list = ProblemList(self._model)
        self._said = QLabel()
        self._said.setProperty("role", "secondary")
        self._said.setAccessibleName(_("Number of problems"))
        self._empty = QLabel()
        self._empty.setProperty("role", "secondary")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(140, 6)
        self._bar.setAccessibleName(_("Records checked"))
        self.mend = _button(_("&Edit"), "pencil-line")
        self.again = _button(_("&Check Again"), "refresh-line")
        self.stop = _button(_("S&top"))
        self._build()
        self.kinds.narrowed.connect(self._narrow)
        self.list.asked.connect(lambda found: self.record_asked.emit(found.record_id))
        self.list.mend_asked.connect(self.mend_asked)
        self.list.chosen.connect(self._update_buttons)
        self.mend.clicked.connect(self._mend)
        self.again.clicked.connect(self.gathering.start)
        self.stop.clicked.connect(self.gathering.stop)
        self.gathering.grown.connect(self._grow)
        self.gathering.replaced.connect(self._replace)
        self.gathering.moved.connect(self._tell)
        self._tell()

    def _build(self) -> None:
        heading = QLabel(_("Problems"))
        heading.setProperty("role", "heading")
        close = QToolButton()
        close.setIcon(icon("close-line"))
        close.setIconSize(QSize(16, 16))
        close.setProperty("role", "row")
        close.setToolTip(_("Close"))
        close.setAccessibleName(_("Close the problems"))
        close.clicked.connect(self.close_asked)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 5, 8, 5)
        row.setSpacing(8)
        row.addWidget(heading)
        row.addSpacing(6)
        row.addWidget(self._said)
        row.addWidget(self._bar)
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.mend)
        row.addWidget(self.again)
        row.addWidget(close)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._split = QSplitter()
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.kinds)
        self._split.addWidget(self._stack)
        self._split.setSizes([300, 900])
        self._split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._split, 1)

    @property
    def said(self) -> str:
        """What the head says of the number of problems."""
        return self._said.text()

    @property
    def empty_text(self) -> str:
        """What stands in place of the list, "" where there are problems."""
        return self._empty.text() if self._stack.currentIndex() else ""

    @property
    def shown(self) -> tuple[RecordProblem, ...]:
        """The problems that are listed."""
        return tuple(self._model.shown)

    def go_to(self) -> None:
        """Take the focus, as soon as there is a list to give it to."""
        self._wants_focus = True
        self._give_focus()

    def _give_focus(self) -> None:
        now = self.gathering
        if self._wants_focus and (now.problems or not now.running):
            self._wants_focus = False
            (self.list if now.problems else self.again).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the catalogue, or at what was changed since the panel was seen."""
        super().showEvent(event)
        self.gathering.wake()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the catalogue alone while nobody looks."""
        super().hideEvent(event)
        self.gathering.sleep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def _grow(self, problems: tuple[RecordProblem, ...]) -> None:
        self.kinds.tell(problems)
        self._model.append([found for found in problems if self.kinds.wants(found)])
        self._begin_list()

    def _replace(self) -> None:
        self.kinds.tell(self.gathering.problems, anew=True)
        self._narrow()

    def _narrow(self) -> None:
        """List what is wanted, and stay at the problem that was chosen, or in its place."""
        before, row = self.list.current, self.list.currentIndex().row()
        wanted = [found for found in self.gathering.problems if self.kinds.wants(found)]
        self._model.show(wanted)
        if before is not None and wanted:
            here = next((n for n, found in enumerate(wanted) if _same(found, before)), row)
            self.list.choose(min(max(here, 0), len(wanted) - 1))
        self._begin_list()

    def _begin_list(self) -> None:
        if self._model.shown and self.list.current is None:
            self.list.choose(0)
        self._update_buttons()

    def _mend(self) -> None:
        if self.list.current is not None:
            self.mend_asked.emit(self.list.current)

    def _update_buttons(self) -> None:
        self.mend.setEnabled(self._writable and self.list.current is not None)

    def _tell(self) -> None:
        """Say how many problems there are, and how far the search for them is."""
        now = self.gathering
        self._bar.setVisible(now.running)
        self.stop.setVisible(now.running)
        self.again.setVisible(not now.running)
        self._bar.setRange(0, now.total)
        self._bar.setValue(now.checked)
        self._said.setText(self._counted())
        if now.running:
            self._empty.setText(_("Looking for problems…"))
        elif now.complete:
            self._empty.setText(_("No problems found."))
        else:
            self._empty.setText(_("No problems found so far."))
        self._stack.setCurrentIndex(0 if now.problems else 1)
        self.kinds.setVisible(bool(now.problems))
        self._give_focus()

    def _counted(self) -> str:
        now = self.gathering
        whole = _records(now.total)
        if now.running or not now.complete or now.full:
            if now.running:
                said = _("{done} of {records} checked")
            elif now.full:
                said = _("The first problems: {done} of {records} checked")
            else:
                said = _("Stopped: {done} of {records} checked")
            return said.format(done=number_words(now.checked), records=whole)
        if not now.problems:
            return _("{records} checked").format(records=whole)
        errors = self.kinds.counted(Severity.ERROR)
        warnings = self.kinds.counted(Severity.WARNING)
        told = [_errors(errors)] if errors else []
        told += [_warnings(warnings)] if warnings else []
        return _("{problems} in {records}").format(problems=", ".join(told), records=whole)


class ProblemsDock(QDockWidget):
    """The panel at the bottom of the main window."""

    def __init__(self, desk: Desk, window: QMainWindow) -> None:
        super().__init__(_("Problems"), window)
        self.setObjectName("problemsDock")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea)
        # The panel has its own head.
        self.setTitleBarWidget(QWidget())
        self.panel = ProblemsPanel(desk)
        self.panel.close_asked.connect(self.hide)
        self.setWidget(self.panel)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
        window.resizeDocks([self], [_HEIGHT], Qt.Orientation.Vertical)

    def open(self) -> None:
        """Show the panel, and go to it."""
        self.show()
        self.panel.go_to()


def _same(one: RecordProblem, other: RecordProblem) -> bool:
    """Tell whether two problems are one, though the sentence may have changed."""
    first, second = one.problem, other.problem
    return one.record_id == other.record_id and (
        (first.rule, first.field, first.row, first.part)
        == (second.rule, second.field, second.row, second.part)
    )


def _button(text: str, name: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "quiet")
    button.setAutoDefault(False)
    if name:
        button.setIcon(icon(name, "accent"))
    return button


def _records(number: int) -> str:
    return ngettext("{n} record", "{n} records", number).format(n=number_words(number))


def _errors(number: int) -> str:
    return ngettext("{count} error", "{count} errors", number).format(count=number_words(number))


def _warnings(number: int) -> str:
    return ngettext("{count} warning", "{count} warnings", number).format(
        count=number_words(number)
    )
