"""What a report window reads from the catalogue. For a worker thread: no Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filter_words import filter_words
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _, country_name, ngettext, number_words
from coopdesk.operations.exporting import INTERNAL, report_request
from coopdesk.reports.child import written_job
from coopdesk.reports.chosen import chosen
from coopdesk.reports.options import Options
from coopdesk.reports.registry import report_named
from coopdesk.reports.released import released
from coopdesk.reports.visit import keeps_back

if TYPE_CHECKING:
    from coopdesk.operations.release_log import Release
    from coopdesk.reports.request import ReportRequest
    from coopdesk.storage.store import Store

SHOWN, WHOLE, SELECTED, FILED = "shown", "whole", "selected", "filed"
_NOTHING = Filter()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a tab shows: its filter and order, its name for a file name, the name of the saved
    filter whose tab it is, and the ids of the records that are selected in it.

    ``filed`` is the filter that a file of options asks for.
    """

    wanted: Filter
    sort: Sort
    name: str
    filter_name: str = ""
    ids: tuple[int, ...] = ()
    filed: Filter = _NOTHING


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user has chosen: which report, on which ``records`` (`SHOWN` in the tab, the
    `WHOLE` catalogue, those `SELECTED`, or as a file of options says), in which language, for
    whom."""

    report: str = "catalogue"
    records: str = SHOWN
    language: str = "en"
    audience: Audience = INTERNAL
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the options offer: the choices of records in words ("" for one that there is not),
    the countries to share with as (code, name), and the areas; ``reference`` is that of the record
    that is selected, where it is only one."""

    catalogue_name: str
    shown: str
    whole: str
    selected: str
    countries: tuple[tuple[str, str], ...]
    areas: tuple[Area, ...]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a choice comes to: the child's job (None where no record is left), on how many
    records, in words what is withheld and the marking on the pages, and what the log is to say.

    Of several ``volumes`` the job is the first.
    """

    job: bytes | None
    count: int
    empty: bool
    withheld: str
    banner: str = ""
    release: "Release | None" = None
    volumes: int = 1


def read_opening(store: "Store", scope: Scope) -> Opening:
    """Return what the options are to offer for ``scope``."""
    shown, whole = store.count(scope.wanted), store.count(Filter())
    areas = store.areas()
    told = (scope.filter_name, filter_words(scope.wanted, areas))
    words = ": ".join(filter(None, told))
    counted = ngettext("{words} ({count} record)", "{words} ({count} records)", shown)
    by_area = ngettext("By area ({count} record)", "By area ({count} records)", whole)
    codes = dict.fromkeys(code for one in store.partnerships() for code in one.countries)
    selected = store.records(scope.ids) if len(scope.ids) == 1 else ()
    return Opening(
        store.info().name,
        counted.format(words=words, count=number_words(shown))
        if words
        else _("All records ({count})").format(count=number_words(shown)),
        by_area.format(count=number_words(whole)),
        _selected_words(scope.ids, selected),
        tuple((code, country_name(code)) for code in codes),
        areas,
        "".join(record.reference for record in selected),
    )


def _selected_words(ids: tuple[int, ...], one: Sequence[Record]) -> str:
    if not ids:
        return ""
    if len(ids) == 1:
        return "".join(record.title for record in one)
    words = ngettext("{count} record", "{count} records", len(ids))
    return words.format(count=number_words(len(ids)))


def wanted_records(store: "Store", scope: Scope, records: str) -> Filter:
    """Return the filter that lets through what the choice of ``records`` stands for."""
    if records == SELECTED:
        chosen_ones = store.records(scope.ids)
        return Filter(references=tuple(record.reference for record in chosen_ones))
    return {WHOLE: Filter(), FILED: scope.filed}.get(records, scope.wanted)


def gather(
    store: "Store", scope: Scope, choice: Choice, cancelled: Event, who: str = ""
) -> Gathered | None:
    """Read the records that ``choice`` asks for and write the child's job.

    ``who`` is the user, for the log of what leaves the catalogue. Returns None once ``cancelled``
    is set. Raises CatalogueError where the report is refused.
    """
    from coopdesk.operations.release_log import release_of
    from coopdesk.reports.volumes import volumes

    if cancelled.is_set():
        return None
    request = asked_request(store, scope, choice)
    if cancelled.is_set():
        return None
    asked = chosen(request.records, choice.options)
    count, seen = len(asked), len(released(asked, choice.audience))
    report = report_named(choice.report)
    withheld = _withheld(count - seen, count)
    if "visit" in report.options and keeps_back(choice.options.visit, choice.audience):
        withheld = f"{withheld}\n{_('Purpose, participants and talking points stay in the house')}"
    if not seen or cancelled.is_set():
        return Gathered(None, seen, count == 0, withheld)
    parts = volumes(request, report.name)
    data = report.build(parts[0])
    if cancelled.is_set():
        return None
    job = written_job(report, data, request.printed_at)
    told = data["told_records"]
    release = release_of(report.name, parts[0], store.path, who, told)
    return Gathered(job, told, False, withheld, data["banner"]["text"], release, len(parts))


def asked_request(store: "Store", scope: Scope, choice: Choice) -> "ReportRequest":
    """Return what the report that ``choice`` asks for is made from."""
    wanted = wanted_records(store, scope, choice.records)
    as_shown = choice.records == SHOWN
    return report_request(
        store,
        wanted,
        sort=None if choice.records == WHOLE else scope.sort,
        scope=_scope(store.areas(), wanted, choice.language) if as_shown else "",
        filter_name=scope.filter_name if as_shown else "",
        language=choice.language,
        audience=choice.audience,
        options=choice.options,
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
