"""What a query that cannot be read says of itself, and where in the text it goes wrong."""

from coopdesk.catalogue.errors import CatalogueError


class QueryError(CatalogueError):
    """A query that cannot be read: its text says why and how to mend it.

    ``start`` and ``end`` tell which characters of the query are meant, the first included and the
    last not; they may be one place, where something is missing.
    """

    def __init__(self, start: int, end: int, message: str) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
