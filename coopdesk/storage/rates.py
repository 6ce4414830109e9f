"""The exchange rates that a user gave."""

from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.rate import Rate
from coopdesk.storage import editing
from coopdesk.storage.door import Door
from coopdesk.storage.frame import read_frame


class Rates:
    """The part of a store that keeps them; each edit is one step of the history."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def known(self) -> tuple[Rate, ...]:
        """Return all rates, by their currencies and then by the day."""
        with self._door.reading() as connection:
            return read_frame(connection, Rate)

    def give(self, rate: Rate, *, who: str) -> Changed:
        """Add a rate, or change that of its two currencies on its day.

        Raises CatalogueError for what is no rate.
        """
        return self._door.edit(lambda connection, act: editing.put(connection, rate, act), who)

    def remove(self, rate: Rate, *, who: str) -> Changed:
        """Take a rate out; one that is gone already changes nothing."""
        return self._door.edit(
            lambda connection, act: editing.take_away(connection, rate, act), who
        )
