"""Two records side by side, as a page: field by field, what differs set off from what does not."""

from collections.abc import Mapping
from html import escape

from coopdesk.catalogue.fields import FIELDS, GROUPS, Field
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.value_words import entry_words, value_words
from coopdesk.i18n import _
from coopdesk.ui.theme import Colours

_LONGEST = 600
_MOST_ENTRIES = 12
# What the program gives to each record anew tells nothing of what it is.
_UNTOLD = ("reference", "created_at", "created_by", "changed_at", "changed_by")
_ORDER = {name: place for place, (name, _words) in enumerate(GROUPS)}


def compare_html(
    one: Record, other: Record, areas: Mapping[str, str], now: Colours, *, alike: bool
) -> str:
    """Return the page; without ``alike`` only what differs."""
    rows = [
        _row(field, one, other, areas, now)
        for field in sorted(FIELDS, key=lambda field: _ORDER[field.group])
        if field.name not in _UNTOLD
        and (alike or getattr(one, field.name) != getattr(other, field.name))
    ]
    if not any(rows):
        words = _("The two say the same in every field.")
        return f'<p style="color:{now.secondary}">{escape(words)}</p>'
    return f'<table width="100%" cellspacing="0" cellpadding="6">{"".join(rows)}</table>'


def _row(field: Field, one: Record, other: Record, areas: Mapping[str, str], now: Colours) -> str:
    values = getattr(one, field.name), getattr(other, field.name)
    cells = [_cell(field, value, areas) for value in values]
    if not any(cells):
        return ""
    differs = values[0] != values[1]
    ink = now.text if differs else now.secondary
    ground = f' bgcolor="{now.selection}"' if differs else ""
    name = escape(field.words())
    told = "".join(
        f'<td width="41%" valign="top"{ground} style="color:{ink}">{cell or "–"}</td>'
        for cell in cells
    )
    return f'<tr><td width="18%" valign="top" style="color:{now.secondary}">{name}</td>{told}</tr>'


def _cell(field: Field, value: object, areas: Mapping[str, str]) -> str:
    if field.facet is None or not isinstance(value, tuple):
        if field.name == "publish" and not value:
            return ""
        return _text(value_words(field, value, areas))
    lines = [_text(entry_words(entry, areas)) for entry in value[:_MOST_ENTRIES]]
    return "<br>".join([*lines, "…"] if len(value) > _MOST_ENTRIES else lines)


def _text(words: str) -> str:
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return escape(shown).replace("\n", "<br>")
