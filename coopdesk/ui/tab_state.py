"""What each tab of the list remembers: its filter, order, columns, and where one stood."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from coopdesk.catalogue.filters import GROUPINGS, Filter, Sort
from coopdesk.settings import Settings
from coopdesk.ui.tab_strip import ALL

if TYPE_CHECKING:
    from coopdesk.catalogue.saved_filter import SavedFilter

# What the key of a saved filter's tab begins with; no area's code has small letters.
SAVED = "saved:"
Columns = list[list[Any]]
"""Columns as they are kept: [name, width] each, in order; 0 is the usual width."""


@dataclass(slots=True)
class TabState:
    """What a tab remembers while another is shown.

    ``filter`` is without the search, which area tabs share and a saved filter's has of its own.
    """

    filter: Filter
    sort: Sort
    record_id: int | None = None
    grouped: str = ""
    search: str = ""
    columns: Columns = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ViewState:
    """What a list shows, to come back to: the tab, its filter without the search, the search, the
    order, by what it is grouped, and the record that is read."""

    key: str
    filter: Filter
    sort: Sort
    grouped: str
    search: str
    record_id: int | None


class TabStates:
    """The states of all tabs; ``settings`` keep columns, order and grouping of the areas' tabs,
    the saved filters those of their own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._states: dict[str, TabState] = {}
        self._saved: dict[str, SavedFilter] = {}
        self._shared_search = ""

    def of(self, key: str) -> TabState:
        """Return what tab ``key`` remembers; what is changed in it stays."""
        if key not in self._states:
            self._states[key] = self._first(key)
        return self._states[key]

    def _first(self, key: str) -> TabState:
        saved = self._saved.get(key)
        if saved is None:
            return TabState(Filter(), self._kept_sort(key), grouped=self._kept_grouping(key))
        return TabState(
            replace(saved.filter, search=""),
            saved.sort,
            grouped=saved.grouped,
            search=saved.filter.search,
            columns=[[name, 0] for name in saved.columns],
        )

    def set(self, key: str, wanted: Filter) -> None:
        """Let tab ``key`` remember that filter and no record; its order stays."""
        before = self.of(key)
        self._states[key] = replace(before, filter=replace(wanted, search=""), record_id=None)
        self.set_search(key, wanted.search)

    def search(self, key: str) -> str:
        """Return what is sought in tab ``key``."""
        return self.of(key).search if key in self._saved else self._shared_search

    def set_search(self, key: str, text: str) -> None:
        """Let ``text`` be what is sought in tab ``key``, and in all that share its search."""
        if key in self._saved:
            self.of(key).search = text
        else:
            self._shared_search = text

    def saved(self, key: str) -> "SavedFilter | None":
        """Return the saved filter whose tab ``key`` is, None for any other tab."""
        return self._saved.get(key)

    def set_saved(self, known: "Iterable[SavedFilter]") -> None:
        """Take over the saved filters; one that is another now is shown as it is now."""
        before = self._saved
        self._saved = {SAVED + one.name: one for one in known}
        for key, one in before.items():
            now = self._saved.get(key)
            if now is None or _shown(now) != _shown(one):
                self._states.pop(key, None)
        # What was remembered of a tab whose filter was gone says nothing of the filter.
        for key in self._saved.keys() - before.keys():
            self._states.pop(key, None)

    def forget(self, key: str) -> None:
        """Let tab ``key`` begin as it was saved."""
        self._states.pop(key, None)

    def columns(self, key: str) -> Columns:
        """Return the columns that tab ``key`` shows, [] for the usual ones."""
        if key in self._saved:
            return self.of(key).columns
        kept = self._settings.get("columns").get(key)
        entries = kept if isinstance(kept, list) else []
        return [p for p in entries if isinstance(p, list) and len(p) == 2 and str(p[0]) == p[0]]

    def keep_columns(self, key: str, columns: Columns) -> None:
        """Remember the columns of tab ``key``."""
        if key in self._saved:
            self.of(key).columns = columns
        else:
            self._keep("columns", key, columns)

    def keep_sort(self, key: str, sort: Sort) -> None:
        """Remember the order of tab ``key``."""
        self.of(key).sort = sort
        if key not in self._saved:
            from coopdesk.catalogue.filter_plain import sort_to_plain

            self._keep("sort", key, sort_to_plain(sort))

    def keep_grouping(self, key: str, grouped: str) -> None:
        """Remember by what tab ``key`` is grouped, "" for not at all."""
        self.of(key).grouped = grouped
        if key not in self._saved:
            self._keep("grouped", key, grouped)

    def _keep(self, setting: str, key: str, value: object) -> None:
        self._settings.set(setting, {**self._settings.get(setting), key: value})

    def _kept_sort(self, key: str) -> Sort:
        kept = self._settings.get("sort").get(key)
        if kept is None:
            return Sort()
        # Not on the way to the first painting of most.
        from coopdesk.catalogue.filter_plain import sort_from_plain

        return sort_from_plain(kept)

    def _kept_grouping(self, key: str) -> str:
        kept = self._settings.get("grouped").get(key, "")
        return kept if kept in GROUPINGS else ""


def shared_by(key: str) -> str:
    """Return the tab whose usual columns ``key`` has: a saved filter may show all areas."""
    return ALL if key.startswith(SAVED) else key


def _shown(saved: "SavedFilter") -> "SavedFilter":
    return replace(saved, icon="", tab=False, position=0)
