"""The middle of a tab: what its footer counts, and what stands there when nothing passes."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coopdesk.ui.columns import chosen_columns
from coopdesk.ui.desk import Desk
from coopdesk.ui.list_frame import ListFrame
from coopdesk.ui.record_model import RecordModel
from coopdesk.ui.record_table import RecordTable
from coopdesk.ui.totals_panel import TotalsPanel


@pytest.fixture
def frame(desk: Desk, qtbot: QtBot) -> ListFrame:
    table = RecordTable(RecordModel(desk, chosen_columns(None, "all")), desk)
    made = ListFrame(table)
    table.rows.setParent(made)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def tell(frame: ListFrame, shown: int, whole: int, words: str = "", **more: Any) -> None:
    frame.tell(
        shown,
        whole,
        words,
        filtered=more.get("filtered", bool(words)),
        writable=more.get("writable", True),
    )


def offered(frame: ListFrame) -> list[str]:
    return [b.text() for b in frame.findChildren(QPushButton) if b.isVisible()]


@pytest.mark.parametrize(
    ("shown", "whole", "said"), [(38, 38, "38 of 38"), (0, 38, "0 of 38"), (1, 1_200, "1 of 1,200")]
)
def test_that_the_footer_always_says_how_many_of_how_many(
    frame: ListFrame, shown: int, whole: int, said: str
) -> None:
    tell(frame, shown, whole)
    assert frame.count_text == said


def test_that_a_filter_is_said_in_words_and_can_be_cleared(frame: ListFrame, qtbot: QtBot) -> None:
    tell(frame, 3, 38, "Kind: Course")
    assert "Kind: Course" in frame.filter_text
    assert frame.empty_text == ""
    assert offered(frame) == ["Clear filters"]
    with qtbot.waitSignal(frame.clear_asked):
        qtbot.mouseClick(frame.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    tell(frame, 38, 38)
    assert frame.filter_text == ""
    assert offered(frame) == []


def test_that_an_empty_result_says_what_to_do_next(frame: ListFrame, qtbot: QtBot) -> None:
    tell(frame, 0, 38, "Search: “qqq”")
    assert frame.empty_text == "No record passes these filters."
    with qtbot.waitSignal(frame.clear_asked):
        qtbot.mouseClick(frame.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


def test_that_an_empty_tab_offers_its_first_record(frame: ListFrame, qtbot: QtBot) -> None:
    tell(frame, 0, 0)
    assert frame.empty_text == "No records here yet."
    assert offered(frame) == ["Add the first record"]
    with qtbot.waitSignal(frame.new_asked):
        qtbot.mouseClick(frame.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


def test_that_a_catalogue_that_cannot_be_written_offers_no_record(frame: ListFrame) -> None:
    tell(frame, 0, 0, writable=False)
    assert frame.empty_text == "No records here yet."
    assert offered(frame) == []


def test_that_a_long_search_neither_breaks_the_line_nor_widens_the_window(
    frame: ListFrame,
) -> None:
    tell(frame, 1, 38, "Search: “<b>" + "x" * 10_000 + "\nnext”")
    assert "\n" not in frame.filter_text
    assert frame.minimumSizeHint().width() <= frame.minimumWidth()
    plain = [label for label in frame.findChildren(QLabel) if "<b>" in label.text()]
    assert [label.textFormat() for label in plain] == [Qt.TextFormat.PlainText]


def test_that_a_number_not_known_yet_is_left_open_and_the_table_shown(frame: ListFrame) -> None:
    tell(frame, 0, 38, "Kind: Course")
    frame.tell(None, 38, "Kind: Course", filtered=True, writable=True)
    assert frame.count_text == "… of 38"
    assert frame.empty_text == ""


LINE = "Budgets: DKK 1,000, EUR 2,000  ·  Delivered: 12 pieces, 4,500 litres of everything"
SECTIONS = (
    ("Budgets", (("DKK", "1,000"), ("EUR", "2,000"))),
    ("Delivered", (("pieces", "12"), ("<b>litres</b>", "4,500"))),
)


def test_that_totals_stand_in_one_line_and_whole_in_a_panel(frame: ListFrame, qtbot: QtBot) -> None:
    tell(frame, 3, 38)
    assert not frame.totals.isVisible()
    frame.totals.tell(LINE, SECTIONS)
    assert frame.totals.isVisible()
    assert frame.totals.toolTip() == frame.totals.words == LINE
    assert frame.totals.accessibleName() == f"Totals: {LINE}"
    assert frame.totals.text().endswith("…")
    assert frame.minimumSizeHint().width() <= frame.minimumWidth()
    frame.totals.setFocus()
    qtbot.keyClick(frame.totals, Qt.Key.Key_Space)
    panel = frame.findChild(TotalsPanel)
    assert isinstance(panel, TotalsPanel)
    said = [label.text() for label in panel.findChildren(QLabel)]
    assert said[:5] == ["Budgets", "DKK", "1,000", "EUR", "2,000"]
    assert said[5:] == ["Delivered", "pieces", "12", "<b>litres</b>", "4,500"]
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    frame.totals.tell("", ())
    assert not frame.totals.isVisible()
