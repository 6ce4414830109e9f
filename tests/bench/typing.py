"""Keystrokes: 20 a second into the search, how soon rows follow and how late the event loop is."""

import time
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from tests.bench.open_window import Driven, Stalls, Watch, in_child, middle

RATE = 20
# What is typed: rare, mid and common words, two words, and what one meets on the way to them.
WORDS = ("argos", "helicopter", "course", "fuel truck", "medicinsk", "вежба", "f", "se", "tra")


class _Followed:
    """When each keystroke was made, and when the rows that it asked for were painted."""

    def __init__(self, driven: Driven) -> None:
        self._driven = driven
        self._asked = 0.0
        self._shown = False
        self.took: list[float] = []
        self.keys = 0
        driven.model.shown.connect(self._rows_came)

    def key(self, press: Any) -> None:
        """Make a keystroke; one before it that is not answered yet is overtaken."""
        self.settle()
        self._shown = False
        self._asked = time.perf_counter()
        self.keys += 1
        press()

    def _rows_came(self, number: int) -> None:
        self._shown = True
        # Where there are no rows, the sentence in their place is set by now.
        self._driven.watch.painted = 0.0 if number else time.perf_counter()

    def settle(self) -> bool:
        """Take down how long the last keystroke took, where its rows are painted by now."""
        if self._asked and self._shown and self._driven.watch.painted:
            self.took.append(self._driven.watch.painted - self._asked)
            self._asked = 0.0
        return not self._asked


def _typed(driven: Driven, followed: _Followed, stalls: Stalls) -> None:
    """Type all words and delete them again, one key every 50 ms, without waiting for answers."""
    field = driven.window.search
    field.setFocus()
    presses: list[Any] = []
    for word in WORDS:
        presses += [lambda letter=letter: field.insert(letter) for letter in word]
        presses += [field.backspace for _letter in word]
    stalls.start()
    begun = time.perf_counter()
    for number, press in enumerate(presses):
        due = begun + number / RATE
        driven.until_moment(due, followed.settle)
        followed.key(press)
    driven.until(followed.settle)


def _single(driven: Driven, followed: _Followed) -> None:
    """Set each word at once, and wait for its rows."""
    for word in WORDS * 2:
        driven.window.search.setText("")
        driven.rest()
        followed.key(lambda word=word: driven.window.search.setText(word))
        driven.until(followed.settle)
        driven.rest()


def _bare(driven: Driven) -> tuple[list[float], list[float]]:
    """Type into a field over a table of Qt's own that is filled anew by every key."""
    page = QWidget()
    field, table = QLineEdit(), QTableWidget(40, 5)
    column = QVBoxLayout(page)
    column.addWidget(field)
    column.addWidget(table)
    page.resize(driven.window.size())
    page.show()
    driven.until(lambda: page.windowHandle() is not None and page.windowHandle().isExposed())
    watch, stalls, took = Watch(table.viewport()), Stalls(), []

    def fill(text: str) -> None:
        for row in range(40):
            for place in range(5):
                table.setItem(row, place, QTableWidgetItem(f"{text} {row} {place}"))

    field.textChanged.connect(fill)
    stalls.start()
    begun = time.perf_counter()
    for number, letter in enumerate("".join(WORDS)):
        due = begun + number / RATE
        driven.until_moment(due)
        pressed = time.perf_counter()
        field.insert(letter)
        table.viewport().repaint()
        took.append(watch.painted - pressed)
    page.close()
    return took, stalls.stop()


def drive(path: str) -> None:
    """Measure one catalogue in this process, and print the figures."""
    driven = Driven(path)
    stalls = Stalls()
    single = _Followed(driven)
    _single(driven, single)
    held = _Followed(driven)
    _typed(driven, held, stalls)
    late = stalls.stop()
    driven.rest()
    bare, bare_late = _bare(driven)
    driven.tell(
        {
            "single": single.took,
            "typed": held.took,
            "keys": held.keys,
            "late": late,
            "bare": bare,
            "bare late": bare_late,
        }
    )


def run(catalogues: dict[str, Path]) -> None:
    """Print the figures of each catalogue."""
    for name, path in catalogues.items():
        took = in_child("typing", path)
        print(
            f"typing, {name}: rows painted {middle(took['single']):.0f} ms after a key,"
            f" {middle(took['single'], 0.95):.0f} p95; at {RATE} keys a second"
            f" {middle(took['typed']):.0f} ms, {middle(took['typed'], 0.95):.0f} p95"
            f" ({len(took['typed'])} of {took['keys']} keys had their rows before the next)"
        )
        print(
            f"typing, {name}: event loop late by {middle(took['late'], 0.95):.1f} ms p95,"
            f" {middle(took['late'], 1):.1f} ms at most; a bare field over a bare table:"
            f" rows {middle(took['bare'], 0.95):.0f} ms p95, loop"
            f" {middle(took['bare late'], 0.95):.1f} p95, {middle(took['bare late'], 1):.1f}"
        )
