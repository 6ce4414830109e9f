"""Countries by their names in the interface's language; stored as ISO 3166-1 alpha-2 codes."""

from typing import Any

from PySide6.QtCore import QCollator, QLocale, QObject, QSignalBlocker, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.folding import fold
from coopdesk.i18n import _, babel_locale, country_codes, country_name
from coopdesk.ui.editor_box import FieldBox, Unreadable, give_popup
from coopdesk.ui.field_widgets import Combo, LineBox, split_at_commas

_POPUP_WIDTH = 240


class Countries:
    """The names of all countries, those that the catalogue is about at the top of the list.

    They are read when they are first asked for: CLDR takes a moment. ``owner`` keeps what Qt has
    of them.
    """

    def __init__(self, owner: QObject | None = None) -> None:
        self._owner = owner
        self._first: tuple[str, ...] = ()
        self._model: QStringListModel | None = None
        self._by_text: dict[str, str] = {}

    def put_first(self, codes: tuple[str, ...]) -> None:
        """Put the countries with these codes at the top."""
        if codes != self._first:
            self._first = codes
            if self._model is not None:
                self._model.setStringList(self._names())

    @property
    def model(self) -> QStringListModel:
        """The names as Qt lists them, one model for all boxes."""
        if self._model is None:
            self._model = QStringListModel(self._names(), self._owner)
        return self._model

    def code(self, text: str) -> str:
        """Return the code of a name or a code as typed, "" of blanks; Unreadable for the rest."""
        if not self._by_text:
            codes = country_codes()
            self._by_text = {fold(country_name(code)): code for code in codes}
            self._by_text.update((code.lower(), code) for code in codes)
        text = text.strip()
        try:
            return self._by_text[fold(text)] if text else ""
        except KeyError:
            raise Unreadable(
                _("“{text}” is not a country; choose one from the list.").format(text=text[:40])
            ) from None

    def _names(self) -> list[str]:
        collator = QCollator(QLocale(babel_locale()))
        others = (country_name(code) for code in country_codes() if code not in self._first)
        return [*map(country_name, self._first), *sorted(others, key=collator.sortKey)]


class CountryCombo(Combo):
    """A list of countries that one can also type in; filled when somebody comes to it."""

    def __init__(self, countries: Countries) -> None:
        super().__init__()
        self._countries = countries
        self._filled = False
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def show_name(self, name: str) -> None:
        """Show ``name``, which need not be in the list."""
        self.setCurrentIndex(self.findText(name) if self._filled else -1)
        self.setEditText(name)
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Fill the list before it is needed."""
        self._fill()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """Show the list, wide enough for the names."""
        self._fill()
        self.view().setMinimumWidth(max(self.width(), _POPUP_WIDTH))
        super().showPopup()

    def _fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        with QSignalBlocker(self):
            name = self.currentText()
            self.setModel(self._countries.model)
            self.show_name(name)
        completer = QCompleter(self._countries.model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        give_popup(completer, _POPUP_WIDTH)
        self.setCompleter(completer)


class CountryBox(FieldBox):
    """One country, or none."""

    def __init__(self, field: Field, countries: Countries) -> None:
        self.combo = CountryCombo(countries)
        super().__init__(field, self.combo)
        self._countries = countries
        self.combo.editTextChanged.connect(self._changed)

    def leave(self) -> None:
        """Write the country's name in full, where it was typed in another way."""
        super().leave()
        if not self.unreadable:
            with QSignalBlocker(self.combo):
                self.combo.show_name(_named(self._value))
            if self._value == self._filled:
                self._shown = self._held()

    def retype(self, text: str) -> None:
        """Put ``text`` into the line, as if somebody had typed it."""
        self.combo.setEditText(text)

    def _show(self, value: Any) -> None:
        self.combo.show_name(_named(value))

    def _held(self) -> str:
        return self.combo.currentText()

    def _read(self, held: Any) -> Any:
        return self._countries.code(held)


class CountriesBox(LineBox):
    """Countries by their codes (or names), separated by commas; beneath stand their names."""

    def __init__(self, field: Field, countries: Countries) -> None:
        super().__init__(field)
        self._countries = countries

    def _show(self, value: Any) -> None:
        super()._show(", ".join(value))

    def _read(self, held: Any) -> Any:
        return tuple(dict.fromkeys(self._countries.code(part) for part in split_at_commas(held)))

    def _hint(self) -> str:
        return ", ".join(map(_named, self._value or ()))


def _named(code: str) -> str:
    return country_name(code) if code else ""
