"""Which report: its title to choose, and beneath it what it is for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopdesk.i18n import _
from coopdesk.reports.registry import REPORTS, Report
from coopdesk.ui.field_widgets import Combo
from coopdesk.ui.report_labels import column, heading, note


class ReportKind(QWidget):
    """``chosen`` says that the user took another report."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = Combo()
        self.box.setAccessibleName(_("Report"))
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for report in REPORTS:
            self.box.addItem(report.words(), report.name)
        self._about = note()
        label = heading(_("&Report"))
        label.setBuddy(self.box)
        layout = column(self)
        layout.addWidget(label)
        layout.addWidget(self.box)
        layout.addWidget(self._about)
        self._tell()
        self.box.activated.connect(self._chosen)

    @property
    def report(self) -> Report:
        """The report that is chosen."""
        return REPORTS[self.box.currentIndex()]

    def show_report(self, name: str) -> None:
        """Choose the report of that name; an unknown one leaves it as it is."""
        at = self.box.findData(name)
        if at >= 0:
            self.box.setCurrentIndex(at)
            self._tell()

    def _chosen(self) -> None:
        self._tell()
        self.chosen.emit()

    def _tell(self) -> None:
        words = _(self.report.about)
        self._about.setText(words)
        self.box.setAccessibleDescription(words)
