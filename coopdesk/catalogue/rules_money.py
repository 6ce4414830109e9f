"""The rules on money: an amount needs its currency, and a payment its sides and its kind."""

from collections.abc import Iterator

from coopdesk.catalogue.facets import Budget, Transaction
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rule import Context, Finding, RecordRule, Rule, Severity, reads
from coopdesk.i18n import N_, _


def _money(record: Record) -> Iterator[tuple[str, int, Budget | Transaction]]:
    for row, budget in enumerate(record.budget, start=1):
        yield "budget", row, budget
    for row, transaction in enumerate(record.transactions, start=1):
        yield "transactions", row, transaction


def _currency(record: Record, _context: Context) -> Iterator[Finding]:
    message = _("The amount has no currency: give it, such as DKK.")
    for field, row, money in _money(record):
        if money.amount is not None and not money.currency:
            yield Finding(field, message, row, "currency")
    for row, item in enumerate(record.items, start=1):
        if item.value is not None and not item.currency:
            yield Finding("items", message, row, "currency")


def _type(record: Record, _context: Context) -> Iterator[Finding]:
    for field, row, money in _money(record):
        if money.amount is not None and not money.type:
            yield Finding(field, _("Choose the type of the amount."), row, "type")


def _amount(record: Record, _context: Context) -> Iterator[Finding]:
    for field, row, money in _money(record):
        if money.amount is None:
            message = _("Give the amount, or remove the row.")
            yield Finding(field, message, row, "amount")


def _sides(record: Record, _context: Context) -> Iterator[Finding]:
    for row, payment in enumerate(record.transactions, start=1):
        provider = folded_sort_key(payment.provider) if payment.receiver else ""
        if provider and provider == folded_sort_key(payment.receiver):
            message = _("The money goes from and to the same: set one of the two right.")
            yield Finding("transactions", message, row, "receiver")


_WARNING, _MONEY = Severity.WARNING, reads("budget", "transactions")
RULES: tuple[Rule, ...] = (
    RecordRule(
        "amount-without-currency",
        _WARNING,
        N_("Amounts without a currency"),
        _MONEY | {"items"},
        _currency,
        apart=True,
    ),
    RecordRule(
        "amount-without-type", _WARNING, N_("Amounts without a type"), _MONEY, _type, apart=True
    ),
    RecordRule(
        "money-without-amount", _WARNING, N_("Money without an amount"), _MONEY, _amount, apart=True
    ),
    RecordRule(
        "payment-to-itself",
        _WARNING,
        N_("Payments from and to the same"),
        reads("transactions"),
        _sides,
        within="transactions",
    ),
)
