"""From what is shown anywhere to the records that have it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.facets import Party, Place, Session, Source, Transaction
from coopdesk.catalogue.filter_parts import only
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.query import All, Text
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.summary import Summary
from coopdesk.ui.cell_links import CellLinks
from coopdesk.ui.crosslinks import (
    EXCLUDE,
    NARROW,
    REGISTER,
    SHOW,
    CrossLink,
    cell_links,
    cross_link,
    offer,
    ways,
)
from coopdesk.ui.linked_words import LinkedWords
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.reading_browser import ReadingBrowser
from coopdesk.ui.record_html import record_html
from coopdesk.ui.record_model import SUMMARY_ROLE
from coopdesk.ui.register_window import RegisterWindow
from coopdesk.ui.theme import LIGHT, apply_theme
from tests.builders import a_record
from tests.ui.conftest import settle
from tests.ui.record_pages import FULL, Page, page, reading

NAMES = [dimension.name for dimension in DIMENSIONS]
NASTY = "R&D \"Staff\" <b>%2F/ø/Ж🚚\n50% 'x'"


@given(st.sampled_from(NAMES), st.text(min_size=1))
def test_that_a_link_comes_back_from_its_address_whatever_the_value(
    dimension: str, value: str
) -> None:
    link = CrossLink(dimension, value.encode("utf-8", "replace").decode())
    assert cross_link(link.url) == link
    # As the text browser hands it over.
    assert cross_link(QUrl(link.url).toString(QUrl.ComponentFormattingOption.FullyEncoded)) == link


@pytest.mark.parametrize("url", ["", "record:3", "filter:", "filter:kinds", "filter:no/x", "x:y/z"])
def test_that_no_other_address_is_a_link_to_a_filter(url: str) -> None:
    assert cross_link(url) is None


def targets(record: Record) -> set[CrossLink]:
    return {link for url in page(record).crosslinks if (link := cross_link(url)) is not None}


def test_that_all_by_which_records_can_be_found_is_a_link() -> None:
    record = a_record(
        area="AIR",
        kind="course",
        status="closed",
        period=Period.parse("2014/2016"),
        places=(Place("Niš", "RS"), Place("Aarhus")),
        parties=(Party("Air Force", "DK", "provider"), Party("", "RS", "receiver")),
        sessions=(Session(place="Kruševac"),),
        transactions=(Transaction(provider="Ministry", receiver="Air Force"),),
        sources=(Source("Letter", confidence="confirmed"),),
        tags=("nato", "rare tag"),
        marking="RESTRICTED",
    )
    assert targets(record) == {
        CrossLink("areas", "AIR"),
        CrossLink("kinds", "course"),
        CrossLink("statuses", "closed"),
        CrossLink("years", "2014"),
        CrossLink("years", "2016"),
        *(CrossLink("place_names", name) for name in ("Niš", "Aarhus", "Kruševac")),
        *(CrossLink("partners", code) for code in ("DK", "RS")),
        *(CrossLink("organisations", name) for name in ("Air Force", "Ministry")),
        CrossLink("confidences", "confirmed"),
        *(CrossLink("tags", tag) for tag in ("nato", "rare tag")),
        CrossLink("markings", "RESTRICTED"),
    }


def test_that_every_link_finds_the_record_that_shows_it() -> None:
    found = targets(FULL)
    assert len(found) > 8
    for link in found:
        assert only(Filter(), link.dimension, link.value).matches(FULL), link


def test_that_what_no_filter_would_find_is_no_link() -> None:
    record = a_record(parties=(), partnership="", places=(Place("Oslo", "NO"),))
    assert CrossLink("partners", "NO") not in targets(record)
    assert "Oslo, Norway" in page(record).words


def test_that_names_stay_text_within_their_links() -> None:
    record = a_record(parties=(Party(NASTY, "", "host"),), tags=(NASTY,))
    shown = page(record)
    assert "<b>" not in record_html(reading(record), LIGHT).replace("<b>Closed", "")
    assert " ".join(NASTY.split()) in shown.words
    assert CrossLink("organisations", NASTY) in targets(record)


def test_that_what_the_query_found_is_marked_and_the_rest_is_not() -> None:
    record = a_record(title="Fælles <Øvelse>", notes="En øvelse & mere", tags=("ovelse",))
    query = All((Text(("ovelse",)),))
    marked = Page(record_html(reading(record), LIGHT, query=query))
    assert marked.styles["match"] == "Øvelseovelseøvelse"
    assert marked.words == page(record).words
    assert "match" not in page(record).styles


def a_row(**values: object) -> Summary:
    plain: dict[str, object] = {
        "id": 1,
        "reference": "A/1",
        "title": "T",
        "kind": "course",
        "area": "AIR",
        "status": "",
        "period": Period.parse("2014/2016"),
        "places": "Niš (RS); DK; Aarhus",
        "providers": "DK, RS",
        "receivers": "",
        "organisations": "Air Force; Ministry",
        "tags": "nato",
        "marking": "UNMARKED",
        "changed_at": datetime(2024, 1, 1, tzinfo=UTC),
        "changed_by": "x",
    }
    return Summary(**(plain | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("column", "links"),
    [
        ("area", [("areas", "AIR")]),
        ("kind", [("kinds", "course")]),
        ("status", []),
        ("period", [("years", "2014"), ("years", "2016")]),
        ("places", [("place_names", "Niš"), ("place_names", "Aarhus")]),
        ("providers", [("partners", "DK"), ("partners", "RS")]),
        ("receivers", []),
        ("organisations", [("organisations", "Air Force"), ("organisations", "Ministry")]),
        ("tags", [("tags", "nato")]),
        ("marking", [("markings", "UNMARKED")]),
        ("title", []),
        ("changed_at", []),
    ],
)
def test_that_a_cell_leads_to_what_stands_in_it(column: str, links: list[tuple[str, str]]) -> None:
    assert cell_links(a_row(), column) == tuple(CrossLink(*link) for link in links)


def test_that_only_ways_that_lead_somewhere_are_offered() -> None:
    country, name = CrossLink("partners", "RS"), CrossLink("organisations", "A & B")
    assert [way for way, _text in ways(country, "Serbia", listed=False)] == [SHOW]
    assert [way for way, _text in ways(country, "Serbia", listed=True)] == [SHOW, NARROW, EXCLUDE]
    offered = dict(ways(name, "A & B" * 20, listed=True))
    assert list(offered) == [SHOW, NARROW, EXCLUDE, REGISTER]
    assert "A && B" in offered[SHOW]
    assert all(len(text) < 90 for text in offered.values())


def test_that_a_cell_has_a_menu_with_its_ways_and_what_can_be_done(window: MainWindow) -> None:
    links = window.browse.table.findChild(CellLinks)
    assert isinstance(links, CellLinks)
    columns = [column.name for column in window.browse.model.columns]
    menu = links.menu(window.browse.model.index(0, columns.index("area")))
    assert menu is not None
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts[0] == "Show &All with “General and bilateral dialogue”"
    assert texts[3:5] == ["&Edit", "Edit &Cell"]
    menu.actions()[0].trigger()
    assert window.tabs.key() == "GEN"
    title = links.menu(window.browse.model.index(0, columns.index("title")))
    assert title is not None
    assert title.actions()[0].text() == "&Edit"
    assert links.menu(QModelIndex()) is None


def test_that_a_way_which_is_chosen_in_a_menu_is_told(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    link = CrossLink("kinds", "course")
    told: list[tuple[str, CrossLink]] = []
    offer(menu, link, "Course", lambda way, one: told.append((way, one)))
    for action in menu.actions():
        action.trigger()
    assert told == [(SHOW, link), (NARROW, link), (EXCLUDE, link)]


def read(window: MainWindow, program: Program, qtbot: QtBot, title: str) -> ReadingBrowser:
    """Choose the record of that title in the list and return what it is read in."""
    rows = range(window.browse.model.rowCount())
    row = next(r for r in rows if window.browse.model.index(r, 0).data() == title)
    window.browse.table.choose_row(row)
    settle(qtbot, program)
    browser = window.browse.reader.findChild(ReadingBrowser)
    assert isinstance(browser, ReadingBrowser)
    return browser


TRUCKS = "Fuel trucks for the Serbian Air Force"


def click(browser: ReadingBrowser, link: CrossLink) -> None:
    browser.anchorClicked.emit(QUrl(link.url))


def test_that_a_click_shows_all_records_that_have_it_and_this_one_among_them(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.tabs.show_key("AIR")
    settle(qtbot, program)
    window.search.setText("fuel")
    settle(qtbot, program)
    browser = read(window, program, qtbot, TRUCKS)
    click(browser, CrossLink("partners", "RS"))
    settle(qtbot, program)
    assert window.tabs.key() == "all"
    assert window.search.text() == ""
    assert window.browse.wanted() == Filter(partners=("RS",))
    assert window.browse.table.currentIndex().row() > 0
    reading = window.browse.reader.reading
    assert reading is not None
    assert reading.record.title == TRUCKS
    assert window.browse.table.currentIndex().data() == TRUCKS


def test_that_an_area_leads_to_its_tab_without_a_filter(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.tabs.show_key("AIR")
    window.browse.set_filter(Filter(kinds=("course",)))
    window.tabs.show_key("all")
    settle(qtbot, program)
    browser = read(window, program, qtbot, TRUCKS)
    click(browser, CrossLink("areas", "AIR"))
    settle(qtbot, program)
    assert window.tabs.key() == "AIR"
    assert window.browse.wanted() == Filter(areas=("AIR",))


def test_that_a_menu_narrows_and_excludes_within_the_tab(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.browse.set_filter(Filter(kinds=("donation", "course")))
    settle(qtbot, program)
    window.going.follow(NARROW, CrossLink("partners", "RS"))
    settle(qtbot, program)
    assert window.browse.wanted() == Filter(kinds=("donation", "course"), partners=("RS",))
    window.going.follow(EXCLUDE, CrossLink("years", "2014"))
    settle(qtbot, program)
    assert window.browse.wanted().excluded == (("years", "2014"),)
    assert window.browse.wanted().partners == ("RS",)


def test_that_the_register_opens_on_the_organisation(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    rows = [window.browse.model.index(row, 0).data(SUMMARY_ROLE) for row in range(38)]
    name = next(row.organisations for row in rows if row.organisations).split("; ")[0]
    window.going.follow(REGISTER, CrossLink("organisations", name))
    settle(qtbot, program)
    register = window.findChild(RegisterWindow)
    assert isinstance(register, RegisterWindow)
    assert register.organisations.form.given is not None
    assert register.organisations.form.given.name == name
    show = register.organisations.form.findChildren(QPushButton)
    next(button for button in show if button.text() == "Show in the &List").click()
    settle(qtbot, program)
    assert window.browse.wanted() == Filter(organisations=(name,))
    register.close()


def test_that_a_link_in_focus_has_a_menu_and_one_under_the_mouse_a_line(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    browser = read(window, program, qtbot, TRUCKS)
    browser.setFocus()
    QTest.keyClick(browser, Qt.Key.Key_Tab)
    assert browser.focused_link.startswith("filter:areas/")
    menu = browser.menu_at(QPoint(0, 0), QContextMenuEvent.Reason.Keyboard)
    assert menu.actions()[0].text().startswith("Show &All with “")
    menu.deleteLater()
    cursor = browser.document().find("Donation")
    cursor.setPosition(cursor.selectionStart() + 2)
    where = browser.cursorRect(cursor).center()
    QTest.mouseMove(browser.viewport(), where)
    (line,) = browser.extraSelections()
    assert line.cursor.selectedText() == "Donation"
    assert line.format.fontUnderline()
    QTest.mouseMove(browser.viewport(), QPoint(browser.viewport().width() - 3, 3))
    assert browser.extraSelections() == []


def test_that_the_overview_leads_to_countries_and_kinds(
    window: MainWindow, program: Program, qtbot: QtBot, qapp: QApplication
) -> None:
    window.tabs.show_key("overview")
    settle(qtbot, program)
    linked = {words.accessibleName(): words for words in window.findChildren(LinkedWords)}
    title = linked["Denmark and Serbia"]
    apply_theme(qapp, "dark")
    serbia = CrossLink("partners", "RS").url
    assert "underline" not in title.text()
    title.linkHovered.emit(serbia)
    assert title.text().count("underline") == 1
    title.leaveEvent(QEvent(QEvent.Type.Leave))
    assert "underline" not in title.text()
    title.linkActivated.emit(serbia)
    settle(qtbot, program)
    assert window.tabs.key() == "all"
    assert window.browse.wanted() == Filter(partners=("RS",))
    assert any("Course" in name for name in linked)


def test_that_words_of_the_search_are_marked_in_the_record(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    window.search.setText("trucks")
    settle(qtbot, program)
    browser = read(window, program, qtbot, TRUCKS)

    def marked() -> set[str]:
        found = set()
        cursor = QTextCursor(browser.document())
        while not (cursor := browser.document().find("trucks", cursor)).isNull():
            found.add(cursor.charFormat().background().color().name())
        return found

    assert marked() == {LIGHT.match}
    window.search.setText("")
    settle(qtbot, program)
    qtbot.waitUntil(lambda: LIGHT.match not in marked())
