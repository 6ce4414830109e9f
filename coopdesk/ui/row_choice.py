"""Which row of the list is the current one after the list was read anew."""

from PySide6.QtCore import QObject, Signal

from coopdesk.ui.record_model import RecordModel
from coopdesk.ui.record_table import RecordTable


class RowChoice(QObject):
    """Goes to the record that is wanted, else to a place; ``nothing`` says that there is no row."""

    nothing = Signal()

    def __init__(self, model: RecordModel, table: RecordTable) -> None:
        super().__init__(table)
        self._model = model
        self._table = table
        self._wanted: int | None = None
        # Where to stand when no record is wanted: in the place of one that was deleted.
        self._place = 0
        model.complete.connect(self._complete)

    def want(self, record_id: int | None) -> None:
        """Go to that record when the list is there; None: stay about where one stands."""
        self._wanted = record_id

    def stand(self, record_id: int | None) -> None:
        """Go to that record after a change; None: to what follows the one that is gone."""
        self._wanted = record_id
        near = self._model.place_near(self._table.currentIndex().row())
        self._place = near if record_id is None else 0

    def shown(self, total: int) -> None:
        """Choose a row as soon as the first ones of ``total`` are there."""
        if self._wanted is None and total:
            self._choose_place(total)
        elif self._wanted is not None:
            row = self._model.row_of(self._wanted)
            if row is not None:
                self._table.choose_row(row)
        elif not total:
            self.nothing.emit()

    def _choose_place(self, total: int) -> None:
        row = self._model.row_at(min(max(self._place, 0), total - 1))
        # A row far down is known only once all ids are; one of a folded group there is none.
        if row is None or self._model.id_at(row) is None:
            return
        if not self._table.currentIndex().isValid():
            self._table.choose_row(row)
            self._place = 0

    def _complete(self) -> None:
        if self._wanted is None:
            if self._model.number:
                self._choose_place(self._model.number)
            return
        row = self._model.row_of(self._wanted)
        self._wanted = None
        if row is not None:
            if row != self._table.currentIndex().row():
                self._table.choose_row(row)
        elif self._model.number:
            self._place = 0
            self._choose_place(self._model.number)
        else:
            self.nothing.emit()
