"""Words in the user's language: gettext for our own text, Babel (CLDR) for dates and countries.

Languages are named as in DESIGN: ``en``, ``da``, ``sr`` (Cyrillic script), ``sr_Latn``.
Babel is imported where it is used: it costs more than the first window.
"""

import os
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES: tuple[tuple[str, str], ...] = (
    ("en", "English"),
    ("da", "Dansk"),
    ("sr", "Српски (ћирилица)"),
    ("sr_Latn", "Srpski (latinica)"),
)

_BABEL_LOCALES = {"en": "en_GB", "da": "da", "sr": "sr_Cyrl", "sr_Latn": "sr_Latn"}

# CLDR's months and the forms of "17 May 2014" and "May 2014", for lists that are painted before
# Babel could load (80 ms); the tests hold them to Babel's own.
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "sr": "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "sr_Latn": "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
}
_DAY_FORMS = {
    "en": "{d} {m} {y}",
    "da": "{d}. {m} {y}",
    "sr": "{d}. {m} {y}.",
    "sr_Latn": "{d}. {m} {y}.",
}
_MONTH_FORMS = {"en": "{m} {y}", "da": "{m} {y}", "sr": "{m} {y}.", "sr_Latn": "{m} {y}."}

_THOUSANDS = {"en": ",", "da": ".", "sr": ".", "sr_Latn": "."}


@dataclass(slots=True)
class _State:
    language: str = "en"
    directory: Path | None = None


_state = _State()


def activate(language: str, directory: Path | None = None) -> None:
    """Make ``language`` the language of the interface; ``directory`` holds the translations.

    An unknown language falls back to English, whose words are those of the source.
    """
    _state.language = language if language in _BABEL_LOCALES else "en"
    if directory is not None and directory != _state.directory:
        _state.directory = directory
        _translations.cache_clear()


def language() -> str:
    """Return the code of the interface language."""
    return _state.language


def system_language() -> str:
    """Return which of our languages the computer's settings ask for, English if none."""
    asked = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not asked:
        import locale

        asked = locale.getlocale()[0] or ""
    if asked.startswith("da"):
        return "da"
    if asked.startswith("sr"):
        return "sr_Latn" if "latin" in asked.lower() or "Latn" in asked else "sr"
    return "en"


def translator(language: str | None = None) -> "NullTranslations":
    """Return the translations of ``language`` (None: the interface's), for text made elsewhere.

    A report may speak another language than the window that makes it.
    """
    return _translations(language or _state.language)


@lru_cache(maxsize=8)
def _translations(language: str) -> "NullTranslations":
    import gettext

    if language == "en" or _state.directory is None:
        return gettext.NullTranslations()
    # gettext.translation would fall back from Latin Serbian to Cyrillic, word by word.
    path = _state.directory / language / "LC_MESSAGES" / "coopdesk.mo"
    try:
        with path.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    except FileNotFoundError:
        return gettext.NullTranslations()


def _(message: str) -> str:
    """Return ``message`` in the interface language."""
    if _state.language == "en":
        return message
    return translator(_state.language).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of the message that ``number`` asks for, in the interface language."""
    return translator(_state.language).ngettext(singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 (the name that gettext's extractors know)
    """Mark ``message`` for translation and return it as it is; it is translated where shown."""
    return message


def babel_locale(language: str | None = None) -> str:
    """Return CLDR's name for one of our languages (None: the interface's)."""
    return _BABEL_LOCALES.get(language or _state.language, "en_GB")


def country_name(code: str, language: str | None = None) -> str:
    """Return the name of an ISO 3166-1 alpha-2 country, or the code where CLDR has none."""
    return _territories(babel_locale(language)).get(code, code)


def countries_loaded() -> bool:
    """Tell whether countries have names at once: CLDR is loaded for the first one asked for."""
    return babel_locale() in _loaded_territories


def country_codes() -> tuple[str, ...]:
    """Return all ISO 3166-1 alpha-2 codes that CLDR names, sorted."""
    return tuple(
        sorted(code for code in _territories("en_GB") if len(code) == 2 and code.isalpha())
    )


_loaded_territories: set[str] = set()


@lru_cache(maxsize=8)
def _territories(name: str) -> dict[str, str]:
    from babel import Locale

    named = dict(Locale.parse(name).territories)
    _loaded_territories.add(name)
    return named


def currency_name(code: str, language: str | None = None) -> str:
    """Return the name of an ISO 4217 currency, or the code where CLDR has none."""
    return _currencies(babel_locale(language)).get(code, code)


def currency_codes() -> tuple[str, ...]:
    """Return all ISO 4217 codes that CLDR names, those of former years too, sorted."""
    return tuple(sorted(_currencies("en_GB")))


def currencies_of(country: str) -> tuple[str, ...]:
    """Return the codes of the currencies that a country (ISO 3166-1 alpha-2) pays in today."""
    from babel.core import get_global

    known = get_global("territory_currencies").get(country, ())
    return tuple(code for code, _since, until, tender in known if tender and until is None)


@lru_cache(maxsize=8)
def _currencies(name: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale.parse(name).currencies)


def language_name(code: str, language: str | None = None) -> str:
    """Return the name of a language (ISO 639, ``sr`` and ``sr_Latn`` by their scripts), or the code
    where CLDR has none."""
    return _tongues(babel_locale(language)).get(code, code)


def language_codes() -> tuple[str, ...]:
    """Return our own languages, then the codes of all others that CLDR names, sorted."""
    own = tuple(code for code, _name in LANGUAGES)
    return (*own, *sorted(set(_tongues("en_GB")) - set(own)))


@lru_cache(maxsize=8)
def _tongues(name: str) -> dict[str, str]:
    from babel import Locale

    locale = Locale.parse(name)
    named = {code: words for code, words in locale.languages.items() if "_" not in code}
    for code in ("sr", "sr_Latn"):
        named[code] = Locale.parse(_BABEL_LOCALES[code]).get_display_name(locale) or code
    return named


def date_words(day: date, language: str | None = None) -> str:
    """Return ``day`` as a person writes it, e.g. "17 May 2014"."""
    return _date_in_form(_DAY_FORMS, day, language)


def month_words(day: date, language: str | None = None) -> str:
    """Return the month of ``day`` as a person writes it, e.g. "May 2014"."""
    return _date_in_form(_MONTH_FORMS, day, language)


def _date_in_form(forms: dict[str, str], day: date, language: str | None) -> str:
    code = language if language in forms else _state.language
    month = _MONTHS[code].split()[day.month - 1]
    return forms[code].format(d=day.day, m=month, y=day.year)


def moment_words(moment: datetime, language: str | None = None) -> str:
    """Return ``moment`` (aware, or taken as UTC) in local time, e.g. "17 May 2014, 09:05"."""
    local = moment.astimezone()
    return f"{date_words(local.date(), language)}, {local:%H:%M}"


def number_words(number: float, language: str | None = None) -> str:
    """Return ``number`` with the language's own separators."""
    if isinstance(number, int) or number.is_integer():
        code = language if language in _THOUSANDS else _state.language
        return f"{int(number):,}".replace(",", _THOUSANDS[code])
    return _decimal(number, babel_locale(language))


@lru_cache(1_000)
def _decimal(number: float, locale: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=locale)
