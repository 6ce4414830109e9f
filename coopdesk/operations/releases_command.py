"""The command ``coopdesk releases``: what was saved or printed as a report, and for whom."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from coopdesk.i18n import LANGUAGES, N_, _, moment_words, ngettext
from coopdesk.operations import typed
from coopdesk.operations.listing import records_words
from coopdesk.operations.standard_output import print_json, say, tell
from coopdesk.operations.text_table import terminal_text
from coopdesk.settings import Settings

_MOST_NAMED = 20  # records that are named, unless they are asked for as JSON


def releases_arguments(sub: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    sub.add_argument(
        "--limit",
        metavar=_("NUMBER"),
        type=typed.entries,
        default=50,
        help=_("how many entries, the newest first (otherwise 50)"),
    )
    sub.add_argument(
        "--json",
        action="store_true",
        help=_("print an array of objects with all that was logged, in UTF-8"),
    )


def releases(asked: argparse.Namespace, _settings: Settings) -> None:
    """Do the command."""
    from coopdesk.operations.release_log import read_releases

    found, unreadable = read_releases(asked.limit)
    if asked.json:
        print_json(found)
    elif found:
        for entry in found:
            say(_head(entry))
            say(*(f"    {terminal_text(line)}" for line in _lines(entry)))
    else:
        tell(_("No report has been saved or printed yet."))
    if unreadable:
        tell(
            ngettext(
                "{count} line of the log cannot be read and is not shown.",
                "{count} lines of the log cannot be read and are not shown.",
                unreadable,
            ).format(count=unreadable)
        )


def _head(entry: dict[str, Any]) -> str:
    told = (_moment(entry), entry.get("who"), entry.get("report"), entry.get("audience"))
    return "  ".join(terminal_text(str(one)) for one in told if one)


def _moment(entry: dict[str, Any]) -> str:
    try:
        return moment_words(datetime.fromisoformat(entry["when"]))
    except (TypeError, ValueError):
        return str(entry["when"])


def _lines(entry: dict[str, Any]) -> Iterator[str]:
    from coopdesk.reports.released import reason_words

    if entry.get("how") == "printed":
        yield _("printed")
    else:
        yield _("saved as {file}").format(file=entry.get("file", ""))
    yield _("from {catalogue}: {records}; {language}").format(
        catalogue=entry.get("catalogue", ""),
        records=records_words(entry.get("records", 0)),
        language=dict(LANGUAGES).get(entry.get("language", ""), ""),
    )
    by_reason: dict[str, list[str]] = {}
    for one in entry.get("withheld", ()):
        by_reason.setdefault(str(one["reason"]), []).append(str(one["reference"]))
    for reason, references in by_reason.items():
        yield _("withheld ({reason}): {references}").format(
            reason=reason_words(reason), references=_some(references)
        )
    for one in entry.get("documents_withheld", ()):
        yield _("withheld of {reference}: {documents}").format(
            reference=one["reference"], documents=_some(one["documents"])
        )
    yield f"SHA-256 {entry.get('sha256', '')}"


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    left = len(names) - _MOST_NAMED
    if left <= 0:
        return shown
    more = ngettext("{count} more", "{count} more", left).format(count=left)
    return f"{shown}, {more}"


# What the command line declares of a command, in its order.
RELEASES = (
    "releases",
    N_("Tell which reports were saved or printed, for whom, and what was withheld."),
    "releases --limit 10",
    releases_arguments,
    releases,
)
