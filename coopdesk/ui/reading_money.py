"""Budget and transactions of a record in tables, each with its totals in each currency."""

from html import escape

from coopdesk.catalogue.facets import Budget, Transaction
from coopdesk.catalogue.money import (
    Totals,
    money_words,
    several,
    together,
    totals_by_type,
    totals_words,
)
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import _
from coopdesk.ui.reading_page import (
    Page,
    cell,
    cross,
    day,
    joined,
    lines,
    section,
    styled,
    table,
    text_html,
)

_ARROW = "\N{RIGHTWARDS ARROW}"


def budget(page: Page) -> str:
    """Return what is set aside, with the totals of each type."""
    entries = page.record.budget
    shown, more = page.first("budget", entries)
    body = table(_budget_row(one) for one in shown) + lines([more])
    return section("budget", body + _totals_of_types(page, "budget_type", entries))


def _budget_row(one: Budget) -> str:
    kind = code_label("budget_type", one.type) if one.type else ""
    return _row(joined(day(one.period), kind), _value_date(one.value_date), one)


def transactions(page: Page) -> str:
    """Return what was promised, paid and spent, with the totals of each type."""
    entries = page.record.transactions
    shown, more = page.first("transactions", entries)
    body = table(_transaction_row(page, one) for one in shown) + lines([more])
    return section("transactions", body + _totals_of_types(page, "transaction_type", entries))


def _transaction_row(page: Page, one: Transaction) -> str:
    kind = code_label("transaction_type", one.type) if one.type else ""
    below = [joined(one.description), _between(page, one), _value_date(one.value_date, one.date)]
    return _row(joined(day(one.date), kind), "<br>".join(filter(None, below)), one)


def _between(page: Page, one: Transaction) -> str:
    """Return who gave to whom."""
    giver = cross(page, "organisations", one.provider, quiet=True)
    taker = cross(page, "organisations", one.receiver, quiet=True)
    if giver and taker:
        return f"{giver} {_ARROW} {taker}"
    if taker:
        return escape(_("to {name}")).format(name=taker)
    return giver and escape(_("from {name}")).format(name=giver)


def _row(first: str, below: str, one: Budget | Transaction) -> str:
    small = f"<br>{styled('small', below)}" if first and below else styled("small", below)
    amount = "" if one.amount is None else text_html(money_words(one.amount, one.currency))
    return cell(first + small, style="line") + cell(amount, style="line", right=True)


def _value_date(edtf: str, known: str = "") -> str:
    """Return the value date, which nobody has to read twice."""
    if not edtf or edtf == known:
        return ""
    return text_html(_("value date {date}").format(date=day(edtf)))


def _totals_of_types(
    page: Page, code_list: str, entries: tuple[Budget, ...] | tuple[Transaction, ...]
) -> str:
    if not several(entry.amount for entry in entries):
        return ""
    return "".join(
        totals(page, sums, code_label(code_list, kind) if kind else "")
        for kind, sums in totals_by_type(entries).items()
    )


def totals(page: Page, sums: Totals, what: str = "") -> str:
    """Return totals in words, each currency by itself; in one currency only at rates given."""
    if not sums:
        return ""
    heading = _("Total, {what}").format(what=what.lower()) if what else _("Total")
    amounts = "<br>".join(text_html(words) for words in totals_words(sums))
    row = cell(escape(heading), style="label") + cell(f"<b>{amounts}</b>", right=True)
    return table([row]) + lines([_together(page, sums)], "small")


def _together(page: Page, sums: Totals) -> str:
    today = page.reading.today
    day_of_rates = min(page.record.period.latest or today, today)
    whole = together(sums, page.reading.rates, day_of_rates)
    if whole is None:
        return ""
    days = dict.fromkeys(period_words(Period.parse(rate.day)) for rate in whole.rates)
    return text_html(
        _("about {amount} together, at the rates of {dates}").format(
            amount=money_words(round(whole.amount), whole.currency), dates=", ".join(days)
        )
    )
