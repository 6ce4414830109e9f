"""Giving a filter a name, so that it can be used again."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.frame_rules import refuse_saved_filter
from coopdesk.catalogue.saved_filter import SavedFilter
from coopdesk.i18n import _
from coopdesk.ui.failures import failure_words
from coopdesk.ui.saved_filter_form import SavedFilterForm


class SavedFilterDialog(QDialog):
    """``save_asked`` carries the `SavedFilter`; who saves it calls `accept` or `refuse`."""

    save_asked = Signal(object)

    def __init__(self, start: SavedFilter, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = start
        self.setWindowTitle(_("Save Filter"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = SavedFilterForm()
        self.form.show_saved(start)
        self.words = QLabel(words)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        told = QLabel(
            _(
                "Columns, order and grouping are saved with it. It is kept in the catalogue, for "
                "everyone who opens it."
            )
        )
        told.setWordWrap(True)
        told.setProperty("role", "secondary")
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setProperty("role", "problem")
        self.message.hide()
        self.save = QPushButton(_("Save"))
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (self.words, self.form, told, self.message):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(foot)
        self.setMinimumWidth(420)
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _save(self) -> None:
        form = self.form
        saved = replace(
            self._start, name=form.given_name, icon=form.given_icon, tab=form.tab.isChecked()
        )
        if not saved.name:
            self.refuse(CatalogueError(_("Give the filter a name.")))
            return
        try:
            refuse_saved_filter(saved)
        except CatalogueError as refused:
            self.refuse(refused)
            return
        self.save.setEnabled(False)
        self.save_asked.emit(saved)

    def refuse(self, error: Exception) -> None:
        """Say why it cannot be saved so."""
        self.save.setEnabled(True)
        self.message.setText(failure_words(error))
        self.message.show()
        self._grow()
        self.form.name.setFocus()

    def _grow(self) -> None:
        """Become as high as everything in it asks for at this width."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        needed = layout.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)
