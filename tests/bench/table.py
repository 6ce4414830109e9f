"""The table: scrolling, jumping, selecting, sorting and grouping, beside Qt's own views."""

import time
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QTableView

from coopdesk.catalogue.filters import Sort
from coopdesk.ui.columns import COLUMNS
from tests.bench.open_window import Driven, Stalls, in_child, middle, resident

HELD_SECONDS = 3.0
HELD_RATE = 60
_Key = Qt.Key


class _Plain(QAbstractTableModel):
    """Texts in a list, as a model of Python has them at the least."""

    def __init__(self, texts: list[tuple[str, ...]]) -> None:
        super().__init__()
        self._texts = texts

    def rowCount(
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 (Qt's own form)
    ) -> int:
        return len(self._texts)

    def columnCount(
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 (Qt's own form)
    ) -> int:
        return len(self._texts[0])

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        return None


def _items(texts: list[tuple[str, ...]]) -> QStandardItemModel:
    made = QStandardItemModel()
    for row in texts:
        made.appendRow([QStandardItem(text) for text in row])
    return made


def _bare(driven: Driven, texts: list[tuple[str, ...]]) -> dict[str, list[float]]:
    """Return what views of Qt take to paint the next screen of the same texts."""
    table, took = driven.table, {}
    for name, model in (("python data()", _Plain(texts)), ("C++ items", _items(texts))):
        view = QTableView()
        view.setModel(model)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(table.rowHeight(0))
        for column in range(len(texts[0])):
            view.setColumnWidth(column, table.columnWidth(column))
        view.resize(table.size())
        view.show()
        driven.until(partial(_exposed, view))
        driven.app.processEvents()
        took[name] = _turned(view)
        view.close()
    return took


def _exposed(view: QTableView) -> bool:
    return view.isVisible() and view.windowHandle().isExposed()


def _turned(view: QTableView) -> list[float]:
    times, bar = [], view.verticalScrollBar()
    for _turn in range(20):
        bar.setValue(bar.value() + bar.pageStep())
        begun = time.perf_counter()
        view.viewport().repaint()
        times.append(time.perf_counter() - begun)
    return times


def _paged(driven: Driven) -> list[float]:
    """Press Page Down again and again, each time until all that is seen is painted."""
    times = []
    table = driven.table
    for _turn in range(25):
        if table.currentIndex().row() == driven.model.rowCount() - 1:
            table.choose_row(0)
            driven.rest()
        begun = time.perf_counter()
        QTest.keyClick(table, _Key.Key_PageDown)
        driven.until_painted(begun)
        driven.until(driven.complete)
        driven.app.processEvents()
        times.append(time.perf_counter() - begun)
        driven.rest()
    return times


def _held(driven: Driven) -> tuple[float, list[float]]:
    """Hold Page Down: return frames a second, and how late the event loop was."""
    stalls, table = Stalls(), driven.table
    driven.watch.times = 0
    stalls.start()
    begun, sent = time.perf_counter(), 0
    while (now := time.perf_counter() - begun) < HELD_SECONDS:
        while sent < now * HELD_RATE:
            press = QKeyEvent(
                QEvent.Type.KeyPress,
                _Key.Key_PageDown,
                Qt.KeyboardModifier.NoModifier,
                "",
                autorep=True,
            )
            driven.app.postEvent(table, press)
            sent += 1
        driven.app.processEvents()
    return driven.watch.times / HELD_SECONDS, stalls.stop()


def _jumps(driven: Driven) -> list[float]:
    """Go to the end of the list and to places far from one another, until their rows are there."""
    times, last = [], driven.model.rowCount() - 1
    for share in (1.0, 0.5, 0.25, 0.75, 0.125, 0.625, 0.375, 0.875):
        begun = time.perf_counter()
        driven.table.choose_row(int(last * share))
        driven.until(driven.complete)
        driven.table.viewport().repaint()
        times.append(time.perf_counter() - begun)
        driven.rest()
    return times


def _first_page(driven: Driven, ask: Any) -> float:
    """Ask for another list, until its first rows are painted."""
    arrived: list[float] = []
    note = driven.model.modelReset.connect(lambda: arrived.append(time.perf_counter()))
    begun = time.perf_counter()
    ask()
    driven.until(lambda: bool(arrived) and driven.watch.painted > arrived[-1])
    driven.app.processEvents()
    took = time.perf_counter() - begun
    driven.model.modelReset.disconnect(note)
    driven.rest()
    return took


def drive(path: str) -> None:
    """Measure one catalogue in this process, and print the figures."""
    driven = Driven(path)
    browse, table, model = driven.window.browse, driven.table, driven.model
    driven.window.resize(1880, 1150)
    model.set_columns(COLUMNS)
    table.lay_out({})
    table.choose_row(0)
    driven.rest()
    figures: dict[str, Any] = {"rows": model.rowCount(), "columns": len(model.columns)}
    figures["page"] = _paged(driven)
    seen = table.viewport().height() // table.rowHeight(0)
    figures["cells"] = seen * len(model.columns)
    table.choose_row(0)
    driven.rest()
    figures["paint"] = _turned(table)
    table.choose_row(0)
    driven.rest()
    figures["frames"], figures["held"] = _held(driven)
    driven.rest()
    figures["jump"] = _jumps(driven)
    begun = time.perf_counter()
    table.selectAll()
    table.viewport().repaint()
    figures["select"] = time.perf_counter() - begun
    begun = time.perf_counter()
    figures["chosen"] = len(table.chosen_ids())
    figures["ids"] = time.perf_counter() - begun
    table.choose_row(0)
    driven.rest()
    fields = ("title", "reference", "kind", "status", "places", "changed_at", "period")
    figures["sort"] = [
        _first_page(driven, partial(browse.show_order, Sort(field))) for field in fields
    ]
    figures["group"] = {
        by: _first_page(driven, partial(browse.set_grouped, by))
        for by in ("area", "year", "status", "")
    }
    driven.rest()
    # Memory is given back half a second after work.
    driven.until_moment(time.perf_counter() + 1)
    figures["memory"] = resident()
    lines = [line for n in range(min(seen * 22, model.rowCount())) if (line := model.line(n))]
    driven.rest()
    lines = [line for n in range(min(seen * 22, model.rowCount())) if (line := model.line(n))]
    figures["bare"] = _bare(driven, [line.texts or () for line in lines])
    driven.tell(figures)


def run(catalogues: dict[str, Path]) -> None:
    """Print the figures of each catalogue; memory as a ratio to the first one's."""
    first = 0.0
    for name, path in catalogues.items():
        took = in_child("table", path)
        memory = took["memory"] / 1e6
        first = first or memory
        bare = ", ".join(f"{what} {middle(took['bare'][what]):.1f}" for what in took["bare"])
        print(
            f"table, {name}: {took['cells']} cells painted in {middle(took['paint']):.1f} ms"
            f" (bare Qt: {bare}); page down complete in {middle(took['page']):.1f} ms"
        )
        print(
            f"table, {name}: key held {took['frames']:.0f} frames/s, loop late by"
            f" {middle(took['held'], 1):.0f} ms at most; far rows in"
            f" {middle(took['jump']):.1f} ms, {middle(took['jump'], 1):.1f} at most"
        )
        print(
            f"table, {name}: all selected in {1000 * took['select']:.1f} ms, ids of all"
            f" {took['chosen']:,} in {1000 * took['ids']:.1f} ms"
        )
        groups = ", ".join(f"{by or 'none'} {1000 * s:.0f}" for by, s in took["group"].items())
        print(
            f"table, {name}: sorted anew in {middle(took['sort']):.0f} ms,"
            f" {middle(took['sort'], 0.95):.0f} p95; grouped by {groups} ms;"
            f" {memory:.0f} MB, {memory / first:.2f} x the first"
        )
