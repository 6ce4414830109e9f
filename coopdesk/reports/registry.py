"""The reports that the program can make: one entry each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coopdesk.catalogue.errors import UnknownCode
from coopdesk.i18n import N_, _, translator
from coopdesk.reports.catalogue_report import catalogue_data
from coopdesk.reports.request import ReportRequest

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
        "catalogue",
        N_("Catalogue"),
        N_("All records by area, or those that the filters let through."),
        "catalogue.typ",
        catalogue_data,
        (*SELECTING, "detail"),
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
