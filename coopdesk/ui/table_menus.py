"""The menu that groups a list, and folds and opens its groups."""

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from coopdesk.i18n import _
from coopdesk.ui.group_words import GROUPING_LABELS
from coopdesk.ui.record_table import RecordTable


def fill_grouping(menu: QMenu, table: RecordTable) -> None:
    """Offer what the list can be grouped by, what it is now ticked, and to fold all groups."""
    menu.clear()
    now = table.rows.grouped
    choices = QActionGroup(menu)
    for grouped, label in GROUPING_LABELS.items():
        action = choices.addAction(_(label))
        action.setCheckable(True)
        action.setChecked(grouped == now)
        action.triggered.connect(lambda _on=False, by=grouped: table.grouping_asked.emit(by))
        menu.addAction(action)
    menu.addSeparator()
    for words, folded in ((_("&Collapse All"), True), (_("&Expand All"), False)):
        action = menu.addAction(words)
        action.setEnabled(bool(now))
        action.triggered.connect(lambda _on=False, folded=folded: table.fold_all(folded))
