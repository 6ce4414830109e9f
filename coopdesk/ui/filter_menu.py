"""The menu of a row of the filters."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from coopdesk.catalogue import filter_parts
from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.filters import Filter
from coopdesk.i18n import _
from coopdesk.ui.filter_choices import named

_LABELS = {dimension.name: dimension.label for dimension in DIMENSIONS}


def row_menu(
    wanted: Filter,
    dimension: str,
    value: str | None,
    on_change: Callable[[Filter], None],
    parent: QWidget,
) -> QMenu:
    """Return what can be done with a value, and with its dimension (None: with that alone).

    ``on_change`` is called with what becomes of ``wanted``.
    """
    menu = QMenu(parent)

    def offer(words: str, after: Filter, *, possible: bool = True) -> None:
        action = menu.addAction(words)
        action.setEnabled(possible)
        action.triggered.connect(lambda: on_change(after))

    if value is not None:
        offer(_("&Only This"), filter_parts.only(wanted, dimension, value))
        gone = (dimension, value) in wanted.excluded
        words = _("Do Not &Exclude") if gone else _("&Exclude")
        offer(f"{words}\tAlt+Space", filter_parts.excluded(wanted, dimension, value))
        menu.addSeparator()
    offer(
        _("&Clear “{list}”").format(list=_(_LABELS[dimension])),
        filter_parts.cleared(wanted, dimension),
        possible=bool(named(wanted, dimension)),
    )
    return menu
