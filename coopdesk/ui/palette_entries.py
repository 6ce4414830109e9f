"""What the command palette offers: commands, tabs, saved filters, organisations and records."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar
from shiboken6 import isValid

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filters import FacetCount, Filter, Sort
from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.summary import Summary
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.tab_strip import Tab

if TYPE_CHECKING:
    from coopdesk.catalogue.saved_filter import SavedFilter
    from coopdesk.storage.store import Store

COMMAND, TAB, SAVED, ORGANISATION, RECORD = "command", "tab", "saved", "organisation", "record"
MOST_RECORDS = 8
_MNEMONIC = re.compile(r"&(.)")
_PATH = " › "


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to choose: ``key`` tells it from all others, ``choose`` does it.

    ``detail`` says where it stands or what else there is to know, ``keys`` its shortcut. ``icon``
    names an icon of the set, ``drawn`` is one that is there already, ``colour`` that of a dot.
    """

    key: str
    kind: str
    words: str
    detail: str = ""
    keys: str = ""
    icon: str = ""
    colour: str = ""
    ticked: bool = False
    usable: bool = True
    drawn: QIcon | None = field(default=None, compare=False)
    choose: Callable[[], object] = field(default=lambda: None, compare=False)

    @property
    def spoken(self) -> str:
        """The whole line for a screen reader."""
        said = (self.words, self.detail, self.keys, "" if self.usable else _("not possible now"))
        return ", ".join(filter(None, said))


def menu_entries(bar: QMenuBar) -> list[Entry]:
    """Return all that the menus offer, in their order, each once."""
    found: dict[str, Entry] = {}
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            for entry in _of_menu(menu, (plain(menu.title()),)):
                found.setdefault(entry.key, entry)
    return list(found.values())


def plain(text: str) -> str:
    """Return the text of an action without its mnemonic."""
    return _MNEMONIC.sub(r"\1", text)


def _of_menu(menu: QMenu, path: tuple[str, ...]) -> Iterator[Entry]:
    # Some are filled when they are about to be shown.
    menu.aboutToShow.emit()
    for action in menu.actions():
        inner = action.menu()
        if action.isSeparator() or not action.isVisible():
            continue
        words = plain(action.text())
        if isinstance(inner, QMenu):
            yield from _of_menu(inner, (*path, words))
        elif action.objectName() != "palette":
            yield _of_action(action, words, path)


def _of_action(action: QAction, words: str, path: tuple[str, ...]) -> Entry:
    """Return the entry of one action; one of a menu within a menu is named after that."""
    name = ": ".join((*path[1:], words))
    shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Entry(
        f"{COMMAND} {action.objectName() or _PATH.join((*path, words))}",
        COMMAND,
        name,
        path[0],
        shortcut,
        ticked=action.isCheckable() and action.isChecked(),
        usable=action.isEnabled(),
        drawn=action.icon(),
        choose=lambda: action.trigger() if isValid(action) else None,
    )


def tab_entries(tabs: tuple[Tab, ...], show: Callable[[str], object]) -> list[Entry]:
    """Return the tabs, which ``show`` shows by their keys."""
    return [
        Entry(
            f"{TAB} {tab.key}",
            TAB,
            tab.name,
            _("Tab") if tab.count is None else f"{_('Tab')} · {_records(tab.count)}",
            icon=tab.icon or ("" if tab.colour else "layout-column-line"),
            colour=tab.colour,
            choose=partial(show, tab.key),
        )
        for tab in tabs
    ]


def saved_entries(known: "tuple[SavedFilter, ...]", show: Callable[[str], object]) -> list[Entry]:
    """Return the saved filters, which ``show`` shows by their names."""
    return [
        Entry(
            f"{SAVED} {one.name}",
            SAVED,
            one.name,
            _("Saved filter"),
            icon=one.icon,
            choose=partial(show, one.name),
        )
        for one in known
    ]


def organisation_entry(found: FacetCount, show: Callable[[str], object]) -> Entry:
    """Return an organisation, of which ``show`` shows the records by its name."""
    return Entry(
        f"{ORGANISATION} {found.value}",
        ORGANISATION,
        found.value,
        f"{_('Organisation')} · {_records(found.count)}",
        icon="building-line",
        choose=partial(show, found.value),
    )


def record_entry(row: Summary, area: Area | None, show: Callable[[int], object]) -> Entry:
    """Return a record, which ``show`` shows by its id."""
    return Entry(
        f"{RECORD} {row.id}",
        RECORD,
        row.title,
        " · ".join(filter(None, (row.reference, period_words(row.period)))),
        colour=area.colour if area is not None else "",
        choose=partial(show, row.id),
    )


def _records(count: int) -> str:
    return ngettext("{n} record", "{n} records", count).format(n=number_words(count))


def read_records(store: "Store", text: str) -> tuple[Summary, ...]:
    """Return the first records that have the words of ``text`` in their titles, then anywhere.

    Whatever is typed is words here, and never a query.
    """
    words = tokens(text)
    if not words:
        return ()
    found: dict[int, Summary] = {}
    for sought in (" ".join(f"title:{word}" for word in words), " ".join(words)):
        for row in store.first_page(Filter(search=sought), Sort(), MOST_RECORDS):
            found.setdefault(row.id, row)
        if len(found) >= MOST_RECORDS:
            break
    return tuple(found.values())[:MOST_RECORDS]
