"""Single words of a command line, read or refused: a slip is told with the usage."""

from argparse import ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path

from coopdesk.i18n import LANGUAGES, _

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


def year(text: str) -> int:
    """Return the year that was typed."""
    asked = text.strip()
    if asked.isdecimal() and len(asked) <= 4 and int(asked):
        return int(asked)
    raise ArgumentTypeError(
        _("“{text}” is not a year; write for example 2015").format(text=text[:40])
    )


def report(text: str) -> str:
    """Return the name of a report that was typed in either case."""
    from coopdesk.reports.registry import REPORTS

    return one_of(text, [report.name for report in REPORTS], _("report"))


def language(text: str) -> str:
    """Return the code of a language that was typed in either case."""
    return one_of(text, [code for code, _name in LANGUAGES], _("language"))


def one_of(text: str, known: Sequence[str], what: str) -> str:
    """Return that of the words ``known`` that was typed, which may be in capitals."""
    typed = text.strip().casefold().replace("_", "-")
    for word in known:
        if word.casefold().replace("_", "-") == typed:
            return word
    raise ArgumentTypeError(
        _("there is no {what} “{text}”; known are: {known}").format(
            what=what, text=text[:40], known=", ".join(known)
        )
    )


def _number(text: str, least: int) -> int:
    asked = text.strip()
    if asked.isdecimal() and len(asked) < 20 and least <= int(asked) <= MOST_ENTRIES:
        return int(asked)
    raise ArgumentTypeError(
        _("“{text}” is not a whole number from {least} to {most}").format(
            text=text[:40], least=least, most=MOST_ENTRIES
        )
    )
