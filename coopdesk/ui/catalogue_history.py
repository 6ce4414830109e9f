"""The history of the whole catalogue, and what was deleted from it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.history import Entry, FieldChange
from coopdesk.catalogue.history_words import entry_title
from coopdesk.i18n import _, moment_words
from coopdesk.ui.desk import Desk
from coopdesk.ui.history_list import Step, StepList, StepModel

if TYPE_CHECKING:
    from coopdesk.catalogue.deleted import Deleted
    from coopdesk.storage.store import Store

_PAGE = 200


class CatalogueHistory(QDialog):
    """Two lists: every step, and the records that are gone.

    ``history_asked`` carries uid and title of the record whose own history is to be shown.
    """

    history_asked = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("History of the Catalogue"))
        self.resize(720, 620)
        self._model = StepModel(self._more)
        self.steps = StepList(self._model, _("Steps of the history"))
        self.steps.opened.connect(self._open)
        self.gone = DeletedRecords(desk)
        self.gone.history_asked.connect(self.history_asked)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.steps, _("&All Steps"))
        self.tabs.addTab(self.gone, _("&Deleted Records"))
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs, 1)
        whole.addLayout(foot)
        desk.changed.connect(self._changed)
        self._read(0)

    def _more(self) -> None:
        last = self._model.steps[-1].key if self._model.steps else None
        self._read(last.id if isinstance(last, Entry) else 0)

    def _read(self, before: int) -> None:
        def arrived(entries: tuple[Entry, ...]) -> None:
            steps = [_step(entry) for entry in entries]
            self._model.complete = len(entries) < _PAGE
            if before:
                self._model.append(steps)
            else:
                self._model.show(steps)

        job = _entries_before(before)
        self._desk.read(self, job, arrived, key="steps")

    def _open(self, entry: object) -> None:
        """Show the history of the record that a step touched, where it was one alone."""
        if not isinstance(entry, Entry) or entry.records != 1:
            return
        key, title = entry.id, entry.title

        def arrived(changes: tuple[FieldChange, ...]) -> None:
            uid = next((change.uid for change in changes if ":" not in change.uid), "")
            if uid:
                self.history_asked.emit(uid, title)

        self._desk.read(self, lambda store: store.past.changes(key), arrived, key="record")

    def _changed(self, _changed: object, _origin: object) -> None:
        self._read(0)
        self.gone.read_again()


class DeletedRecords(QWidget):
    """The records that are gone, the latest first, each of which can be restored."""

    history_asked = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = StepModel(self._more)
        self.list = StepList(self._model, _("Deleted records"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search deleted records"))
        self.search.setAccessibleName(_("Search deleted records"))
        self.search.setClearButtonEnabled(True)
        self.restore_button = QPushButton(_("&Restore"))
        self.view = QPushButton(_("&History…"))
        self._none = QLabel()
        self._none.setProperty("role", "secondary")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._none)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 10, 12, 10)
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        for button in (self.view, self.restore_button):
            button.setAutoDefault(False)
            button.setEnabled(False)
            bar.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self._stack, 1)
        self.search.textChanged.connect(self.read_again)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _key: self._ask_history())
        self.restore_button.clicked.connect(self.restore)
        self.view.clicked.connect(self._ask_history)
        self.read_again()

    def read_again(self) -> None:
        """Read the newest of them anew."""
        self._read(None)

    def _more(self) -> None:
        self._read(_gone(self._model.steps[-1].key) if self._model.steps else None)

    def _read(self, before: "Deleted | None") -> None:
        words = self.search.text()

        def arrived(found: "tuple[Deleted, ...]") -> None:
            steps = [_gone_step(one) for one in found]
            self._model.complete = len(found) < _PAGE
            if before:
                self._model.append(steps)
                return
            self._model.show(steps)
            self._none.setText(
                _("No deleted record has these words.") if words else _("Nothing was deleted.")
            )
            self._stack.setCurrentIndex(0 if steps else 1)
            self._chosen(self.list.key)

        self._desk.read(
            self,
            lambda store: store.past.deleted(limit=_PAGE, before=before, search=words),
            arrived,
            key="gone",
        )

    def _chosen(self, key: object) -> None:
        self.view.setEnabled(key is not None)
        self.restore_button.setEnabled(key is not None and not self._desk.read_only)

    def _ask_history(self) -> None:
        if self.list.key is not None:
            gone = _gone(self.list.key)
            self.history_asked.emit(gone.uid, gone.title)

    def restore(self) -> None:
        """Put the chosen record back into the catalogue, as it was."""
        if self.list.key is None:
            return
        uid, who = _gone(self.list.key).uid, self._desk.who
        self.restore_button.setEnabled(False)
        self._desk.write(self, lambda store: store.past.restore(uid, who=who))


def _entries_before(before: int) -> "Callable[[Store], tuple[Entry, ...]]":
    return lambda store: store.history(limit=_PAGE, before=before)


def _step(entry: Entry) -> Step:
    when = f"{moment_words(entry.at)} · {entry.who}"
    return Step(entry, entry_title(entry), f"{when} · {entry.why}" if entry.why else when)


def _gone(key: object) -> "Deleted":
    from coopdesk.catalogue.deleted import Deleted

    assert isinstance(key, Deleted)
    return key


def _gone_step(gone: "Deleted") -> Step:
    detail = _("{reference} · deleted {when} by {who}").format(
        reference=gone.reference, when=moment_words(gone.at), who=gone.who
    )
    return Step(gone, gone.title, detail)
