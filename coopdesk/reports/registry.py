"""The reports that the program can make: one entry each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coopdesk.catalogue.errors import UnknownCode
from coopdesk.i18n import N_, _, translator
from coopdesk.reports.agreements_report import agreements_data
from coopdesk.reports.area_report import area_data
from coopdesk.reports.catalogue_report import catalogue_data
from coopdesk.reports.donations_report import donations_data
from coopdesk.reports.fact_sheet_report import fact_sheet_data
from coopdesk.reports.programme_report import programme_data
from coopdesk.reports.record_report import record_data
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.training_report import training_data
from coopdesk.reports.visit_brief_report import visit_brief_data

SELECTING = ("first_year", "last_year", "areas", "order", "paragraph_marks")


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its name on the command line, its title, its template, what fills that in.

    ``about`` says in a sentence what it is for, ``options`` names those of `options.Options` that
    it heeds. ``build`` turns a request into plain values (as JSON knows them) for the template,
    which only lays them out. It raises CatalogueError where the request must be refused.
    """

    name: str
    title: str
    about: str
    template: str
    build: Callable[[ReportRequest], dict[str, Any]]
    options: tuple[str, ...]

    def words(self, language: str | None = None) -> str:
        """Return the title in ``language`` (None: the interface's)."""
        return translator(language).gettext(self.title) if language else _(self.title)


REPORTS: tuple[Report, ...] = (
    Report(
        "fact-sheet",
        N_("Fact Sheet"),
        N_("A partnership on two pages: purpose, beginnings, main areas, figures, contact."),
        "fact-sheet.typ",
        fact_sheet_data,
        ("first_year", "last_year", "areas", "paragraph_marks"),
    ),
    Report(
        "catalogue",
        N_("Catalogue"),
        N_("All records by area, or those that the filters let through."),
        "catalogue.typ",
        catalogue_data,
        (*SELECTING, "detail"),
    ),
    Report(
        "record",
        N_("Record"),
        N_("One record as a document of its own, or several, each on a page of its own."),
        "record.typ",
        record_data,
        (*SELECTING, "history"),
    ),
    Report(
        "area",
        N_("Area in Depth"),
        N_("An area, or each of several: timeline, figures, organisations and all its records."),
        "area.typ",
        area_data,
        (*SELECTING, "detail"),
    ),
    Report(
        "agreements",
        N_("Agreements"),
        N_("The register of agreements: what binds, what followed what, and what ends when."),
        "agreements.typ",
        agreements_data,
        (*SELECTING, "detail"),
    ),
    Report(
        "donations",
        N_("Donations"),
        N_("The register of what was donated, item by item, with a block to sign for it."),
        "donations.typ",
        donations_data,
        (*SELECTING, "detail"),
    ),
    Report(
        "training",
        N_("Training"),
        N_("Courses, exercises and visits by year, institution and country, with head counts."),
        "training.typ",
        training_data,
        (*SELECTING, "detail"),
    ),
    Report(
        "programme",
        N_("Programme of Activities"),
        N_("One year's plan by quarter and area: who is responsible, the budget, what is due."),
        "programme.typ",
        programme_data,
        ("year", "areas", "paragraph_marks"),
    ),
    Report(
        "visit-brief",
        N_("Visit Brief"),
        N_("What to know before a visit: the partnership, the agenda, and the records chosen."),
        "visit-brief.typ",
        visit_brief_data,
        (*SELECTING, "detail", "visit"),
    ),
)


def report_named(name: str) -> Report:
    """Return the report with that name; UnknownCode, with the known ones, for any other."""
    for report in REPORTS:
        if report.name == name:
            return report
    raise UnknownCode(
        _("There is no report called “{name}”; known are: {known}.").format(
            name=name, known=", ".join(report.name for report in REPORTS)
        )
    )
