"""The command ``coopdesk index``: its arguments, and its work."""

import argparse

from coopdesk.i18n import N_, _
from coopdesk.operations import typed
from coopdesk.operations.standard_output import is_terminal, say, tell
from coopdesk.settings import Settings


def index_arguments(sub: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    sub.add_argument(
        "catalogue",
        metavar="CATALOGUE",
        type=typed.file_name,
        help=_("the catalogue's file (….coopdesk)"),
    )
    sub.add_argument("--documents", action="store_true", help=_("only the words inside documents"))
    sub.add_argument("--problems", action="store_true", help=_("only which records have problems"))


def index(asked: argparse.Namespace, _settings: Settings) -> None:
    """Do the command."""
    from coopdesk.operations.indexing import index_lines

    both = asked.documents == asked.problems
    last = ""

    def progress(words: str) -> None:
        nonlocal last
        if is_terminal() and words != last:
            last = words
            tell(words)

    for line in index_lines(
        asked.catalogue,
        documents=both or asked.documents,
        problems=both or asked.problems,
        told=progress,
    ):
        say(line)


# What the command line declares of a command, in its order.
INDEX = (
    "index",
    N_("Read the words inside documents, and find which records have problems."),
    "index office.coopdesk",
    index_arguments,
    index,
)
