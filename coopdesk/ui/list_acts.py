"""What the table asks for beside showing records: copying, type-ahead, totals, the selection."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coopdesk.i18n import _, number_words
from coopdesk.ui.desk import Desk
from coopdesk.ui.filter_panel import FilterPanel
from coopdesk.ui.list_frame import ListFrame
from coopdesk.ui.record_table import RecordTable
from coopdesk.ui.table_copy import TableCopy
from coopdesk.ui.table_seek import TableSeek

if TYPE_CHECKING:
    from coopdesk.catalogue.totals import Totals


class ListActs(QObject):
    """Joins a table to the footer beneath it, once both can be seen."""

    def __init__(
        self, desk: Desk, table: RecordTable, frame: ListFrame, filters: FilterPanel
    ) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._frame = frame
        self.copying = TableCopy(desk, table)
        self.seeking = TableSeek(desk, table)
        table.copy_asked.connect(self.copying.copy)
        table.stop_asked.connect(self._stop)
        table.selection_changed.connect(self._tell_chosen)
        self.copying.progress.connect(self._tell_progress)
        self.copying.told.connect(frame.say)
        self.copying.refused.connect(frame.say)
        self.seeking.missed.connect(self._tell_missed)
        table.rows.shown.connect(self._forget_totals)
        self._filters = filters
        # After the counts; where nobody sees those, after the ids.
        filters.counted.connect(self._read_totals)
        table.rows.complete.connect(self._read_uncounted)

    def _tell_chosen(self) -> None:
        self._frame.tell_chosen(self._table.chosen_number)

    def _tell_progress(self, read: int, number: int) -> None:
        if read < number:
            words = _("Copying: {n} of {total} rows")
            self._frame.say(words.format(n=number_words(read), total=number_words(number)))

    def _stop(self) -> None:
        if self.copying.under_way:
            self.copying.give_up()
            self._frame.say(_("Nothing was copied."))

    def _tell_missed(self, text: str) -> None:
        self._frame.say(_("Nothing begins with “{text}”.").format(text=text))

    def _forget_totals(self, _shown: int) -> None:
        # Those of the list before are not those of this one.
        self._desk.forget(self, "totals")
        self._frame.totals.tell("", ())

    def _read_uncounted(self) -> None:
        if not self._filters.isVisible():
            self._read_totals()

    def _read_totals(self) -> None:
        wanted = self._table.rows.filter

        def done(totals: "Totals") -> None:
            from coopdesk.ui.totals_words import totals_line, totals_sections

            self._frame.totals.tell(totals_line(totals), totals_sections(totals))

        self._desk.read(self, lambda store: store.totals(wanted), done, key="totals", patient=True)
