"""The commands ``coopdesk report`` and ``coopdesk reports``: their arguments, and their work."""

import argparse
from contextlib import closing
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from coopdesk.catalogue.filters import Filter
from coopdesk.i18n import N_, _
from coopdesk.operations import typed
from coopdesk.operations.filter_arguments import filter_arguments
from coopdesk.operations.filter_asked import audience_asked, filter_asked
from coopdesk.operations.report_options_asked import (
    option_arguments,
    option_words,
    options_asked,
)
from coopdesk.operations.standard_output import say, tell, terminal_width
from coopdesk.settings import Settings

if TYPE_CHECKING:
    from coopdesk.operations.report_settings import ReportSettings
    from coopdesk.storage.store import Store


def report_arguments(sub: argparse.ArgumentParser) -> None:
    """Declare what the command ``report`` takes."""
    sub.add_argument(
        "report", metavar="NAME", type=typed.report, help=_("the report; see “coopdesk reports”")
    )
    sub.add_argument(
        "catalogue",
        metavar="CATALOGUE",
        type=typed.file_name,
        help=_("the catalogue's file (….coopdesk)"),
    )
    sub.add_argument(
        "references",
        metavar="REFERENCE",
        nargs="*",
        help=_("only these records, e.g. DK-RS/2015/001 (otherwise all that the filters leave)"),
    )
    sub.add_argument(
        "-o",
        "--output",
        metavar="FILE.pdf",
        type=typed.file_name,
        required=True,
        help=_("where to write it"),
    )
    sub.add_argument(
        "--language",
        metavar=_("LANGUAGE"),
        type=typed.language,
        help=_("the language of the report: en, da, sr or sr_Latn (otherwise the program's)"),
    )
    sub.add_argument(
        "--audience",
        metavar=_("AUDIENCE"),
        default="",
        help=_("whom it is for: internal (otherwise), partner:RS (any country) or public"),
    )
    sub.add_argument(
        "--options",
        metavar="FILE.toml",
        type=typed.file_name,
        help=_("a file of choices, as the window saves them; what the line says wins"),
    )
    filter_arguments(sub)
    option_arguments(sub)


def report(asked: argparse.Namespace, settings: Settings) -> None:
    """Do the command ``report``."""
    from coopdesk.operations.exporting import export_report, exported_words, report_request
    from coopdesk.operations.opening import open_catalogue
    from coopdesk.operations.report_settings import ReportSettings, read_settings
    from coopdesk.operations.user import user_name
    from coopdesk.operations.writing import check_target
    from coopdesk.reports.registry import report_named
    from coopdesk.reports.visit import keeps_back

    report = report_named(asked.report)
    chosen = read_settings(asked.options) if asked.options else ReportSettings()
    chosen = replace(
        chosen,
        language=asked.language or chosen.language,
        audience=audience_asked(asked.audience) if asked.audience else chosen.audience,
        options=options_asked(asked, report, chosen.options),
    )
    if asked.history and chosen.audience.name != "internal":
        asked.usage(_("the history of a record stays in the house: leave --history out"))
    check_target(asked.output, asked.catalogue)
    with closing(open_catalogue(asked.catalogue, read_only=True)) as store:
        wanted = _wanted(store, asked, chosen)
        request = report_request(
            store,
            wanted,
            scope=wanted.areas[0] if len(wanted.areas) == 1 else "",
            language=chosen.language,
            audience=chosen.audience,
            options=chosen.options,
        )
    written = export_report(
        asked.report, request, asked.output, asked.catalogue, who=user_name(settings)
    )
    tell(exported_words(written, chosen.audience))
    if "visit" in report.options and keeps_back(chosen.options.visit, chosen.audience):
        tell(f"{_('Purpose, participants and talking points stay in the house')}.")


def _wanted(store: "Store", asked: argparse.Namespace, chosen: "ReportSettings") -> Filter:
    """Return the filter of the line, and that of the file in what the line does not narrow."""
    from coopdesk.catalogue.filter_checks import checked_filter
    from coopdesk.operations.listing import record_asked

    typed_here = filter_asked(store.areas(), store.vocabulary(), vars(asked))
    references = tuple(record_asked(store, one).reference for one in asked.references)
    typed_here = replace(typed_here, references=references)
    parts = {
        part.name: getattr(typed_here, part.name) or getattr(chosen.wanted, part.name)
        for part in fields(Filter)
    }
    known = {area.code: area for area in store.areas()}
    return checked_filter(known, store.vocabulary(), Filter(**parts))


def reports_arguments(_sub: argparse.ArgumentParser) -> None:
    """Declare what the command ``reports`` takes: nothing."""


def reports(_asked: argparse.Namespace, _settings: Settings) -> None:
    """Do the command ``reports``."""
    from textwrap import wrap

    from coopdesk.reports.registry import REPORTS

    width = max(40, min(terminal_width() or 80, 100)) - 4
    for report in REPORTS:
        options = ", ".join(option_words(report))
        say(f"{report.name}  {report.words()}")
        for text in (_(report.about), _("Options: {options}").format(options=options)):
            say(*(f"    {line}" for line in wrap(text, width, break_on_hyphens=False)))


# What the command line declares of the commands, in its order.
REPORT = (
    "report",
    N_("Write a report as a PDF, of all records or of those that the filters let through."),
    "report catalogue office.coopdesk -o visit.pdf --language sr --audience partner:RS",
    report_arguments,
    report,
)
REPORTS_LISTED = (
    "reports",
    N_("Tell which reports there are, what each is for, and which options it takes."),
    "reports",
    reports_arguments,
    reports,
)
