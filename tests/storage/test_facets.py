import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coopdesk.catalogue.codes import KINDS, STATUSES
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.catalogue.marking import SCALE
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.query_text import query_text
from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_record, areas, contents

from .plain_counts import assert_counted
from .queries import trees

TODAY = datetime(2024, 5, 17, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("many") / "many.coopdesk"
    records = (*contents(60).records, a_full_record(), a_record(period=Period.parse("../2009")))
    opened = Store.create(path, contents(records=records), who="founder", clock=lambda: TODAY)
    yield opened
    opened.close()


class Known(tuple[Record, ...]):
    """The records that are there; a failing test names them in a word."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "known"


@pytest.fixture(scope="module")
def known(many: Store) -> Known:
    return Known(many.records(range(1, 63)))


def some(*values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


filters = st.builds(
    Filter,
    areas=some("GEN", "AIR", "REL"),
    kinds=some("course", "donation", "agreement"),
    statuses=some("closed", ""),
    partners=some("SE", "DK", "NO"),
    years=some(2005, 2011, 2015),
    organisations=some("Organisation 3", "Danish Air Force"),
    place_names=some("Tartu", "Niš"),
    contents=some("places", "documents"),
    markings=some("UNMARKED", "RESTRICTED"),
    tags=some("air", "medical", "none has it"),
    confidences=some("official", "unconfirmed"),
    party_roles=some("RS/receiver", "DK/provider"),
    excluded=some(("areas", "AIR"), ("years", "2011"), ("tags", "air"), ("tags", "no such")),
    search=st.sampled_from(["", "kurs", "trucks air"])
    | trees.map(query_text).filter(lambda text: "()" not in text),
)


@examples(max_examples=200)
@given(wanted=filters)
def test_that_counts_apply_every_dimension_but_their_own(
    many: Store, known: Known, wanted: Filter
) -> None:
    told = many.facets(wanted)
    assert_counted(told, known, wanted)
    years = [int(one.value) for one in told["years"]]
    assert years == sorted(years, reverse=True)
    for name in ("tags", "areas"):
        assert many.facet(name, wanted) == told[name]
    by_area = {one.value: one.count for one in told["areas"]}
    assert many.area_counts(wanted) == {area.code: by_area.get(area.code, 0) for area in areas()}


def test_that_codes_come_in_the_order_of_their_lists(many: Store) -> None:
    for dimension, codes in (
        ("kinds", [kind.code for kind in KINDS]),
        ("statuses", [status.code for status in STATUSES] + [""]),
        ("markings", [marking.code for marking in SCALE]),
        ("areas", [area.code for area in areas()]),
        ("contents", [field.name for field in FIELDS]),
    ):
        told = [entry.value for entry in many.facet(dimension, Filter())]
        assert told == [code for code in codes if code in told]
        assert len(told) > 1


def test_that_other_values_come_from_the_most_frequent(many: Store) -> None:
    for dimension in ("partners", "organisations", "place_names", "tags"):
        told = many.facet(dimension, Filter())
        assert [entry.count for entry in told] == sorted(
            (entry.count for entry in told), reverse=True
        )
    assert many.facet("partners", Filter())[0] == FacetCount("DK", 62)
    tied = [entry.value for entry in many.facet("organisations", Filter()) if entry.count == 2]
    assert tied == sorted(tied)


def test_that_what_goes_on_counts_in_every_year_until_today(store: Store) -> None:
    store._door.clock = lambda: TODAY
    store.add(a_record(period=Period.parse("2021/..")), who="A.K.")
    store.add(a_record(period=Period.parse("2022")), who="A.K.")
    assert store.facet("years", Filter()) == (
        FacetCount("2024", 1),
        FacetCount("2023", 1),
        FacetCount("2022", 2),
        FacetCount("2021", 1),
    )


def test_that_a_catalogue_without_dates_has_no_years(store: Store) -> None:
    store.add(a_record(period=Period()), who="A.K.")
    assert store.facet("years", Filter()) == ()
    assert store.facet("years", Filter(years=(2015,))) == (FacetCount("2015", 0),)


def test_that_every_area_has_a_count_whichever_is_chosen(many: Store) -> None:
    counts = many.area_counts()
    assert list(counts) == ["GEN", "TRN", "AIR", "REL"]
    assert counts["REL"] == 0
    assert sum(counts.values()) == 62
    assert many.area_counts(Filter(areas=("AIR",))) == counts
    courses = many.area_counts(Filter(kinds=("course",)))
    assert sum(courses.values()) == many.count(Filter(kinds=("course",)))


def test_that_an_unknown_dimension_is_a_mistake_of_ours(many: Store) -> None:
    with pytest.raises(KeyError):
        many.facet("colours", Filter())


def test_that_the_library_of_sets_is_not_loaded_before_something_is_counted(many: Store) -> None:
    script = (
        "import sys; from pathlib import Path; from coopdesk.storage.store import Store\n"
        "store = Store.open(Path(sys.argv[1]), read_only=True)\n"
        "store.area_counts(), store.figures(), store.keep_snapshot()\n"
        "assert 'pyroaring' not in sys.modules\n"
        "store.facets(__import__('coopdesk.catalogue.filters').catalogue.filters.Filter())\n"
        "assert 'pyroaring' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script, str(many.path)], check=True)
