"""What the tables of a text form may hold: each reader takes one entry, or refuses it by name."""

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _

Table = Mapping[str, Any]


def tables(plain: Table, name: str) -> list[dict[str, Any]]:
    """Return the tables ``[[name]]`` of ``plain``, none where it has none."""
    found = plain.get(name, [])
    if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
        raise CatalogueError(_("“{name}” must be written as [[{name}]].").format(name=name))
    return found


def text(table: Table, name: str, where: str) -> str:
    """Return a text, "" where the table ``where`` lacks it."""
    value = table.get(name, "")
    if not isinstance(value, str):
        raise CatalogueError(_("{where}: “{name}” must be text.").format(where=where, name=name))
    return value


def required(table: Table, name: str, where: str) -> str:
    """Return a text that the table must have."""
    value = text(table, name, where)
    if not value.strip():
        raise CatalogueError(_("{where} lacks its “{name}”.").format(where=where, name=name))
    return value


def texts(table: Table, name: str, where: str) -> tuple[str, ...]:
    """Return a list of texts, empty where the table lacks it."""
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise CatalogueError(
            _("{where}: “{name}” must be a list of texts.").format(where=where, name=name)
        )
    return tuple(value)


def names(table: Table, where: str) -> dict[str, str]:
    """Return the ``names`` by language."""
    value = table.get("names", {})
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value.values()):
        raise CatalogueError(
            _("{where}: “names” must give a text for each language.").format(where=where)
        )
    return dict(value)


def flag(table: Table, name: str, where: str) -> bool:
    """Return true or false, False where the table lacks it."""
    value = table.get(name, False)
    if not isinstance(value, bool):
        raise CatalogueError(
            _("{where}: “{name}” must be true or false.").format(where=where, name=name)
        )
    return value


def number(table: Table, name: str, where: str) -> float:
    """Return a number that the table must have."""
    value = table.get(name)
    wanted = isinstance(value, int | float) and not isinstance(value, bool)
    try:
        found = float(value) if wanted and value is not None else math.nan
    except OverflowError:
        found = math.nan
    if not math.isfinite(found):
        raise CatalogueError(
            _("{where}: “{name}” must be a number.").format(where=where, name=name)
        )
    return found


def whole_number(table: Table, name: str, where: str, default: int) -> int:
    """Return a whole number, ``default`` where the table lacks it."""
    value = table.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise CatalogueError(
            _("{where}: “{name}” must be a whole number.").format(where=where, name=name)
        )
    return value


def only_known(table: Table, known: Iterable[str], where: str) -> None:
    """Raise CatalogueError where the table has an entry of another name than these."""
    known = tuple(known)
    for name in table:
        if name not in known:
            raise CatalogueError(
                _("{where} has an entry “{name}” that is not known; known are: {known}.").format(
                    where=where, name=name, known=", ".join(known)
                )
            )


def each_once(what: str, values: Iterable[str]) -> None:
    """Raise CatalogueError where one of ``values`` that is not empty stands there twice."""
    seen: set[str] = set()
    for value in values:
        if value and value in seen:
            raise CatalogueError(
                _("the {what} {value} is given twice.").format(what=what, value=value)
            )
        seen.add(value)


def without_native_dates(value: Any) -> Any:
    """Return ``value`` with every date as EDTF text.

    TOML writes 2014-05-17 without quotes as a date of its own; the catalogue keeps text.
    """
    if isinstance(value, dict):
        return {name: without_native_dates(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [without_native_dates(entry) for entry in value]
    return value.isoformat() if isinstance(value, datetime | date) else value
