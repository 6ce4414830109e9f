"""Which records: those of the tab, all, those that are selected, or those of a settings file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QWidget

from coopdesk.i18n import _
from coopdesk.ui.report_gathering import FILED, SELECTED, SHOWN, WHOLE, Opening
from coopdesk.ui.report_labels import column, heading, note

_INDENT = 24
# What a report is mostly wanted of; the others begin with what the tab shows. One record is always
# selected, so that it takes several to mean them.
_FIRST = {
    "fact-sheet": (WHOLE,),
    "record": (SELECTED, SHOWN),
    "agreements": (WHOLE,),
    "donations": (WHOLE,),
    "training": (WHOLE,),
    "programme": (WHOLE,),
}
_OF_SEVERAL = ("visit-brief",)


class RecordsChoice(QWidget):
    """``chosen`` says that the user took other records.

    Until then each report begins with what it is mostly wanted of. ``selected`` counts the records
    that are selected in the tab.
    """

    chosen = Signal()

    def __init__(self, *, selected: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = QRadioButton(_("As shown in this ta&b"))
        self.whole = QRadioButton(_("The &whole catalogue"))
        self.selected = QRadioButton(_("What is s&elected"))
        self.filed = QRadioButton(_("As the options file says"))
        self._buttons = {
            SHOWN: self.shown,
            WHOLE: self.whole,
            SELECTED: self.selected,
            FILED: self.filed,
        }
        self._words = {name: note(_INDENT) for name in self._buttons}
        self._offered = {SHOWN, WHOLE, *([SELECTED] if selected else [])}
        self._by_hand = False
        self._several = selected > 1
        group = QButtonGroup(self)
        layout = column(self)
        layout.addWidget(heading(_("Records")))
        for name, button in self._buttons.items():
            group.addButton(button)
            layout.addWidget(button)
            layout.addWidget(self._words[name])
        self._show_offered()
        self.shown.setChecked(True)
        group.buttonClicked.connect(self._chosen)

    @property
    def records(self) -> str:
        """Which records are chosen, as in `report_gathering.Choice`."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def begin(self, report: str) -> None:
        """Choose what ``report`` is mostly wanted of, unless somebody chose already."""
        if not self._by_hand:
            several = (SELECTED,) if self._several and report in _OF_SEVERAL else ()
            likely = (*several, *_FIRST.get(report, ()), SHOWN)
            self._buttons[next(name for name in likely if name in self._offered)].setChecked(True)

    def offer(self, opening: Opening) -> None:
        """Say in words which records each choice stands for."""
        self._tell(SHOWN, opening.shown)
        self._tell(WHOLE, opening.whole)
        if not opening.selected:
            self._offered.discard(SELECTED)
            if self.selected.isChecked():
                self.shown.setChecked(True)
        self._tell(SELECTED, opening.selected)
        self._show_offered()

    def offer_filed(self, words: str) -> None:
        """Offer, and choose, the records that a settings file asks for."""
        self._tell(FILED, words)
        self._offered.add(FILED)
        self._show_offered()
        self.choose(FILED)

    def choose(self, records: str) -> None:
        """Choose ``records``, as if by hand."""
        self._by_hand = True
        self._buttons[records].setChecked(True)

    def _tell(self, name: str, words: str) -> None:
        self._words[name].setText(words)
        button = self._buttons[name]
        button.setAccessibleName(f"{button.text().replace('&', '')}: {words}")

    def _show_offered(self) -> None:
        for name, button in self._buttons.items():
            button.setVisible(name in self._offered)
            self._words[name].setVisible(name in self._offered)

    def words_of(self, name: str) -> QLabel:
        """Return the words beneath a choice."""
        return self._words[name]

    def _chosen(self) -> None:
        self._by_hand = True
        self.chosen.emit()
