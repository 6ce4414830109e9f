"""What is refused of a list because of the records that are there: each says how to mend it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from coopdesk.catalogue.codes import Code, Kind, Status
from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.i18n import _, ngettext
from coopdesk.storage.frame import read_vocabulary
from coopdesk.storage.listed import USED_IN
from coopdesk.storage.schema import record

# A record must have one of each of these.
_NEEDED = ("kind", "area")


def refuse_removal(
    connection: Connection, entries: Sequence[Code], list_name: str, code: str
) -> None:
    """Raise CatalogueError where an entry is used, or is the program's own."""
    entry = next(entry for entry in entries if entry.code == code)
    name = quoted(entry.words())
    if entry.built_in:
        raise CatalogueError(
            _("{name} belongs to the program and cannot be removed: retire it instead.").format(
                name=name
            )
        )
    refuse_lists_left_empty(entries, list_name, code)
    column = USED_IN[list_name]
    used = connection.scalar(select(func.count()).where(column == code)) or 0
    if not used:
        return
    if list_name == "organisation_type":
        said = ngettext(
            "{name} is used by {count} organisation: retire it, or change that one first.",
            "{name} is used by {count} organisations: retire it, or change those first.",
            used,
        )
    else:
        said = ngettext(
            "{name} is used by {count} record: retire it, or change that one first.",
            "{name} is used by {count} records: retire it, or change those first.",
            used,
        )
    raise CatalogueError(said.format(name=name, count=used))


def refuse_lists_left_empty(entries: Sequence[Code], list_name: str, code: str) -> None:
    """Raise CatalogueError where nothing that every record needs is offered without ``code``."""
    if list_name in _NEEDED and all(entry.retired or entry.code == code for entry in entries):
        raise CatalogueError(
            _("It is the last one on offer, and every record needs one: add another one first.")
        )


def refuse_unfit_statuses(
    connection: Connection, list_name: str, code: str, traits: Mapping[str, Any]
) -> None:
    """Raise CatalogueError where ``traits`` make statuses that records have unfit for their kind.

    An agreement has the statuses of agreements, any other kind the others.
    """
    agreement = traits.get("agreement")
    if agreement is None or list_name not in ("kind", "status"):
        return
    vocabulary = read_vocabulary(connection)
    others: tuple[Kind | Status, ...] = (
        vocabulary.statuses if list_name == "kind" else vocabulary.kinds
    )
    unfit = [other.code for other in others if other.agreement != agreement]
    own, of_others = record.c.kind, record.c.status
    if list_name == "status":
        own, of_others = of_others, own
    statement = select(func.count()).where(own == code, of_others.in_(unfit))
    count = connection.scalar(statement) or 0
    if count:
        said = ngettext(
            "{count} record has a status that would no longer fit its kind: change that first.",
            "{count} records have a status that would no longer fit their kind: "
            "change those first.",
            count,
        )
        raise CatalogueError(said.format(count=count))
