"""Edit > Edit Selected, Edit All in List: one change for many records, seen before it is made."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.bulk_outcome import BulkPreview, SelectionChanged
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.history import Changed
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.bulk_acts import ACTS, acts_for, bulk_fields
from coopdesk.ui.bulk_preview import PreviewTable
from coopdesk.ui.bulk_scope import Scope
from coopdesk.ui.bulk_value import ValueBoxes
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import settle
from coopdesk.ui.field_widgets import Combo
from coopdesk.ui.job_progress import JobProgress, Stopped
from coopdesk.ui.reason_line import ReasonLine
from coopdesk.ui.window_size import fit_screen

if TYPE_CHECKING:
    from coopdesk.catalogue.bulk import BulkChange
    from coopdesk.storage.store import Store

SETTLE_MS = 250  # how long the boxes must rest before the preview is made anew
_WATCH_MS = 100
_SHOWN = 12
_FIRST_FIELD = "tags"
_VALUES_HEIGHT = 250


class BulkWindow(QDialog):
    """Asks for a change of the first of ``scopes``, or another, and makes it.

    ``looked`` is sent when the preview shown is that of the change asked for; ``refused`` when
    the change was not made.
    """

    looked = Signal()
    refused = Signal()

    def __init__(
        self, desk: Desk, scopes: tuple[Scope, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scopes = scopes
        self._preview: BulkPreview | None = None
        self._progress = JobProgress()
        self._applying = False
        self.setProperty("role", "work")
        self.setWindowTitle(_("Edit Many Records"))
        self.setSizeGripEnabled(True)
        fit_screen(self, 860, 660)
        self.choices = [QRadioButton(scope.words) for scope in scopes]
        self.field = Combo()
        self.act = Combo()
        self.values = ValueBoxes(desk)
        self.preview = PreviewTable()
        self.bar = QProgressBar()
        self.reason = ReasonLine(desk.settings)
        self.close_button = QPushButton(_("Cancel"))
        self.apply = QPushButton()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._look)
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self._show_progress)
        self._build()
        for field in bulk_fields():
            self.field.addItem(field.words(), field.name)
        self.field.setCurrentIndex(self.field.findData(_FIRST_FIELD))
        self._offer_acts()
        for choice in self.choices:
            choice.toggled.connect(self._begin)
        self.field.currentIndexChanged.connect(self._offer_acts)
        self.act.currentIndexChanged.connect(self._ask)
        self.values.edited.connect(self._begin)
        self.close_button.clicked.connect(self.reject)
        self.apply.clicked.connect(self.make_change)
        desk.changed.connect(self._catalogue_changed)
        self.field.setFocus()

    def _build(self) -> None:
        group = QButtonGroup(self)
        above = QVBoxLayout()
        above.setContentsMargins(16, 14, 16, 12)
        above.setSpacing(10)
        for choice in self.choices:
            group.addButton(choice)
            above.addWidget(choice)
        self.choices[0].setChecked(True)
        what = QHBoxLayout()
        what.setSpacing(12)
        what.addLayout(_labelled(_("Field"), self.field), 1)
        what.addLayout(_labelled(_("What to do"), self.act), 1)
        above.addLayout(what)
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setWidget(self.values)
        self.values.setAutoFillBackground(False)
        self.values.installEventFilter(self)
        self._scroller.viewport().setAutoFillBackground(False)
        above.addWidget(self._scroller)
        line = QFrame()
        line.setProperty("role", "line")
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 12, 16, 0)
        middle.addWidget(self.preview)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addWidget(line)
        whole.addLayout(middle, 1)
        whole.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setFixedHeight(6)
        self.bar.hide()
        self.apply.setProperty("role", "primary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.close_button, self.apply):
            button.setAutoDefault(False)
            row.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(10)
        foot.addWidget(self.bar)
        foot.addWidget(self.reason)
        foot.addLayout(row)
        return foot

    # What is asked for.

    @property
    def _scope(self) -> Scope:
        chosen = [choice.isChecked() for choice in self.choices]
        return self._scopes[chosen.index(True) if True in chosen else 0]

    @property
    def _chosen_field(self) -> Field:
        return field_named(str(self.field.currentData()))

    def _offer_acts(self) -> None:
        words = dict(ACTS)
        self.act.blockSignals(True)
        self.act.clear()
        for act in acts_for(self._chosen_field):
            self.act.addItem(_(words[act]), act)
        self.act.blockSignals(False)
        self._ask()

    def _ask(self) -> None:
        self.values.ask(self._chosen_field, str(self.act.currentData()))
        self._fit_values()
        before: QWidget = self.act
        for control in (*self.values.controls, self.preview.table, self.reason):
            QWidget.setTabOrder(before, control)
            before = control
        self._begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the boxes the room that they want by now."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_values()
        return super().eventFilter(watched, event)

    def _fit_values(self) -> None:
        settle(self.values)
        wanted = self.values.sizeHint().height()
        self._scroller.setFixedHeight(min(wanted, _VALUES_HEIGHT))

    def _catalogue_changed(self, _changed: object, origin: object) -> None:
        if origin is not self:
            self._begin()

    # What would become of it.

    def _begin(self) -> None:
        """Look anew, once the boxes have come to rest; what is under way is not wanted now."""
        self._progress.stop()
        self._preview = None
        self._enable()
        if self.values.change is None:
            self._timer.stop()
            self._desk.forget(self, "look")
            self._end_progress()
            self.preview.say(
                _("What is typed cannot be read yet.")
                if self.values.unreadable
                else _("Say above what is to be changed: it is shown here before it is done.")
            )
        else:
            self.preview.say(_("Looking what would change…"))
            self._timer.start()

    def _look(self) -> None:
        change, wanted = self.values.change, self._scope.wanted
        if change is None:
            return
        progress = self._new_progress()

        def job(store: "Store") -> BulkPreview:
            return store.bulk.preview(wanted, change, examples=_SHOWN, progress=progress)

        self._desk.read(self, job, self._looked, key="look", failed=self._not_looked)

    def _new_progress(self) -> JobProgress:
        self._progress.stop()
        self._progress = JobProgress()
        self._watch.start()
        return self._progress

    def _show_progress(self) -> None:
        done, of = self._progress.done, self._progress.of
        # After the last record the search index follows, of which nobody tells how far it is.
        self.bar.setRange(0, of if done < of else 0)
        self.bar.setValue(done)
        self.bar.setVisible(self._applying or done < of)

    def _end_progress(self) -> None:
        self._watch.stop()
        self.bar.hide()

    def _looked(self, preview: BulkPreview) -> None:
        self._end_progress()
        self._preview = preview
        areas = {area.code: area.name() for area in self._desk.areas}
        self.preview.show_preview(preview, self._chosen_field, areas)
        self._enable()
        self.looked.emit()

    def _not_looked(self, error: Exception) -> None:
        self._end_progress()
        if isinstance(error, Stopped):
            return
        if isinstance(error, CatalogueError):
            self.preview.say(str(error), "problem")
        else:
            self._desk.failed.emit(error)

    def _enable(self) -> None:
        number = self._preview.changing if self._preview else 0
        can = bool(number) and not self._applying and not self._desk.read_only
        self.apply.setEnabled(can)
        words = (
            ngettext("&Change {n} Record", "&Change {n} Records", number)
            if number
            else _("&Change")
        )
        self.apply.setText(words.format(n=number_words(number)))
        asking: tuple[QWidget, ...] = (self.field, self.act, self._scroller, self.reason)
        for widget in (*asking, *self.choices):
            widget.setEnabled(not self._applying)
        self.close_button.setText(_("Stop") if self._applying else _("Cancel"))

    # Doing it.

    def make_change(self) -> None:
        """Make the change that is shown, in one step."""
        change, preview = self.values.change, self._preview
        if change is None or preview is None or self._applying:
            return
        self._applying = True
        self._enable()
        self._desk.write(self, self._job(change, preview), self._made, failed=self._not_made)

    def _job(self, change: "BulkChange", preview: BulkPreview) -> "Callable[[Store], Changed]":
        wanted, who, progress = self._scope.wanted, self._desk.who, self._new_progress()
        why = self.reason.why
        return lambda store: store.bulk.apply(
            wanted, change, who=who, why=why, seen=preview.entry, progress=progress
        )

    def _made(self, _changed: Changed | None) -> None:
        self._applying = False
        self.accept()

    def _not_made(self, error: Exception) -> None:
        self._applying = False
        self._end_progress()
        self._begin()
        if isinstance(error, Stopped):
            self.preview.say(_("Stopped: nothing was changed."))
            self._look()
        elif isinstance(error, CatalogueError):
            self.preview.say(str(error), "problem")
            if isinstance(error, SelectionChanged):
                self._look()
        else:
            self._desk.failed.emit(error)
        self.refused.emit()

    def reject(self) -> None:
        """Stop what is under way; else close."""
        if self._applying:
            self._progress.stop()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close: nobody waits for a preview any more."""
        self._timer.stop()
        self._watch.stop()
        self._progress.stop()
        super().done(result)


def _labelled(words: str, control: QWidget) -> QVBoxLayout:
    label = QLabel(words)
    label.setProperty("role", "label")
    label.setBuddy(control)
    control.setAccessibleName(words)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(control)
    return column
