"""What the user can mend, said in one sentence: what, where and how to mend it."""

from collections.abc import Mapping

from coopdesk.i18n import _


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


def quoted(value: object, most: int = 40) -> str:
    """Return ``value`` as a message may show it: short, on one line, printable whatever it holds.

    Text of more than ``most`` characters is cut; of a list or a table only that it is one is said.
    """
    match value:
        case str():
            shown = "".join(map(_printable, value[: most + 1]))
            return f"“{shown[: most - 1]}…”" if len(value) > most else f"“{shown}”"
        case bool():
            return "true" if value else "false"
        case int() if value.bit_length() >= 128:
            shown = _("a number of that size")
        case int() | float():
            shown = str(value)
        case list() | tuple():
            shown = _("a list")
        case Mapping():
            shown = _("a table")
        case _other:
            shown = _("nothing") if value is None else type(value).__name__
    return shown


def _printable(letter: str) -> str:
    # A blank stays, since it may be what is wrong; half a surrogate pair breaks printer and log.
    if letter.isspace():
        return " "
    return letter if letter.isprintable() else "\ufffd"
