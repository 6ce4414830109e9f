"""A catalogue in readable text form (TOML 1.0).

The file says ``coopdesk = 1`` (the version of this form) and holds a ``name``, ``[[area]]``,
``[[partnership]]`` and ``[[record]]`` tables, with the fields of a record named as they are
declared in `catalogue.fields`. ``[defaults]`` holds fields that every record has unless it says
otherwise. The sample catalogue is written in it and explains it at its top.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.catalogue.frame_rules import refuse_area, refuse_partnership
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.plain import from_plain
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _

VERSION = 1
_TABLES = ("coopdesk", "name", "area", "partnership", "defaults", "record")


def read_toml(path: Path) -> Contents:
    """Return the catalogue that the file at ``path`` writes out.

    Records keep the references that they give; one without gets its reference when it is stored.
    Raises NotFound where there is no such file, and CatalogueError, naming the file, the record
    and the field, for anything in it that a catalogue cannot hold.
    """
    try:
        return contents_from_plain(_parsed(path))
    except CatalogueError as refused:
        raise type(refused)(_("{file}: {problem}").format(file=path, problem=refused)) from None


def _parsed(path: Path) -> dict[str, Any]:
    import tomllib

    if path.exists() and not path.is_file():
        raise CatalogueError(_("this is not a file."))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotFound(_("there is no such file.")) from None
    except OSError as error:
        raise CatalogueError(
            _("the file cannot be read ({reason}).").format(reason=error.strerror)
        ) from None
    except UnicodeDecodeError:
        raise CatalogueError(_("this is not text in UTF-8; save it as UTF-8.")) from None
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CatalogueError(
            _("this is not TOML: {reason}.").format(reason=str(error).rstrip("."))
        ) from None


def contents_from_plain(plain: Mapping[str, Any]) -> Contents:
    """Return the catalogue that the tables of such a file describe; CatalogueError if they cannot.

    ``plain`` is what a TOML parser returns.
    """
    if plain.get("coopdesk") != VERSION:
        raise CatalogueError(
            _("this is not a CoopDesk catalogue in text form: it lacks the line “coopdesk = 1”.")
        )
    _only_known(plain, _TABLES, _("the file"))
    records = tuple(_records(plain))
    _each_once(_("reference"), (record.reference for record in records))
    areas = tuple(_area(n, table) for n, table in enumerate(_tables(plain, "area")))
    _each_once(_("area"), (area.code for area in areas))
    partnerships = tuple(_partnership(table) for table in _tables(plain, "partnership"))
    _each_once(_("partnership"), (partnership.code for partnership in partnerships))
    return Contents(_text(plain, "name", _("the file")), areas, partnerships, records)


def _records(plain: Mapping[str, Any]) -> Iterable[Record]:
    defaults = plain.get("defaults", {})
    if not isinstance(defaults, dict):
        raise CatalogueError(_("“defaults” must be a table."))
    for number, table in enumerate(_tables(plain, "record"), start=1):
        title = table.get("title")
        shown = title[:60] if isinstance(title, str) else _("without a title")
        try:
            yield from_plain(_without_native_dates({**defaults, **table}))
        except CatalogueError as refused:
            raise CatalogueError(
                _("record {number} (“{title}”): {problem}").format(
                    number=number, title=shown, problem=refused
                )
            ) from None


def _area(position: int, table: Mapping[str, Any]) -> Area:
    code = _required(table, "code", _("an area"))
    where = _("area {code}").format(code=code)
    _only_known(table, ("code", "names", "colour"), where)
    names = table.get("names", {})
    if not isinstance(names, dict) or not all(isinstance(name, str) for name in names.values()):
        raise CatalogueError(
            _("{where}: “names” must give a text for each language.").format(where=where)
        )
    colour = _text(table, "colour", where) or Area(code).colour
    area = Area(code, dict(names), colour.lower(), position)
    refuse_area(area)
    return area


def _partnership(table: Mapping[str, Any]) -> Partnership:
    code = _required(table, "code", _("a partnership"))
    where = _("partnership {code}").format(code=code)
    _only_known(table, [field.name for field in fields(Partnership)], where)
    contact = table.get("contact")
    if contact is not None:
        names = [field.name for field in fields(Contact)]
        if not isinstance(contact, dict):
            raise CatalogueError(_("{where}: “contact” must be a table.").format(where=where))
        _only_known(contact, names, where)
        contact = Contact(**{name: _text(contact, name, where) for name in names})
    since = _text(_without_native_dates(table), "since", where)
    partnership = Partnership(
        code,
        _texts(table, "countries", where),
        Period.parse(since).edtf,
        _text(table, "region", where),
        _texts(table, "purpose", where),
        _text(table, "standing", where),
        contact,
    )
    refuse_partnership(partnership)
    return partnership


def _tables(plain: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    tables = plain.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise CatalogueError(_("“{name}” must be written as [[{name}]].").format(name=name))
    return tables


def _text(table: Mapping[str, Any], name: str, where: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise CatalogueError(_("{where}: “{name}” must be text.").format(where=where, name=name))
    return value


def _required(table: Mapping[str, Any], name: str, where: str) -> str:
    value = _text(table, name, where)
    if not value.strip():
        raise CatalogueError(_("{where} lacks its “{name}”.").format(where=where, name=name))
    return value


def _texts(table: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise CatalogueError(
            _("{where}: “{name}” must be a list of texts.").format(where=where, name=name)
        )
    return tuple(value)


def _only_known(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for name in table:
        if name not in known:
            raise CatalogueError(
                _("{where} has an entry “{name}” that is not known; known are: {known}.").format(
                    where=where, name=name, known=", ".join(known)
                )
            )


def _each_once(what: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value and value in seen:
            raise CatalogueError(
                _("the {what} {value} is given twice.").format(what=what, value=value)
            )
        seen.add(value)


def _without_native_dates(value: Any) -> Any:
    # TOML writes 2014-05-17 without quotes as a date of its own; the catalogue keeps EDTF text.
    if isinstance(value, dict):
        return {name: _without_native_dates(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [_without_native_dates(entry) for entry in value]
    return value.isoformat() if isinstance(value, datetime | date) else value
