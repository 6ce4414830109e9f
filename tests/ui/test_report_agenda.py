import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.reports.visit import AgendaItem
from coopdesk.ui.report_agenda import agenda_item, agenda_line

words = st.text(st.sampled_from("Åbcђš 12,()"), max_size=20).map(
    lambda text: " ".join(text.split())
)
times = st.one_of(
    st.just(""),
    st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59)),
    st.just("09.30 – 10.15"),
)


@given(times, words, words)
def test_that_a_line_says_all_of_an_item(time: str, title: str, lead: str) -> None:
    item = AgendaItem(time=time, title=title, lead=lead)
    assert agenda_item(agenda_line(item)) == item


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("09:30 Welcome – Ministry", AgendaItem(time="09:30", title="Welcome", lead="Ministry")),
        ("Lunch", AgendaItem(title="Lunch")),
        ("14:00", AgendaItem(time="14:00")),
        ("9.15 Niš - tour - Col. A", AgendaItem(time="9.15", title="Niš - tour", lead="Col. A")),
        ("  2015 floods  ", AgendaItem(title="2015 floods")),
        ("Danish–Serbian talks", AgendaItem(title="Danish–Serbian talks")),
        ("– Col. A", AgendaItem(lead="Col. A")),
    ],
)
def test_that_a_line_is_read_as_it_is_meant(line: str, item: AgendaItem) -> None:
    assert agenda_item(line) == item
