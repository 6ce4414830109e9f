"""What was chosen for each report, kept among the settings from one time to the next.

Whatever is not understood there, by another release or a hand, counts as not chosen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.marking import Audience
from coopdesk.i18n import LANGUAGES, language
from coopdesk.reports.options import DETAILS, ORDERS, Options
from coopdesk.reports.visit import AgendaItem, Visit
from coopdesk.settings import Settings

_ONE_OF = {"detail": dict(DETAILS), "order": dict(ORDERS)}
_YEARS = range(1, 10_000)


@dataclass(frozen=True, slots=True)
class Remembered:
    """How a report was made the last time."""

    language: str
    audience: Audience
    options: Options


def remembered(settings: Settings, report: str) -> Remembered:
    """Return what was chosen last for ``report``; language and audience begin as for the last one
    of any kind."""
    kept = settings.get("report_options").get(report)
    plain = kept if isinstance(kept, Mapping) else {}
    return Remembered(
        _language(plain.get("language"), settings.get("report_language")),
        _audience(plain.get("audience"), settings.get("report_audience")),
        options_from_plain(plain.get("options")),
    )


def remember(settings: Settings, report: str, chosen: Remembered) -> None:
    """Keep what was chosen for ``report``."""
    plain = {
        "language": chosen.language,
        "audience": str(chosen.audience),
        "options": options_to_plain(chosen.options),
    }
    settings.set("report_options", {**settings.get("report_options"), report: plain})
    settings.set("report_language", chosen.language)
    settings.set("report_audience", str(chosen.audience))


def options_to_plain(options: Options) -> dict[str, Any]:
    """Return what differs in ``options`` from the usual ones, as JSON knows it."""
    plain: dict[str, Any] = _plain(options)
    return plain


def options_from_plain(plain: object) -> Options:
    """Return the options that `options_to_plain` was given."""
    return Options(**_known(plain, Options()))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if not isinstance(value, Options | Visit | AgendaItem):
        return value
    usual = type(value)()
    held = {one.name: getattr(value, one.name) for one in fields(value)}
    return {name: _plain(one) for name, one in held.items() if one != getattr(usual, name)}


def _known(plain: object, usual: Options | Visit | AgendaItem) -> dict[str, Any]:
    """Return those fields of ``usual`` that ``plain`` has a value of the right kind for."""
    if not isinstance(plain, Mapping):
        return {}
    found: dict[str, Any] = {}
    for one in fields(usual):
        value = plain.get(one.name)
        match getattr(usual, one.name):
            case Visit():
                found[one.name] = Visit(**_known(value, Visit()))
            case tuple() if one.name == "agenda" and isinstance(value, list):
                items = (_known(item, AgendaItem()) for item in value)
                found[one.name] = tuple(AgendaItem(**item) for item in items)
            case tuple() if isinstance(value, list):
                found[one.name] = tuple(text for text in value if isinstance(text, str))
            case bool() if isinstance(value, bool):
                found[one.name] = value
            case None if type(value) is int and value in _YEARS:
                found[one.name] = value
            case str() if isinstance(value, str) and value in _ONE_OF.get(one.name, (value,)):
                found[one.name] = value
    return found


def _language(*wanted: object) -> str:
    known = [code for code, _name in LANGUAGES]
    return next((code for code in wanted if isinstance(code, str) and code in known), language())


def _audience(*wanted: object) -> Audience:
    for text in wanted:
        if isinstance(text, str) and text:
            try:
                return Audience.parse(text)
            except UnknownCode:
                continue
    return Audience()
