"""The screens as pictures, compared to those kept beside this file.

``COOPDESK_KEEP_SCREENS=1 pytest tests/ui/test_screens.py`` keeps new ones: look at them first.
Two machines draw letters a little differently, so pictures are compared in squares of eight dots:
within one, the finer points of a letter do not count, and a panel that moves or goes does.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QImage, qRgb
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from coopdesk.i18n import activate
from coopdesk.operations.opening import sample_contents
from coopdesk.resources import resource
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.main_window import MainWindow
from coopdesk.ui.program import Program
from coopdesk.ui.theme import apply_theme
from tests.builders import NOON
from tests.ui.conftest import settle

pytestmark = pytest.mark.slow

KEPT = Path(__file__).with_name("screens")
SIZE = QSize(1280, 800)
# Squares of eight dots, and how far a colour (0 to 255) may be off; and how many may be further.
SQUARE, SQUARE_OFF, MOST_SQUARES = 8, 16, 0.04
# Fields of 32 dots, where letters no longer count at all; none may be further off.
FIELD, FIELD_OFF = 32, 14
# Letters are grey, however they are drawn: a field of 16 dots may hardly be more coloured.
TINTED, TINT_OFF = 16, 18


Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two pictures are apart: the share of squares that differ, and the worst fields."""

    squares: float
    field: int
    tint: int

    @property
    def tolerable(self) -> bool:
        return self.squares <= MOST_SQUARES and self.field <= FIELD_OFF and self.tint <= TINT_OFF


def apart(one: QImage, other: QImage, size: int) -> list[int]:
    """Return for each square of ``size`` dots how far its mean colours are apart (0 to 255)."""
    return [max(map(abs, off)) for off in offsets(one, other, size)]


def tints(one: QImage, other: QImage, size: int) -> list[int]:
    """Return for each square how far it is more coloured in one than in the other."""
    return [max(off) - min(off) for off in offsets(one, other, size)]


def offsets(one: QImage, other: QImage, size: int) -> list[tuple[int, ...]]:
    first, second = means(one, size), means(other, size)
    return [
        tuple(first[at + n] - second[at + n] for n in range(3)) for at in range(0, len(first), 4)
    ]


def means(image: QImage, size: int) -> bytes:
    """Return the mean colour of each square, as red, green, blue and nothing."""
    small = image.convertToFormat(QImage.Format.Format_RGB32).scaled(
        image.size() / size,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    # Held until it is copied: what it points to goes with it.
    converted = small.convertToFormat(QImage.Format.Format_RGBX8888)
    return bytes(converted.constBits())


def difference(one: QImage, other: QImage) -> Difference:
    if one.size() != other.size():
        return Difference(1, 255, 255)
    squares = apart(one, other, SQUARE)
    share = sum(off > SQUARE_OFF for off in squares) / len(squares)
    return Difference(share, max(apart(one, other, FIELD)), max(tints(one, other, TINTED)))


def few(colours: dict[Colour, int], most: int = 96) -> list[Colour]:
    """Return those of the ``colours``, counted, that show best what all of them look like.

    One is taken after the other: frequent, and far from those taken; so a dot keeps its colour.
    """
    taken = [max(colours, key=colours.__getitem__)]
    off = {colour: 10**9 for colour, times in colours.items() if times > 3}
    while len(taken) < min(most, len(off)):
        last = taken[-1]
        for colour, before in off.items():
            off[colour] = min(before, sum((a - b) ** 2 for a, b in zip(colour, last, strict=True)))
        taken.append(max(off, key=lambda colour: off[colour] * colours[colour] ** 0.5))
    return taken


def keep(image: QImage, path: Path) -> None:
    """Write ``image`` as a small PNG, of a few colours."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(plain.constBits()).cast("I"))
    table = [
        qRgb(*colour)
        for colour in few({(c >> 16 & 255, c >> 8 & 255, c & 255): n for c, n in counted.items()})
    ]
    small = plain.convertToFormat(
        QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither
    )
    path.parent.mkdir(exist_ok=True)
    assert small.save(str(path), quality=0)


@pytest.fixture(scope="module")
def made_at_noon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made by A.K. at a moment that never changes."""
    path = tmp_path_factory.mktemp("screens") / "denmark-serbia.coopdesk"
    contents = sample_contents("denmark-serbia")
    Store.create(path, contents, who="A.K.", clock=lambda: NOON).close()
    return path


Opened = Callable[[str], tuple[MainWindow, Program]]
Pictured = Callable[..., QImage]


@pytest.fixture
def opened(
    made_at_noon: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opened]:
    """Show the window on a tab, at noon, without a cursor that blinks."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    really_open = Store.open
    monkeypatch.setattr(Store, "open", lambda path, **_more: really_open(path, clock=lambda: NOON))
    qapp.setCursorFlashTime(0)
    begun: list[Program] = []

    def show(tab: str) -> tuple[MainWindow, Program]:
        settings = Settings(None)
        settings.set("last_tab", tab)
        settings.set("appearance", qapp.property("appearance"))
        program = Program(qapp, settings, "A.K.")
        begun.append(program)
        assert program.start(made_at_noon, None, may_create=False)
        window = program.window
        assert window is not None
        window.resize(SIZE)
        qtbot.waitUntil(lambda: bool(window.desk.partnerships))
        settle(qtbot, program)
        return window, program

    yield show
    for program in begun:
        settle(qtbot, program)
        program.close()
    qapp.processEvents()
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def pictured(opened: Opened, qtbot: QtBot, qapp: QApplication) -> Pictured:
    """Return a picture of the window on a tab, after something was done to it."""

    def take(tab: str = "all", do: Callable[[MainWindow], object] | None = None) -> QImage:
        window, program = opened(tab)
        if do is not None:
            do(window)
            settle(qtbot, program)
        if window.search.text():
            # The sign that clears it fades in.
            signs = window.search.findChildren(QToolButton)
            qtbot.waitUntil(lambda: all(sign.property("opacity") in (None, 1.0) for sign in signs))
        qapp.processEvents()
        image = window.grab().toImage()
        window.hide()
        return image

    return take


def edit(window: MainWindow) -> None:
    window.actions_by_name["edit_record"].trigger()


def find_nothing(window: MainWindow) -> None:
    window.search.setFocus()
    window.search.setText("pontoon bridge")


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture to keep: its name, the tab, and what was done there."""

    name: str
    tab: str = "all"
    do: Callable[[MainWindow], object] | None = None
    language: str = "en"
    appearance: str = "light"


SCREENS = (
    Screen("all"),
    Screen("area", "AIR"),
    Screen("relief", "REL"),
    Screen("overview", "overview"),
    Screen("editor", "LOG", edit),
    Screen("nothing-found", do=find_nothing),
    Screen("all-dark", appearance="dark"),
    Screen("all-da", language="da"),
    Screen("all-sr", language="sr"),
)


@pytest.mark.parametrize("screen", SCREENS, ids=[screen.name for screen in SCREENS])
def test_that_a_screen_looks_as_it_did(
    pictured: Pictured, qapp: QApplication, tmp_path: Path, screen: Screen
) -> None:
    activate(screen.language, resource("translations"))
    apply_theme(qapp, screen.appearance)
    image = pictured(screen.tab, screen.do)
    assert image.size() == SIZE
    path = KEPT / f"{screen.name}.png"
    if os.environ.get("COOPDESK_KEEP_SCREENS"):
        keep(image, path)
    kept = QImage(str(path))
    assert not kept.isNull(), f"{path} is missing: see the top of this file"
    found = difference(kept, image)
    if not found.tolerable:
        new = tmp_path / path.name
        image.save(str(new))
        pytest.fail(f"{found}: the screen is now {new}, it was {path}")


def test_that_every_kept_picture_has_its_screen_and_is_small() -> None:
    kept = {path.stem: path.stat().st_size for path in KEPT.glob("*")}
    assert kept.keys() == {screen.name for screen in SCREENS}
    assert max(kept.values()) < 90_000


@pytest.fixture
def _own_font(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("_own_font")
def test_that_letters_drawn_another_way_are_tolerated(
    pictured: Pictured, qapp: QApplication
) -> None:
    # A short page at the right: letters of another width break a long one in other places.
    base = pictured("CEM")
    hinting, strategy = QFont.HintingPreference, QFont.StyleStrategy
    for preference in (hinting.PreferNoHinting, hinting.PreferFullHinting):
        font = QFont("DejaVu Sans", 9)
        font.setHintingPreference(preference)
        qapp.setFont(font)
        other = pictured("CEM")
        assert other != base
        assert difference(base, other).tolerable, preference
    font = QFont("DejaVu Sans", 9)
    font.setStyleStrategy(strategy.NoAntialias)
    qapp.setFont(font)
    assert difference(base, pictured("CEM")).tolerable


def push(by: int) -> Callable[[MainWindow], object]:
    def move(window: MainWindow) -> None:
        left, middle, right = window.browse.splitter.sizes()
        window.browse.splitter.setSizes([left + by, middle - by, right])

    return move


def taller_rows(window: MainWindow) -> None:
    rows = window.browse.table.verticalHeader()
    rows.setDefaultSectionSize(rows.defaultSectionSize() + 1)


def without_dots(window: MainWindow) -> None:
    window.browse.table.cells.show_dots = False
    window.browse.table.viewport().update()


# What no change may do unseen.
SPOILT: dict[str, Callable[[MainWindow], object]] = {
    "a panel gone at the left": lambda window: window.browse.filters.hide(),
    "a panel gone at the right": lambda window: window.browse.side.hide(),
    "a panel moved": push(10),
    "areas without their colours": without_dots,
    "no tabs": lambda window: window.tabs.hide(),
    "one tab less": lambda window: window.tabs.set_tabs(window.tabs._tabs[:-1]),
    "no button": lambda window: window.bar.add.hide(),
    "no name": lambda window: window.bar._name.hide(),
    "no heading": lambda window: window.browse.table.horizontalHeader().hide(),
    "a column gone": lambda window: window.browse.table.setColumnHidden(4, True),
    "nothing selected": lambda window: window.browse.table.clearSelection(),
    "rows a dot taller": taller_rows,
    "no count": lambda window: window.browse.frame._count.hide(),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_that_what_moves_or_goes_is_seen(
    pictured: Pictured, spoil: Callable[[MainWindow], object]
) -> None:
    kept = QImage(str(KEPT / "all.png"))
    assert not difference(kept, pictured("all", spoil)).tolerable


def test_that_a_picture_of_another_size_is_seen() -> None:
    one, other = (
        QImage(64, 64, QImage.Format.Format_RGB32),
        QImage(64, 32, QImage.Format.Format_RGB32),
    )
    assert not difference(one, other).tolerable
