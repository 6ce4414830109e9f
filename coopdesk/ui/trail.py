"""The way that was gone through the window, for Back and Forward."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopdesk.ui.tab_state import ViewState

LIMIT = 100


@dataclass(frozen=True, slots=True)
class Stop:
    """Where one stood: the tab, and what its list showed, None on the overview."""

    tab: str
    state: "ViewState | None" = None

    @property
    def record_id(self) -> int | None:
        """The id of the record that was read there, None for none."""
        return None if self.state is None else self.state.record_id


class Trail:
    """The last stops, at most ``limit`` of them, and at which one stands."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._stops: list[Stop] = []
        self._at = -1
        self._limit = limit

    @property
    def here(self) -> Stop | None:
        """The stop at which one stands, None before the first."""
        return self._stops[self._at] if self._stops else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a stop before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one has gone back and can return."""
        return self._at < len(self._stops) - 1

    @property
    def record_ids(self) -> frozenset[int]:
        """The ids of all records on the way."""
        return frozenset(stop.record_id for stop in self._stops if stop.record_id is not None)

    def arrive(self, stop: Stop) -> None:
        """Go on to ``stop``; whatever lay ahead is left. Where one stands there, nothing is.

        Where nothing but the record is another and none was read before, one has not moved.
        """
        if stop == self.here:
            return
        if self.here is not None and self.here == _unread(stop):
            self.amend(stop)
            return
        del self._stops[self._at + 1 :]
        self._stops.append(stop)
        del self._stops[: -self._limit]
        self._at = len(self._stops) - 1

    def amend(self, stop: Stop) -> None:
        """Let ``stop`` be what is here: the way back led to something a little different."""
        if self._stops:
            self._stops[self._at] = stop

    def back(self) -> Stop | None:
        """Go one stop back and return it, None where this is the first."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self.here

    def forward(self) -> Stop | None:
        """Go one stop forward and return it, None where this is the last."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self.here

    def forget(self, gone: Callable[[Stop], bool]) -> None:
        """Leave out the stops that are ``gone``, and what would then be one stop twice."""
        kept: list[Stop] = []
        at = -1
        for place, stop in enumerate(self._stops):
            if not gone(stop) and kept[-1:] != [stop]:
                kept.append(stop)
            if place <= self._at:
                at = len(kept) - 1
        self._stops, self._at = kept, max(at, 0) if kept else -1


def _unread(stop: Stop) -> Stop:
    state = stop.state
    return stop if state is None else replace(stop, state=replace(state, record_id=None))
