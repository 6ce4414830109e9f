"""What a query asks for is what the tables give, whichever way it is asked."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import select

from coopdesk.catalogue.filters import SORTABLE, Filter, Sort
from coopdesk.catalogue.query import Query
from coopdesk.catalogue.query_matching import holds
from coopdesk.storage import filtering, first_rows, listing
from coopdesk.storage.query_sql import condition
from coopdesk.storage.schema import record
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_varied_record, contents

from .queries import trees
from .test_listing import Known, in_order

pytestmark = pytest.mark.slow

sorts = st.recursive(
    st.builds(Sort, st.sampled_from(SORTABLE), st.booleans()),
    lambda then: st.builds(Sort, st.sampled_from(SORTABLE), st.booleans(), then),
    max_leaves=3,
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("queries") / "queries.coopdesk"
    records = (*map(a_varied_record, range(60)), a_full_record())
    opened = Store.create(path, contents(records=records), who="founder")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def known(many: Store) -> Known:
    return Known(many.records(range(1, 62)))


@examples(max_examples=300)
@given(query=trees)
def test_that_a_query_finds_what_it_says(many: Store, known: Known, query: Query) -> None:
    expected = [one.id for one in known if holds(query, one)]
    with many._transactions.reading() as connection:
        for by_row in (False, True):
            asked = select(record.c.id).where(condition(query, by_row=by_row))
            assert list(connection.scalars(asked.order_by(record.c.id))) == expected, by_row


@examples(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=trees, sort=sorts, limit=st.sampled_from((1, 3, 10, 100)))
def test_that_the_first_of_a_query_are_the_first_of_its_list(
    monkeypatch: pytest.MonkeyPatch,
    many: Store,
    known: Known,
    query: Query,
    sort: Sort,
    limit: int,
) -> None:
    for module in (filtering, first_rows, listing):
        monkeypatch.setattr(module, "query_of", lambda _wanted: query)
    expected = in_order(tuple(one for one in known if holds(query, one)), sort)
    assert list(many.ids(Filter(), sort)) == expected
    assert many.count(Filter()) == len(expected)
    assert [row.id for row in many.first_page(Filter(), sort, limit)] == expected[:limit]
