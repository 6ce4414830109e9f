"""The headings: which clicks order the rows by what, and how it is shown and told."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.filters import Sort
from coopdesk.ui.columns import chosen_columns
from coopdesk.ui.record_model import RecordModel
from coopdesk.ui.record_table import RecordTable
from coopdesk.ui.table_header import chained, sort_after_click, sorts
from coopdesk.ui.theme import LIGHT
from tests.ui.test_record_model_groups import Prompt


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    desk = Prompt()
    model = RecordModel(desk, chosen_columns(None, "all"))  # type: ignore[arg-type]
    made = RecordTable(model, desk)  # type: ignore[arg-type]
    model.setParent(made)
    made.lay_out({})
    qtbot.addWidget(made)
    made.resize(900, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


PERIOD, TITLE = Sort("period"), Sort("title")


@pytest.mark.parametrize(
    ("before", "name", "further", "after"),
    [
        (PERIOD, "title", False, TITLE),
        (TITLE, "title", False, Sort("title", True)),
        (Sort("title", True), "title", False, TITLE),
        (PERIOD, "title", True, Sort("period", then=TITLE)),
        (Sort("period", then=TITLE), "title", True, Sort("period", then=Sort("title", True))),
        (Sort("period", then=TITLE), "period", True, Sort("period", True, TITLE)),
        (
            Sort("period", then=TITLE),
            "kind",
            True,
            Sort("period", then=Sort("title", False, Sort("kind"))),
        ),
        (Sort("period", then=TITLE), "title", False, TITLE),
        (PERIOD, "period", True, Sort("period", True)),
    ],
)
def test_that_a_click_orders_and_one_with_shift_adds(
    before: Sort, name: str, further: bool, after: Sort
) -> None:
    assert sort_after_click(before, name, further=further) == after


def test_that_an_order_can_be_taken_apart_and_put_together() -> None:
    order = Sort("kind", True, Sort("area", False, Sort("title", True)))
    assert chained([(one.field, one.descending) for one in sorts(order)]) == order


def heading(table: RecordTable, column: int) -> QPoint:
    header = table.horizontalHeader()
    left = header.sectionViewportPosition(column)
    return QPoint(left + 20, header.height() // 2)


def test_that_the_mouse_asks_with_and_without_shift(
    table: RecordTable,
    qtbot: QtBot,
) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_asked.connect(lambda name, further: asked.append((name, further)))
    viewport = table.header.viewport()
    for keys in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, keys, heading(table, 2))
    assert asked == [("kind", False), ("kind", True)]


def test_that_each_column_of_the_order_is_marked(table: RecordTable) -> None:
    def marked(column: int) -> bool:
        image: QImage = table.header.grab().toImage()
        left = table.header.sectionViewportPosition(column)
        across = range(left, left + table.header.sectionSize(column))
        return any(
            image.pixelColor(x, y).name() == LIGHT.accent
            for x in across
            for y in range(image.height())
        )

    table.show_sort(Sort("kind", then=Sort("status", True)))
    names = [column.name for column in table.rows.columns]
    assert [name for n, name in enumerate(names) if marked(n)] == ["kind", "status"]
    assert table.header.sortIndicatorSection() == names.index("kind")
    table.show_sort(Sort("marking"))  # not among those shown
    assert not any(marked(n) for n in range(len(names)))
