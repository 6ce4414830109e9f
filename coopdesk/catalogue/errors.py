"""What the user can mend, said in one sentence: what, where and how to mend it."""


class CatalogueError(Exception):
    """The base of everything that is the user's to mend; its text is shown as it is."""


class UnknownCode(CatalogueError):
    """A kind, status, area, marking or other code that the catalogue does not know."""


class InvalidRecord(CatalogueError):
    """A record that the rules refuse; ``problems`` tells field by field why."""

    def __init__(self, message: str, problems: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class NotFound(CatalogueError):
    """A record or file that is asked for and is not there."""


class StaleRecord(CatalogueError):
    """A save over a version that somebody else has changed since it was read.

    ``mine`` and ``theirs`` are the two records, so that both sides can be shown field by field.
    """

    def __init__(self, message: str, mine: object, theirs: object) -> None:
        super().__init__(message)
        self.mine = mine
        self.theirs = theirs
