"""What a user can do: declared once, each with its own name, key and letter."""

from collections import Counter
from operator import attrgetter

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from coopdesk.i18n import LANGUAGES, activate
from coopdesk.resources import resource
from coopdesk.ui.actions import ACTIONS, MENUS, SUBMENUS, enable_actions
from coopdesk.ui.icons import icon
from coopdesk.ui.main_window import MainWindow

SPECS = [spec for spec in ACTIONS if spec.does != "submenu"]


def test_that_no_two_actions_have_one_name() -> None:
    assert not [name for name, times in Counter(s.name for s in ACTIONS).items() if times > 1]


def test_that_no_two_actions_answer_to_one_key(window: MainWindow) -> None:
    keys = Counter(
        key.toString() for spec in SPECS for key in window.actions_by_name[spec.name].shortcuts()
    )
    assert not [key for key, times in keys.items() if times > 1]
    assert "" not in keys
    # Standard keys have a key on this platform, so that the menu can show it.
    for spec in SPECS:
        if spec.keys:
            assert not QKeySequence(spec.keys).isEmpty(), spec.name


def test_that_every_action_does_something_and_has_words_and_a_known_icon(
    window: MainWindow,
) -> None:
    for spec in SPECS:
        assert callable(attrgetter(spec.does)(window)), spec.name
        assert spec.text.strip(), spec.name
        assert spec.needs in ("", "record", "write", "both")
        if spec.icon:
            assert not icon(spec.icon).isNull()
            assert not window.actions_by_name[spec.name].icon().isNull()


def test_that_an_action_that_asks_first_ends_in_an_ellipsis() -> None:
    asks = {
        "new_catalogue",
        "open_catalogue",
        "export_pdf",
        "print",
        "fact_sheet_report",
        "catalogue_report",
        "record_report",
        "area_report",
        "agreements_report",
        "donations_report",
        "training_report",
        "programme_report",
        "visit_brief_report",
        "print_record",
        "catalogue_history",
        "record_history",
        "attach_document",
        "paste_rows",
        "edit_selected",
        "edit_listed",
        "merge",
        "palette",
        "save_filter",
    }
    assert {spec.name for spec in SPECS if spec.text.endswith("…")} == asks


def test_that_every_menu_holds_something_and_every_action_stands_in_one(
    window: MainWindow,
) -> None:
    known = {name for name, _text in MENUS} | {name for name, _menu, _text in SUBMENUS}
    assert {spec.menu.removeprefix("-") for spec in ACTIONS} <= known
    assert window.menus.keys() == known
    for name, menu in window.menus.items():
        menu.aboutToShow.emit()
        assert [action for action in menu.actions() if not action.isSeparator()], name
    placed = {action for menu in window.menus.values() for action in menu.actions()}
    assert not [name for name, action in window.actions_by_name.items() if action not in placed]


@pytest.mark.parametrize("code", [code for code, _name in LANGUAGES])
def test_that_within_a_menu_no_two_entries_share_a_letter(code: str) -> None:
    from coopdesk.i18n import _

    activate(code, resource("translations"))
    inner = {name: (menu, text) for name, menu, text in SUBMENUS}
    entries: dict[str, list[str]] = {"": [_(text) for _name, text in MENUS]}
    for spec in ACTIONS:
        text = inner[spec.name][1] if spec.does == "submenu" else spec.text
        entries.setdefault(spec.menu.removeprefix("-"), []).append(_(text))
    for menu, texts in entries.items():
        letters = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
        assert not [one for one, times in letters.items() if times > 1], (menu, texts)


@pytest.mark.parametrize(
    ("writable", "record", "usable"),
    [
        (True, True, {"undo", "new_record", "edit_record", "delete", "duplicate"}),
        (True, False, {"undo", "new_record"}),
        (False, True, set()),
        (False, False, set()),
    ],
)
def test_that_only_what_can_be_done_is_offered(
    qapp: QApplication, writable: bool, record: bool, usable: set[str]
) -> None:
    actions = {spec.name: QAction(spec.text) for spec in SPECS}
    enable_actions(actions, writable, record)
    edits = {"undo", "new_record", "edit_record", "delete", "duplicate"}
    assert {name for name in edits if actions[name].isEnabled()} == usable
    assert all(actions[name].isEnabled() for name in ("find", "export_pdf", "quit", "about"))


def test_that_a_menu_shows_its_entries_as_the_declaration_orders_them(window: MainWindow) -> None:
    def words(menu: QMenu) -> list[str]:
        return [a.objectName() or "submenu" for a in menu.actions() if not a.isSeparator()]

    expected = [
        "submenu" if spec.does == "submenu" else spec.name
        for spec in ACTIONS
        if spec.menu.removeprefix("-") == "file"
    ]
    assert words(window.menus["file"]) == expected
