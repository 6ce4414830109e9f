"""The icons: drawn in the colours in force, at any size."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from coopdesk.ui.icons import icon
from coopdesk.ui.theme import DARK, LIGHT, apply_theme


def inks(drawn: QIcon, size: int, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """Return the colours of the fully covered pixels."""
    image = drawn.pixmap(QSize(size, size), 1.0, mode).toImage()
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(size) for y in range(size))
    return {QColor(pixel.rgb()).name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("size", [16, 24, 48])
def test_that_an_icon_is_drawn_in_its_role_and_follows_the_appearance(
    qapp: QApplication, size: int
) -> None:
    drawn = icon("add-line", "accent")
    for appearance, expected in (("light", LIGHT), ("dark", DARK)):
        apply_theme(qapp, appearance)
        assert inks(drawn, size) == {expected.accent}


def test_that_an_icon_which_cannot_be_used_is_paler(qapp: QApplication) -> None:
    assert inks(icon("add-line"), 32) == {LIGHT.secondary}
    assert inks(icon("add-line"), 32, QIcon.Mode.Disabled) == {LIGHT.strong_border}


def test_that_a_copy_of_an_icon_draws_the_same(qapp: QApplication) -> None:
    drawn = icon("search-line", "text")
    size = QSize(20, 20)
    assert QIcon(drawn).pixmap(size).toImage() == drawn.pixmap(size).toImage()


def test_that_an_icon_which_the_font_lacks_is_refused(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")
