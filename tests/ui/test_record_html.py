"""A record as a page: all of it is there, and none of its text is ever read as markup."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.fields import FIELDS, field
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.i18n import activate
from coopdesk.ui.record_html import Reading, record_html, text_html
from coopdesk.ui.theme import DARK, LIGHT
from tests.builders import a_full_record, a_record

AIR = Area("AIR", {"en": "Air forces", "da": "Luftvåben"}, "#7b5ea7", 1)
RELATED = {"DK-RS/2004/001": (17, "The first letter")}
NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
FULL = a_full_record(
    relations=(Relation("follows", "DK-RS/2004/001"),),
    reference="DK-RS/2014/007",
    changed_at=NOON,
    changed_by="A.K.",
    created_by="founder",
)
# What the page is built of; nothing else may come from anywhere.
TAGS = {"style", "p", "span", "table", "tr", "td", "b", "br", "h3", "a"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src="file:///etc/passwd">',
    "</style></td></table><h1>big</h1>",
    "<a href='https://example.com'>click</a>",
    "&lt;b&gt; &amp;amp; &#60;i&#62; %s {0} {title} ${HOME}",
    "' onclick='x' style='color:red",
    "\u202eright to left\u202c",
    "x" * 10_000,
)


class Page(HTMLParser):
    """What a reader of HTML makes of it: the tags, the links, the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag == "br":
            self.text += "\n"
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data


def page(record: Record, area: Area = AIR) -> Page:
    return Page(record_html(Reading(record, area, RELATED), LIGHT))


def spoilt(value: Any, text: str) -> Any:
    """Return ``value`` with every text in it replaced by ``text``."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(spoilt(entry, text) for entry in value)
    if is_dataclass(value) and not isinstance(value, type | Period):
        kept = ("seen", "period", "type", "confidence")
        changes = {
            f.name: spoilt(getattr(value, f.name), text)
            for f in fields(value)
            if f.name not in kept
        }
        return replace(value, **changes)
    return value


def markup(text: str) -> Record:
    """Return a record in which every field that can hold text holds ``text``."""
    return spoilt(FULL, text)  # type: ignore[no-any-return]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_that_no_field_is_ever_read_as_markup(text: str) -> None:
    area = Area("AIR", {"en": text}, text, 1)
    found = page(markup(text), area)
    assert found.tags <= TAGS
    assert found.links == []  # the relation names no record that is here
    assert found.attributes <= {"style", "class", "width", "valign", "cellspacing", "cellpadding"}
    assert found.open == []
    assert found.text.count(text) >= 20


@given(st.text())
def test_that_any_text_comes_out_of_the_page_as_it_went_in(text: str) -> None:
    assert Page(f"<p>{text_html(text)}</p>").text == text


def test_that_qt_shows_hostile_text_as_it_is(qapp: QApplication) -> None:
    shown = QTextDocument()
    shown.setHtml(record_html(Reading(markup(HOSTILE[0] + HOSTILE[1]), AIR, {}), LIGHT))
    text = shown.toPlainText()
    assert HOSTILE[0] + HOSTILE[1] in text
    assert "\ufffc" not in text  # no picture came in


@pytest.mark.parametrize(
    "expected",
    [
        "Øvelse på Kopaonik: Đoković and the fuel trucks",
        "Air forces",
        "Donation",
        "Fourteen trucks for the air base",
        "Handed over in three parts.\nThe last one by rail.",
        "Closed",
        "May 2014 – spring 2015",
        "Kruševac, Serbia (43.5800, 21.3300)",
        "Tartu",
        "Danish Air Force Denmark",
        "Baltic Defence College",
        "Provider",
        "Receiver",
        "Involved",
        "14 × fuel truck (vehicle)",
        "tools",
        "drivers (12) Serbia",
        "instructors Denmark",
        "First run · May 2014 · 2 sessions",
        "Споразум",
        "Follows The first letter",
        "Embassy page · Air forces · seen 17 May 2024 · official",
        "air force, vehicles",
        "Ask for the delivery note",
        "UNCLASSIFIED · releasable to Denmark, Serbia · cleared for publication",
        "DK-RS/2014/007",
        "by A.K.",
    ],
)
def test_that_every_part_of_a_record_is_on_its_page(expected: str) -> None:
    assert expected in page(FULL).text


def test_that_every_facet_has_its_heading_and_an_empty_one_has_none() -> None:
    facets = [f.words() for f in FIELDS if f.name in ("items", "participants", "sessions")]
    facets += [field(name).words() for name in ("relations", "sources", "notes")]
    assert all(heading in page(FULL).text for heading in facets)
    bare = page(a_record(parties=())).text
    assert not [heading for heading in facets if heading in bare]
    assert "\n\n" not in bare


def test_that_a_related_record_that_is_here_is_a_link_and_another_is_named() -> None:
    assert page(FULL).links == ["record:17"]
    elsewhere = Page(record_html(Reading(FULL, AIR, {}), LIGHT))
    assert elsewhere.links == []
    assert "DK-RS/2004/001 not here" in elsewhere.text


def test_that_only_what_is_under_way_is_emphasised() -> None:
    assert "b" not in page(FULL).tags
    assert "b" in page(replace(FULL, status="implementation")).tags


def test_that_the_page_is_written_in_the_colours_given() -> None:
    for colours, other in ((LIGHT, DARK), (DARK, LIGHT)):
        html = record_html(Reading(FULL, AIR, RELATED), colours)
        assert colours.secondary in html
        assert other.secondary not in html


def test_that_the_page_speaks_the_language_of_the_window() -> None:
    activate("da")
    text = page(FULL).text
    assert "Luftvåben" in text
    assert "Danmark" in text
    assert "maj 2014" in text
