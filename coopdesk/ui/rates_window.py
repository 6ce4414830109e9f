"""Exchange rates that a user gives: listed, added and taken out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.frame_rules import refuse_rate
from coopdesk.catalogue.money import rate_words
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.rate import RATE_FIELDS, Rate
from coopdesk.i18n import _, currency_name
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import repolish
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.failures import failure_words
from coopdesk.ui.history_list import Step, StepList, StepModel

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed

_WIDTHS = {"currency": 5, "rate": 4, "per": 5, "day": 6}  # shares of the row


class RatesWindow(QDialog):
    """The list of all rates, and a line in which one more is written."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: Rate | None = None
        self.setWindowTitle(_("Exchange Rates"))
        self.resize(620, 520)
        maker = BoxMaker(desk)
        maker.put_first(tuple(code for one in desk.partnerships for code in one.countries))
        self.boxes = {field.name: maker.box(field) for field in RATE_FIELDS}
        self._model = StepModel()
        self.list = StepList(self._model, _("Exchange Rates"))
        self._empty = QLabel(_("No rates yet: amounts stay apart, each in its own currency."))
        self.add = QPushButton(_("&Add"))
        self.remove = QPushButton(_("&Remove"))
        self.message = QLabel()
        self._build()
        self._clear()
        self.add.clicked.connect(self.give)
        self.remove.clicked.connect(self.take_out)
        self.list.chosen.connect(self._chosen)
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self.take_out).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        desk.changed.connect(self._changed)
        self.read_again()

    def _build(self) -> None:
        told = QLabel(
            _("Amounts in several currencies are put together only at rates that are given here.")
        )
        told.setWordWrap(True)
        told.setProperty("role", "secondary")
        self._empty.setProperty("role", "secondary")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(10)
        for name, box in self.boxes.items():
            row.addWidget(box, _WIDTHS[name])
        self.add.setProperty("role", "primary")
        close = QPushButton(_("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.message, 1)
        for button in (self.add, self.remove, close):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.add.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 16)
        whole.setSpacing(12)
        whole.addWidget(told)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._empty, 1)
        whole.addLayout(row)
        whole.addLayout(foot)
        writable = not self._desk.read_only
        for box in self.boxes.values():
            box.setVisible(writable)
        for button in (self.add, self.remove):
            button.setVisible(writable)

    def read_again(self) -> None:
        """Read the rates anew."""
        self._desk.read(self, lambda store: store.rates.known(), self._arrived, key="rates")

    def _changed(self, _changed: object, _origin: object) -> None:
        self.read_again()

    def _arrived(self, rates: tuple[Rate, ...]) -> None:
        at = self.list.currentIndex().row()
        # Of two currencies the latest day first, since that rate is the one in use.
        known = sorted(rates, key=lambda rate: rate.day, reverse=True)
        known.sort(key=lambda rate: (rate.currency, rate.per))
        self._model.show([Step(rate, rate_words(rate), _detail(rate)) for rate in known])
        self.list.setVisible(bool(known))
        self._empty.setVisible(not known)
        if self._wanted in known:
            at = known.index(self._wanted)
        self._wanted = None
        if known:
            self.list.choose(min(max(at, 0), len(known) - 1))
        self._chosen(self.list.key)

    def _chosen(self, key: object) -> None:
        self.remove.setEnabled(isinstance(key, Rate))

    def _clear(self) -> None:
        for name, box in self.boxes.items():
            box.fill(None if name == "rate" else "")

    def _say(self, text: str, *, problem: bool = False) -> None:
        self.message.setProperty("role", "problem" if problem else "secondary")
        repolish(self.message)
        self.message.setText(text)

    def give(self) -> None:
        """Add the rate that is written, or say what is wrong with it."""
        for box in self.boxes.values():
            box.leave()
        try:
            rate = self._written()
        except CatalogueError as refused:
            self._say(str(refused), problem=True)
            return
        self._wanted = rate
        who = self._desk.who
        self._desk.write(
            self, lambda store: store.rates.give(rate, who=who), self._given, failed=self._failed
        )

    def _written(self) -> Rate:
        """Return the rate that is written; CatalogueError, its field in focus, where none is."""
        for name, box in self.boxes.items():
            problem = box.unreadable
            if not problem and box.value in (None, ""):
                problem = _("Fill in “{field}”.").format(field=box.field.words())
            if not problem and name == "day":
                period = Period.parse(box.value)
                exact = period.earliest is not None and period.edtf == period.earliest.isoformat()
                problem = "" if exact else _("Write one day, for example 17 May 2014.")
            if problem:
                box.control.setFocus()
                raise CatalogueError(problem)
        values = {name: box.value for name, box in self.boxes.items()}
        rate = Rate(**values)
        refuse_rate(rate)
        return rate

    def _given(self, _changed: "Changed | None") -> None:
        self._say("")
        self._clear()
        self.boxes["currency"].control.setFocus()

    def _failed(self, error: Exception) -> None:
        self._say(failure_words(error), problem=True)

    def take_out(self) -> None:
        """Take out the rate that is chosen; Undo brings it back."""
        rate, who = self.list.key, self._desk.who
        if isinstance(rate, Rate) and not self._desk.read_only:
            self._desk.write(
                self, lambda store: store.rates.remove(rate, who=who), failed=self._failed
            )


def _detail(rate: Rate) -> str:
    names = (currency_name(rate.currency), currency_name(rate.per))
    return " · ".join((period_words(Period.parse(rate.day)), " – ".join(names)))
