"""What a user can do, declared once: menus, buttons and shortcuts are built from this."""

from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from coopdesk.i18n import N_, _

Keys = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: ``does`` names the method that it calls, from the window on.

    ``needs`` says when it can be used: "record" (one is chosen), "write" (the catalogue can be
    written), "both", or "" (always). ``menu`` is its menu; a "-" before it sets it apart.
    """

    name: str
    menu: str
    text: str
    does: str
    keys: QKeySequence.StandardKey | str = ""
    icon: str = ""
    needs: str = ""
    checkable: bool = False


MENUS: tuple[tuple[str, str], ...] = (
    ("file", N_("&File")),
    ("edit", N_("&Edit")),
    ("view", N_("&View")),
    ("go", N_("&Go")),
    ("record", N_("&Record")),
    ("reports", N_("Re&ports")),
    ("tools", N_("&Tools")),
    ("help", N_("&Help")),
)
# Menus within menus, filled by the window: (name, the menu they stand in, text).
SUBMENUS: tuple[tuple[str, str, str], ...] = (
    ("recent", "file", N_("Open &Recent")),
    ("export", "file", N_("&Export")),
    ("columns", "view", N_("&Columns")),
    ("group", "view", N_("&Group By")),
    ("appearance", "view", N_("&Appearance")),
    ("language", "view", N_("&Language")),
)

A = ActionSpec
ACTIONS: tuple[ActionSpec, ...] = (
    A("new_catalogue", "file", N_("&New Catalogue…"), "tools.new_catalogue", icon="file-add-line"),
    A(
        "open_catalogue",
        "file",
        N_("&Open…"),
        "tools.choose_catalogue",
        Keys.Open,
        "folder-open-line",
    ),
    A("recent", "file", "", "submenu"),
    A("export", "-file", "", "submenu"),
    A("export_pdf", "export", N_("&PDF…"), "tools.reports.last", "Ctrl+E", "file-pdf-line"),
    A("print", "file", N_("&Print…"), "tools.reports.last", Keys.Print, "printer-line"),
    A("quit", "-file", N_("&Quit"), "close", "Ctrl+Q"),
    A("undo", "edit", N_("&Undo"), "editing.undo", Keys.Undo, "arrow-go-back-line", "write"),
    A("redo", "edit", N_("&Redo"), "editing.redo", Keys.Redo, "arrow-go-forward-line", "write"),
    A(
        "catalogue_history",
        "edit",
        N_("&History…"),
        "tools.catalogue_history",
        "Ctrl+Shift+H",
        "history-line",
    ),
    A("find", "-edit", N_("&Find"), "focus_search", Keys.Find, "search-line"),
    A("clear_filters", "edit", N_("&Clear Filters"), "clear_filters", "Ctrl+Shift+F"),
    A("copy_rows", "edit", N_("Cop&y Rows"), "browse.table.copy_asked.emit", Keys.Copy),
    A(
        "save_filter",
        "edit",
        N_("Save Fil&ter…"),
        "saved.save_as",
        "Ctrl+Shift+S",
        "bookmark-line",
        "write",
    ),
    A("saved_filters", "edit", N_("Saved Filters"), "saved.manage"),
    A("select_all", "edit", N_("Select &All"), "select_all", Keys.SelectAll),
    A(
        "paste_rows",
        "-edit",
        N_("&Paste Rows as Records…"),
        "tools.paste_rows",
        "Ctrl+Shift+V",
        "clipboard-line",
        "write",
    ),
    A(
        "edit_selected",
        "edit",
        N_("Edit &Selected Records…"),
        "tools.edit_selected",
        "Ctrl+B",
        "edit-box-line",
        "both",
    ),
    A(
        "edit_listed",
        "edit",
        N_("Edit All in &List…"),
        "tools.edit_listed",
        "Ctrl+Shift+B",
        needs="write",
    ),
    A("toggle_filters", "view", N_("&Filters"), "toggle_filters", "F9", checkable=True),
    A("toggle_reader", "view", N_("&Record Pane"), "toggle_reader", "F8", checkable=True),
    A("columns", "view", "", "submenu"),
    A("group", "view", "", "submenu"),
    A("appearance", "-view", "", "submenu"),
    A("language", "view", "", "submenu"),
    A("go_back", "go", N_("&Back"), "going.back", "Alt+Left", "arrow-left-line"),
    A("go_forward", "go", N_("&Forward"), "going.forward", "Alt+Right", "arrow-right-line"),
    A("next_tab", "-go", N_("Ne&xt Tab"), "tabs.show_next", "Ctrl+PgDown"),
    A("previous_tab", "go", N_("Pre&vious Tab"), "tabs.show_previous", "Ctrl+PgUp"),
    A("palette", "-go", N_("&Command Palette…"), "open_palette", "Ctrl+K", "command-line"),
    A("new_record", "record", N_("&New Record"), "new_record", "Ctrl+N", "add-line", "write"),
    A("edit_record", "record", N_("&Edit"), "edit_record", "F2", "pencil-line", "both"),
    A("edit_cell", "record", N_("Edit &Cell"), "editing.edit_cell", "Shift+F2", needs="both"),
    A("duplicate", "record", N_("D&uplicate"), "duplicate", "Ctrl+D", "file-copy-line", "both"),
    A(
        "merge",
        "record",
        N_("&Merge…"),
        "tools.merge_selected",
        "Ctrl+M",
        "git-merge-line",
        "both",
    ),
    A("delete", "record", N_("&Delete"), "editing.delete", "Shift+Del", "delete-bin-line", "both"),
    A(
        "attach_document",
        "-record",
        N_("&Attach Document…"),
        "documents.attach",
        "Ctrl+Shift+A",
        "attachment-line",
        "both",
    ),
    A(
        "record_history",
        "-record",
        N_("&History…"),
        "tools.record_history",
        "Ctrl+H",
        "history-line",
        "record",
    ),
    A(
        "print_record",
        "record",
        N_("Prin&t Record…"),
        "tools.reports.record",
        "Ctrl+Shift+R",
        "printer-line",
        "record",
    ),
    A(
        "fact_sheet_report",
        "reports",
        N_("&Fact Sheet…"),
        "tools.reports.fact_sheet",
        icon="file-paper-2-line",
    ),
    A(
        "catalogue_report",
        "reports",
        N_("&Catalogue…"),
        "tools.reports.catalogue",
        icon="file-list-3-line",
    ),
    A(
        "record_report",
        "reports",
        N_("&Records in Full…"),
        "tools.reports.record",
        icon="file-text-line",
        needs="record",
    ),
    A(
        "area_report",
        "reports",
        N_("&Area in Depth…"),
        "tools.reports.area",
        icon="layout-grid-line",
    ),
    A(
        "agreements_report",
        "-reports",
        N_("A&greements…"),
        "tools.reports.agreements",
        icon="quill-pen-line",
    ),
    A(
        "donations_report",
        "reports",
        N_("&Donations…"),
        "tools.reports.donations",
        icon="gift-line",
    ),
    A(
        "training_report",
        "reports",
        N_("&Training…"),
        "tools.reports.training",
        icon="book-open-line",
    ),
    A(
        "programme_report",
        "-reports",
        N_("&Programme of Activities…"),
        "tools.reports.programme",
        icon="calendar-2-line",
    ),
    A(
        "visit_brief_report",
        "reports",
        N_("&Visit Brief…"),
        "tools.reports.visit_brief",
        icon="briefcase-line",
    ),
    A(
        "register",
        "tools",
        N_("&Organisations and Contacts"),
        "tools.register",
        icon="contacts-book-line",
    ),
    A("rates", "tools", N_("&Exchange Rates"), "tools.rates", icon="exchange-line"),
    A("lists", "tools", N_("&Lists"), "tools.lists", icon="list-settings-line"),
    A(
        "problems",
        "-tools",
        N_("&Problems"),
        "tools.problems",
        "Ctrl+Shift+P",
        "error-warning-line",
    ),
    A("duplicates", "tools", N_("Find &Duplicates"), "tools.duplicates", icon="file-search-line"),
    A(
        "ask_reason",
        "-tools",
        N_("Ask for a &Reason on Save"),
        "editing.ask_reason",
        checkable=True,
    ),
    A("shortcuts", "help", N_("&Keyboard Shortcuts"), "tools.shortcuts", "F1"),
    A("about", "help", N_("&About CoopDesk"), "tools.about"),
)


def build_actions(window: QMainWindow) -> dict[str, QAction]:
    """Make the window's actions."""
    made = {}
    for spec in ACTIONS:
        if spec.does == "submenu":
            continue
        action = QAction(_(spec.text), window)
        action.setObjectName(spec.name)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        action.setCheckable(spec.checkable)
        does = attrgetter(spec.does)
        action.triggered.connect(lambda _checked=False, does=does: does(window)())
        window.addAction(action)
        made[spec.name] = action
    return made


def build_menus(window: QMainWindow, actions: dict[str, QAction]) -> dict[str, QMenu]:
    """Fill the window's menu bar and return its menus by name, those within menus too."""
    menus = {name: window.menuBar().addMenu(_(text)) for name, text in MENUS}
    inner = {name: text for name, _menu, text in SUBMENUS}
    for spec in ACTIONS:
        if spec.menu.startswith("-"):
            menus[spec.menu[1:]].addSeparator()
        menu = menus[spec.menu.removeprefix("-")]
        if spec.does == "submenu":
            menus[spec.name] = menu.addMenu(_(inner[spec.name]))
        else:
            menu.addAction(actions[spec.name])
    return menus


def enable_actions(actions: dict[str, QAction], writable: bool, record: bool) -> None:
    """Enable what can be done: to a catalogue that is ``writable``, with a ``record`` chosen."""
    for spec in ACTIONS:
        if spec.needs == "write":
            actions[spec.name].setEnabled(writable)
        elif spec.needs == "both":
            actions[spec.name].setEnabled(writable and record)
        elif spec.needs == "record":
            actions[spec.name].setEnabled(record)
