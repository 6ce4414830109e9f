"""What the catalogue finds for the command palette, off the GUI thread."""

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coopdesk.catalogue.filters import FacetCount, Filter
from coopdesk.catalogue.folding import fold
from coopdesk.catalogue.fuzzy import Fuzzy, ranked
from coopdesk.catalogue.summary import Summary
from coopdesk.ui.desk import Desk
from coopdesk.ui.going import Going
from coopdesk.ui.palette_entries import (
    ORGANISATION,
    RECORD,
    Entry,
    organisation_entry,
    read_records,
    record_entry,
    saved_entries,
)
from coopdesk.ui.palette_model import scope_of

if TYPE_CHECKING:
    from coopdesk.catalogue.saved_filter import SavedFilter
    from coopdesk.storage.store import Store

_ORGANISATIONS = 50
# Of more names than these, only such are looked at closely as have what was typed in one piece.
_MANY = 2_000
Names = tuple[tuple[str, FacetCount], ...]
"""Organisations with their counts, each after its name as folded."""


class PaletteSearch(QObject):
    """Finds saved filters, organisations and records: each letter interrupts the search of the one
    before.

    ``found`` comes whenever more is known. ``going`` goes where an entry leads, ``show_saved``
    shows the saved filter of a name.
    """

    found = Signal()

    def __init__(
        self, desk: Desk, going: Going, show_saved: Callable[[str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._going = going
        self._show_saved = show_saved
        self._names: Names = ()
        self._text = ""
        self._awaited: set[str] = set()
        self.saved: list[Entry] = []
        self.organisations: list[tuple[Entry, Fuzzy]] = []
        self.records: list[Entry] = []

    @property
    def pending(self) -> bool:
        """Whether more may be found for what was typed."""
        return bool(self._awaited)

    def prepare(self) -> None:
        """Read the names that there are to choose from now."""
        self._desk.read(self, _read_names, self._named, key="names")

    def _named(self, answer: "tuple[Names, tuple[SavedFilter, ...]]") -> None:
        self._names, known = answer
        self.saved = saved_entries(known, self._show_saved)
        self.search(self._text)
        self.found.emit()

    def search(self, text: str) -> None:
        """Ask for the organisations and records that ``text`` finds."""
        self._text = text
        kinds, sought = scope_of(text)
        self._awaited.clear()
        if self._names and (ORGANISATION in kinds or (sought and not kinds)):
            self._awaited.add(ORGANISATION)
            names = self._names
            self._desk.read(
                self,
                lambda _store: _best(names, sought),
                self._organisations_found,
                key=ORGANISATION,
            )
        else:
            self._desk.forget(self, ORGANISATION)
            self.organisations = []
        if sought and not kinds:
            self._awaited.add(RECORD)
            self._desk.read(
                self,
                lambda store: read_records(store, sought),
                self._records_found,
                key=RECORD,
                urgent=True,
            )
        else:
            self._desk.forget(self, RECORD)
            self.records = []

    def _organisations_found(self, found: list[tuple[FacetCount, Fuzzy]]) -> None:
        def show(name: str) -> None:
            self._going.show_filter_of("organisations", name)

        self.organisations = [(organisation_entry(one, show), how) for one, how in found]
        self._awaited.discard(ORGANISATION)
        self.found.emit()

    def _records_found(self, rows: tuple[Summary, ...]) -> None:
        areas = {area.code: area for area in self._desk.areas}
        show = self._going.go_to
        self.records = [record_entry(row, areas.get(row.area), show) for row in rows]
        self._awaited.discard(RECORD)
        self.found.emit()


def _best(names: Names, sought: str) -> list[tuple[FacetCount, Fuzzy]]:
    if len(names) > _MANY:
        words = fold(sought).split()
        having = (one for one in names if all(word in one[0] for word in words))
        names = tuple(islice(having, _MANY))
    by_name = {one.value: one for _folded, one in names}
    found = ranked(sought, by_name, lambda name: name)[:_ORGANISATIONS]
    return [(by_name[name], how) for name, how in found]


def _read_names(store: "Store") -> "tuple[Names, tuple[SavedFilter, ...]]":
    # Those that are tabs stand among the tabs.
    saved = tuple(one for one in store.saved_filters.known() if not one.tab)
    found = store.facet("organisations", Filter())
    return tuple((fold(one.value), one) for one in found), saved
