import json

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.marking import Audience
from coopdesk.reports.options import DETAILS, ORDERS, Options
from coopdesk.reports.visit import AgendaItem, Visit
from coopdesk.settings import Settings
from coopdesk.ui.report_memory import (
    Remembered,
    options_from_plain,
    options_to_plain,
    remember,
    remembered,
)

years = st.none() | st.integers(1, 9999)
texts = st.text(max_size=8)
lists = st.lists(texts, max_size=3).map(tuple)
visits = st.builds(
    Visit,
    name=texts,
    date=texts,
    place=texts,
    purpose=texts,
    participants=lists,
    agenda=st.lists(st.builds(AgendaItem, time=texts, title=texts, lead=texts), max_size=2).map(
        tuple
    ),
    talking_points=lists,
)
options = st.builds(
    Options,
    first_year=years,
    last_year=years,
    areas=lists,
    detail=st.sampled_from([code for code, _words in DETAILS]),
    order=st.sampled_from([code for code, _words in ORDERS]),
    paragraph_marks=st.booleans(),
    history=st.booleans(),
    year=years,
    visit=visits,
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
)


@given(options)
def test_that_options_come_back_as_they_were_kept(chosen: Options) -> None:
    assert options_from_plain(json.loads(json.dumps(options_to_plain(chosen)))) == chosen


@given(st.dictionaries(st.sampled_from([*Options.__dataclass_fields__, "x"]), anything) | anything)
def test_that_whatever_stands_in_the_settings_gives_options(plain: object) -> None:
    found = options_from_plain(plain)
    assert options_from_plain(options_to_plain(found)) == found


def test_that_each_report_has_its_own_memory() -> None:
    settings = Settings(None)
    made = Remembered("sr", Audience("partner", "RS"), Options(first_year=2014, detail="brief"))
    remember(settings, "catalogue", made)
    assert remembered(settings, "catalogue") == made
    other = remembered(settings, "training")
    assert other.options == Options()
    assert (other.language, other.audience) == ("sr", Audience("partner", "RS"))


def test_that_what_is_not_understood_counts_as_not_chosen() -> None:
    settings = Settings(None)
    settings.set("report_options", {"record": {"language": "xx", "audience": 7}, "area": "no"})
    settings.set("report_language", "da")
    settings.set("report_audience", "nobody")
    for name in ("record", "area"):
        assert remembered(settings, name) == Remembered("da", Audience(), Options())
