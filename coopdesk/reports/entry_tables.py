"""What of a record is read in columns: terms, deployments, items, milestones, results, money."""

from collections.abc import Iterable, Sequence
from typing import Any

from coopdesk.catalogue.facets import (
    Budget,
    Deployment,
    Item,
    Milestone,
    Result,
    Term,
    Transaction,
)
from coopdesk.catalogue.money import (
    item_totals,
    money_words,
    several,
    totals_by_type,
    totals_words,
)
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.reports.entry_rows import (
    Column,
    Line,
    amount,
    date_of,
    joined,
    label,
    stated,
    table_row,
)
from coopdesk.reports.wording import Wording

_STAGES = ("requested", "offered", "arrived", "departed")
_DAYS = ("signed", "in_force", "expires")
_QUANTITIES = ("requested", "agreed", "delivered")
_VALUES = ("baseline", "target", "actual")


def table_rows(record: Record, wording: Wording) -> Iterable[dict[str, Any]]:
    """Return the tables that stand before who took part; nothing for what there is none of."""
    if record.terms:
        yield _terms(record.terms, wording)
    if record.deployments:
        yield _deployments(record.deployments, wording)
    if record.items:
        yield _items(record.items, wording)


def progress_rows(record: Record, wording: Wording) -> Iterable[dict[str, Any]]:
    """Return the tables that stand after who took part; nothing for what there is none of."""
    if record.milestones:
        yield _milestones(record.milestones, wording)
    if record.results:
        yield _results(record.results, wording)
    if record.budget:
        yield _budget(record.budget, wording)
    if record.transactions:
        yield _transactions(record.transactions, wording)


def _columns(
    facet: type, first: str, others: Sequence[str], wording: Wording, *, number: bool = False
) -> list[Column]:
    rest = [Column(label(facet, name, wording), number) for name in others]
    return [Column(label(facet, first, wording), content=True), *rest]


def _terms(entries: Sequence[Term], wording: Wording) -> dict[str, Any]:
    lines = [
        Line(
            (one.title, *(date_of(getattr(one, name), wording) for name in _DAYS)),
            (
                stated(Term, "renewal", one.renewal, wording),
                stated(Term, "signatories", joined(*one.signatories), wording),
            ),
        )
        for one in entries
    ]
    return table_row("terms", _columns(Term, "title", _DAYS, wording), lines, wording)


def _deployments(entries: Sequence[Deployment], wording: Wording) -> dict[str, Any]:
    lines = [
        Line(
            (one.mission, *(date_of(getattr(one, name), wording) for name in _STAGES)),
            (stated(Deployment, "modules", joined(*one.modules), wording),),
        )
        for one in entries
    ]
    columns = _columns(Deployment, "mission", _STAGES, wording)
    return table_row("deployments", columns, lines, wording)


def _milestones(entries: Sequence[Milestone], wording: Wording) -> dict[str, Any]:
    lines = [
        Line((one.title, date_of(one.due, wording), date_of(one.done, wording)), (one.note,))
        for one in entries
    ]
    columns = _columns(Milestone, "title", ("due", "done"), wording)
    return table_row("milestones", columns, lines, wording)


def _results(entries: Sequence[Result], wording: Wording) -> dict[str, Any]:
    lines = [
        Line(
            (one.indicator, *(amount(getattr(one, name), wording) for name in _VALUES)),
            (one.note,),
            one.unit,
        )
        for one in entries
    ]
    columns = _columns(Result, "indicator", _VALUES, wording, number=True)
    return table_row("results", columns, lines, wording)


def _items(items: Sequence[Item], wording: Wording) -> dict[str, Any]:
    columns = [
        *_columns(Item, "description", _QUANTITIES, wording, number=True),
        Column(label(Item, "value", wording), number=True),
    ]
    lines = [
        Line(
            (
                one.description,
                *(amount(getattr(one, name), wording) for name in _QUANTITIES),
                _money(one.value, one.currency, wording),
            ),
            _small_print(one, wording),
            one.unit,
        )
        for one in items
    ]
    totals = []
    if several(one.value for one in items):
        totals = [(wording.gettext("Total"), totals_words(item_totals(items), wording.language))]
    return table_row("items", columns, lines, wording, totals)


def _small_print(one: Item, wording: Wording) -> tuple[str, ...]:
    category, condition = (
        code_label(name, code, wording.language) if code else ""
        for name, code in (("item_category", one.category), ("condition", one.condition))
    )
    handed = (date_of(one.handed_over, wording), one.handover_place, one.receiving_unit)
    return (
        joined(category, condition),
        stated(Item, "handed_over", joined(*handed), wording),
        stated(Item, "stock_number", one.stock_number, wording),
        stated(Item, "serials", joined(*one.serials), wording),
    )


def _budget(entries: Sequence[Budget], wording: Wording) -> dict[str, Any]:
    columns = [
        *_columns(Budget, "period", ("type", "value_date"), wording),
        Column(label(Budget, "amount", wording), number=True),
    ]
    lines = [
        Line(
            (
                date_of(one.period, wording),
                _type("budget_type", one.type, wording),
                date_of(one.value_date, wording),
                _money(one.amount, one.currency, wording),
            )
        )
        for one in entries
    ]
    return table_row("budget", columns, lines, wording, _totals("budget_type", entries, wording))


def _transactions(entries: Sequence[Transaction], wording: Wording) -> dict[str, Any]:
    columns = [
        *_columns(Transaction, "description", ("date", "type"), wording),
        Column(label(Transaction, "amount", wording), number=True),
    ]
    lines = [
        Line(
            (
                one.description,
                date_of(one.date, wording),
                _type("transaction_type", one.type, wording),
                _money(one.amount, one.currency, wording),
            ),
            (
                stated(Transaction, "provider", one.provider, wording),
                stated(Transaction, "receiver", one.receiver, wording),
                ""
                if one.value_date == one.date
                else stated(Transaction, "value_date", date_of(one.value_date, wording), wording),
            ),
        )
        for one in entries
    ]
    totals = _totals("transaction_type", entries, wording)
    return table_row("transactions", columns, lines, wording, totals)


def _type(code_list: str, code: str, wording: Wording) -> str:
    return code_label(code_list, code, wording.language) if code else ""


def _money(number: float | None, currency: str, wording: Wording) -> str:
    return "" if number is None else money_words(number, currency, wording.language)


def _totals(
    code_list: str, entries: Sequence[Budget] | Sequence[Transaction], wording: Wording
) -> list[tuple[str, list[str]]]:
    """Return the totals of each type, each currency by itself, where there is anything to add."""
    if not several(one.amount for one in entries):
        return []
    total = wording.gettext("Total")
    return [
        (
            joined(total, _type(code_list, kind, wording).lower()),
            totals_words(sums, wording.language),
        )
        for kind, sums in totals_by_type(entries).items()
    ]
