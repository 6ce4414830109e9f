"""Tools > Find Duplicates: records that may be one, side by side, to be merged or told apart."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.duplicates import REASONS
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.summary import Summary
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.desk import Desk
from coopdesk.ui.duplicate_compare import compare_html
from coopdesk.ui.duplicate_search import DuplicateSearch, Group
from coopdesk.ui.history_list import Step, StepList, StepModel
from coopdesk.ui.theme import colours
from coopdesk.ui.window_size import fit_screen

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

_MOST_OFFERED = 50  # records of one group that can be chosen to be compared
_LONGEST_NAME = 60


class DuplicatesWindow(QDialog):
    """Groups of records at the left, two of the chosen group at the right.

    ``record_asked`` carries the id of a record to show, ``merge_asked`` those of two to merge.
    ``told_apart`` are the groups, by the ids of their records, of which the user said in this
    session that they are not one.
    """

    record_asked = Signal(int)
    merge_asked = Signal(int, int)

    def __init__(
        self, desk: Desk, told_apart: set[tuple[int, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told_apart = told_apart
        self._group: Group | None = None
        self._records: tuple[Record, ...] = ()
        self.search = DuplicateSearch(desk, self)
        self._model = StepModel()
        self.list = StepList(self._model, _("Records that may be one"))
        self.boxes = (_Names(_("First record")), _Names(_("Second record")))
        self.open_buttons = (_button(_("&Open")), _button(_("O&pen")))
        self.differing = QCheckBox(_("Only what &differs"))
        self.page = QTextBrowser()
        self.apart = _button(_("&Not a Duplicate"))
        self.merge = _button(_("&Merge…"), "primary")
        self.close_button = _button(_("&Close"))
        self.stop = _button(_("S&top"), "quiet")
        self._said = QLabel()
        self._bar = QProgressBar()
        self._empty = QLabel()
        self.setProperty("role", "work")
        self.setWindowTitle(_("Find Duplicates"))
        self.setSizeGripEnabled(True)
        fit_screen(self, 1080, 680)
        self._build()
        self._connect()
        self.list.setFocus()
        self.search.start()

    def _build(self) -> None:
        self._said.setProperty("role", "secondary")
        self._said.setAccessibleName(_("Number of groups"))
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(140, 6)
        self._bar.setAccessibleName(_("Areas looked through"))
        self._empty.setProperty("role", "secondary")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._made_split())
        self._whole.addWidget(self._empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self._said)
        foot.addWidget(self._bar)
        foot.addWidget(self.stop)
        foot.addStretch(1)
        for button in (self.apart, self.merge, self.close_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._whole, 1)
        column.addWidget(_line())
        column.addLayout(foot)

    def _made_split(self) -> QSplitter:
        heads = QHBoxLayout()
        heads.setContentsMargins(16, 10, 16, 8)
        heads.setSpacing(8)
        heads.addWidget(self.differing)
        heads.addSpacing(8)
        for box, button in zip(self.boxes, self.open_buttons, strict=True):
            heads.addWidget(box, 1)
            heads.addWidget(button)
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(_("The two records, field by field"))
        self.page.document().setDocumentMargin(14)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heads)
        column.addWidget(_line())
        column.addWidget(self.page, 1)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([320, 760])
        split.setStretchFactor(1, 1)
        return split

    def _connect(self) -> None:
        self.search.grown.connect(self._grow)
        self.search.replaced.connect(self._list)
        self.search.moved.connect(self._tell)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _key: self._open(0))
        for place, button in enumerate(self.open_buttons):
            button.clicked.connect(lambda _on=False, place=place: self._open(place))
        for box in self.boxes:
            box.activated.connect(lambda _place: self._compare())
        self.differing.toggled.connect(lambda _on: self._show())
        self.apart.clicked.connect(self.tell_apart)
        self.merge.clicked.connect(self._ask_merge)
        self.stop.clicked.connect(self.search.stop)
        self.close_button.clicked.connect(self.reject)

    # What was found.

    @property
    def said(self) -> str:
        """What the foot says of the search."""
        return self._said.text()

    @property
    def empty_text(self) -> str:
        """What stands in place of the groups, "" where there are some."""
        return self._empty.text() if self._whole.currentIndex() else ""

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that are listed."""
        return tuple(key for step in self._model.steps if isinstance(key := step.key, Group))

    def _wanted(self, groups: list[Group]) -> list[Step]:
        return [self._step(group) for group in groups if group.likeness.ids not in self._told_apart]

    def _step(self, group: Group) -> Step:
        number = len(group.likeness.ids)
        records = ngettext("{n} record", "{n} records", number).format(n=number_words(number))
        reason = _(REASONS[group.likeness.reason])
        area = self._desk.area(group.area).name()
        return Step(group, " ".join(group.title.split()), f"{records} · {reason} · {area}")

    def _grow(self, groups: list[Group]) -> None:
        self._model.append(self._wanted(groups))
        self._begin()

    def _list(self) -> None:
        before, row = self.list.key, self.list.currentIndex().row()
        self._model.show(self._wanted(self.search.groups))
        if isinstance(before, Group) and self._model.steps:
            ids = [group.likeness.ids for group in self.groups]
            here = ids.index(before.likeness.ids) if before.likeness.ids in ids else row
            self.list.choose(min(max(here, 0), len(ids) - 1))
        self._begin()

    def _begin(self) -> None:
        if self._model.steps and self.list.key is None:
            self.list.choose(0)
        elif not self._model.steps:
            self._chosen(None)
        self._tell()

    def _tell(self) -> None:
        """Say how many groups there are, and how far the search is."""
        now = self.search
        for widget in (self._bar, self.stop):
            widget.setVisible(now.running)
        self._bar.setRange(0, now.of)
        self._bar.setValue(now.done)
        number = len(self._model.steps)
        groups = ngettext("{n} group", "{n} groups", number).format(n=number_words(number))
        self._said.setText(
            groups if now.complete or now.running else _("{groups} so far").format(groups=groups)
        )
        if now.running:
            self._empty.setText(_("Looking for records that are alike…"))
        elif now.complete:
            self._empty.setText(_("No records are alike in title, area and time."))
        else:
            self._empty.setText(_("No records that are alike were found so far."))
        self._whole.setCurrentIndex(0 if number else 1)
        for shown in (self._said, self.apart, self.merge):
            shown.setVisible(bool(number))

    # The two that are compared.

    def _chosen(self, key: object) -> None:
        self._group = key if isinstance(key, Group) else None
        self._enable()
        if self._group is None:
            self._records = ()
            self.page.clear()
            return
        ids = self._group.likeness.ids[:_MOST_OFFERED]
        self._desk.read(self, lambda store: store.page(ids), self._named, key="names")

    def _named(self, rows: tuple[Summary, ...]) -> None:
        for place, box in enumerate(self.boxes):
            box.offer(rows, min(place, len(rows) - 1))
        self._compare()

    def _compare(self) -> None:
        ids = tuple(box.record_id for box in self.boxes)

        def job(store: "Store") -> tuple[Record, ...]:
            return store.records(ids)

        self._desk.read(self, job, self._arrived, key="records")

    def _arrived(self, records: tuple[Record, ...]) -> None:
        self._records = records
        self._show()
        self._enable()

    def _show(self) -> None:
        if len(self._records) < 2:
            self.page.clear()
            return
        areas = {area.code: area.name() for area in self._desk.areas}
        one, other = self._records
        alike = not self.differing.isChecked()
        self.page.setHtml(compare_html(one, other, areas, colours(), alike=alike))

    def _enable(self) -> None:
        two = len({record.id for record in self._records}) == 2
        chosen = self._group is not None
        self.apart.setEnabled(chosen)
        self.merge.setEnabled(chosen and two and not self._desk.read_only)
        for button in self.open_buttons:
            button.setEnabled(chosen)

    def _open(self, place: int) -> None:
        if self._group is not None:
            self.record_asked.emit(self.boxes[place].record_id)

    def _ask_merge(self) -> None:
        self.merge_asked.emit(*(box.record_id for box in self.boxes))

    def tell_apart(self) -> None:
        """Leave the chosen group out from now on: its records are not one."""
        if self._group is not None:
            self._told_apart.add(self._group.likeness.ids)
            self._list()

    def done(self, result: int) -> None:
        """Close; nobody waits for the search any more."""
        self.search.stop()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the page anew when light turns dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_records"):
            self._show()


class _Names(QComboBox):
    """Which record of a group is compared: of two there is nothing to choose."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    @property
    def record_id(self) -> int:
        """The id of the record that is chosen, 0 where there is none."""
        return int(self.currentData() or 0)

    def offer(self, rows: tuple[Summary, ...], place: int) -> None:
        """Offer these, with the one at ``place`` chosen."""
        self.clear()
        for row in rows:
            title = row.title if len(row.title) <= _LONGEST_NAME else row.title[:_LONGEST_NAME]
            self.addItem(f"{row.reference}  {' '.join(title.split())}", row.id)
        self.setCurrentIndex(place)


def _button(text: str, role: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    if role:
        button.setProperty("role", role)
    return button


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    return line
