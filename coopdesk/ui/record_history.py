"""The history of one record: each step, what it changed, the record as it was, the way back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.history import Changed, Entry, differences
from coopdesk.catalogue.history_words import change_lines, operation_words, step_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.value_words import value_words
from coopdesk.i18n import N_, _, moment_words
from coopdesk.ui.desk import Desk
from coopdesk.ui.history_list import Step, StepList, StepModel
from coopdesk.ui.reading import Reading
from coopdesk.ui.record_html import record_html
from coopdesk.ui.theme import Colours, colours

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

_MOST = 1_000
VIEWS: tuple[tuple[str, str], ...] = (
    ("changes", N_("What &Changed")),
    ("then", N_("Record as It &Was")),
    ("compared", N_("Compared with &Now")),
)


@dataclass(frozen=True, slots=True)
class _Then:
    """A step with the record after it, and the record as it is now (None: it is deleted)."""

    entry: Entry
    record: Record | None
    now: Record | None


class RecordHistory(QDialog):
    """Shows the steps of the record with that ``uid``, the newest first."""

    def __init__(self, desk: Desk, uid: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._uid = uid
        self._shown: _Then | None = None
        self._view = "changes"
        self.setWindowTitle(_("History of “{title}”").format(title=title))
        self.resize(980, 640)
        self._model = StepModel()
        self.steps = StepList(self._model, _("Steps of the history"))
        self.steps.setMinimumWidth(240)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        # What is read here leads nowhere.
        self.page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.page.setAccessibleName(_("The step that is chosen"))
        self.page.document().setDocumentMargin(18)
        self.views: dict[str, QPushButton] = {}
        self.message = QLabel()
        self.message.setProperty("role", "secondary")
        self.message.setWordWrap(True)
        self.back = QPushButton(_("&Bring Back This Version"))
        self.back.setEnabled(False)
        self.close_button = QPushButton(_("Close"))
        self._build()
        self.steps.chosen.connect(self._chosen)
        self.back.clicked.connect(self.bring_back)
        self.close_button.clicked.connect(self.reject)
        desk.changed.connect(self._changed)
        self._read()

    def _build(self) -> None:
        group = QButtonGroup(self)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 10, 12, 10)
        bar.setSpacing(4)
        for name, words in VIEWS:
            button = QPushButton(_(words))
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setChecked(name == self._view)
            button.clicked.connect(lambda _on=False, name=name: self.show_view(name))
            group.addButton(button)
            bar.addWidget(button)
            self.views[name] = button
        bar.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.page, 1)
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(self.steps)
        split.addWidget(right)
        split.setSizes([340, 640])
        split.setStretchFactor(1, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.message, 1)
        for button in (self.back, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(split, 1)
        whole.addLayout(foot)

    def _names(self) -> Mapping[str, str]:
        return {area.code: area.name() for area in self._desk.areas}

    def _read(self) -> None:
        uid, names = self._uid, self._names()

        def job(store: "Store") -> list[Step]:
            return [_step(entry, names) for entry in store.past.versions(uid, limit=_MOST)]

        self._desk.read(self, job, self._arrived, key="steps")

    def _arrived(self, steps: list[Step]) -> None:
        self._model.show(steps)
        if steps:
            self.steps.choose(0)
            self.steps.setFocus()

    def _changed(self, _changed: object, _origin: object) -> None:
        self._read()

    def _chosen(self, entry: object) -> None:
        self.back.setEnabled(False)
        if not isinstance(entry, Entry):
            self._shown = None
            self.page.clear()
            return
        uid = self._uid

        newest = self._model.steps[0].key
        assert isinstance(newest, Entry)

        def job(store: "Store") -> _Then:
            past = store.past
            now = None if _took_out(newest) else past.record_at(uid, newest.id)
            then = None if _took_out(entry) else past.record_at(uid, entry.id)
            return _Then(entry, then, now)

        self._desk.read(self, job, self._show, key="record")

    def _show(self, then: _Then) -> None:
        self._shown = then
        gone = then.now is None
        same = not gone and then.record is not None and not differences(then.now, then.record)  # type: ignore[arg-type]
        writable = not self._desk.read_only
        self.back.setText(_("&Restore the Record") if gone else _("&Bring Back This Version"))
        self.back.setEnabled(writable and (gone or (then.record is not None and not same)))
        if gone:
            self.message.setText(_("The record is deleted. Restoring brings it back as it was."))
        else:
            self.message.setText(_("This is how the record is now.") if same else "")
        self.show_view(self._view)

    def show_view(self, name: str) -> None:
        """Show what changed, the record as it was, or what is different now."""
        self._view = name
        self.views[name].setChecked(True)
        if self._shown is None:
            return
        c = colours()
        pages: dict[str, Callable[[_Then, Colours], str]] = {
            "changes": self._changes_page,
            "then": self._record_page,
            "compared": self._compared_page,
        }
        self.page.setHtml(pages[name](self._shown, c))

    def _changes_page(self, then: _Then, c: Colours) -> str:
        entry = then.entry
        lines = change_lines(entry.changes, self._names())
        told = "".join(f"<li style='margin-bottom:6px'>{escape(line)}</li>" for line in lines)
        why = (
            f"<p style='color:{c.secondary}'>{escape(_('Reason: {why}').format(why=entry.why))}</p>"
            if entry.why
            else ""
        )
        return f"{_heading(entry, c)}{why}<ul style='margin-left:-18px'>{told}</ul>"

    def _record_page(self, then: _Then, c: Colours) -> str:
        if then.record is None:
            return _quiet(_("After this step the record was not in the catalogue."), c)
        area = self._desk.area(then.record.area)
        return record_html(Reading(then.record, area, then.entry.at.astimezone().date()), c)

    def _compared_page(self, then: _Then, c: Colours) -> str:
        if then.record is None or then.now is None:
            return _quiet(_("There is nothing to compare: the record was or is not there."), c)
        return comparison_html(then.record, then.now, self._desk.areas, c)

    def bring_back(self) -> None:
        """Make the record what it was after the chosen step: a new step of the history."""
        if self._shown is None:
            return
        uid, entry, who = self._uid, self._shown.entry.id, self._desk.who
        self.back.setEnabled(False)

        def done(_changed: object) -> None:
            self.message.setText(_("Brought back. Edit > Undo takes it away again."))

        gone = self._shown.now is None
        version = self._shown.now.version if self._shown.now else 0

        def job(store: "Store") -> Changed:
            if gone:
                return store.past.restore(uid, who=who)
            return store.past.bring_back(uid, entry, who=who, version=version)

        self._desk.write(self, job, done, failed=self._fail)

    def _fail(self, error: Exception) -> None:
        from coopdesk.ui.failures import failure_words

        self.back.setEnabled(True)
        self.message.setText(failure_words(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; Enter is the list's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)


def comparison_html(then: Record, now: Record, areas: tuple[Area, ...], c: Colours) -> str:
    """Return a table of the fields in which two versions differ."""
    names = {area.code: area.name() for area in areas}
    changes = differences(then, now)
    if not changes:
        return _quiet(_("Nothing is different: this is how the record is now."), c)
    head = "".join(
        f"<th align='left' style='color:{c.secondary}'>{escape(words)}</th>"
        for words in ("", _("Then"), _("Now"))
    )
    rows = "".join(_compared_row(change.field, then, now, names, c) for change in changes)
    return f"<table width='100%' cellspacing='0' cellpadding='7'><tr>{head}</tr>{rows}</table>"


def _compared_row(
    name: str, then: Record, now: Record, areas: Mapping[str, str], c: Colours
) -> str:
    field = field_named(name)
    cells = []
    for record in (then, now):
        words = value_words(field, getattr(record, name), areas)
        shown = escape(words).replace("; ", ";<br>") if words else f"<i>{_('not stated')}</i>"
        cells.append(f"<td width='40%' style='border-top:1px solid {c.border}'>{shown}</td>")
    label = f"<td style='border-top:1px solid {c.border}; color:{c.secondary}'>"
    return f"<tr valign='top'>{label}{escape(field.words())}</td>{''.join(cells)}</tr>"


def _took_out(entry: Entry) -> bool:
    """Tell whether the record was gone after that step, which has only its changes."""
    return any(change.field == "*" and change.after is None for change in entry.changes)


def _step(entry: Entry, names: Mapping[str, str]) -> Step:
    told = step_words(entry, names)
    return Step(entry, told, f"{moment_words(entry.at)} · {entry.who}")


def _heading(entry: Entry, c: Colours) -> str:
    when = f"{moment_words(entry.at)} · {entry.who}"
    return (
        f"<p style='font-size:13pt; font-weight:600; margin-bottom:2px'>"
        f"{escape(operation_words(entry.operation))}</p>"
        f"<p style='color:{c.secondary}; margin-top:0'>{escape(when)}</p>"
    )


def _quiet(text: str, c: Colours) -> str:
    return f"<p style='color:{c.secondary}'>{escape(text)}</p>"
