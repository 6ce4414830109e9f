"""The choices for a report in a file (TOML 1.0), for the next time and for the command line.

The file says ``coopdesk_report = 1`` (the version of this form), then what is as usual unless it
says otherwise: ``report``, ``language``, ``audience``, and the tables ``[filter]`` (named as in
`Filter`), ``[options]`` (as in `Options`) and ``[visit]`` with its ``[[visit.agenda]]``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.filter_plain import filter_from_plain, filter_to_plain
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.period import Period
from coopdesk.exchange.toml_file import read_tables, toml_text
from coopdesk.exchange.toml_tables import (
    Table,
    flag,
    only_known,
    tables,
    text,
    texts,
    without_native_dates,
)
from coopdesk.i18n import LANGUAGES, _
from coopdesk.reports.options import DETAILS, ORDERS, Options
from coopdesk.reports.visit import AgendaItem, Visit

VERSION = 1
LARGEST = 1_000_000  # bytes
_HEAD = ("coopdesk_report", "report", "language", "audience", "filter", "options", "visit")
_PARTS = (Filter, Options, Visit, AgendaItem)
_NAMES = {part: tuple(field.name for field in fields(part)) for part in _PARTS}
_PLAIN, _INSIDE, _EVERYTHING = Options(), Audience(), Filter()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """What somebody chose about a report: all that makes it, but for the catalogue and the day.

    An empty ``report`` or ``language`` leaves the choice to whoever reads it; ``wanted`` narrows
    the records.
    """

    report: str = ""
    language: str = ""
    audience: Audience = _INSIDE
    wanted: Filter = _EVERYTHING
    options: Options = _PLAIN


def write_settings(path: Path, settings: ReportSettings) -> None:
    """Write ``settings`` to a file at ``path``, whole or not at all; CannotWrite if it cannot be.

    What is as usual is left out.
    """
    from coopdesk.operations.writing import write_whole

    write_whole(path, toml_text(settings_plain(settings)).encode())


def read_settings(path: Path) -> ReportSettings:
    """Return the choices that the file at ``path`` makes.

    Raises NotFound where there is no such file, and CatalogueError, naming the file and the entry,
    for anything in it that is not understood.
    """
    try:
        return _from_plain(without_native_dates(read_tables(path, LARGEST)))
    except CatalogueError as refused:
        raise type(refused)(_("{file}: {problem}").format(file=path, problem=refused)) from None


def settings_plain(settings: ReportSettings) -> dict[str, Any]:
    """Return ``settings`` as plain values, without what is as usual."""
    options = _changed(settings.options)
    visit = _changed(options.pop("visit", Visit()))
    if "agenda" in visit:
        visit["agenda"] = [_changed(item) for item in visit["agenda"]]
    given = {
        "report": settings.report,
        "language": settings.language,
        "audience": str(settings.audience),
        "filter": filter_to_plain(settings.wanted),
        "options": options,
        "visit": visit,
    }
    kept = {name: value for name, value in given.items() if value}
    return {"coopdesk_report": VERSION, **kept}


def _changed(value: Any) -> dict[str, Any]:
    """Return the fields of ``value`` that are not as they are in a new one."""
    usual = type(value)()
    named = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: one for name, one in named.items() if one != getattr(usual, name)}


def _from_plain(plain: Table) -> ReportSettings:
    if plain.get("coopdesk_report") != VERSION:
        raise CatalogueError(
            _("these are not choices for a report: the line “coopdesk_report = 1” is missing.")
        )
    where = _("the file")
    only_known(plain, _HEAD, where)
    return ReportSettings(
        report=text(plain, "report", where),
        language=_one_of(plain, "language", where, ("", *(code for code, _name in LANGUAGES))),
        audience=_audience(plain),
        wanted=_filter(_table(plain, "filter")),
        options=_options(_table(plain, "options"), _visit(_table(plain, "visit"))),
    )


def _table(plain: Table, name: str) -> Table:
    table = plain.get(name, {})
    if not isinstance(table, Mapping):
        raise CatalogueError(_("“{name}” must be written as [{name}].").format(name=name))
    return table


def _audience(plain: Table) -> Audience:
    from coopdesk.operations.filter_asked import audience_asked

    given = text(plain, "audience", _("the file"))
    return audience_asked(given) if given else _INSIDE


def _options(table: Table, visit: Visit) -> Options:
    where = "[options]"
    only_known(table, [name for name in _NAMES[Options] if name != "visit"], where)
    options = Options(
        first_year=_year(table, "first_year", where),
        last_year=_year(table, "last_year", where),
        areas=texts(table, "areas", where),
        detail=_one_of(table, "detail", where, [code for code, _words in DETAILS], _PLAIN.detail),
        order=_one_of(table, "order", where, [code for code, _words in ORDERS], _PLAIN.order),
        paragraph_marks=flag(table, "paragraph_marks", where),
        history=flag(table, "history", where),
        year=_year(table, "year", where),
        visit=visit,
    )
    refuse_years(options)
    return options


def refuse_years(options: Options) -> None:
    """Raise CatalogueError where the years end before they begin."""
    first, last = options.first_year, options.last_year
    if first is not None and last is not None and first > last:
        raise CatalogueError(
            _("The years end before they begin ({first} to {last}): exchange them.").format(
                first=first, last=last
            )
        )


def _visit(table: Table) -> Visit:
    where = "[visit]"
    only_known(table, _NAMES[Visit], where)
    day = text(table, "date", where)
    try:
        Period.parse(day)
    except CatalogueError as refused:
        raise CatalogueError(
            _("{where}: “{name}”: {problem}").format(where=where, name="date", problem=refused)
        ) from None
    return Visit(
        name=text(table, "name", where),
        date=day,
        place=text(table, "place", where),
        purpose=text(table, "purpose", where),
        participants=texts(table, "participants", where),
        agenda=tuple(_agenda_item(one) for one in tables(table, "agenda")),
        talking_points=texts(table, "talking_points", where),
    )


def _agenda_item(table: Table) -> AgendaItem:
    where = "[[visit.agenda]]"
    only_known(table, _NAMES[AgendaItem], where)
    return AgendaItem(**{name: text(table, name, where) for name in _NAMES[AgendaItem]})


def _filter(table: Table) -> Filter:
    where = "[filter]"
    only_known(table, _NAMES[Filter], where)
    for name in table:
        match name:
            case "search":
                text(table, name, where)
            case "years":
                _years(table, where)
            case "excluded":
                _pairs(table, where)
            case _other:
                texts(table, name, where)
    wanted = filter_from_plain(table)
    try:
        wanted.query  # noqa: B018 (it is read here so that a slip in it is told with its place)
    except CatalogueError as refused:
        raise CatalogueError(
            _("{where}: “{name}”: {problem}").format(where=where, name="search", problem=refused)
        ) from None
    return wanted


def _years(table: Table, where: str) -> None:
    given = table["years"]
    if not isinstance(given, list) or not all(map(_is_year, given)):
        raise CatalogueError(_("{where}: “years” must be a list of years.").format(where=where))


def _pairs(table: Table, where: str) -> None:
    given = table["excluded"]
    known = _NAMES[Filter]
    for one in given if isinstance(given, list) else [given]:
        match one:
            case [str() as name, str()] if name in known:
                continue
        raise CatalogueError(
            _(
                "{where}: “excluded” must be a list of pairs of a filter and a value, "
                'such as [["kinds", "donation"]].'
            ).format(where=where)
        )


def _one_of(
    table: Table, name: str, where: str, known: tuple[str, ...] | list[str], usual: str = ""
) -> str:
    value = text(table, name, where) if name in table else usual
    if value not in known:
        raise CatalogueError(
            _("{where}: “{name}” must be one of {known}.").format(
                where=where, name=name, known=", ".join(filter(None, known))
            )
        )
    return value


def _year(table: Table, name: str, where: str) -> int | None:
    value = table.get(name)
    if value is None or _is_year(value):
        return value
    raise CatalogueError(
        _("{where}: “{name}” must be a year, such as 2015.").format(where=where, name=name)
    )


def _is_year(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999
