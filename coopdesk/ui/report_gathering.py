"""What a report window reads from the catalogue. For a worker thread: no Qt here."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filter_words import filter_words
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.marking import Audience, highest, marking_by_code
from coopdesk.catalogue.record_marking import effective_marking
from coopdesk.i18n import _, country_name, ngettext, number_words
from coopdesk.operations.exporting import INTERNAL, report_request
from coopdesk.reports.child import job
from coopdesk.reports.released import released

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

REPORT = "catalogue"
_LONGEST_NAME = 160  # bytes: file systems take 255, or less with a long folder before it
_FORBIDDEN = set('<>:"/\\|?*')  # in names of files on one system or another
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a tab shows: its filter and order, its name for a file name, and the name of the saved
    filter whose tab it is."""

    wanted: Filter
    sort: Sort
    name: str
    filter_name: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user has chosen; ``whole`` is the whole catalogue instead of the tab."""

    whole: bool = False
    language: str = "en"
    audience: Audience = INTERNAL


@dataclass(frozen=True, slots=True)
class Opening:
    """What the options offer, in words: both choices of records, and the countries
    to share with as (code, name)."""

    catalogue_name: str
    shown: str
    whole: str
    countries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a choice comes to: the child's job (None where no record is left), and in words
    what is withheld and the marking on the pages."""

    job: bytes | None
    empty: bool
    withheld: str
    banner: str


def read_opening(store: "Store", scope: Scope) -> Opening:
    """Return what the options are to offer for ``scope``."""
    shown, whole = store.count(scope.wanted), store.count(Filter())
    told = (scope.filter_name, filter_words(scope.wanted, store.areas()))
    words = ": ".join(filter(None, told))
    counted = ngettext("{words} ({count} record)", "{words} ({count} records)", shown)
    by_area = ngettext("By area ({count} record)", "By area ({count} records)", whole)
    codes = dict.fromkeys(code for one in store.partnerships() for code in one.countries)
    return Opening(
        store.info().name,
        counted.format(words=words, count=number_words(shown))
        if words
        else _("All records ({count})").format(count=number_words(shown)),
        by_area.format(count=number_words(whole)),
        tuple((code, country_name(code)) for code in codes),
    )


def gather(store: "Store", scope: Scope, choice: Choice, cancelled: Event) -> Gathered | None:
    """Read the records that ``choice`` asks for and write the child's job.

    Returns None once ``cancelled`` is set. Raises CatalogueError where the report is refused.
    """
    if cancelled.is_set():
        return None
    request = report_request(
        store,
        Filter() if choice.whole else scope.wanted,
        sort=None if choice.whole else scope.sort,
        scope="" if choice.whole else _scope(store.areas(), scope.wanted, choice.language),
        filter_name="" if choice.whole else scope.filter_name,
        language=choice.language,
        audience=choice.audience,
    )
    seen = released(request.records, choice.audience)
    count = len(request.records)
    return Gathered(
        job(request, REPORT) if seen and not cancelled.is_set() else None,
        count == 0,
        _withheld(count - len(seen), count),
        marking_by_code(highest(tuple(map(effective_marking, seen)))).banner(choice.language),
    )


def _scope(areas: tuple[Area, ...], wanted: Filter, language: str) -> str:
    """Return the code of the one area that is shown, the names of several, "" for all."""
    shown = [area for area in areas if area.code in wanted.areas]
    if len(shown) == 1:
        return shown[0].code
    return ", ".join(area.name(language) for area in shown)


def _withheld(withheld: int, count: int) -> str:
    if not withheld:
        return _("Nothing is withheld")
    return ngettext(
        "{withheld} of {count} record withheld", "{withheld} of {count} records withheld", count
    ).format(withheld=number_words(withheld), count=number_words(count))


def suggested_name(catalogue: str, scope: str, day: date) -> str:
    """Return a name for the file, "Denmark–Serbia Air forces 2026-11-26.pdf", safe on any system.

    ``scope`` is "" for the whole catalogue.
    """
    words = " ".join(f"{catalogue} {scope}".split())
    kept = "".join(
        "-" if character in _FORBIDDEN else character
        for character in unicodedata.normalize("NFC", words)
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    kept = kept.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(" .-")
    if not kept or kept.split(".")[0].casefold() in _DEVICES:
        kept = " ".join(filter(None, (_("Catalogue"), kept)))
    return f"{kept} {day.isoformat()}.pdf"
