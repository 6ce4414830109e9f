from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.facets import Item, Party
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.filters import SORTABLE, Filter, Sort
from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.query_error import QueryError
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.searchable import searchable_text
from tests.builders import a_full_record
from tests.catalogue.strategies import (
    DIMENSION_NAMES,
    FILTER_VALUES,
    filters,
    listed_records,
    records,
)

OF_A_DIMENSION = pytest.mark.parametrize("name", DIMENSION_NAMES)
HELICOPTERS = a_full_record(reference="DK-RS/2014/001", period=Period.parse("2014-05/2015-21"))

# For each dimension: a value that the record above has, and one that it lacks.
MEETS: dict[str, tuple[Any, Any]] = {
    "areas": ("AIR", "TRN"),
    "kinds": ("donation", "course"),
    "statuses": ("closed", ""),
    "partners": ("RS", "EE"),
    "party_roles": ("DK/provider", "DK/receiver"),
    "years": (2015, 2016),
    "organisations": ("Danish Air Force", "Danish"),
    "place_names": ("Niš", "Nis"),
    "contents": ("items", "notes"),
    "markings": ("UNCLASSIFIED", "UNMARKED"),
    "tags": ("vehicles", "vehicle"),
    "confidences": ("official", "reported"),
    "references": ("DK-RS/2014/001", "DK-RS/2014"),
}


_WORDS = st.text("aeouxøđ 1-", max_size=8).map(lambda text: " ".join(tokens(text)))


def narrowed(wanted: Filter, name: str, values: Any) -> Filter:
    return replace(wanted, **{name: values})


def only(wanted: Filter, name: str) -> Filter:
    return narrowed(Filter(), name, getattr(wanted, name))


@OF_A_DIMENSION
def test_that_a_dimension_lets_through_what_has_the_value_and_nothing_else(name: str) -> None:
    has, lacks = MEETS[name]
    assert narrowed(Filter(), name, (has,)).matches(HELICOPTERS)
    assert not narrowed(Filter(), name, (lacks,)).matches(HELICOPTERS)
    assert narrowed(Filter(), name, (lacks, has)).matches(HELICOPTERS)


@given(records())
def test_that_an_empty_filter_lets_everything_through(record: Record) -> None:
    assert Filter().matches(record)


@OF_A_DIMENSION
@settings(max_examples=30)
@given(data=st.data(), record=listed_records())
def test_that_within_a_dimension_any_value_will_do(
    name: str, data: st.DataObject, record: Record
) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(FILTER_VALUES[name]), min_size=1, max_size=3).map(tuple)
    )
    alone = [narrowed(Filter(), name, (value,)).matches(record) for value in chosen]
    assert narrowed(Filter(), name, chosen).matches(record) == any(alone)


@given(filters(), listed_records())
def test_that_all_dimensions_must_hold(wanted: Filter, record: Record) -> None:
    names = (*DIMENSION_NAMES, "search", "excluded")
    each = [only(wanted, name).matches(record) for name in names]
    assert wanted.matches(record) == all(each)


@OF_A_DIMENSION
@settings(max_examples=30)
@given(data=st.data(), wanted=filters(), record=listed_records())
def test_that_one_more_value_in_a_dimension_never_loses_a_record(
    name: str, data: st.DataObject, wanted: Filter, record: Record
) -> None:
    more = data.draw(st.sampled_from(FILTER_VALUES[name]))
    chosen = getattr(wanted, name) or (FILTER_VALUES[name][0],)
    before = narrowed(replace(wanted, excluded=()), name, chosen)
    if before.matches(record):
        assert narrowed(before, name, (*chosen, more)).matches(record)


@OF_A_DIMENSION
@settings(max_examples=30)
@given(data=st.data(), wanted=filters(), record=listed_records())
def test_that_one_more_dimension_never_gains_a_record(
    name: str, data: st.DataObject, wanted: Filter, record: Record
) -> None:
    before = narrowed(wanted, name, ())
    value = data.draw(st.sampled_from(FILTER_VALUES[name]))
    if narrowed(before, name, (value,)).matches(record):
        assert before.matches(record)


@given(filters(), listed_records())
def test_that_a_filter_is_empty_when_it_asks_for_nothing(wanted: Filter, record: Record) -> None:
    asks = [name for name in DIMENSION_NAMES if getattr(wanted, name)]
    assert wanted.empty == (not asks and not wanted.search.strip() and not wanted.excluded)
    if wanted.empty:
        assert wanted.matches(record)


@given(listed_records(), st.sampled_from(DIMENSION_NAMES[:-1]), st.data())
def test_that_what_is_excluded_is_what_would_else_be_found(
    record: Record, name: str, data: st.DataObject
) -> None:
    value = data.draw(st.sampled_from(FILTER_VALUES[name]))
    asked = narrowed(Filter(), name, (value,))
    assert Filter(excluded=((name, str(value)),)).matches(record) != asked.matches(record)


def test_that_a_search_without_a_word_cannot_be_read() -> None:
    with pytest.raises(QueryError):
        Filter(search=" …!? ").matches(Record())
    assert not Filter(statuses=("",)).empty


@pytest.mark.parametrize(
    ("period", "years", "found"),
    [
        ("2015-21", (2015,), True),
        ("2015-21", (2014, 2016), False),
        ("2014-05/2016", (2015,), True),
        ("2006/..", (2099,), True),
        ("2006/..", (2005,), False),
        ("../2010", (1950,), True),
        ("2010~", (2009,), False),
        ("", (2015,), False),
    ],
)
def test_that_a_year_is_any_that_the_period_touches(
    period: str, years: tuple[int, ...], found: bool
) -> None:
    record = Record(period=Period.parse(period))
    assert Filter(years=years).matches(record) == found


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("øvelse", True),
        ("ovelse", True),
        ("OVEL", True),
        ("dokovic", True),
        ("djokovic", True),
        ("ђоковић", True),
        ("sporazum", True),
        ("fuel øv", True),
        ("truck, fuel!", True),
        ("kopaonik baltic", True),
        ("velse", False),
        ("ovelser", False),
        ("ovelse helicopter", False),
        ("fuel OR helicopter", True),
        ("fuel*", True),
        ('"fuel trucks"', True),
        ('"fuel truck"', True),
        ('"fuel tru"', False),
        ("-fuel", False),
        ("kind:donation delivered>10", True),
        ("delivered<1", False),
    ],
)
def test_that_every_word_sought_begins_a_word_of_the_record(search: str, found: bool) -> None:
    assert Filter(search=search).matches(HELICOPTERS) == found


@given(records(), st.data())
def test_that_any_beginnings_of_its_words_find_a_record(
    record: Record, data: st.DataObject
) -> None:
    words = tokens(searchable_text(record))
    chosen = data.draw(st.lists(st.sampled_from(words), max_size=4)) if words else []
    begun = [word[: data.draw(st.integers(1, 12))] for word in chosen]
    assert Filter(search=" ".join(begun)).matches(record)


@given(listed_records(), _WORDS, _WORDS)
def test_that_more_words_never_find_more(record: Record, words: str, more: str) -> None:
    if Filter(search=f"{words} {more}").matches(record):
        assert Filter(search=words).matches(record)


def test_that_a_search_looks_into_the_facets() -> None:
    record = Record(items=(Item("first-aid kit"),), parties=(Party("Forsvaret", "DK"),))
    assert Filter(search="kit forsv dk").matches(record)


def test_that_every_dimension_is_an_attribute_of_a_filter_with_its_own_words() -> None:
    names = {dimension.name for dimension in DIMENSIONS}
    assert names | {"search", "references", "excluded"} == {
        attribute.name for attribute in fields(Filter)
    }
    assert len({dimension.option for dimension in DIMENSIONS}) == len(DIMENSIONS)
    assert len({dimension.label for dimension in DIMENSIONS}) == len(DIMENSIONS)


def test_that_each_sortable_field_is_one_of_a_record() -> None:
    assert set(SORTABLE) <= {field.name for field in FIELDS}


def test_that_a_list_begins_with_the_earliest() -> None:
    assert Sort() == Sort("period", descending=False)
