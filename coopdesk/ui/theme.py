"""Colours of the window, light and dark, and the one stylesheet that uses them."""

from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from coopdesk.resources import resource


@dataclass(frozen=True, slots=True)
class Colours:
    """The window's colours as ``#rrggbb``: text on its grounds reaches WCAG 2.2 AA (4.5 : 1)."""

    window: str
    base: str
    raised: str
    hover: str
    border: str
    strong_border: str
    text: str
    secondary: str
    accent: str
    on_accent: str
    selection: str
    inactive_selection: str
    match: str
    danger: str
    warning: str
    success: str


LIGHT = Colours(
    window="#f4f5f7",
    base="#ffffff",
    raised="#fafbfc",
    hover="#eceff3",
    border="#dde1e7",
    strong_border="#7a8494",
    text="#1b2430",
    secondary="#566170",
    accent="#1d5c9e",
    on_accent="#ffffff",
    selection="#dbe8f6",
    inactive_selection="#e6e9ee",
    match="#ffe58a",
    danger="#b3261e",
    warning="#8a5300",
    success="#1f6e43",
)
DARK = Colours(
    window="#191d22",
    base="#20252b",
    raised="#262c33",
    hover="#2c333b",
    border="#363e48",
    strong_border="#7b8794",
    text="#e7eaee",
    secondary="#a3adb9",
    accent="#7ab5f0",
    on_accent="#0f1a26",
    selection="#29415c",
    inactive_selection="#333b45",
    match="#4d3d0c",
    danger="#ff9a90",
    warning="#f0b45a",
    success="#7fd1a0",
)

APPEARANCES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def is_dark(app: QApplication) -> bool:
    """Tell whether the window is to be dark: the user's choice, else the computer's."""
    chosen = app.property("appearance")
    if chosen in ("light", "dark"):
        return bool(chosen == "dark")
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def colours() -> Colours:
    """Return the colours in force."""
    app = QApplication.instance()
    return DARK if isinstance(app, QApplication) and is_dark(app) else LIGHT


def apply_theme(app: QApplication, appearance: str) -> None:
    """Set style, palette and stylesheet for ``appearance``: light, dark, or else the system's."""
    if app.property("appearance") is None:
        _choose_font(app)
        app.setStyle("Fusion")
    app.setProperty("appearance", appearance)
    app.styleHints().setColorScheme(APPEARANCES.get(appearance, Qt.ColorScheme.Unknown))
    now = colours()
    app.setPalette(palette(now))
    app.setStyleSheet(stylesheet(now))


def _choose_font(app: QApplication) -> None:
    # A desktop names its font. Without one, Qt takes what fontconfig calls sans, which on a bare
    # system is wide and coarse; Inter is drawn for screens and has both scripts of Serbian.
    font = app.font()
    if font.family() in ("Sans Serif", "sans-serif", "") and QFontDatabase.hasFamily("Inter"):
        font.setFamily("Inter")
        font.setPointSizeF(9.5)
        app.setFont(font)


def palette(c: Colours) -> QPalette:
    """Return the Qt palette of these colours."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, c.window),
        (roles.WindowText, c.text),
        (roles.Base, c.base),
        (roles.AlternateBase, c.raised),
        (roles.Text, c.text),
        (roles.PlaceholderText, c.secondary),
        (roles.Button, c.raised),
        (roles.ButtonText, c.text),
        (roles.BrightText, c.danger),
        (roles.ToolTipBase, c.raised),
        (roles.ToolTipText, c.text),
        (roles.Highlight, c.accent),
        (roles.HighlightedText, c.on_accent),
        (roles.Link, c.accent),
        (roles.LinkVisited, c.accent),
        (roles.Accent, c.accent),
        (roles.Mid, c.border),
        (roles.Midlight, c.hover),
        (roles.Light, c.base),
        (roles.Dark, c.strong_border),
        (roles.Shadow, c.border),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.strong_border))
    return made


def stylesheet(c: Colours) -> str:
    """Return the stylesheet with these colours filled in."""
    template = Template(resource("style", "coopdesk.qss").read_text(encoding="utf-8"))
    drawn = {
        name: resource("style", f"{name}-{'dark' if c is DARK else 'light'}.svg").as_posix()
        for name in ("arrow", "tick")
    }
    return template.substitute({f.name: getattr(c, f.name) for f in fields(c)}, **drawn)
