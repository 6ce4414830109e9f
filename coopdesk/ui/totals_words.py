"""The totals of a list in words: one line for the footer, and sections for the panel over it."""

from collections.abc import Mapping

from coopdesk.catalogue.money import money_words
from coopdesk.catalogue.totals import Sums, Totals
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import _
from coopdesk.ui.totals_panel import Section


def totals_sections(totals: Totals) -> tuple[Section, ...]:
    """Return what the panel lists, without what there is nothing of."""
    money = [(_("Value of items"), totals.items)]
    money += _of_types(_("Budgets"), "budget_type", totals.budgets)
    money += _of_types(_("Transactions"), "transaction_type", totals.transactions)
    units = tuple(
        (unit or _("Without a unit"), money_words(amount, ""))
        for unit, amount in totals.delivered.items()
    )
    found = [
        (heading, tuple(("", money_words(amount, code)) for code, amount in sums.items()))
        for heading, sums in money
        if sums
    ]
    return (*found, (_("Delivered"), units)) if units else tuple(found)


def _of_types(heading: str, list_name: str, totals: Mapping[str, Sums]) -> list[tuple[str, Sums]]:
    """Return each type for itself: they are never added up."""
    return [
        (f"{heading}, {code_label(list_name, kind).lower()}" if kind else heading, sums)
        for kind, sums in totals.items()
    ]


def totals_line(totals: Totals) -> str:
    """Return all in one line, "" where there is nothing."""
    parts = []
    for heading, lines in totals_sections(totals):
        delivered = heading == _("Delivered")
        said = (f"{amount} {what}" if delivered else amount for what, amount in lines)
        parts.append(f"{heading}: " + ", ".join(said))
    return "  ·  ".join(parts)
