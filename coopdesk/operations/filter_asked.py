"""A filter from what a person typed: words in either case, checked against the catalogue."""

from collections.abc import Iterable, Mapping, Sequence

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.filter_checks import checked_filter
from coopdesk.catalogue.filters import Filter
from coopdesk.i18n import _


def filter_asked(areas: Iterable[Area], asked: Mapping[str, Sequence[str]]) -> Filter:
    """Return the filter that ``asked`` means: for each option ("area", "kind" …) what was typed.

    Raises UnknownCode, with the known ones, for an area, kind, status or marking that does not
    exist, and for a country or year that is none: a slip must not look like an empty list.
    """
    known = {area.code: area for area in areas}
    return checked_filter(
        known,
        Filter(
            areas=tuple(_in_its_case(text, known) for text in asked.get("area", ())),
            kinds=tuple(_code(text) for text in asked.get("kind", ())),
            statuses=tuple(_code(text) for text in asked.get("status", ())),
            partners=tuple(_country(text) for text in asked.get("partner", ())),
            years=tuple(_year(text) for text in asked.get("year", ())),
            tags=tuple(asked.get("tag", ())),
            markings=tuple(text.strip().upper() for text in asked.get("marking", ())),
            search=" ".join(asked.get("search", ())),
        ),
    )


def _in_its_case(text: str, known: Iterable[str]) -> str:
    return next((code for code in known if code.lower() == text.strip().lower()), text)


def _code(text: str) -> str:
    return text.strip().lower().replace(" ", "_").replace("-", "_")


def _country(text: str) -> str:
    code = text.strip().upper()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code
    raise UnknownCode(
        _("“{text}” is not a country's code; write its two letters, e.g. DK or RS.").format(
            text=text[:40]
        )
    )


def _year(text: str) -> int:
    if text.strip().isdecimal() and 1 <= int(text[:20]) <= 9999:
        return int(text)
    raise UnknownCode(_("“{text}” is not a year; write for example 2015.").format(text=text[:40]))
