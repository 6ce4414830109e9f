"""The editor of one record: heading, form, buttons; saves off the GUI thread, asks in place."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from coopdesk.catalogue.draft import Draft
from coopdesk.catalogue.errors import CatalogueError, StaleRecord
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _, ngettext
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_bars import DiscardBar, Footer, Header
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.editor_drafts import DraftKeeper
from coopdesk.ui.editor_form import RecordForm
from coopdesk.ui.editor_keys import EDITOR_KEYS
from coopdesk.ui.editor_section import Section
from coopdesk.ui.editor_ways import Ways

if TYPE_CHECKING:
    from coopdesk.ui.editor_conflict import ConflictPanel

_NAMED_AT_MOST = 3


class RecordEditor(QWidget):
    """Edits one record at a time.

    ``saved`` carries what a save changed; ``closed`` follows it, and every cancelling; then comes
    ``went_on``, with the record, where its user wants to go on with the next.
    """

    saved = Signal(object)
    closed = Signal()
    went_on = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._base = Record()
        self._saving = False
        self._focus_on_show = False
        self._edits = 0
        self._going_on = False
        self._held_focus: QWidget | None = None
        self.conflict: ConflictPanel | None = None
        self.header = Header()
        self.discard_bar = DiscardBar()
        self.discard_bar.hide()
        self.footer = Footer()
        self.drafts = DraftKeeper(desk, self._draft, self)
        self._build_layout()
        self.ways = Ways(self.form, self.scroller, self.header.sections)
        self.form.edited.connect(self._touched)
        self.form.checked.connect(self._edited)
        self.form.rebuilt.connect(self._chain)
        self.discard_bar.discarded.connect(self._discard)
        self.discard_bar.kept.connect(self._keep_editing)
        self.footer.cancel.clicked.connect(self.cancel)
        self.footer.save.clicked.connect(self.save)
        self.footer.reason.returnPressed.connect(self.save)
        self.header.sections.clicked.connect(self.ways.choose)
        self._build_keys()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self._edited()

    def _build_layout(self) -> None:
        self._page = QWidget()
        self._inner = QVBoxLayout(self._page)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self._page)
        # The form rearranges itself for what there is, so nothing keeps the panel wide.
        self._page.setMinimumWidth(1)
        self._page.setAutoFillBackground(False)
        self.scroller.viewport().setAutoFillBackground(False)
        asking = QVBoxLayout()
        asking.setContentsMargins(12, 0, 12, 8)
        asking.addWidget(self.discard_bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.scroller, 1)
        column.addLayout(asking)
        column.addWidget(self.footer)
        # Made last, where it belongs: each move of so many widgets costs a frame.
        self.form = RecordForm(self._desk, self._page)
        self._inner.addWidget(self.form)

    def _build_keys(self) -> None:
        does = {
            "save": self.save,
            "go on": self.save_and_go_on,
            "choose": self.ways.choose,
            "next": lambda: self.ways.step(1),
            "previous": lambda: self.ways.step(-1),
        }
        # The other Enter, of the number pad, is no key that one need be told of.
        for _words, keys, what in (*EDITOR_KEYS, ("", "Ctrl+Enter", "go on")):
            if what:
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(does[what])

    def edit(self, record: Record, draft: Draft | None = None, key: str = "") -> None:
        """Show ``record``, one of the catalogue or (with id 0) one to be added.

        With ``draft``, kept under ``key``, go on where that left off.
        """
        self._edits += 1
        self._going_on = False
        self.footer.ask_reason(bool(self._desk.settings.get("ask_reason")))
        self.footer.reason.clear()
        self.drafts.begin(record.uid, key, draft)
        if draft is None:
            self._load(record)
        else:
            self._load(draft.record, draft.typed)
            self._base = draft.base
            self.footer.reason.setText(draft.why)
            self._edited()
        self._set_saving(False)
        self.header.say("")
        self._focus_on_show = not self.isVisible()
        self.scroller.verticalScrollBar().setValue(0)
        self._focus_title()

    def is_dirty(self) -> bool:
        """Tell whether there is anything that would be lost without a save."""
        return self.form.unreadable or self.current() != self._base

    def current(self) -> Record:
        """Return the record as it stands in the form; what cannot be read is as before."""
        return self.form.record

    def _draft(self) -> Draft | None:
        """Return what would be lost without a save, None where nothing would."""
        if not self.is_dirty():
            return None
        return Draft(self._base, self.form.drafted, self.form.typed, self.footer.why)

    def save_and_go_on(self) -> None:
        """Save what is in the form, then go on with the next record."""
        self._going_on = True
        self.save()

    def save(self) -> None:
        """Save what is in the form, or say what stops it."""
        if self._saving or self.conflict is not None:
            return
        if not self.footer.save.isEnabled():
            self._going_on = False
            return
        self.form.leave_all()
        faulty = self.form.faulty
        if faulty:
            self._refuse(faulty)
            return
        self._store(self.current())

    def cancel(self) -> None:
        """Close the editor, but ask first where something would be lost."""
        if self._saving:
            return
        if self.conflict is not None:
            self._end_conflict()
        elif self.is_dirty():
            self.discard_bar.show()
            self.discard_bar.keep.setFocus()
        else:
            self.drafts.drop()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor in the title of a record that was opened out of sight."""
        super().showEvent(event)
        if self._focus_on_show:
            self._focus_on_show = False
            self._focus_title()

    def _load(self, record: Record, typed: Mapping[str, str] | None = None) -> None:
        self._base = record
        self._held_focus = None
        self._end_conflict()
        self.discard_bar.hide()
        self.form.fill(record, typed)
        self.header.name(record.reference if record.id else "")
        self._chain()
        self._edited()

    def _focus_title(self) -> None:
        title = self.form.parts["title"]
        assert isinstance(title, FieldBox)
        title.control.setFocus()

    def _touched(self) -> None:
        self.drafts.touched()
        self._edited()

    def _edited(self) -> None:
        """Offer Save where there is something to save."""
        complete = self._base.id == 0 and not self.form.faulty
        self.footer.save.setEnabled(not self._saving and (self.is_dirty() or complete))
        if self.header.message and not self.form.faulty:
            self.header.say("")

    def _refuse(self, faulty: tuple[FieldBox | Section, ...]) -> None:
        names = [part.field.words() for part in faulty]
        named = ", ".join(names[:_NAMED_AT_MOST]) + ("…" if len(names) > _NAMED_AT_MOST else "")
        self.header.say(
            ngettext(
                "Not saved yet: {n} field needs mending ({fields}).",
                "Not saved yet: {n} fields need mending ({fields}).",
                len(names),
            ).format(n=len(names), fields=named)
        )
        self._going_on = False
        part = faulty[0]
        self.ways.show(part.target() if isinstance(part, Section) else part.control)

    def _store(self, record: Record) -> None:
        self._set_saving(True)
        self.header.say("")
        edits = self._edits

        def done(changed: Changed | None) -> None:
            if edits == self._edits:
                self._stored(changed)

        def failed(error: Exception) -> None:
            if edits == self._edits:
                self._failed(error)
            else:
                self._desk.failed.emit(error)

        self._desk.save(self, record, done, failed, self.footer.why)

    def _stored(self, changed: Changed | None) -> None:
        self._base = self.current()
        self.drafts.drop()
        self._set_saving(False)
        self.discard_bar.hide()
        self.saved.emit(changed)
        self.closed.emit()
        if self._going_on:
            self._going_on = False
            self.went_on.emit(self._base)

    def _failed(self, error: Exception) -> None:
        self._going_on = False
        self._set_saving(False)
        if isinstance(error, StaleRecord):
            assert isinstance(error.theirs, Record)
            self._show_conflict(error.theirs)
            return
        self._focus_again()
        if isinstance(error, CatalogueError):
            self.header.say(str(error))
        else:
            self.header.say(
                _("The program failed while saving. What you typed is still here: try again.")
            )
            self._desk.failed.emit(error)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.scroller.setEnabled(not saving)
        self.footer.cancel.setEnabled(not saving)
        self.footer.say(_("Saving…") if saving else "")
        self._edited()

    def _show_conflict(self, theirs: Record) -> None:
        from coopdesk.ui.editor_conflict import ConflictPanel

        areas = {area.code: area for area in self._desk.areas}
        panel = ConflictPanel(self._base, self.current(), theirs, areas)
        panel.decided.connect(lambda record: self._settle(record, theirs))
        panel.yielded.connect(lambda: self._yield(theirs))
        self.conflict = panel
        self._inner.insertWidget(0, panel)
        self._inner.setContentsMargins(16, 14, 16, 0)
        self.form.setEnabled(False)
        self.footer.cancel.setText(_("Back to editing"))
        self.footer.save.setEnabled(False)
        for before, after in pairwise([*panel.controls(), self.footer.cancel]):
            QWidget.setTabOrder(before, after)
        self.scroller.verticalScrollBar().setValue(0)
        panel.save_chosen.setFocus()

    def _yield(self, theirs: Record) -> None:
        """Go on with their version: mine is not wanted."""
        self._load(theirs)
        self.drafts.drop()

    def _settle(self, record: Record, theirs: Record) -> None:
        """Save what was decided over their version."""
        self._load(record)
        self._base = theirs
        self._store(record)

    def _end_conflict(self) -> None:
        if self.conflict is None:
            return
        self._inner.removeWidget(self.conflict)
        self.conflict.hide()
        self.conflict.deleteLater()
        self.conflict = None
        self._inner.setContentsMargins(0, 0, 0, 0)
        self.form.setEnabled(True)
        self.footer.cancel.setText(_("Cancel"))
        self._edited()
        self._focus_title()

    def _keep_editing(self) -> None:
        self.discard_bar.hide()
        self._focus_again()

    def _focus_again(self) -> None:
        """Put the cursor back where it was in the form."""
        if self._held_focus is None:
            self._focus_title()
        else:
            self._held_focus.setFocus()

    def _discard(self) -> None:
        self._load(self._base)
        self.drafts.drop()
        self.header.say("")
        self.closed.emit()

    def _chain(self) -> None:
        """Have Tab go through the form from top to bottom, whatever was made when."""
        stops = [
            *self.form.controls(),
            self.discard_bar.keep,
            self.discard_bar.discard,
            self.footer.reason,
            self.footer.cancel,
            self.footer.save,
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            # The user turned to another window.
            self.drafts.hurry()
            return
        if self.form.isAncestorOf(new):
            self._held_focus = new
        # An open list is a window of its own, yet within its box.
        around = list(_parts_around(new))
        for part in _parts_around(old):
            if part not in around and self.isAncestorOf(part):
                part.leave()


def _parts_around(widget: QWidget | None) -> Iterator[FieldBox | Section]:
    while widget is not None:
        if isinstance(widget, FieldBox | Section):
            yield widget
        widget = widget.parentWidget()
