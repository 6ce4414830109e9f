"""Export a report: the records that a filter lets through, as a PDF, written whole."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coopdesk import __version__, i18n
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.partnership import Contact
from coopdesk.i18n import _, ngettext
from coopdesk.operations.listing import records_words
from coopdesk.operations.writing import check_target, write_whole

if TYPE_CHECKING:
    from coopdesk.reports.request import ReportRequest
    from coopdesk.storage.store import Store

INTERNAL = Audience()


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: the file, its size in bytes, and the records in it.

    ``withheld`` counts those that passed the filter and that the audience may not see.
    """

    path: Path
    size: int
    records: int
    withheld: int


def report_request(
    store: "Store",
    wanted: Filter,
    *,
    sort: Sort | None = None,
    scope: str = "",
    filter_name: str = "",
    language: str = "",
    audience: Audience = INTERNAL,
    printed_at: datetime | None = None,
) -> "ReportRequest":
    """Return what a report over the records that ``wanted`` lets through is made from.

    ``scope`` is the area whose tab is printed, "" for the whole catalogue; it also narrows a
    filter that names no area. ``filter_name`` is the name of the saved filter that is printed. An
    empty ``language`` is the interface's, ``printed_at`` (aware) is
    now by default.
    """
    from coopdesk.reports.request import ReportRequest

    areas = store.areas()
    if not wanted.areas and any(area.code == scope for area in areas):
        wanted = replace(wanted, areas=(scope,))
    return ReportRequest(
        catalogue_name=store.info().name,
        records=store.records(store.ids(wanted, sort or Sort())),
        areas=areas,
        partnerships=store.partnerships(),
        contacts=store.frame(Contact),
        printed_at=printed_at or datetime.now().astimezone(),
        language=language or i18n.language(),
        audience=audience,
        wanted=wanted,
        sort=sort,
        scope=scope,
        filter_name=filter_name,
        release=__version__,
    )


def export_report(name: str, request: "ReportRequest", target: Path, catalogue: Path) -> Exported:
    """Write the report called ``name`` as a PDF to ``target``, and return what was written.

    ``catalogue`` is the file that the request was read from. Raises CatalogueError, with
    ``target`` as it was, for an unknown report or language, or where it cannot be written.
    """
    from coopdesk.reports.child import job, run_job
    from coopdesk.reports.released import released

    work = job(request, name)
    check_target(target, catalogue)
    pdf = run_job(work)
    write_whole(target, pdf, catalogue)
    seen = len(released(request.records, request.audience))
    return Exported(target, len(pdf), seen, len(request.records) - seen)


def exported_words(written: Exported, audience: Audience) -> str:
    """Return what an export for ``audience`` wrote, and what it left out, in sentences."""
    told = _("Wrote {path}: {records}.").format(
        path=written.path, records=records_words(written.records)
    )
    if not written.withheld:
        return told
    withheld = ngettext(
        "{count} record is left out, which {audience} may not see.",
        "{count} records are left out, which {audience} may not see.",
        written.withheld,
    ).format(count=written.withheld, audience=audience)
    return f"{told} {withheld}"
