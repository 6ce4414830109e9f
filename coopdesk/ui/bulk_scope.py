"""Which records a change of many can be made in: those selected, or all that a list shows."""

from dataclasses import dataclass

from coopdesk.catalogue.filter_words import filter_words
from coopdesk.catalogue.filters import Filter
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.browse_view import BrowseView
from coopdesk.ui.desk import Desk

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Scope:
    """Records to change: their ids, or a filter, and what they are called."""

    wanted: Filter | tuple[int, ...]
    words: str


def selected_scope(browse: BrowseView) -> Scope | None:
    """Return the records that are selected, None where none is."""
    ids = browse.table.chosen_ids()
    if not ids:
        return None
    words = ngettext("The selected record", "The {n} selected records", len(ids))
    return Scope(ids, words.format(n=number_words(len(ids))))


def listed_scope(desk: Desk, browse: BrowseView | None) -> Scope:
    """Return all records that the list shows; without a list, all of the catalogue."""
    wanted = Filter() if browse is None else browse.wanted()
    if browse is None:
        return Scope(wanted, _("All records of the catalogue"))
    number = browse.model.number or 0
    if wanted.empty:
        whole = ngettext("The record of the catalogue", "All {n} records of the catalogue", number)
        return Scope(wanted, whole.format(n=number_words(number)))
    shown = filter_words(wanted, desk.areas).replace("\n", " ")
    cut = shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
    if browse.model.number is None:
        # Nobody has counted them yet.
        return Scope(wanted, _("All records shown ({filter})").format(filter=cut))
    words = ngettext("The record shown ({filter})", "All {n} records shown ({filter})", number)
    return Scope(wanted, words.format(n=number_words(number), filter=cut))
