"""The command palette: whatever can be done or found, by a few letters of it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QMenuBar,
    QVBoxLayout,
    QWidget,
)

from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.going import Going
from coopdesk.ui.palette_entries import (
    ORGANISATION,
    RECORD,
    Entry,
    menu_entries,
    tab_entries,
)
from coopdesk.ui.palette_model import PaletteDelegate, PaletteModel, arranged
from coopdesk.ui.palette_search import PaletteSearch
from coopdesk.ui.tab_strip import TabStrip

_WIDTH, _LINES = 680, 12
_RECENT = 12


class Palette(QFrame):
    """Opens over a window: one types, goes up and down, and chooses with Enter.

    What the window offers is there at once; organisations and records follow as the catalogue
    finds them, each letter interrupting the search of the one before. ``show_saved`` shows the
    saved filter of a name.
    """

    def __init__(
        self,
        desk: Desk,
        bar: QMenuBar,
        tabs: TabStrip,
        going: Going,
        show_saved: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._desk = desk
        self._over = parent
        self._bar = bar
        self._tabs = tabs
        self._search = PaletteSearch(desk, going, show_saved, self)
        self._search.found.connect(self._found)
        self._own: list[Entry] = []
        # Chosen lately while this window was open: records and organisations are kept nowhere.
        self._recent: list[str] = []
        self._entered = False
        self.setProperty("role", "popup")
        self.setAccessibleName(_("Command palette"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Type a command, or what you look for"))
        self.line.setAccessibleName(_("Command palette"))
        self.model = PaletteModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setProperty("role", "choices")
        self.list.setAccessibleName(_("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hint = QLabel()
        self.hint.setProperty("role", "secondary")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(6, 2, 6, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self.hint)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.enter)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self.enter)
        self.list.entered.connect(self.list.setCurrentIndex)

    @property
    def words(self) -> tuple[str, ...]:
        """What the list shows."""
        return tuple(line.entry.words for line in self.model.lines)

    def open(self) -> None:
        """Show all that can be done now, over the upper part of the window."""
        self._own = menu_entries(self._bar)
        self._own += tab_entries(self._tabs.shown_tabs, self._tabs.show_key)
        self._search.prepare()
        blocked = self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(blocked)
        self._typed("")
        over = self._over
        width = min(_WIDTH, over.width() - 32)
        self.setFixedWidth(width)
        self._fit()
        self.move(over.mapToGlobal(QPoint((over.width() - width) // 2, self._bar.height() + 6)))
        self.show()
        self.line.setFocus()

    def _typed(self, text: str) -> None:
        self._entered = False
        self._search.search(text)
        self._show(first=True)

    def _found(self) -> None:
        if self.isVisible():
            self._show()
            if self._entered and not self._search.pending:
                self.enter()

    def _show(self, *, first: bool = False) -> None:
        """Show what is known; the line chosen stays so, unless it was merely the ``first``."""
        at = self.list.currentIndex().row()
        before = self.model.lines[at].entry.key if at > 0 and not first else ""
        text = self.line.text()
        found = self._search
        own = [*self._own, *found.saved]
        recent = [*self._recent, *self._desk.settings.get("palette")]
        lines = arranged(text, own, found.organisations, found.records, recent)
        self.model.show(lines)
        keys = [line.entry.key for line in lines]
        place = keys.index(before) if before in keys else 0
        self.list.setCurrentIndex(self.model.index(place, 0))
        self._hint(text, found=bool(lines))
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is shown."""
        lines = min(len(self.model.lines), _LINES)
        self.list.setFixedHeight(lines * max(self.list.sizeHintForRow(0), 1))
        self.list.setVisible(bool(lines))
        self.adjustSize()

    def _hint(self, text: str, *, found: bool) -> None:
        told = _("> only commands · @ organisations · # tabs and saved filters")
        if not found and not self._search.pending:
            nothing = _("Nothing is called that. Try fewer letters, or the words of a record.")
            told = nothing if text.strip() else told
        self.hint.setText(told)

    def enter(self) -> None:
        """Do what the current line says, as soon as all that could be meant is there."""
        if self._search.pending and self.list.currentIndex().row() <= 0:
            self._entered = True
            return
        self._entered = False
        at = self.list.currentIndex().row()
        if not 0 <= at < len(self.model.lines):
            return
        entry = self.model.lines[at].entry
        if not entry.usable:
            return
        self.hide()
        self._remember(entry)
        entry.choose()

    def _remember(self, entry: Entry) -> None:
        """Let what was chosen stand first the next time."""
        self._recent = [entry.key, *(key for key in self._recent if key != entry.key)][:_RECENT]
        if entry.kind not in (ORGANISATION, RECORD):
            kept = self._desk.settings.get("palette")
            others = [key for key in kept if key != entry.key]
            self._desk.settings.set("palette", [entry.key, *others][:_RECENT])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go up and down in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _LINES - 1,
                Qt.Key.Key_PageUp: 1 - _LINES,
            }.get(Qt.Key(event.key()))
            if step is not None and self.model.lines:
                self._go(step)
                return True
        return super().eventFilter(watched, event)

    def _go(self, step: int) -> None:
        count = len(self.model.lines)
        at = self.list.currentIndex().row() + step
        # By single steps round and round, by pages to the ends.
        at = at % count if abs(step) == 1 else min(max(at, 0), count - 1)
        index = self.model.index(at, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        # The line keeps the focus: a screen reader is told what is chosen.
        spoken = self.model.lines[at].entry.spoken
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, spoken))
