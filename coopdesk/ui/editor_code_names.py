"""Currencies and languages: stored as codes, found by code and by name in the user's language."""

from typing import Any

from PySide6.QtCore import QSignalBlocker

from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.name_list import KnownName, NameList
from coopdesk.i18n import (
    _,
    currencies_of,
    currency_codes,
    currency_name,
    language_codes,
    language_name,
)
from coopdesk.ui.editor_box import Unreadable
from coopdesk.ui.editor_offers import MOST, Offer, Offers
from coopdesk.ui.field_widgets import LineBox

_SIGNS = {"€": "EUR", "£": "GBP"}


class Currencies:
    """ISO 4217, those of the catalogue's countries first; read when they are first asked for."""

    def __init__(self) -> None:
        self._countries: tuple[str, ...] = ()
        self._names: NameList | None = None

    def put_first(self, countries: tuple[str, ...]) -> None:
        """Put what these countries (ISO 3166-1 alpha-2) pay in at the top."""
        if countries != self._countries:
            self._countries = countries
            self._names = None

    def find(self, text: str) -> list[Offer]:
        """Return what to offer for ``text``."""
        found = self._list().find(text, MOST)
        return [Offer(f"{known.name}  {known.also[0]}", known.name) for known in found]

    def code(self, text: str) -> str:
        """Return the code of a code, name or sign as typed; Unreadable for the rest."""
        code = _SIGNS.get(text) or text.upper()
        found = code if self._list().has(code) else self._list().like(text)
        if not found:
            raise Unreadable(
                _("“{text}” is not a currency; choose one from the list.").format(text=text[:40])
            )
        return found

    def shown(self, code: str) -> str:
        """Return what stands in the line for ``code``."""
        return code

    def _list(self) -> NameList:
        if self._names is None:
            own = [code for country in self._countries for code in currencies_of(country)]
            first = [*own, "EUR", "USD"] if own else []
            ordered = dict.fromkeys([*first, *currency_codes()])
            self._names = NameList(KnownName(code, (currency_name(code),)) for code in ordered)
        return self._names


class Languages:
    """Our own languages first, then all others; read when they are first asked for."""

    def __init__(self) -> None:
        self._names: NameList | None = None
        self._codes: dict[str, str] = {}

    def find(self, text: str) -> list[Offer]:
        """Return what to offer for ``text``."""
        return [Offer(known.name, known.name) for known in self._list().find(text, MOST)]

    def code(self, text: str) -> str:
        """Return the code of a name or a code as typed; Unreadable for the rest."""
        name = text if self._list().has(text) else self._list().like(text)
        if not name:
            raise Unreadable(
                _("“{text}” is not a language; choose one from the list.").format(text=text[:40])
            )
        return self._codes[name]

    def shown(self, code: str) -> str:
        """Return what stands in the line for ``code``."""
        return language_name(code) if code else ""

    def _list(self) -> NameList:
        if self._names is None:
            for code in language_codes():
                self._codes.setdefault(language_name(code), code)
            self._names = NameList(KnownName(name, (code,)) for name, code in self._codes.items())
        return self._names


class CodeNameBox(LineBox):
    """One currency or language, or none; what is typed is sought by code and by name."""

    def __init__(self, field: Field, names: Currencies | Languages) -> None:
        super().__init__(field)
        self._names = names
        self.offers = Offers(self.line, names.find)
        self.offers.chosen.connect(self._chosen)

    def leave(self) -> None:
        """Write it as it is shown, where it was typed in another way."""
        super().leave()
        if not self.unreadable:
            with QSignalBlocker(self.line):
                self._show(self._value)
            if self._value == self._filled:
                self._shown = self._held()

    def _chosen(self, text: str) -> None:
        with QSignalBlocker(self.line):
            self.line.setText(text)
        self._changed()

    def _show(self, value: Any) -> None:
        super()._show(self._names.shown(value))

    def _read(self, held: Any) -> Any:
        text = super()._read(held)
        return self._names.code(text) if text else ""
