"""The left side of the report window: which records, in which language, for whom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.marking import Audience
from coopdesk.i18n import LANGUAGES, _, language
from coopdesk.settings import Settings
from coopdesk.ui.report_gathering import Choice, Gathered, Opening

WIDTH = 280


class ReportOptions(QScrollArea):
    """``changed`` says that the user chose something else; ``choice`` is what is chosen.

    Language and audience start as they were last time.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.shown = QRadioButton(_("&As shown in this tab"))
        self.whole = QRadioButton(_("The &whole catalogue"))
        self.shown.setChecked(True)
        self._group = QButtonGroup(self)
        self._group.addButton(self.shown)
        self._group.addButton(self.whole)
        self._shown_words = _note(indent=24)
        self._whole_words = _note(indent=24)
        self.language = QComboBox()
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        last = settings.get("report_language") or language()
        self.language.setCurrentIndex(max(0, self.language.findData(last)))
        self.audience = QComboBox()
        self._fill_audience(())
        self._withheld = _note()
        self._banner = QLabel()
        self._banner.setTextFormat(Qt.TextFormat.PlainText)
        self._banner.setWordWrap(True)
        self._lay_out()
        self._group.buttonClicked.connect(self._chosen)
        self.language.activated.connect(self._chosen)
        self.audience.activated.connect(self._chosen)

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return Choice(
            self.whole.isChecked(),
            str(self.language.currentData()),
            Audience.parse(str(self.audience.currentData())),
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
        """Offer what the catalogue has: the counts of both choices, and the countries."""
        for button, label, words in (
            (self.shown, self._shown_words, opening.shown),
            (self.whole, self._whole_words, opening.whole),
        ):
            label.setText(words)
            name = button.text().replace("&", "")
            button.setAccessibleName(f"{name}: {words}")
        self._fill_audience(opening.countries)

    def tell(self, gathered: Gathered | None) -> None:
        """Say what the choice comes to; None: not known yet."""
        self._withheld.setText(gathered.withheld if gathered else " ")
        self._banner.setText(gathered.banner if gathered and gathered.job else "–")

    def remember(self) -> None:
        """Keep language and audience for the next time."""
        self._settings.set("report_language", self.choice.language)
        self._settings.set("report_audience", str(self.choice.audience))

    def _chosen(self) -> None:
        self.remember()
        self.changed.emit()

    def _fill_audience(self, countries: tuple[tuple[str, str], ...]) -> None:
        wanted = self._settings.get("report_audience")
        self.audience.clear()
        self.audience.addItem(_("Internal"), "internal")
        for code, name in countries:
            self.audience.addItem(
                _("Partner: {country}").format(country=name), str(Audience("partner", code))
            )
        self.audience.addItem(_("Public"), "public")
        try:
            wanted = str(Audience.parse(wanted))
        except UnknownCode:
            wanted = "internal"
        self.audience.setCurrentIndex(max(0, self.audience.findData(wanted)))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(4)
        column.addWidget(_heading(_("Records")))
        column.addWidget(self.shown)
        column.addWidget(self._shown_words)
        column.addSpacing(4)
        column.addWidget(self.whole)
        column.addWidget(self._whole_words)
        column.addSpacing(16)
        for text, name, box, below in (
            (_("&Language"), _("Language of the report"), self.language, None),
            (_("A&udience"), _("Audience of the report"), self.audience, self._withheld),
        ):
            label = _heading(text)
            label.setBuddy(box)
            box.setAccessibleName(name)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            column.addWidget(label)
            column.addWidget(box)
            if below is not None:
                column.addWidget(below)
            column.addSpacing(16)
        column.addWidget(_heading(_("Marking on every page")))
        column.addWidget(self._banner)
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _note(indent: int = 0) -> QLabel:
    label = QLabel(" ")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", "secondary")
    label.setContentsMargins(indent, 0, 0, 0)
    return label
