"""The left side of the report window: which report, of what, in which language, for whom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.marking import Audience
from coopdesk.i18n import LANGUAGES, _, country_name
from coopdesk.reports.registry import Report
from coopdesk.settings import Settings
from coopdesk.ui.field_widgets import Combo
from coopdesk.ui.report_form import ReportForm
from coopdesk.ui.report_gathering import Choice, Gathered, Opening
from coopdesk.ui.report_kind import ReportKind
from coopdesk.ui.report_labels import column, heading, note
from coopdesk.ui.report_memory import Remembered, remember, remembered
from coopdesk.ui.report_records import RecordsChoice

WIDTH = 324


class ReportOptions(QWidget):
    """``chosen`` says that the user chose something else, ``typed`` that they are writing;
    ``choice`` is what is chosen.

    Each report starts as it was made last time, but for the records: these are a matter of the
    moment. ``report`` is the one to start with.
    """

    chosen = Signal()
    typed = Signal()

    def __init__(
        self,
        settings: Settings,
        report: str,
        *,
        selected: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._countries: tuple[tuple[str, str], ...] = ()
        self.setFixedWidth(WIDTH)
        self.kind = ReportKind()
        self.records = RecordsChoice(selected=selected)
        self.form = ReportForm()
        self.language = Combo()
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self.audience = Combo()
        self.save_button = _quiet(_("Sa&ve Options…"))
        self.load_button = _quiet(_("Load Opt&ions…"))
        self._withheld = note()
        self._banner = QLabel()
        self._banner.setTextFormat(Qt.TextFormat.PlainText)
        self._banner.setWordWrap(True)
        self._lay_out()
        self.kind.show_report(report)
        self._restore()
        self.kind.chosen.connect(self._another_report)
        self.records.chosen.connect(self._chosen)
        self.language.activated.connect(self._chosen)
        self.audience.activated.connect(self._chosen)
        self.form.chosen.connect(self._chosen)
        self.form.typed.connect(self._typed)

    @property
    def report(self) -> Report:
        """The report that is chosen."""
        return self.kind.report

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return Choice(
            self.report.name,
            self.records.records,
            str(self.language.currentData()),
            self._wanted_audience,
            self.form.options,
        )

    @property
    def withheld_text(self) -> str:
        """How many records the audience does not get, in words."""
        return self._withheld.text()

    @property
    def banner_text(self) -> str:
        """The marking that the pages carry."""
        return self._banner.text()

    def offer(self, opening: Opening) -> None:
        """Offer what the catalogue has: records, areas, and countries to share with."""
        self.records.offer(opening)
        self.form.offer_areas(opening.areas)
        self._countries = opening.countries
        self._show_audience(self._wanted_audience)

    def tell(self, gathered: Gathered | None) -> None:
        """Say what the choice comes to; None: not known yet."""
        self._withheld.setText(gathered.withheld if gathered else " ")
        self._banner.setText(gathered.banner if gathered and gathered.job else "–")

    def take(self, report: str, made: Remembered) -> None:
        """Choose all this at once, as a settings file asks for it."""
        self.kind.show_report(report)
        self._show(made)
        self._chosen()

    def _another_report(self) -> None:
        self._restore()
        self._chosen()

    def _restore(self) -> None:
        name = self.report.name
        self._settings.set("last_report", name)
        self._show(remembered(self._settings, name))
        self.records.begin(name)

    def _show(self, made: Remembered) -> None:
        self.language.setCurrentIndex(max(0, self.language.findData(made.language)))
        self._show_audience(made.audience)
        self.form.show_options(made.options)
        self.form.heed(self.report.options)

    def _chosen(self) -> None:
        self._keep()
        self.chosen.emit()

    def _typed(self) -> None:
        self._keep()
        self.typed.emit()

    def _keep(self) -> None:
        choice = self.choice
        self.form.stay_inside(choice.audience.name == "internal")
        made = Remembered(choice.language, choice.audience, choice.options)
        remember(self._settings, choice.report, made)

    @property
    def _wanted_audience(self) -> Audience:
        return Audience.parse(str(self.audience.currentData() or "internal"))

    def _show_audience(self, wanted: Audience) -> None:
        known = dict(self._countries)
        if wanted.country:
            # A catalogue may not name it (yet); a report for it has to say why it is empty.
            known.setdefault(wanted.country, country_name(wanted.country))
        self.audience.clear()
        self.audience.addItem(_("Internal"), "internal")
        for code, name in known.items():
            self.audience.addItem(
                _("Partner: {country}").format(country=name), str(Audience("partner", code))
            )
        self.audience.addItem(_("Public"), "public")
        self.audience.setCurrentIndex(max(0, self.audience.findData(str(wanted))))
        self.form.stay_inside(wanted.name == "internal")

    def _lay_out(self) -> None:
        inside = QWidget()
        inner = column(inside, 16)
        inner.setContentsMargins(16, 16, 16, 16)
        inner.addWidget(self.kind)
        inner.addWidget(self.records)
        for words, name, box in (
            (_("&Language"), _("Language of the report"), self.language),
            (_("A&udience"), _("Audience of the report"), self.audience),
        ):
            inner.addWidget(_boxed(words, name, box))
        inner.addWidget(self.form)
        files = QHBoxLayout()
        files.setSpacing(4)
        files.addWidget(self.save_button)
        files.addWidget(self.load_button)
        files.addStretch(1)
        inner.addLayout(files)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self._scroll = scroll
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        line = QFrame()
        line.setProperty("role", "line")
        outer.addWidget(line)
        outer.addWidget(self._standing())

    def _standing(self) -> QWidget:
        """What always stays in sight: the marking, and what is withheld."""
        below = QWidget()
        inner = column(below, 2)
        inner.setContentsMargins(16, 10, 16, 10)
        inner.addWidget(heading(_("Marking on every page")))
        inner.addWidget(self._banner)
        inner.addWidget(self._withheld)
        return below


def _boxed(words: str, name: str, box: Combo) -> QWidget:
    section = QWidget()
    label = heading(words)
    label.setBuddy(box)
    box.setAccessibleName(name)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    inner = column(section)
    inner.addWidget(label)
    inner.addWidget(box)
    return section


def _quiet(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "quiet")
    button.setAutoDefault(False)
    button.setAccessibleName(words.replace("&", "").rstrip("…"))
    return button
