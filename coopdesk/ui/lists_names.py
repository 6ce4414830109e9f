"""The names of an entry, one for each language side by side; and the text of a tag."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QVBoxLayout, QWidget

from coopdesk.catalogue.code_names import LONGEST_NAME, NameRefused, tidy_names
from coopdesk.catalogue.codes import Code, Tag
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.fields import Field, FieldType
from coopdesk.i18n import LANGUAGES, N_
from coopdesk.ui.editor_box import repolish
from coopdesk.ui.field_widgets import LineBox

# What a tag's own text is called by among its names.
TEXT = ""
TAG_TEXT = ((TEXT, N_("Tag")),)


class NamesForm(QWidget):
    """``left`` is sent when the names were changed and the user has gone elsewhere, or pressed
    Enter; those of a ``new`` entry with Enter alone. Escape puts back what was there."""

    left = Signal()

    def __init__(
        self, tongues: Sequence[tuple[str, str]] = LANGUAGES, *, new: bool = False
    ) -> None:
        super().__init__()
        self._new = new
        self.boxes = {
            tongue: LineBox(Field(tongue, FieldType.TEXT, name, limit=LONGEST_NAME))
            for tongue, name in tongues
        }
        self._entry: Code | None = None
        self._sent: dict[str, str] = {}
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.setProperty("role", "problem")
        self._problem.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // 2, place % 2)
            box.edited.connect(self._edited)
            box.line.returnPressed.connect(self.left.emit if new else self.leave)
            box.line.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(grid)
        column.addWidget(self._problem)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    @property
    def names(self) -> dict[str, str]:
        """What is typed, tidied, by language."""
        return tidy_names({tongue: box.line.text() for tongue, box in self.boxes.items()})

    @property
    def dirty(self) -> bool:
        """Whether something else is typed than was shown, sent or refused."""
        return self.names != self._sent

    @property
    def problem(self) -> str:
        """What is wrong with the names, "" where nothing is."""
        return "" if self._problem.isHidden() else self._problem.text()

    def show_names(self, entry: Code | None) -> None:
        """Show the names of ``entry``; where it has none, the program's own word stands in grey."""
        self._entry = entry
        named = dict(entry.names) if entry is not None else {}
        if entry is not None and TEXT in self.boxes:
            named = {TEXT: entry.code}
        for tongue, box in self.boxes.items():
            box.fill(named.get(tongue, ""))
            box.line.setPlaceholderText(own_words(entry, tongue) if entry and tongue else "")
        self._sent = self.names
        self._say("")

    def refuse(self, names: dict[str, str], why: CatalogueError) -> None:
        """Show ``names`` as they were typed, and say what is wrong with them."""
        for tongue, box in self.boxes.items():
            if tidy_names({tongue: box.line.text()}) != tidy_names({tongue: names.get(tongue, "")}):
                box.line.setText(names.get(tongue, ""))
        self._sent = names
        self._say(str(why), why.tongue if isinstance(why, NameRefused) else "")

    def _say(self, problem: str, blamed: str = "") -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        for tongue, box in self.boxes.items():
            invalid = bool(problem) and blamed in (tongue, "")
            box.control.setProperty("invalid", invalid)
            box.control.setAccessibleDescription(problem if invalid else "")
            repolish(box.control)

    def leave(self) -> None:
        """Send ``left`` where something was changed."""
        if self.dirty:
            self._sent = self.names
            self.left.emit()

    def go_to(self) -> None:
        """Take the keyboard to the first name."""
        next(iter(self.boxes.values())).line.setFocus()

    def _edited(self) -> None:
        if self.problem and self.dirty:
            self._say("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Escape put back the names that were there, before it closes the window."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and (self.dirty or self.problem)
        ):
            self.show_names(self._entry)
            return True
        return super().eventFilter(watched, event)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        lines = [box.line for box in self.boxes.values()]
        if not self._new and old in lines and new not in lines:
            self.leave()


def own_words(entry: Code, tongue: str) -> str:
    """Return what stands for a name that is not given: the program's word, or a tag's text."""
    if isinstance(entry, Tag):
        return entry.code
    return Code(entry.code, entry.label).words(tongue) if entry.built_in else ""
