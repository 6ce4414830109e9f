"""No query of the list, the facets or the search may read the whole table: its plan is asked."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.facets import Relation, Term
from coopdesk.catalogue.filters import GROUPINGS, SORTABLE, Filter, Sort
from coopdesk.catalogue.query import All, Compared, Either, Named, Not, OneOf, Query, Text, Years
from coopdesk.storage import filtering, first_rows, listing
from coopdesk.storage import glance as glance_module
from coopdesk.storage.engine import Transactions
from coopdesk.storage.glance import glance
from coopdesk.storage.inspection import open_inspected
from coopdesk.storage.store import Store
from tests.builders import a_record, contents

Asked = list[tuple[str, Any]]

SORTS = [Sort(name, descending) for name in SORTABLE for descending in (False, True)]
FILTERS = {
    "area": Filter(areas=("AIR",)),
    "areas": Filter(areas=("AIR", "TRN")),
    "kind": Filter(kinds=("course",)),
    "status": Filter(statuses=("closed",)),
    "marking": Filter(markings=("RESTRICTED",)),
    "partner": Filter(partners=("SE",)),
    "year": Filter(years=(2015,)),
    "years": Filter(years=(2004, 2015, 2016)),
    "organisation": Filter(organisations=("Organisation 3",)),
    "place": Filter(place_names=("Tartu",)),
    "content": Filter(contents=("items", "documents")),
    "confidence": Filter(confidences=("official",)),
    "tag": Filter(tags=("air",)),
    "reference": Filter(references=("DK-RS/2004/001",)),
    "role": Filter(party_roles=("RS/receiver",)),
    "problem": Filter(problems=("error",)),
    "excluded": Filter(excluded=(("kinds", "course"), ("tags", "air"), ("years", "2015"))),
    "search": Filter(search="truck"),
    "words": Filter(search="truck driver"),
    "much": Filter(areas=("AIR",), kinds=("course",), years=(2015,), tags=("air",), search="t"),
}

TRUCK = Text(("truck",))
QUERIES = [
    TRUCK,
    Text(("first", "aid"), whole=True, field="title"),
    OneOf("tags", ("air",)),
    Named("organisations", ("danish",)),
    Years(2009, 2011),
    Compared("delivered", ">", 10.0),
    Compared("begins", ">=", date(2010, 1, 1)),
    Compared("changed", "=", date(2024, 5, 17)),
    Not(TRUCK),
    All((TRUCK, Years(2009, 2011), Not(OneOf("kinds", ("course",))))),
    Either((TRUCK, OneOf("tags", ("air",)))),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("plans") / "plans.coopdesk"
    opened = Store.create(path, contents(300), who="founder")
    yield opened
    opened.close()


@pytest.fixture
def plans(opened: Store) -> Callable[[Callable[[], object]], list[str]]:
    """Run something and return the plans of the queries that it asked of table record."""

    def of(work: Callable[[], object]) -> list[str]:
        asked: Asked = []

        def note(
            _connection: Connection, _cursor: Any, statement: str, values: Any, *_rest: Any
        ) -> None:
            if statement.startswith("SELECT"):
                asked.append((statement, values))

        transactions: Transactions = opened._transactions
        event.listen(transactions._engine, "before_cursor_execute", note)
        try:
            work()
        finally:
            event.remove(transactions._engine, "before_cursor_execute", note)
        with transactions.reading() as connection:
            return [
                str(step[3])
                for statement, values in asked
                for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            ]

    return of


Plans = Callable[[Callable[[], object]], list[str]]


def assert_none_reads_a_whole_table(steps: list[str]) -> None:
    assert steps
    for step in steps:
        whole = re.fullmatch(r"SCAN record( USING .*)?", step)
        assert not whole or "INDEX" in step, step


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: f"{sort.field}-{sort.descending}")
@pytest.mark.parametrize("wanted", [Filter(), Filter(areas=("AIR",))], ids=["all", "area"])
def test_that_lists_come_out_of_an_index_in_order(
    opened: Store, plans: Plans, wanted: Filter, sort: Sort
) -> None:
    for work in (lambda: opened.ids(wanted, sort), lambda: opened.first_page(wanted, sort, 60)):
        steps = plans(work)
        assert_none_reads_a_whole_table(steps)
        # The order itself comes from the index; only ties may have to be put in order.
        assert not [s for s in steps if "TEMP B-TREE" in s and "LAST TERM" not in s]
        if sort == Sort():
            assert not [s for s in steps if "TEMP B-TREE" in s]


@pytest.mark.parametrize("name", FILTERS)
def test_that_filtered_lists_and_counts_use_indexes(opened: Store, plans: Plans, name: str) -> None:
    wanted = FILTERS[name]
    for sort in SORTS:
        assert_none_reads_a_whole_table(plans(lambda: opened.ids(wanted, sort)))  # noqa: B023
        assert_none_reads_a_whole_table(plans(lambda: opened.first_page(wanted, sort, 60)))  # noqa: B023
    for grouped in GROUPINGS:
        assert_none_reads_a_whole_table(plans(lambda: opened.groups(wanted, grouped)))  # noqa: B023
        page = plans(lambda: opened.first_page(wanted, Sort(), 60, grouped))  # noqa: B023
        assert_none_reads_a_whole_table(page)
    assert_none_reads_a_whole_table(plans(lambda: opened.count(wanted)))


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", SORTABLE)
def test_that_a_first_page_by_two_columns_sorts_only_what_is_alike(
    plans: Plans, opened: Store, name: str, *, descending: bool
) -> None:
    sort = Sort(name, descending, Sort("title", then=Sort("period", descending=True)))
    assert_none_reads_a_whole_table(plans(lambda: opened.first_page(Filter(), sort, 20)))


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: type(query).__name__)
def test_that_every_part_of_a_query_is_read_from_indexes(
    monkeypatch: pytest.MonkeyPatch, opened: Store, plans: Plans, query: Query
) -> None:
    for module in (filtering, first_rows, listing):
        monkeypatch.setattr(module, "query_of", lambda _wanted: query)
    for sort in (Sort(), Sort("title", True)):
        assert_none_reads_a_whole_table(plans(lambda: opened.first_page(Filter(), sort, 20)))  # noqa: B023
        assert_none_reads_a_whole_table(plans(lambda: opened.ids(Filter(), sort)))  # noqa: B023
    assert_none_reads_a_whole_table(plans(lambda: opened.count(Filter())))


@pytest.mark.parametrize("dimension", [dimension.name for dimension in DIMENSIONS])
def test_that_counts_beside_the_filters_use_indexes(
    opened: Store, plans: Plans, dimension: str
) -> None:
    for wanted in (Filter(), *FILTERS.values()):
        assert_none_reads_a_whole_table(plans(lambda: opened.facet(dimension, wanted)))  # noqa: B023


def test_that_titles_are_sought_in_their_index(opened: Store, plans: Plans) -> None:
    assert_none_reads_a_whole_table(plans(lambda: opened.titles.find(["Øvelse", "Trucks"])))


def test_that_the_overview_uses_indexes(opened: Store, plans: Plans) -> None:
    assert_none_reads_a_whole_table(plans(opened.figures))
    assert_none_reads_a_whole_table(plans(lambda: opened.under_way(10)))
    assert_none_reads_a_whole_table(plans(opened.area_counts))


def test_that_ties_chains_and_what_ends_soon_are_read_by_indexes(
    opened: Store, plans: Plans
) -> None:
    agreements = [
        a_record(
            kind="agreement",
            status="in_force",
            reference=f"T/{place}",
            relations=(Relation("follows", f"T/{place - 1}"),) if place else (),
            terms=(Term("It", expires="2027"),),
        )
        for place in range(3)
    ]
    opened.load(contents(0, records=tuple(agreements)), who="A.K.")
    middle = opened.record_by_reference("T/1").id
    for work in (
        lambda: opened.ties.of(middle),
        lambda: opened.ties.chain(middle),
        opened.ties.expiring,
    ):
        steps = [step for step in plans(work) if "SCAN" in step]
        assert steps == ["SCAN term"] * len(steps)  # the code lists, which are read whole


def test_that_what_was_is_read_from_indexes(opened: Store, plans: Plans) -> None:
    uid = opened.record(7).uid
    opened.delete([1, 2, 3], who="A.K.")
    (last, *_others) = opened.past.deleted()
    opened.undo(who="A.K.")
    for work in (
        lambda: opened.past.versions(uid),
        lambda: opened.past.versions(uid, before=2),
        lambda: opened.past.record_at(uid, 1),
        lambda: opened.past.deleted(limit=50),
        lambda: opened.past.deleted(limit=50, before=last),
        opened.undo_state,
    ):
        steps = plans(work)
        assert steps
        for step in steps:
            whole = re.fullmatch(r"SCAN (change|gone|record)( USING .*)?", step)
            assert not whole or "INDEX" in step, step


@pytest.mark.parametrize("area", [None, "AIR"])
def test_that_the_first_look_uses_indexes(
    opened: Store, monkeypatch: pytest.MonkeyPatch, area: str | None
) -> None:
    asked: list[str] = []

    def traced(path: Path) -> tuple[Any, str]:
        connection, revision = open_inspected(path)
        connection.set_trace_callback(asked.append)
        return connection, revision

    monkeypatch.setattr(glance_module, "open_inspected", traced)
    for sort in SORTS:
        glance(opened.path, area=area, sort=sort, limit=60)
    connection, _revision = open_inspected(opened.path)
    steps = [
        step[3]
        for statement in asked
        if "record" in statement
        for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    connection.close()
    assert_none_reads_a_whole_table(steps)
