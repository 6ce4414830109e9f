"""How a pasted cell is mended: typed, and chosen from a list where its column has one."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coopdesk.catalogue.marking import storable_markings
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.ui.desk import Desk
from coopdesk.ui.paste_heads import TargetHeads

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Edits a cell as text; with the words that the column's field takes, where they are few."""

    def __init__(self, heads: TargetHeads, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads = heads
        self._desk = desk

    def words_for(self, column: int) -> tuple[str, ...]:
        """Return what a cell of that column may say, () where it may say anything."""
        match self._heads.targets[column - 1]:
            case "area":
                return tuple(area.name() for area in self._desk.areas if not area.retired)
            case "kind" | "status" as name:
                return tuple(entry.words() for entry in in_force().offered(name))
            case "marking":
                return storable_markings()
            case _other:
                return ()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line to type in, or a list that can be typed in too."""
        words = self.words_for(index.column())
        if not words:
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(words)
        box.setMaxVisibleItems(14)
        widest = max(box.fontMetrics().horizontalAdvance(word) for word in words)
        box.view().setMinimumWidth(widest + 30)
        box.setItemDelegate(QStyledItemDelegate(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's text into it, all of it selected."""
        if isinstance(editor, QComboBox):
            editor.setEditText(str(index.data(Qt.ItemDataRole.EditRole)))
            line = editor.lineEdit()
            if line is not None:
                line.selectAll()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the text over into the cell."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)
