"""The words of the report window's left side: headings, labels of fields, and what stands below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


def heading(text: str) -> QLabel:
    """Return the heading of a section; with an "&" it takes the keyboard to its buddy."""
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def field_label(text: str, field: QWidget, name: str = "") -> QLabel:
    """Return the label over ``field``, which is called ``name`` where the label does not do."""
    label = QLabel(text)
    label.setProperty("role", "label")
    label.setBuddy(field)
    field.setAccessibleName(name or text.replace("&", ""))
    return label


def note(indent: int = 0, text: str = " ") -> QLabel:
    """Return a quiet line of words that wraps."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", "secondary")
    label.setContentsMargins(indent, 0, 0, 0)
    return label


def set_problem(label: QLabel, words: str) -> None:
    """Show what is wrong in ``label``, or hide it where nothing is."""
    label.setProperty("role", "problem")
    label.style().unpolish(label)
    label.style().polish(label)
    label.setText(words)
    label.setVisible(bool(words))


def column(widget: QWidget, spacing: int = 4) -> QVBoxLayout:
    """Return the layout of a section that stands in a column with others."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout
