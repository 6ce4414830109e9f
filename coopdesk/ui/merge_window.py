"""Record > Merge: two records that are one, field by field, with what becomes of them."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.errors import CatalogueError, NotFound, StaleRecord
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.merging import Choice
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Severity, problems_of
from coopdesk.i18n import _, moment_words
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import repolish
from coopdesk.ui.inline_fields import rules_context
from coopdesk.ui.merge_choices import MergeChoices
from coopdesk.ui.reading import Reading
from coopdesk.ui.reason_line import ReasonLine
from coopdesk.ui.record_html import record_html
from coopdesk.ui.theme import colours
from coopdesk.ui.window_size import fit_screen

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

_SPOKEN = 120
_MOST_PROBLEMS = 3


def open_merge(desk: Desk, first: int, second: int, parent: QWidget) -> None:
    """Show the two records with these ids over ``parent``, to be merged into one."""

    def job(store: "Store") -> tuple[Record, Record]:
        return store.record(first), store.record(second)

    def done(records: tuple[Record, Record]) -> None:
        made = MergeWindow(desk, *records, parent=parent)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.open()

    desk.read(parent, job, done, key="merge")


class MergeWindow(QDialog):
    """Asks which of two records is kept, and what it takes over from the other.

    ``merged`` carries what the merge changed; ``refused`` is sent where it was not made.
    """

    merged = Signal(object)
    refused = Signal()

    def __init__(
        self, desk: Desk, first: Record, second: Record, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._records = (first, second)
        self._busy = False
        self.choices = MergeChoices(first, second, self._areas)
        self.setProperty("role", "work")
        self.setWindowTitle(_("Merge Two Records"))
        self.setSizeGripEnabled(True)
        fit_screen(self, 1080, 720)
        self.keep = (QRadioButton(), QRadioButton())
        self.page = QTextBrowser()
        self.said = QLabel()
        self.reason = ReasonLine(desk.settings)
        self.close_button = QPushButton(_("Cancel"))
        self.merge_button = QPushButton(_("&Merge"))
        self._build()
        for button in self.keep:
            button.toggled.connect(lambda on: self._show_choices() if on else None)
        self.close_button.clicked.connect(self.reject)
        self.merge_button.clicked.connect(self.merge)
        desk.changed.connect(self._catalogue_changed)
        self._show_choices()

    @property
    def _areas(self) -> Mapping[str, Area]:
        return {area.code: area for area in self._desk.areas}

    def _build(self) -> None:
        group = QButtonGroup(self)
        above = QVBoxLayout()
        above.setContentsMargins(16, 14, 16, 12)
        above.setSpacing(6)
        heading = QLabel(_("Which record is kept?"))
        heading.setProperty("role", "heading")
        above.addWidget(heading)
        for button in self.keep:
            group.addButton(button)
            above.addWidget(button)
        self._name_records()
        self.keep[0].setChecked(True)
        words = QLabel(
            _(
                "It takes over what you choose below. The other one goes; what is tied to it is "
                "tied to the kept one. Edit > Undo takes the merge back."
            )
        )
        words.setWordWrap(True)
        words.setProperty("role", "secondary")
        above.addWidget(words)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page.setOpenLinks(False)
        # What is read here leads nowhere.
        self.page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.page.setAccessibleName(_("The merged record"))
        self.page.document().setDocumentMargin(18)
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(self.scroller)
        split.addWidget(self.page)
        split.setSizes([620, 460])
        split.setChildrenCollapsible(False)
        line = QFrame()
        line.setProperty("role", "line")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addWidget(line)
        whole.addWidget(split, 1)
        whole.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.merge_button.setProperty("role", "primary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        for button in (self.close_button, self.merge_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(10)
        foot.addWidget(self.reason)
        foot.addLayout(row)
        return foot

    def _name_records(self) -> None:
        for button, record in zip(self.keep, self._records, strict=True):
            title = record.title if len(record.title) <= _SPOKEN else record.title[:_SPOKEN] + "…"
            words = f"{record.reference}   {title}"
            if record.changed_at is not None:
                changed = _("changed {moment}").format(moment=moment_words(record.changed_at))
                words += f"   ({changed})"
            button.setText(words.replace("&", "&&"))

    # What is chosen.

    @property
    def _kept_first(self) -> bool:
        return self.keep[0].isChecked()

    def _show_choices(self, kept_choices: Mapping[str, Choice] | None = None) -> None:
        """Show the fields, the record that is kept at the left."""
        first, second = self._records
        kept, other = (first, second) if self._kept_first else (second, first)
        if self.choices.kept.id != kept.id:
            turned = {Choice.KEPT: Choice.OTHER, Choice.OTHER: Choice.KEPT}
            before = self.choices.choices
            kept_choices = {name: turned.get(one, one) for name, one in before.items()}
        self.choices = MergeChoices(kept, other, self._areas)
        self.choices.choose(kept_choices or {})
        self.choices.chosen.connect(self._show_merged)
        self.scroller.setWidget(self.choices)
        self.choices.setAutoFillBackground(False)
        self.scroller.viewport().setAutoFillBackground(False)
        stops = [*self.keep, *self.choices.controls(), self.page, self.reason]
        for before_stop, after in pairwise([*stops, self.close_button, self.merge_button]):
            QWidget.setTabOrder(before_stop, after)
        self._show_merged()

    def _show_merged(self) -> None:
        """Show the record that the two would become, and what the rules say of it."""
        record = self.choices.merged
        place = self.page.verticalScrollBar().value()
        today = date.today()  # noqa: DTZ011 (the user's own day)
        reading = Reading(record, self._desk.area(record.area), today)
        self.page.setHtml(record_html(reading, colours()))
        self.page.verticalScrollBar().setValue(place)
        problems = problems_of(record, rules_context(self._desk))
        errors = [p.message for p in problems if p.severity is Severity.ERROR]
        if errors:
            self._say("\n".join(errors[:_MOST_PROBLEMS]), "problem")
        else:
            self._say("", "secondary")
        self.merge_button.setEnabled(not errors and not self._busy and not self._desk.read_only)

    def _say(self, words: str, role: str) -> None:
        self.said.setText(words)
        self.said.setProperty("role", role)
        repolish(self.said)

    # Doing it.

    def merge(self) -> None:
        """Make one record of the two, in one step."""
        if self._busy or not self.merge_button.isEnabled():
            return
        self._busy = True
        self.merge_button.setEnabled(False)
        kept, other, choices = self.choices.kept, self.choices.other, self.choices.choices
        who = self._desk.who
        why = self.reason.why
        self._desk.write(
            self,
            lambda store: store.merge(kept, other, choices, who=who, why=why),
            self._made,
            failed=self._not_made,
        )

    def _made(self, changed: Changed | None) -> None:
        self._busy = False
        self.merged.emit(changed)
        self.accept()

    def _not_made(self, error: Exception) -> None:
        self._busy = False
        self._show_merged()
        if isinstance(error, StaleRecord):
            self._read_again()
        elif isinstance(error, CatalogueError):
            self._say(str(error), "problem")
        else:
            self._desk.failed.emit(error)
        self.refused.emit()

    def _catalogue_changed(self, _changed: object, origin: object) -> None:
        if origin is not self:
            self._read_again()

    def _read_again(self) -> None:
        """Show the two as they are now, where somebody has changed one."""
        first, second = self._records

        def job(store: "Store") -> tuple[Record, Record]:
            return store.record(first.id), store.record(second.id)

        self._desk.read(self, job, self._arrived, key="records", failed=self._not_read)

    def _arrived(self, records: tuple[Record, Record]) -> None:
        if [record.version for record in records] == [one.version for one in self._records]:
            return
        self._records = records
        self._name_records()
        self._show_choices(self.choices.choices)
        if not self.said.text():
            self._say(
                _("One of the two was changed meanwhile: look at your choices again."), "warning"
            )

    def _not_read(self, error: Exception) -> None:
        self.merge_button.setEnabled(False)
        if isinstance(error, NotFound):
            self._say(_("One of the two records is gone: there is nothing to merge."), "problem")
        else:
            self._desk.failed.emit(error)
