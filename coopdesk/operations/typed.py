"""Single words of a command line, read or refused: a slip is told with the usage."""

from argparse import ArgumentTypeError
from pathlib import Path

from coopdesk.i18n import _

MOST_ENTRIES = 1_000_000


def file_name(text: str) -> Path:
    """Return the path that was typed; an empty one would mean the folder one is in."""
    if not text.strip():
        raise ArgumentTypeError(_("the name of a file is missing"))
    return Path(text)


def name(text: str) -> str:
    """Return a name that was typed, which must not be empty."""
    if not text.strip():
        raise ArgumentTypeError(_("the name is missing"))
    return text


def entries(text: str) -> int:
    """Return how many entries were asked for, from 1 to `MOST_ENTRIES`."""
    return _number(text, 1)


def entries_or_none(text: str) -> int:
    """Return how many entries were asked for, from 0 to `MOST_ENTRIES`."""
    return _number(text, 0)


def _number(text: str, least: int) -> int:
    asked = text.strip()
    if asked.isdecimal() and len(asked) < 20 and least <= int(asked) <= MOST_ENTRIES:
        return int(asked)
    raise ArgumentTypeError(
        _("“{text}” is not a whole number from {least} to {most}").format(
            text=text[:40], least=least, most=MOST_ENTRIES
        )
    )
