"""The colours: every text can be read on its ground, in light and in dark."""

import re
from dataclasses import fields
from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.resources import resource
from coopdesk.ui.theme import DARK, LIGHT, Colours, apply_theme, colours, palette, stylesheet

GROUNDS = ("window", "base", "raised", "hover")
# What the window writes on what: WCAG 2.2, 1.4.3 asks for 4.5 : 1.
TEXTS = [
    *product(("text", "secondary", "accent", "danger", "warning", "success"), GROUNDS),
    *product(("text", "secondary", "accent"), ("selection", "inactive_selection", "match")),
    ("secondary", "border"),  # a primary button that cannot be used
    ("on_accent", "accent"),
    ("base", "text"),  # the notice, and a primary button under the mouse
]
# What must be seen to be used: WCAG 2.2, 1.4.11 asks for 3 : 1.
PARTS = [*product(("strong_border", "accent"), GROUNDS), ("danger", "base"), ("success", "base")]


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_that_contrast_is_what_wcag_says_it_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("shown", [LIGHT, DARK], ids=["light", "dark"])
def test_that_every_text_can_be_read_on_its_ground(shown: Colours) -> None:
    found = {
        (ink, ground): round(contrast(getattr(shown, ink), getattr(shown, ground)), 2)
        for ink, ground in TEXTS
    }
    assert not {pair: ratio for pair, ratio in found.items() if ratio < 4.5}


@pytest.mark.parametrize("shown", [LIGHT, DARK], ids=["light", "dark"])
def test_that_frames_and_marks_can_be_seen(shown: Colours) -> None:
    found = {
        (part, ground): round(contrast(getattr(shown, part), getattr(shown, ground)), 2)
        for part, ground in PARTS
    }
    assert not {pair: ratio for pair, ratio in found.items() if ratio < 3}


@pytest.mark.parametrize("shown", [LIGHT, DARK], ids=["light", "dark"])
def test_that_the_stylesheet_writes_in_inks_that_are_checked(shown: Colours) -> None:
    text = resource("style", "coopdesk.qss").read_text(encoding="utf-8")
    rules = re.findall(r"\{([^}]*)\}", text)
    unknown = set()
    for rule in rules:
        ink = re.search(r"(?:^|[;\s])color: \$(\w+)", rule)
        ground = re.search(r"background(?:-color)?: \$(\w+)", rule)
        if ink and ground and (ink[1], ground[1]) not in TEXTS:
            unknown.add((ink[1], ground[1]))
    assert not unknown


@pytest.mark.parametrize("shown", [LIGHT, DARK], ids=["light", "dark"])
def test_that_the_stylesheet_is_filled_in(shown: Colours) -> None:
    filled = stylesheet(shown)
    assert "$" not in filled
    used = set(re.findall(r"#[0-9a-f]{6}\b", filled))
    assert used <= {getattr(shown, field.name) for field in fields(Colours)}


def test_that_no_group_of_the_palette_is_left_to_the_style() -> None:
    made = palette(DARK)
    roles = QPalette.ColorRole
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        assert made.color(group, roles.Window) == QColor(DARK.window)
        assert made.color(group, roles.Text) == QColor(DARK.text)
        assert made.color(group, roles.Highlight) == QColor(DARK.accent)
    assert made.color(QPalette.ColorGroup.Disabled, roles.Text) == QColor(DARK.strong_border)


def test_that_the_appearance_chosen_counts_and_not_the_computers(qapp: QApplication) -> None:
    for appearance, expected in (("dark", DARK), ("light", LIGHT)):
        apply_theme(qapp, appearance)
        assert colours() is expected
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(expected.window)


def test_that_a_hint_in_a_field_can_be_read(qapp: QApplication, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    for appearance, expected in (("light", LIGHT), ("dark", DARK)):
        apply_theme(qapp, appearance)
        field.ensurePolished()
        hint = field.palette().color(QPalette.ColorRole.PlaceholderText)
        assert hint == QColor(expected.secondary)


def test_that_a_role_restyles_with_the_appearance(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("said quietly")
    label.setProperty("role", "secondary")
    qtbot.addWidget(label)
    for appearance, expected in (("dark", DARK), ("light", LIGHT)):
        apply_theme(qapp, appearance)
        label.ensurePolished()
        assert label.palette().color(label.foregroundRole()) == QColor(expected.secondary)
