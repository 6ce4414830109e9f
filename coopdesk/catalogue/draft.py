"""Work on a record that is not saved yet, as it is kept in case the program ends before it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.fields import editable_fields
from coopdesk.catalogue.plain import field_from_plain, field_to_plain, from_plain, to_plain
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as it stood in the editor.

    ``base`` is the record that was opened, with id 0 for a new one; ``record`` has its id and
    version. ``typed`` holds what could not be read, by path: "period", "items/3/delivered" (the
    entries of a list counted from 0). ``why`` is the reason that was given for the change.
    """

    base: Record
    record: Record
    typed: Mapping[str, str] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Where a draft is kept: its key (a record's uid, or "new" and a mark), and of when it is."""

    key: str
    at: datetime
    title: str


def draft_to_json(draft: Draft) -> str:
    """Return ``draft`` as JSON: the record whole, and of its base what differs."""
    before = {
        declared.name: field_to_plain(declared, getattr(draft.base, declared.name))
        for declared in editable_fields()
        if getattr(draft.base, declared.name) != getattr(draft.record, declared.name)
    }
    plain = {
        "id": draft.record.id,
        "version": draft.record.version,
        "record": to_plain(draft.record),
        "before": before,
        "typed": dict(draft.typed),
        "why": draft.why,
    }
    # In ASCII: what was typed may hold what no file can.
    return json.dumps(plain)


def draft_from_json(text: str) -> Draft:
    """Return the draft that `draft_to_json` wrote.

    Raises CatalogueError where it is none, or holds what this version of the program cannot read.
    """
    try:
        plain = json.loads(text)
        record = replace(from_plain(plain["record"]), id=plain["id"], version=plain["version"])
        declared = {entry.name: entry for entry in editable_fields()}
        before: dict[str, Any] = {
            name: field_from_plain(declared[name], value) for name, value in plain["before"].items()
        }
        return Draft(replace(record, **before), record, dict(plain["typed"]), plain["why"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CatalogueError(
            _("The unsaved work cannot be read any more: {text}").format(text=quoted(text))
        ) from None


def title_in(text: str) -> str:
    """Return the title of the record in a draft's JSON, "" where it has none."""
    try:
        return str(json.loads(text)["record"]["title"])
    except (ValueError, KeyError, TypeError):
        return ""
