"""The options of a report beside its records, language and audience: those that it heeds."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from coopdesk.catalogue.area import Area
from coopdesk.i18n import _
from coopdesk.reports.options import DETAILS, ORDERS, Options
from coopdesk.ui.field_widgets import Combo
from coopdesk.ui.report_labels import column, heading, note
from coopdesk.ui.report_narrowing import AreaChoice, PeriodChoice, YearLine
from coopdesk.ui.report_visit import VisitForm


class ReportForm(QWidget):
    """``chosen`` says that something was chosen, ``typed`` that something is being written.

    What the report at hand does not heed is not shown, and counts as usual.
    """

    chosen = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.visit = VisitForm()
        self.period = PeriodChoice()
        self.areas = AreaChoice()
        self.year = YearLine(str(datetime.now().astimezone().year))
        self.order = _combo(ORDERS)
        self.detail = _combo(DETAILS)
        self.paragraph_marks = QCheckBox(_("&Mark each paragraph"))
        self.history = QCheckBox(_("With the &history of changes"))
        self._history_note = note(24, _("Only in reports that stay in the house."))
        self._inside = True
        self._heeded: frozenset[str] = frozenset()
        year = _section(_("&Year of the plan"), self.year, _("Year of the plan"))
        order = _section(_("&Order"), self.order, _("Order of the records"))
        detail = _section(_("&Detail"), self.detail, _("Detail of the records"))
        self._more = QWidget()
        more = column(self._more)
        more.addWidget(self.paragraph_marks)
        more.addWidget(self.history)
        more.addWidget(self._history_note)
        self._sections: tuple[tuple[QWidget, tuple[str, ...]], ...] = (
            (self.visit, ("visit",)),
            (year, ("year",)),
            (self.period, ("first_year", "last_year")),
            (self.areas, ("areas",)),
            (order, ("order",)),
            (detail, ("detail",)),
            (self._more, ("paragraph_marks", "history")),
        )
        layout = column(self, 16)
        for section, _names in self._sections:
            layout.addWidget(section)
        for box in (self.order, self.detail):
            box.activated.connect(self.chosen)
        for check in (self.paragraph_marks, self.history):
            check.clicked.connect(self.chosen)
        self.areas.chosen.connect(self.chosen)
        self.period.typed.connect(self.typed)
        self.visit.typed.connect(self.typed)
        self.year.textEdited.connect(self.typed)

    @property
    def options(self) -> Options:
        """What is chosen, of what the report heeds; the rest is as usual."""
        first, last = self.period.years
        held = Options(
            first_year=first,
            last_year=last,
            areas=self.areas.areas,
            detail=str(self.detail.currentData()),
            order=str(self.order.currentData()),
            paragraph_marks=self.paragraph_marks.isChecked(),
            history=self.history.isChecked() and self._inside,
            year=self.year.year,
            visit=self.visit.visit,
        )
        unheeded = {one.name for one in fields(Options)} - self._heeded
        return replace(held, **{name: getattr(Options(), name) for name in unheeded})

    def heed(self, names: Collection[str]) -> None:
        """Show the options with these names, and no others."""
        self._heeded = frozenset(names)
        for section, own in self._sections:
            section.setVisible(any(name in self._heeded for name in own))
        self.paragraph_marks.setVisible("paragraph_marks" in self._heeded)
        self.history.setVisible("history" in self._heeded)
        self._tell_history()

    def show_options(self, options: Options) -> None:
        """Show ``options``."""
        self.visit.show_visit(options.visit)
        self.period.show_years(options.first_year, options.last_year)
        self.areas.show_areas(options.areas)
        self.year.show_year(options.year)
        self.order.setCurrentIndex(max(0, self.order.findData(options.order)))
        self.detail.setCurrentIndex(max(0, self.detail.findData(options.detail)))
        self.paragraph_marks.setChecked(options.paragraph_marks)
        self.history.setChecked(options.history)

    def stay_inside(self, inside: bool) -> None:
        """Offer the history only in a report that stays in the house."""
        self._inside = inside
        self.history.setEnabled(inside)
        self._tell_history()

    def offer_areas(self, areas: tuple[Area, ...]) -> None:
        """Offer the areas of the catalogue."""
        self.areas.offer(areas)

    def _tell_history(self) -> None:
        shown = not self._inside and "history" in self._heeded
        self._history_note.setVisible(shown)
        self.history.setAccessibleDescription(self._history_note.text() if shown else "")


def _combo(entries: tuple[tuple[str, str], ...]) -> Combo:
    box = Combo()
    for code, words in entries:
        box.addItem(_(words), code)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return box


def _section(words: str, field: QWidget, name: str) -> QWidget:
    section = QWidget()
    label = heading(words)
    label.setBuddy(field)
    field.setAccessibleName(name)
    layout = column(section)
    layout.addWidget(label)
    layout.addWidget(field)
    return section
