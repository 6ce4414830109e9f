"""A catalogue in readable text form (TOML 1.0).

The file says ``coopdesk = 1`` (the version of this form) and holds a ``name``, the tables of
`toml_frame`, and ``[[record]]`` tables, with the fields of a record named as they are declared in
`catalogue.fields`. ``[defaults]`` holds fields that every record has unless it says otherwise. The
sample catalogue is written in it and explains it at its top.
"""

from collections.abc import Iterable
from pathlib import Path

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.plain import from_plain
from coopdesk.catalogue.record import Record
from coopdesk.exchange import toml_frame
from coopdesk.exchange.toml_file import read_tables
from coopdesk.exchange.toml_tables import (
    Table,
    each_once,
    only_known,
    tables,
    text,
    without_native_dates,
)
from coopdesk.i18n import _

VERSION = 1
_TABLES = ("coopdesk", "name", *toml_frame.TABLES, "defaults", "record")


def read_toml(path: Path) -> Contents:
    """Return the catalogue that the file at ``path`` writes out.

    Records keep the references that they give; one without gets its reference when it is stored.
    Raises NotFound where there is no such file, and CatalogueError, naming the file, the record
    and the field, for anything in it that a catalogue cannot hold.
    """
    try:
        return contents_from_plain(read_tables(path))
    except CatalogueError as refused:
        raise type(refused)(_("{file}: {problem}").format(file=path, problem=refused)) from None


def contents_from_plain(plain: Table) -> Contents:
    """Return the catalogue that the tables of such a file describe; CatalogueError if they cannot.

    ``plain`` is what a TOML parser returns.
    """
    if plain.get("coopdesk") != VERSION:
        raise CatalogueError(
            _("this is not a CoopDesk catalogue in text form: it lacks the line “coopdesk = 1”.")
        )
    only_known(plain, _TABLES, _("the file"))
    records = tuple(_records(plain))
    each_once(_("reference"), (record.reference for record in records))
    return Contents(
        name=text(plain, "name", _("the file")),
        records=records,
        **toml_frame.read_frame(plain),
    )


def _records(plain: Table) -> Iterable[Record]:
    defaults = plain.get("defaults", {})
    if not isinstance(defaults, dict):
        raise CatalogueError(_("“defaults” must be a table."))
    for number, table in enumerate(tables(plain, "record"), start=1):
        title = table.get("title")
        shown = title[:60] if isinstance(title, str) else _("without a title")
        try:
            yield from_plain(without_native_dates({**defaults, **table}))
        except CatalogueError as refused:
            raise CatalogueError(
                _("record {number} (“{title}”): {problem}").format(
                    number=number, title=shown, problem=refused
                )
            ) from None
