"""Export a report: the records that a filter lets through, as a PDF, written whole."""

from collections.abc import Callable
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
    from coopdesk.catalogue.record import Record
    from coopdesk.operations.release_log import Release
    from coopdesk.reports.options import Options
    from coopdesk.reports.request import ReportRequest
    from coopdesk.storage.store import Store

INTERNAL = Audience()


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: the file, its size in bytes, and the records in it.

    ``withheld`` counts those that passed the filter and that the audience may not see.
    ``unlogged`` says why the log does not tell of it, "" where it does. Of several ``volumes``,
    ``path`` is the first, and the others stand beside it; ``size`` is that of all.
    """

    path: Path
    size: int
    records: int
    withheld: int
    unlogged: str = ""
    volumes: int = 1


def report_request(  # noqa: PLR0913 (each is chosen on its own)
    store: "Store",
    wanted: Filter,
    *,
    sort: Sort | None = None,
    scope: str = "",
    filter_name: str = "",
    language: str = "",
    audience: Audience = INTERNAL,
    printed_at: datetime | None = None,
    options: "Options | None" = None,
) -> "ReportRequest":
    """Return what a report over the records that ``wanted`` lets through is made from.

    ``scope`` is the area whose tab is printed, "" for the whole catalogue; it also narrows a
    filter that names no area. ``filter_name`` is the name of the saved filter that is printed. An
    empty ``language`` is the interface's, ``printed_at`` (aware) is now by default. ``options`` are
    what is chosen beside, as usual by default; where they ask for it, and the audience is the house
    itself, the history of each record is read too.
    """
    from coopdesk.operations.report_reading import histories, records_beside
    from coopdesk.reports.options import Options
    from coopdesk.reports.request import ReportRequest

    areas = store.areas()
    if not wanted.areas and any(area.code == scope for area in areas):
        wanted = replace(wanted, areas=(scope,))
    options = options or Options()
    records = store.records(store.ids(wanted, sort or Sort()))
    with_history = options.history and audience == INTERNAL
    return ReportRequest(
        catalogue_name=store.info().name,
        records=records,
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
        options=options,
        histories=histories(store, records) if with_history else {},
        beside=records_beside(store, _visible(records, options, audience)),
    )


def _visible(
    records: tuple["Record", ...], options: "Options", audience: Audience
) -> list["Record"]:
    """Return those of ``records`` that will be in the report: what leads on from others tells of
    them."""
    from coopdesk.reports.chosen import chosen
    from coopdesk.reports.released import withheld

    left = chosen(records, options)
    hidden = {record.id for record, _reason in withheld(left, audience)}
    return [record for record in left if record.id not in hidden]


def export_report(
    name: str,
    request: "ReportRequest",
    target: Path,
    catalogue: Path,
    *,
    who: str = "",
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> Exported:
    """Write the report called ``name`` as a PDF to ``target``, and return what was written.

    ``catalogue`` is the file that the request was read from, ``who`` the user, for the log of what
    was released ("": the account). What one document cannot hold is written in volumes, each a file
    beside ``target``; ``told`` hears how many of how many are made, and ends the work by raising.
    Raises CatalogueError, with ``target`` as it was, for an unknown report or language, or where it
    cannot be written.
    """
    from coopdesk.operations.exporting_volumes import write_volumes
    from coopdesk.operations.release_log import release_of
    from coopdesk.operations.user import account_name
    from coopdesk.reports.child import run_job, written_job
    from coopdesk.reports.registry import report_named
    from coopdesk.reports.volumes import volumes

    report, who = report_named(name), who or account_name()
    in_volumes = volumes(request, name)
    if len(in_volumes) > 1:
        paths = write_volumes(name, in_volumes, target, catalogue, told)
        release = release_of(name, request, catalogue, who)
        told_log = [
            _logged(replace(release, records=len(part.records)), path.read_bytes(), path)
            for part, path in zip(in_volumes, paths, strict=True)
        ]
        size = sum(path.stat().st_size for path in paths)
        unlogged = next(filter(None, told_log), "")
        counts = release.records, len(release.withheld)
        return Exported(paths[0], size, *counts, unlogged, volumes=len(paths))
    data = report.build(request)
    check_target(target, catalogue)
    pdf = run_job(written_job(report, data, request.printed_at))
    release = release_of(name, request, catalogue, who, data["told_records"])
    unlogged = save_pdf(pdf, target, release, catalogue)
    return Exported(target, len(pdf), release.records, len(release.withheld), unlogged)


def save_pdf(pdf: bytes, target: Path, release: "Release", catalogue: Path) -> str:
    """Write a report to ``target``, whole or not at all, and put it in the log of releases.

    ``release`` is what `release_of` has said of it. Returns why it is not in the log, "" where it
    is: the file stays. Raises CannotWrite, as `write_whole` does.
    """
    write_whole(target, pdf, catalogue)
    return _logged(release, pdf, target)


def log_printed(pdf: bytes, release: "Release") -> str:
    """Put a report that was printed in the log of releases; return why not, "" where it is."""
    return _logged(release, pdf, None)


def _logged(release: "Release", pdf: bytes, target: Path | None) -> str:
    from coopdesk.operations.release_log import CannotLog, log_release

    try:
        log_release(release, pdf, target)
    except CannotLog as refused:
        return str(refused)
    return ""


def exported_words(written: Exported, audience: Audience) -> str:
    """Return what an export for ``audience`` wrote, and what it left out, in sentences."""
    told = [
        _("Wrote {path}: {records}.").format(
            path=written.path, records=records_words(written.records)
        )
    ]
    if written.volumes > 1:
        several = _("They are in {count} volumes, each a file of its own.")
        told.append(several.format(count=written.volumes))
    withheld = ngettext(
        "{count} record is left out, which {audience} may not see.",
        "{count} records are left out, which {audience} may not see.",
        written.withheld,
    ).format(count=written.withheld, audience=audience)
    if written.withheld:
        told.append(withheld)
    return " ".join(filter(None, (*told, written.unlogged)))
