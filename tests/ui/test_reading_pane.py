"""The pane shows a record in full, keeps what was opened, and passes on what was clicked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import ContactRole, Document, Item, Relation
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.rate import Rate
from coopdesk.catalogue.record import Record
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.reading_pane import ReadingPane
from tests.builders import a_record, contents

Shown = Callable[..., tuple[ReadingPane, Desk, Store]]


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot) -> Iterator[Shown]:
    """Show the first of some records in a pane over a catalogue of them."""
    desks: list[Desk] = []

    def show(*records: Record) -> tuple[ReadingPane, Desk, Store]:
        path = tmp_path / "a.coopdesk"
        Store.create(path, contents(0, records=records), who="A.K.").close()
        desk = Desk(path, lambda: Store.open(path), Settings(None), "A.K.")
        desks.append(desk)
        ready: list[Store] = []
        desk.start(ready.append, lambda error: pytest.fail(str(error)))
        qtbot.waitUntil(lambda: bool(ready))
        desk.areas = ready[0].areas()
        pane = ReadingPane(desk, [])
        qtbot.addWidget(pane)
        pane.resize(420, 600)
        pane.show()
        with qtbot.waitSignal(pane.shown):
            pane.show_record(1)
        return pane, desk, ready[0]

    yield show
    qtbot.waitUntil(lambda: not any(desk.busy for desk in desks))
    for desk in desks:
        desk.close()


def click(pane: ReadingPane, link: str) -> None:
    pane._page.anchorClicked.emit(QUrl(link))


MANY = a_record(
    reference="A/1",
    title="Fuel trucks",
    items=tuple(Item(f"thing {n}!", 1.0, value=1.0, currency="DKK") for n in range(60)),
)


def test_that_a_record_is_read_with_those_that_point_at_it(shown: Shown) -> None:
    pane, _desk, store = shown(
        a_record(reference="A/1"),
        a_record(reference="A/2", title="Course", relations=(Relation("uses", "A/1"),)),
    )
    assert "Used by Course" in pane.text()
    assert pane.reading is not None
    assert pane.reading.today == store.today


def test_that_contacts_and_rates_are_those_of_the_catalogue(shown: Shown, qtbot: QtBot) -> None:
    record = a_record(
        items=(Item("a", value=10.0, currency="DKK"), Item("b", value=2.0, currency="EUR")),
        contacts=(ContactRole("Embassy", "to be asked"),),
    )
    pane, _desk, store = shown(record)
    assert "together" not in pane.text()
    store.put(Contact("Embassy", phone="+381 11"), who="B")
    store.put(Rate("EUR", "DKK", "2014-01-01", 7.5), who="B")
    with qtbot.waitSignal(pane.shown):
        pane.show_record(1)
    assert "Telephone +381 11" in pane.text()
    assert "about 25 DKK together" in pane.text()


def test_that_what_was_opened_stays_open_through_an_edit_and_not_for_another(
    shown: Shown, qtbot: QtBot
) -> None:
    pane, _desk, store = shown(MANY, a_record(reference="A/2", items=MANY.items))
    assert "thing 59!" not in pane.text()
    click(pane, "more:items")
    assert "thing 59!" in pane.text()
    bar = pane._page.verticalScrollBar()
    bar.setValue(400)
    store.save(replace(store.record(1), title="Trucks"), who="B")
    with qtbot.waitSignal(pane.shown):
        pane.show_record(1)
    assert "Trucks" in pane.text()
    assert "thing 59!" in pane.text()
    assert bar.value() == 400
    pane.restyle()
    assert (bar.value(), "thing 59!" in pane.text()) == (400, True)
    with qtbot.waitSignal(pane.shown):
        pane.show_record(2)
    assert "thing 59!" not in pane.text()
    assert bar.value() == 0


def test_that_links_can_be_reached_and_followed_by_keyboard(shown: Shown, qtbot: QtBot) -> None:
    pane, _desk, _store = shown(
        a_record(reference="A/1", relations=(Relation("uses", "A/2"),)), a_record(reference="A/2")
    )
    pane._page.setFocus()
    qtbot.waitUntil(pane._page.hasFocus)
    seen = []
    while pane._page.hasFocus() and not pane._page.focused_link.startswith("record:"):
        QTest.keyClick(pane._page, Qt.Key.Key_Tab)
        seen.append(pane._page.focused_link)
    assert seen[:2] == ["filter:areas/TRN", "filter:kinds/course"]
    with qtbot.waitSignal(pane.record_asked) as asked:
        QTest.keyClick(pane._page, Qt.Key.Key_Return)
    assert asked.args == [2]


def test_that_a_click_on_a_document_asks_for_it_by_its_place(shown: Shown, qtbot: QtBot) -> None:
    pane, _desk, _store = shown(a_record(documents=(Document("One"), Document("Two"))))
    with qtbot.waitSignal(pane.document_asked) as asked:
        click(pane, "document:1")
    assert asked.args == [1]


def test_that_mail_goes_to_the_mail_program_and_nothing_else_leaves(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane, _desk, _store = shown(a_record())
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for link in ("mailto:a@um.dk", "https://example.org", "file:///etc/passwd", "javascript:1"):
        click(pane, link)
    assert opened == ["mailto:a@um.dk"]
