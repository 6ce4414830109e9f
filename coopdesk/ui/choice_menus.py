"""The menus whose entries are choices: recent catalogues, appearance, language."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from coopdesk.i18n import LANGUAGES, N_, _, language
from coopdesk.settings import Settings

APPEARANCES: tuple[tuple[str, str], ...] = (
    ("system", N_("As the Computer")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
)


def fill_recent(menu: QMenu, settings: Settings, opened: Callable[[Path], None]) -> None:
    """Offer the catalogues opened lately, newest first."""
    menu.clear()
    for entry in settings.get("recent"):
        path = Path(str(entry))
        action = menu.addAction(path.name.replace("&", "&&"))
        action.setToolTip(f"<p>{escape(str(path))}</p>")
        action.triggered.connect(lambda _on=False, path=path: opened(path))
    menu.setToolTipsVisible(True)
    if menu.isEmpty():
        menu.addAction(_("No catalogues yet")).setEnabled(False)


def fill_choices(
    menu: QMenu, entries: list[tuple[str, str]], chosen: str, on_choice: Callable[[str], None]
) -> None:
    """Offer ``entries`` (code, words), one of them ticked."""
    group = QActionGroup(menu)
    for code, words in entries:
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setChecked(code == chosen)
        action.triggered.connect(lambda _on=False, code=code: on_choice(code))
        group.addAction(action)
        menu.addAction(action)


def fill_appearance(menu: QMenu, settings: Settings, on_choice: Callable[[str], None]) -> None:
    """Offer light, dark, or as the computer is set."""
    entries = [(code, _(words)) for code, words in APPEARANCES]
    fill_choices(menu, entries, settings.get("appearance"), on_choice)


def fill_languages(menu: QMenu, on_choice: Callable[[str], None]) -> None:
    """Offer the interface's languages, each in its own words."""
    fill_choices(menu, list(LANGUAGES), language(), on_choice)
