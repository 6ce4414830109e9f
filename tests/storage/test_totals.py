"""What a list comes to: exactly what its records state, each currency, type and unit apart."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coopdesk.catalogue.facets import Budget, Item, Transaction
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.money import added, item_totals, totals_by_type
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.totals import Totals
from coopdesk.storage import totals
from coopdesk.storage.engine import Transactions
from coopdesk.storage.errors import Interrupted
from coopdesk.storage.store import Store
from coopdesk.storage.totals import read_totals
from tests.builders import a_record, contents

NUMBER = 24
CURRENCIES = ("EUR", "DKK", "", "RSD")
AMOUNTS = (0.1, 0.2, 1e6, None, 3.35, 2_500_000_000.25, 12.0, 9_999_999.99, 10_000_000.0)


def a_costly_record(number: int) -> Record:
    amount, currency = AMOUNTS[number % len(AMOUNTS)], CURRENCIES[number % 4]
    return a_record(
        area=("TRN", "AIR", "GEN")[number % 3],
        title=f"Training {number}",
        items=(
            Item("truck", float(number), "vehicle", value=amount, currency=currency),
            Item("tent", 0.5, "", value=0.3, currency="EUR"),
            Item("box"),
        ),
        budget=(
            Budget("original", amount=amount, currency=currency),
            Budget("revised", amount=7.0, currency="EUR"),
        ),
        transactions=(Transaction("disbursement", amount=amount, currency=currency),) * 2,
    )


@pytest.fixture(scope="module")
def costly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("costly") / "costly.coopdesk"
    records = tuple(map(a_costly_record, range(NUMBER)))
    opened = Store.create(path, contents(records=records), who="founder")
    yield opened
    opened.close()


def plain(records: list[Record]) -> Totals:
    items = [item for record in records for item in record.items]
    return Totals(
        item_totals(items),
        totals_by_type([one for record in records for one in record.budget]),
        totals_by_type([one for record in records for one in record.transactions]),
        added((item.delivered, item.unit) for item in items),
    )


@pytest.mark.parametrize("few", [0, 1_000])
def test_that_totals_are_those_of_the_records_that_pass(
    costly: Store, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(totals, "_FEW", few)
    records = costly.records(range(1, NUMBER + 1))
    for wanted in (
        Filter(),
        Filter(areas=("AIR",)),
        Filter(search="training", excluded=(("areas", "GEN"),)),
        Filter(references=(records[-1].reference,)),
    ):
        told = costly.totals(wanted)
        assert told == plain([record for record in records if wanted.matches(record)])
        assert told.items
    assert costly.totals(Filter(search="nothing has it")) == Totals()


@examples(max_examples=25)
@given(amounts=st.lists(st.decimals(0, 10**11, places=2).map(float), min_size=1, max_size=6))
def test_that_no_part_of_an_amount_is_lost(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[float]
) -> None:
    paid = tuple(Transaction("disbursement", amount=one, currency="EUR") for one in amounts)
    path = tmp_path_factory.mktemp("paid") / "paid.coopdesk"
    held = contents(records=(a_record(transactions=paid),))
    opened = Store.create(path, held, who="founder")
    exact = sum((Decimal(repr(one)) for one in amounts), Decimal(0))
    assert opened.totals(Filter()).transactions == {"disbursement": {"EUR": exact}}
    opened.close()


def test_that_codes_stand_in_the_order_of_an_alphabet_and_none_last(costly: Store) -> None:
    told = costly.totals(Filter())
    assert list(told.items) == ["DKK", "EUR", "RSD", ""]
    assert list(told.budgets) == ["original", "revised"]
    assert list(told.delivered) == ["vehicle", ""]


def test_that_totals_that_nobody_waits_for_end(tmp_path: Path, costly: Store) -> None:
    running: Transactions = costly._transactions
    with pytest.raises(Interrupted), running.reading() as connection:  # noqa: PT012
        running.interrupt()
        read_totals(connection, None)
