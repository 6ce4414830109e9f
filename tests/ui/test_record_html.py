"""A record as a page: all of it is there, and none of its text is ever read as markup."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.chain import Chain, Step
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, FieldType, field
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.ties import Tie, Ties
from coopdesk.i18n import activate
from coopdesk.resources import resource
from coopdesk.ui.reading_page import text_html
from coopdesk.ui.record_html import record_html
from coopdesk.ui.theme import DARK, LIGHT
from tests.builders import a_record
from tests.ui.record_pages import ATTRIBUTES, FULL, RELATED, TAGS, Page, page, reading

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
# The program's own links of a full record: its documents, and the languages to read it in.
OWN_LINKS = ["document:0", "document:1"]
KEPT = (FieldType.PERIOD, FieldType.CODE, FieldType.MARKING, FieldType.LANGUAGE)


def spoilt(value: Any, text: str) -> Any:
    """Return ``value`` with every text in it replaced by ``text``."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(spoilt(entry, text) for entry in value)
    if is_dataclass(value) and not isinstance(value, type | Period):
        kept = {part.name for part in FACET_FIELDS.get(type(value), ()) if part.type in KEPT}
        kept |= {"marking"}
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


def around(text: str) -> dict[str, Any]:
    """Return what stands beside a record on its page, with ``text`` in all of it."""
    contact = Contact(text, text, "RS", text, text, text, text, text, text)
    steps = (Step(3, text, text, text, text), Step(7, text, text, "agreement", "in_force"))
    return {
        "area": Area("AIR", {"en": text}, text, 1),
        "contacts": {text: contact},
        "chain": Chain(steps, more=True),
        "ties": Ties((Tie("uses", text, True, 5, text), Tie(text, text))),
    }


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_that_no_field_is_ever_read_as_markup(text: str) -> None:
    found = page(markup(text), **around(text))
    assert found.tags <= TAGS
    assert sorted(found.links) == sorted([*OWN_LINKS, "record:3", "record:5", "language:da"])
    assert found.attributes <= ATTRIBUTES
    assert found.open == []
    assert found.text.count(text) >= 60


@given(st.text())
def test_that_any_text_comes_out_of_the_page_as_it_went_in(text: str) -> None:
    assert Page(f"<p>{text_html(text)}</p>").text == text


def test_that_qt_shows_hostile_text_as_it_is(qapp: QApplication) -> None:
    shown = QTextDocument()
    shown.setHtml(record_html(reading(markup(HOSTILE[0] + HOSTILE[1])), LIGHT))
    text = shown.toPlainText()
    assert HOSTILE[0] + HOSTILE[1] in text
    assert "\ufffc" not in text  # no picture came in


@pytest.mark.parametrize("language", ["en", "da", "sr"])
def test_that_a_page_fits_into_a_narrow_pane(qapp: QApplication, language: str) -> None:
    activate(language, resource("translations"))
    shown = QTextDocument()
    shown.setHtml(record_html(reading(FULL, ties=RELATED), LIGHT))
    shown.setTextWidth(280)
    assert shown.size().width() <= 280


@pytest.mark.parametrize(
    "expected",
    [
        "Øvelse på Kopaonik: Đoković and the fuel trucks",
        "Air forces · Donation",
        "Fourteen trucks for the air base",
        "Handed over in three parts. The last one by rail.",
        "Status Closed",
        "Period May 2014 – spring 2015",
        "Kruševac, Serbia (43.5800, 21.3300)",
        "Tartu",
        "Danish Air Force Denmark",
        "Involved Baltic Defence College",
        "Provider",
        "Receiver",
        "fuel truck (vehicle) 20 14 14",
        "Floods",
        "Protocol Signed 1 March 2010",
        "250,000 DKK",
        "First part",
        "Trucks at the base",
        "Drivers trained",
        "Delivery note",
        "Embassy of Denmark point of contact",
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
    assert expected in page(FULL, ties=RELATED).words


SECTIONS = [
    f.name
    for f in FIELDS
    if f.type is FieldType.FACET and f.name not in ("parties", "places", "translations")
]


def test_that_every_facet_has_its_heading_and_an_empty_one_has_none() -> None:
    headings = {field(name).words() for name in (*SECTIONS, "notes")}
    assert set(page(FULL, ties=RELATED).headings) == headings
    bare = page(a_record(parties=()))
    assert bare.headings == []
    assert "\n\n" not in bare.text


# What the page tells in another way, or only where it says something new.
UNTOLD = {"documents": {"digest", "file_name"}, "transactions": {"value_date"}}
TOLD = [f for f in FIELDS if f.type is FieldType.FACET and f.name != "relations"]


@pytest.mark.parametrize("name", [field.name for field in TOLD])
def test_that_no_part_of_a_facet_is_left_out(name: str) -> None:
    entry = getattr(FULL, name)[0]

    def shown(one: Any) -> str:
        changes: dict[str, Any] = {name: (one,)}
        return page(replace(FULL, **changes), language="da").text

    whole = shown(entry)
    for part in FACET_FIELDS[type(entry)]:
        value = getattr(entry, part.name)
        if value and part.name not in UNTOLD.get(name, ()):
            empty: Any = () if isinstance(value, tuple) else "" if isinstance(value, str) else None
            assert shown(replace(entry, **{part.name: empty})) != whole, part.name


def test_that_only_what_is_under_way_is_emphasised() -> None:
    plain = a_record(parties=(), status="closed")
    assert "b" not in page(plain).tags
    assert "b" in page(replace(plain, status="implementation")).tags


def test_that_the_page_is_written_in_the_colours_given() -> None:
    for colours, other in ((LIGHT, DARK), (DARK, LIGHT)):
        html = record_html(reading(FULL), colours)
        assert colours.secondary in html
        assert other.secondary not in html


def test_that_the_page_speaks_the_language_of_the_window() -> None:
    activate("da")
    text = page(FULL).text
    assert "Luftvåben" in text
    assert "Danmark" in text
    assert "maj 2014" in text
