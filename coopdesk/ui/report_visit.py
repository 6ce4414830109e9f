"""The form for a visit: what its brief tells beside the records of the catalogue."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from coopdesk.catalogue.period import Period, PeriodError
from coopdesk.catalogue.period_reading import read_period
from coopdesk.catalogue.period_words import period_words
from coopdesk.i18n import _
from coopdesk.reports.visit import Visit
from coopdesk.ui.field_widgets import GrowingText
from coopdesk.ui.report_agenda import agenda_item, agenda_line
from coopdesk.ui.report_labels import column, field_label, heading, note, set_problem

_LONGEST = 500


class VisitForm(QWidget):
    """``typed`` says that something in it was written anew."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = _line()
        self.date = _line(_("e.g. 26 November 2026"))
        self.place = _line()
        self.purpose = _text(2)
        self.participants = _text(3, _("One on each line"))
        self.agenda = _text(3, _("09:30 Welcome – Ministry of Defence"))
        self.talking_points = _text(3, _("One on each line"))
        self._date_note = note()
        self._shown = Visit()
        self._lay_out()
        for line in (self.name, self.date, self.place):
            line.textEdited.connect(self._typed)
        for text in self._texts:
            text.textChanged.connect(self._typed)

    @property
    def _texts(self) -> tuple[GrowingText, ...]:
        return self.purpose, self.participants, self.agenda, self.talking_points

    @property
    def visit(self) -> Visit:
        """The visit that is written down; a date that is not understood is left out."""
        return Visit(
            name=self.name.text().strip(),
            date=self._read_date()[0],
            place=self.place.text().strip(),
            purpose=self.purpose.toPlainText().strip(),
            participants=_lines(self.participants),
            agenda=tuple(map(agenda_item, _lines(self.agenda))),
            talking_points=_lines(self.talking_points),
        )

    @property
    def date_note(self) -> str:
        """What was understood of the date, or what is wrong with it."""
        return self._date_note.text()

    def show_visit(self, visit: Visit) -> None:
        """Show ``visit``."""
        period = Period.parse(visit.date) if _is_date(visit.date) else Period.parse("")
        self.name.setText(visit.name)
        self.date.setText(period_words(period))
        self.place.setText(visit.place)
        for text, words in (
            (self.purpose, visit.purpose),
            (self.participants, "\n".join(visit.participants)),
            (self.agenda, "\n".join(map(agenda_line, visit.agenda))),
            (self.talking_points, "\n".join(visit.talking_points)),
        ):
            text.blockSignals(True)
            text.setPlainText(words)
            text.blockSignals(False)
        self._tell_date()

    def _read_date(self) -> tuple[str, str]:
        """Return the date as EDTF, "" for none, and what is wrong with it."""
        try:
            return read_period(self.date.text()).edtf, ""
        except PeriodError as error:
            return "", str(error)

    def _typed(self) -> None:
        self._tell_date()
        self.typed.emit()

    def _tell_date(self) -> None:
        problem = self._read_date()[1]
        set_problem(self._date_note, problem)
        self.date.setAccessibleDescription(problem)
        self.date.setProperty("invalid", bool(problem))
        self.date.style().unpolish(self.date)
        self.date.style().polish(self.date)

    def _lay_out(self) -> None:
        layout = column(self, 2)
        layout.addWidget(heading(_("Visit")))
        for words, name, field in (
            (_("Name"), _("Name of the visit"), self.name),
            (_("Date"), _("Date of the visit"), self.date),
            (_("Place"), _("Place of the visit"), self.place),
            (_("Purpose"), _("Purpose of the visit"), self.purpose),
            (_("Participants"), "", self.participants),
            (_("Agenda"), "", self.agenda),
            (_("Talking points"), "", self.talking_points),
        ):
            layout.addSpacing(4)
            layout.addWidget(field_label(words, field, name))
            layout.addWidget(field)
            if field is self.date:
                layout.addWidget(self._date_note)
        set_problem(self._date_note, "")


def _is_date(text: str) -> bool:
    try:
        Period.parse(text)
    except PeriodError:
        return False
    return True


def _line(instead: str = "") -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(_LONGEST)
    line.setPlaceholderText(instead)
    return line


def _text(lines: int, instead: str = "") -> GrowingText:
    text = GrowingText()
    text.fewest_lines = lines
    text.setPlaceholderText(instead)
    return text


def _lines(text: GrowingText) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.toPlainText().splitlines() if line.strip())
