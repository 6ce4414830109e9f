from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.facets import Term
from coopdesk.catalogue.figures import Donated, Figures
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.history import Entry
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import BUILT_IN
from coopdesk.operations.opening import sample_contents
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.linked_words import LinkedWords
from coopdesk.ui.overview import Overview
from coopdesk.ui.overview_content import Figure, change_sentence, isolated, key_figures
from coopdesk.ui.overview_rows import Row, broken_lines
from tests.builders import a_record, contents

Shown = Callable[[Contents], tuple[Overview, Desk, Store]]


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Shown]:
    """Show the overview of a catalogue with given contents, as the window would."""
    opened: list[tuple[Desk, QMainWindow]] = []

    def show(inside: Contents) -> tuple[Overview, Desk, Store]:
        store = Store.create(tmp_path / f"{len(opened)}.coopdesk", inside, who="A.K.")
        desk = Desk(store.path, lambda: store, Settings(None), "A.K.")
        desk.start(lambda _store: None, lambda error: pytest.fail(str(error)))
        window = QMainWindow()
        overview = Overview(desk)
        window.setCentralWidget(overview)
        window.resize(1280, 720)
        window.show()
        opened.append((desk, window))
        qtbot.waitUntil(lambda: overview.content is not None)
        return overview, desk, store

    yield show
    for desk, window in opened:
        window.close()
        window.deleteLater()
        qtbot.waitUntil(lambda desk=desk: not desk.busy)  # type: ignore[misc]
        desk.close()
    qapp.processEvents()


def holding(*records: Record) -> Contents:
    return replace(contents(), records=records)


def texts(overview: Overview) -> list[str]:
    """Return what the labels say, links among words as words."""
    return [
        label.accessibleName() if isinstance(label, LinkedWords) else label.text()
        for label in overview.findChildren(QLabel)
    ]


def row(overview: Overview, key: str) -> Row:
    return next(row for row in overview.findChildren(Row) if row.key == key and row.isVisible())


def test_that_the_figures_are_counted_from_the_records(shown: Shown) -> None:
    overview, _desk, store = shown(sample_contents("denmark-serbia"))
    records = store.records(store.ids(Filter(), Sort()))
    content = overview.content
    assert content is not None
    figures = {figure.caption: figure.number for figure in content.figures}
    assert figures["records"] == str(len(records)) == "38"
    assert figures["areas"] == str(len({record.area for record in records}))
    assert figures["under way"] == str(
        sum(record.status in BUILT_IN.under_way for record in records)
    )
    assert figures["first year on record"] == str(
        min(r.period.earliest.year for r in records if r.period.earliest is not None)
    )
    assert figures["organisations"] == str(len({o for r in records for o in r.organisations}))
    trucks = sum(
        item.delivered or 0 for r in records for item in r.items if item.description == "fuel truck"
    )
    assert figures["donated: fuel truck (vehicle)"] == f"{trucks:g}"
    for area in content.areas:
        assert area.count == str(sum(record.area == area.code for record in records))
    assert {line.id for line in content.under_way} == {
        record.id for record in records if record.status in BUILT_IN.under_way
    }


def test_that_the_partnership_and_its_contact_are_said_in_words(shown: Shown) -> None:
    overview, _desk, _store = shown(sample_contents("denmark-serbia"))
    said = texts(overview)
    assert "Denmark and Serbia" in said
    assert "Partners since 2004 · South Eastern Europe" in said
    assert "Purpose: supporting reforms, capacity building, regional cooperation" in said
    phone = next(
        label for label in overview.findChildren(QLabel) if label.text() == "+381 11 36 79 500"
    )
    assert phone.accessibleName() == "Phone: +381 11 36 79 500"
    assert phone.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert phone.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_that_a_click_on_an_area_asks_for_its_tab(shown: Shown, qtbot: QtBot) -> None:
    overview, _desk, _store = shown(sample_contents("denmark-serbia"))
    with qtbot.waitSignal(overview.area_asked) as asked:
        QTest.mouseClick(row(overview, "area AIR"), Qt.MouseButton.LeftButton)
    assert asked.args == ["AIR"]


def test_that_a_key_on_what_is_under_way_asks_for_its_record(shown: Shown, qtbot: QtBot) -> None:
    overview, _desk, store = shown(sample_contents("denmark-serbia"))
    wanted = next(one for one in store.under_way(20) if one.title == "ARGOS implementation")
    button = row(overview, f"record {wanted.id}")
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(overview.record_asked) as asked:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == [wanted.id]
    assert button.accessibleName() == "ARGOS implementation, Civil emergency management"


def test_that_agreements_that_end_within_a_year_lead_to_their_record(
    shown: Shown, qtbot: QtBot
) -> None:
    soon = date.today() + timedelta(days=100)  # noqa: DTZ011
    ending = [
        a_record(kind="agreement", status="in_force", title=title, terms=(Term("It", expires=end),))
        for title, end in (("Later", "2099"), ("Soon", soon.isoformat()))
    ]
    overview, _desk, store = shown(holding(*ending))
    assert "Agreements that expire in the next 12 months" in texts(overview)
    (wanted,) = store.ties.expiring()
    button = row(overview, f"expiring {wanted.id}")
    assert (button.title, button.detail[-11:]) == ("Soon", "in 3 months")
    with qtbot.waitSignal(overview.record_asked) as asked:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == [wanted.id]


def test_that_where_nothing_ends_soon_nothing_is_said_of_it(shown: Shown) -> None:
    overview, _desk, _store = shown(holding(a_record(kind="agreement", status="in_force")))
    assert not any("expire" in text for text in texts(overview))


def test_that_more_that_end_soon_than_fit_are_counted(shown: Shown) -> None:
    soon = (date.today() + timedelta(days=100)).isoformat()  # noqa: DTZ011
    terms = (Term("It", expires=soon),)
    many = [a_record(kind="agreement", status="in_force", terms=terms) for _n in range(8)]
    overview, _desk, _store = shown(holding(*many))
    assert "and 2 more" in texts(overview)


def test_that_an_edit_shows_at_once_and_keeps_focus_and_place(shown: Shown, qtbot: QtBot) -> None:
    overview, desk, store = shown(sample_contents("denmark-serbia"))
    overview.window().activateWindow()
    qtbot.waitUntil(overview.window().isActiveWindow)
    row(overview, "area LOG").setFocus()
    qtbot.waitUntil(row(overview, "area LOG").hasFocus)
    overview.window().resize(900, 500)
    scroll = overview.verticalScrollBar()
    qtbot.waitUntil(lambda: scroll.maximum() > 300)
    scroll.setValue(250)
    record = store.record_by_reference("DK-RS/ND/012")
    desk.save(
        overview, replace(record, notes="Seen"), lambda _done: None, lambda e: pytest.fail(str(e))
    )
    wanted = "A.K.: edited “Fuel trucks for the Serbian Air Force”"
    qtbot.waitUntil(lambda: any(text.endswith(wanted) for text in texts(overview)))
    qtbot.waitUntil(row(overview, "area LOG").hasFocus)
    assert scroll.value() == 250


def test_that_a_hidden_overview_reads_when_it_is_shown_again(shown: Shown, qtbot: QtBot) -> None:
    overview, desk, _store = shown(contents(3))
    before = overview.content
    overview.hide()
    desk.write(overview, lambda opened: opened.add(a_record(title="A new course"), who="B"))
    qtbot.waitUntil(lambda: not desk.busy)
    assert overview.content is before
    overview.show()
    qtbot.waitUntil(lambda: overview.content is not before)
    assert any("B: added “A new course”" in text for text in texts(overview))


def test_that_an_empty_catalogue_says_what_to_do_next(shown: Shown) -> None:
    overview, _desk, _store = shown(contents(0))
    said = texts(overview)
    assert "No records yet" in said
    assert any(text.startswith("Add the first one with Record > New Record") for text in said)
    assert "Under way" not in said
    assert [area.count for area in overview.content.areas] == ["0"] * 4  # type: ignore[union-attr]


def test_that_a_catalogue_where_nothing_goes_on_says_so(shown: Shown) -> None:
    overview, _desk, _store = shown(holding(a_record(status="closed")))
    assert "Nothing is under way: no record has a status that says so." in texts(overview)


def test_that_a_catalogue_without_partnership_goes_by_its_name(shown: Shown) -> None:
    overview, _desk, _store = shown(contents(0, partnerships=(), name="Cooperation & more"))
    assert "Cooperation & more" in texts(overview)
    assert "Contact" not in texts(overview)


def test_that_several_partnerships_can_be_chosen_from(shown: Shown, qtbot: QtBot) -> None:
    overview, _desk, _store = shown(contents(3))
    picker = overview.findChild(QComboBox)
    assert isinstance(picker, QComboBox)
    assert [picker.itemText(at) for at in range(picker.count())] == [
        "Denmark and Serbia",
        "Denmark and Ukraine",
    ]
    QTest.keyClick(picker, Qt.Key.Key_Down)
    picker.activated.emit(picker.currentIndex())
    qtbot.waitUntil(lambda: "Denmark and Ukraine" in texts(overview))
    qtbot.waitUntil(lambda: "+381 11 36 79 500" not in texts(overview))


def test_that_more_under_way_than_fits_is_counted(shown: Shown) -> None:
    many = [a_record(title=f"Course {n}", status="implementation") for n in range(15)]
    overview, _desk, _store = shown(holding(*many))
    assert "and 3 more" in texts(overview)


@pytest.mark.parametrize("width", [560, 853, 1280, 1920])
def test_that_no_text_is_cut_at_any_width(shown: Shown, qtbot: QtBot, width: int) -> None:
    long = "Long & <b>wide</b> words " * 11
    overview, _desk, _store = shown(
        holding(
            a_record(title=long, status="implementation", period=Period.parse("2006/..")),
            a_record(title="x" * 300, status="implementation"),
        )
    )
    overview.window().resize(width, 720)
    qtbot.waitUntil(lambda: overview.width() == width)
    body = overview.widget()
    assert body is not None

    def left_of(text: str) -> int:
        label = next(label for label in body.findChildren(QLabel) if label.text() == text)
        return label.mapTo(body, label.rect().topLeft()).x()

    def nothing_is_cut() -> None:
        assert (left_of("Areas") < left_of("Under way")) is (width >= 1000)
        assert body.width() == overview.viewport().width()
        assert body.minimumSizeHint().width() <= body.width()
        for label in body.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        for one in body.findChildren(Row):
            assert one.height() >= one.heightForWidth(one.width()), one.title

    qtbot.waitUntil(nothing_is_cut)


def test_that_a_row_shows_user_text_as_it_is(shown: Shown) -> None:
    title = "<b>R&D</b> %s {0}"
    overview, _desk, _store = shown(holding(a_record(title=title, status="implementation")))
    button = next(one for one in overview.findChildren(Row) if one.title == title)
    assert button.accessibleName().startswith(title)
    assert button.shortcut().isEmpty()
    assert button.toolTip() == ""
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText
        for label in overview.findChildren(QLabel)
        if title in label.text()
    )


def test_that_a_shortened_title_is_whole_in_its_tip(shown: Shown, qtbot: QtBot) -> None:
    overview, _desk, _store = shown(
        holding(a_record(title="<i>" + "x" * 297, status="implementation"))
    )
    overview.window().resize(560, 720)
    button = next(one for one in overview.findChildren(Row) if one.title.startswith("<i>"))
    qtbot.waitUntil(lambda: button.toolTip() == f"<qt>&lt;i&gt;{'x' * 297}</qt>")


def test_that_a_title_is_broken_between_characters_of_any_plane(qtbot: QtBot) -> None:
    widget = QLabel()
    qtbot.addWidget(widget)
    metrics = widget.fontMetrics()
    text = "🚒🚑" * 8 + "end"
    lines = broken_lines(text, metrics, widget, metrics.horizontalAdvance("🚒" * 12))
    assert "".join(lines) == text
    assert len(lines) > 1


def an_entry(**changes: object) -> Entry:
    entry = Entry(
        id=1,
        at=datetime(2026, 11, 26, 12, tzinfo=UTC),
        who="A.K.",
        why="",
        operation="edited",
        reverses=0,
        records=1,
        title="Fuel trucks",
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "26 November 2026, A.K.: edited “Fuel trucks”"),
        ({"operation": "added"}, "26 November 2026, A.K.: added “Fuel trucks”"),
        (
            {"operation": "deleted", "records": 3},
            "26 November 2026, A.K.: deleted “Fuel trucks” and 2 other records",
        ),
        (
            {"operation": "undone", "records": 2},
            "26 November 2026, A.K.: undid a change to “Fuel trucks” and 1 other record",
        ),
        (
            {"operation": "founded", "records": 38},
            "26 November 2026, A.K.: created this catalogue with 38 records",
        ),
        (
            {"operation": "founded", "records": 0},
            "26 November 2026, A.K.: created this catalogue",
        ),
    ],
)
def test_that_a_change_is_said_in_a_sentence(changes: dict[str, object], sentence: str) -> None:
    assert change_sentence(an_entry(**changes)) == sentence


def test_that_a_title_cannot_turn_the_sentence_around_it() -> None:
    assert isolated("Øvelse") == "Øvelse"
    turned = isolated("\u202eabc\u2069")
    assert turned == "\u2068\u202eabc\u2069"
    assert turned.count("\u2069") == 1


def test_that_figures_of_nothing_are_left_out_and_units_are_named() -> None:
    figures = Figures(
        records=1_200,
        areas=3,
        areas_with_records=2,
        under_way=0,
        by_kind=(),
        first_year=None,
        countries=1,
        organisations=0,
        donated=(
            Donated("rice", "kg", 300.0, 1),
            Donated("tools", "", None, 9),
            Donated("truck", "", 14.0, 3),
        ),
    )
    assert key_figures(figures) == (
        Figure("1,200", "records"),
        Figure("2", "areas with records"),
        Figure("1", "country"),
        Figure("14", "donated: truck"),
        Figure("300", "donated: rice (kg)"),
    )
