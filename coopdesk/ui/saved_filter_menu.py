"""What can be done with a saved filter, at its tab: the menu that a right click opens there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from coopdesk.catalogue.saved_filter import SavedFilter
from coopdesk.i18n import _


@dataclass(frozen=True, slots=True)
class TabActs:
    """What the menu calls; each is None where it cannot be done now."""

    update: Callable[[], None] | None
    save_as: Callable[[], None] | None
    discard: Callable[[], None] | None
    edit: Callable[[], None] | None
    show_tab: Callable[[bool], None] | None
    close: Callable[[], None] | None
    delete: Callable[[], None] | None


def tab_menu(saved: SavedFilter, acts: TabActs, parent: QWidget) -> QMenu:
    """Return the menu for the tab of ``saved``, which goes when it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(saved.name)
    changes = (
        (_("Update filter"), acts.update),
        (_("Save &as…"), acts.save_as),
        (_("&Discard Changes"), acts.discard),
    )
    for words, act in changes:
        if act is not None:
            menu.addAction(words, act)
    menu.addSeparator()
    _offer(menu, _("&Rename or Change Icon…"), acts.edit)
    tab = menu.addAction(_("Show as a &tab of its own"))
    tab.setCheckable(True)
    tab.setChecked(saved.tab)
    tab.setEnabled(acts.show_tab is not None)
    if acts.show_tab is not None:
        tab.triggered.connect(acts.show_tab)
    if acts.close is not None:
        menu.addAction(_("&Close Tab"), acts.close)
    menu.addSeparator()
    _offer(menu, _("Delete"), acts.delete)
    return menu


def _offer(menu: QMenu, words: str, act: Callable[[], None] | None) -> None:
    made = menu.addAction(words)
    made.setEnabled(act is not None)
    if act is not None:
        made.triggered.connect(lambda _on=False: act())
