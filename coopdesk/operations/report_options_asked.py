"""The options of reports on a command line: what is typed, and what it makes of them."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import N_, _
from coopdesk.operations import typed

if TYPE_CHECKING:
    from coopdesk.reports.options import Options
    from coopdesk.reports.registry import Report

# The orders, as they are typed and as `options.ORDERS` has them.
_ORDERS = {
    "given": "given",
    "oldest": "period",
    "newest": "-period",
    "title": "title",
    "reference": "reference",
}
# The word of each option of a report that is an option of `Options`, and where it goes there.
_OPTIONS = {
    "from": "first_year",
    "to": "last_year",
    "detail": "detail",
    "order": "order",
    "paragraph_marks": "paragraph_marks",
    "history": "history",
}
_VISIT = (
    ("name", N_("NAME"), N_("what the visit is called")),
    ("date", N_("DATE"), N_("when it is, e.g. 2027-03-15 or “March 2027”")),
    ("place", N_("PLACE"), N_("where it is")),
    ("purpose", N_("TEXT"), N_("what it is for")),
)
_VISIT_LISTS = (
    ("participant", "participants", N_("NAME"), N_("who takes part (repeatable)")),
    ("talking_point", "talking_points", N_("TEXT"), N_("what is to be said (repeatable)")),
)


def option_arguments(sub: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = sub.add_argument_group(
        _("options"),
        _(
            "Each report takes some of these: “coopdesk reports” tells which. For programme, "
            "--year is the year of the plan."
        ),
    )
    for word, words in (
        ("from", _("leave out what ended before this year")),
        ("to", _("leave out what began after this year")),
    ):
        group.add_argument(f"--{word}", metavar=_("YEAR"), type=typed.year, help=words)
    group.add_argument(
        "--detail",
        metavar=_("DETAIL"),
        type=_detail,
        help=_("full (otherwise): everything recorded; brief: titles and summaries"),
    )
    group.add_argument(
        "--order",
        metavar=_("ORDER"),
        type=_order,
        help=_("how records stand: given (otherwise), oldest, newest, title or reference"),
    )
    for word, words in (
        ("paragraph-marks", _("put its marking before each paragraph")),
        ("history", _("add the history of the record (only for internal)")),
    ):
        group.add_argument(f"--{word}", action="store_true", default=None, help=words)
    for name, metavar, told in _VISIT:
        group.add_argument(f"--visit-{name}", metavar=_(metavar), help=_(told))
    for word, _name, metavar, told in _VISIT_LISTS:
        group.add_argument(
            f"--{word.replace('_', '-')}", metavar=_(metavar), action="append", help=_(told)
        )


def _detail(text: str) -> str:
    from coopdesk.reports.options import DETAILS

    return typed.one_of(text, [code for code, _words in DETAILS], _("detail"))


def _order(text: str) -> str:
    return _ORDERS[typed.one_of(text, list(_ORDERS), _("order"))]


def options_asked(asked: argparse.Namespace, report: "Report", given: "Options") -> "Options":
    """Return the options that the line asks for, and ``given`` for what it does not say.

    An option that the report has no use for ends the command as wrong usage, and so do years that
    end before they begin.
    """
    from coopdesk.operations.report_settings import refuse_years

    line = vars(asked)
    found: dict[str, Any] = {
        name: line[word] for word, name in _OPTIONS.items() if line[word] is not None
    }
    if "year" in report.options and asked.year:
        found["year"] = _plan_year(asked)
    visit = _visit(asked)
    if visit:
        found["visit"] = replace(given.visit, **visit)
    if asked.area:
        found["areas"] = ()  # those of the line are in the filter
    words = {name: f"--{word}" for word, name in _OPTIONS.items()} | {"visit": "--visit-…"}
    for name in found:
        if name not in (*report.options, "areas"):
            asked.usage(
                _("the report {report} has no use for {option}; its options are {known}").format(
                    report=report.name,
                    option=words[name].replace("_", "-"),
                    known=", ".join(option_words(report)),
                )
            )
    try:
        options = replace(given, **found)
        refuse_years(options)
    except CatalogueError as refused:
        asked.usage(str(refused))
    return options


def _plan_year(asked: argparse.Namespace) -> int:
    """Return the year of the plan, and take it from the filters."""
    if len(asked.year) > 1:
        asked.usage(_("the report {report} is of one year").format(report=asked.report))
    try:
        year = typed.year(asked.year[0])
    except argparse.ArgumentTypeError as refused:
        asked.usage(str(refused))
    asked.year = []
    return year


def _visit(asked: argparse.Namespace) -> dict[str, Any]:
    from coopdesk.catalogue.period_reading import read_period

    line = vars(asked)
    found: dict[str, Any] = {
        name: line[f"visit_{name}"] for name, _m, _t in _VISIT if line[f"visit_{name}"] is not None
    }
    if "date" in found:
        try:
            found["date"] = read_period(found["date"]).edtf
        except CatalogueError as refused:
            asked.usage(str(refused))
    for word, name, _m, _t in _VISIT_LISTS:
        if line[word]:
            found[name] = tuple(line[word])
    return found


def option_words(report: "Report") -> list[str]:
    """Return the options of ``report`` as they are typed."""
    known = [
        f"--{word.replace('_', '-')}" for word, name in _OPTIONS.items() if name in report.options
    ]
    if "year" in report.options:
        known.append("--year")
    return [*known, "--visit-name"] if "visit" in report.options else known
