"""From a problem to its field: the record is shown, edited, and the field gone to."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coopdesk.catalogue.record_problem import RecordProblem
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.editing import Editing

if TYPE_CHECKING:
    from coopdesk.ui.reading import Reading

# So long a record that was asked for may take to be shown; then it is not waited for any more.
_PATIENCE_MS = 5_000


class Mending(QObject):
    """Goes to fields of records in one main window.

    ``record_asked`` carries the id of a record that is to be shown, ``edit_asked`` asks for the
    editor on the one that is.
    """

    record_asked = Signal(int)
    edit_asked = Signal()

    def __init__(self, browse: BrowseView, editing: Editing, parent: QObject) -> None:
        super().__init__(parent)
        self._browse = browse
        self._editing = editing
        self._wanted: RecordProblem | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)
        browse.record_shown.connect(self._shown)

    def mend(self, found: RecordProblem) -> None:
        """Open the editor on the record of a problem, at its field.

        Another record that is not saved stays open; a catalogue that cannot be written is shown.
        """
        if _edited(self._editing) == found.record_id:
            self._go_to_field(found)
            return
        if not self._editing.leave():
            return
        self._wanted = found
        self._patience.start()
        reading = self._browse.reader.reading
        if reading is not None and not self._browse.isHidden():
            self._shown(reading)
        if self._wanted is not None:
            self.record_asked.emit(found.record_id)

    def _shown(self, reading: "Reading | None") -> None:
        found = self._wanted
        if found is None or reading is None or reading.record.id != found.record_id:
            return
        self._give_up()
        self.edit_asked.emit()
        if _edited(self._editing) == found.record_id:
            self._go_to_field(found)

    def _give_up(self) -> None:
        self._wanted = None
        self._patience.stop()

    def _go_to_field(self, found: RecordProblem) -> None:
        editor = self._editing.editor
        assert editor is not None
        editor.ways.reach(found.problem.field, found.problem.row, found.problem.part)


def _edited(editing: Editing) -> int:
    """Return the id of the record that is edited, 0 where none is."""
    editor = editing.editor
    return editor.current().id if editor is not None and editing.is_open else 0
