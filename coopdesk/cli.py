"""The same work without a window: ``coopdesk COMMAND …``; ``--help`` tells what each takes.

Exit status: 0 done, 1 refused with the reason on standard error, 2 wrong usage, 130 interrupted,
141 nobody reads the output any more.
"""

import argparse
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopdesk import __version__
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.i18n import N_, _
from coopdesk.operations import typed
from coopdesk.operations.filter_arguments import filter_arguments
from coopdesk.operations.filter_asked import filter_asked
from coopdesk.operations.index_command import INDEX
from coopdesk.operations.listing import records_words
from coopdesk.operations.releases_command import RELEASES
from coopdesk.operations.report_command import REPORT, REPORTS_LISTED
from coopdesk.operations.search_asked import UnreadableSearch
from coopdesk.operations.standard_output import (
    OutputFailed,
    flush,
    forget_output,
    is_terminal,
    print_json,
    say,
    speak_utf8,
    tell,
    terminal_width,
)
from coopdesk.settings import Settings
from coopdesk.storage.errors import Interrupted

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

BROKEN_PIPE = 141  # 128 + SIGPIPE, as other programs end
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its word, what it does, an example of it, its arguments, and the work."""

    name: str
    summary: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None]
    work: Callable[[argparse.Namespace, Settings], None]


def run(arguments: Sequence[str], settings: Settings) -> int:
    """Do the command that ``arguments`` (without the program's name) ask for; return the status."""
    speak_utf8()
    status = 0
    try:
        try:
            asked, more = parser().parse_known_args(_kept(arguments))
            if more and not _taken(asked, more):
                asked.usage(_("unknown: {words}").format(words=" ".join(more)))
            asked.work(asked, settings)
        except SystemExit as ended:  # argparse has said what it had to say
            status = ended.code if isinstance(ended.code, int) else 2
        flush()
    except BrokenPipeError:
        forget_output()
        return BROKEN_PIPE
    except Interrupted:
        return 130
    except UnreadableSearch as refused:
        for line in refused.lines:
            tell(line)
        refuse(str(refused))
        return 2
    except CatalogueError as refused:
        if isinstance(refused, OutputFailed):
            forget_output()
        return refuse(str(refused))
    return status


def say_no_display() -> int:
    """Say that there is no screen for the window, and return the status of what was refused."""
    return refuse(
        _(
            "There is no display for the window: start it in a desktop session, over “ssh -X”, or "
            "with “xvfb-run”; the commands work without one (coopdesk --help)."
        )
    )


def say_unknown(word: str) -> int:
    """Say that ``word`` asks for nothing there is, and return the status of what was refused."""
    return refuse(
        _("“{word}” is neither a command nor a file; the commands are {commands}.").format(
            word=word[:80], commands=", ".join(command.name for command in COMMANDS)
        )
    )


def refuse(reason: str) -> int:
    """Write ``reason`` to standard error, and return the status of what was refused."""
    tell(f"coopdesk: {' '.join(reason.split())}")
    return 1


def _kept(arguments: Sequence[str]) -> list[str]:
    """Return the arguments so that argparse loses none: it drops a value that is "--" alone."""
    return [f"{one} " if one.startswith("--") and one.endswith("=--") else one for one in arguments]


def _taken(asked: argparse.Namespace, more: Sequence[str]) -> bool:
    """Take ``more`` for references that stand behind an option; argparse looks before it alone."""
    if not hasattr(asked, "references") or any(word.startswith("-") for word in more):
        return False
    asked.references = [*asked.references, *more]
    return True


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="coopdesk",
        usage=_("coopdesk [CATALOGUE]\n       coopdesk COMMAND … (coopdesk COMMAND --help)"),
        description=_(
            "The catalogue of bilateral defence and civil-protection cooperation. "
            "Without a command the window opens, on CATALOGUE or on your own catalogue."
        ),
        epilog=_("Exit status: 0 done, 1 refused with the reason, 2 wrong usage."),
    )
    top.add_argument("--version", action="version", version=f"CoopDesk {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True, prog="coopdesk")
    for command in COMMANDS:
        summary = _(command.summary)
        sub = commands.add_parser(
            command.name,
            help=summary,
            description=summary,
            epilog=_("Example: {command}").format(command=f"coopdesk {command.example}"),
            allow_abbrev=False,
        )
        command.arguments(sub)
        sub.set_defaults(work=command.work, usage=sub.error)
    return top


def _catalogue_argument(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "catalogue",
        metavar="CATALOGUE",
        type=typed.file_name,
        help=_("the catalogue's file (….coopdesk)"),
    )


def _json_argument(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--json",
        action="store_true",
        help=_("print an array of objects keyed by field name, in UTF-8"),
    )


def _new_arguments(sub: argparse.ArgumentParser) -> None:
    from coopdesk.operations.opening import SAMPLES

    _catalogue_argument(sub)
    known = ", ".join(sample.name for sample in SAMPLES)
    sub.add_argument(
        "--sample",
        metavar=_("NAME"),
        type=typed.name,
        help=_("begin with the records of a sample: {known}").format(known=known),
    )


def _new(asked: argparse.Namespace, settings: Settings) -> None:
    from coopdesk.operations.opening import create_catalogue
    from coopdesk.operations.user import user_name

    store = create_catalogue(asked.catalogue, who=user_name(settings), sample=asked.sample or "")
    with closing(store):
        number = store.count(Filter())
    say(_("Made {path}: {records}.").format(path=asked.catalogue, records=records_words(number)))


def _list_arguments(sub: argparse.ArgumentParser) -> None:
    _catalogue_argument(sub)
    filter_arguments(sub)
    _json_argument(sub)


def _list(asked: argparse.Namespace, _settings: Settings) -> None:
    with _opened(asked) as store:
        wanted = filter_asked(store.areas(), store.vocabulary(), vars(asked))
        ids = store.ids(wanted, Sort())
        chunks = [ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK)]
        if asked.json:
            from coopdesk.catalogue.plain import to_plain

            print_json(to_plain(one) for chunk in chunks for one in store.records(chunk))
            return
        from coopdesk.operations.listing import summary_table

        rows = [row for chunk in chunks for row in store.page(chunk)]
        if rows:
            say(*summary_table(rows, terminal_width()))
        total = store.count(Filter())
    if is_terminal() or not rows:
        note = _("{shown} of {total} records").format(shown=len(rows), total=total)
        tell(note)


def _show_arguments(sub: argparse.ArgumentParser) -> None:
    _catalogue_argument(sub)
    sub.add_argument(
        "reference", metavar="REFERENCE", help=_("the record's reference, e.g. DK-RS/2015/001")
    )
    _json_argument(sub)


def _show(asked: argparse.Namespace, _settings: Settings) -> None:
    from coopdesk.operations.showing import record_shown, record_told

    with _opened(asked) as store:
        if asked.json:
            print_json([record_shown(store, asked.reference)])
        else:
            say(*record_told(store, asked.reference, min(terminal_width() or 80, 100)))


def _check_arguments(sub: argparse.ArgumentParser) -> None:
    _catalogue_argument(sub)
    sub.add_argument(
        "--repair",
        action="store_true",
        help=_("make the search index anew where it is out of step, and check again"),
    )
    sub.add_argument(
        "--problems",
        metavar=_("NUMBER"),
        type=typed.entries_or_none,
        default=100,
        help=_("how many problems of records to list (otherwise 100; 0: look for none)"),
    )


def _check(asked: argparse.Namespace, _settings: Settings) -> None:
    from coopdesk.operations.checking import check_lines

    for line in check_lines(asked.catalogue, repair=asked.repair, most=asked.problems):
        say(line)


def _history_arguments(sub: argparse.ArgumentParser) -> None:
    _catalogue_argument(sub)
    sub.add_argument(
        "reference", metavar="REFERENCE", nargs="?", help=_("a record, whose changes are told")
    )
    sub.add_argument(
        "--limit",
        metavar=_("NUMBER"),
        type=typed.entries,
        default=50,
        help=_("how many entries, the newest first (otherwise 50)"),
    )


def _history(asked: argparse.Namespace, _settings: Settings) -> None:
    from coopdesk.operations.showing import history_told

    with _opened(asked) as store:
        lines = history_told(store, asked.reference, asked.limit, terminal_width())
    if lines:
        say(*lines)


def _undo(asked: argparse.Namespace, settings: Settings) -> None:
    from coopdesk.operations.listing import operation_words
    from coopdesk.operations.opening import open_catalogue
    from coopdesk.operations.user import user_name

    with closing(open_catalogue(asked.catalogue)) as store:
        entry = store.undo_state().undo
        if entry is None or store.undo(who=user_name(settings)) is None:
            raise CatalogueError(_("There is nothing to undo in this catalogue."))
    say(
        _("Undone: {what} “{title}” ({records}).").format(
            what=operation_words(entry.operation),
            title=entry.title,
            records=records_words(entry.records),
        )
    )


def _opened(asked: argparse.Namespace) -> "closing[Store]":
    from coopdesk.operations.opening import open_catalogue

    return closing(open_catalogue(asked.catalogue, read_only=True))


COMMANDS: tuple[Command, ...] = (
    Command(
        "new",
        N_("Make a new catalogue, empty or from a sample; a file that exists is never replaced."),
        "new office.coopdesk --sample denmark-serbia",
        _new_arguments,
        _new,
    ),
    Command(
        "list",
        N_("List the records of a catalogue, by date, those without one last."),
        "list office.coopdesk --area AIR --search year:2010..2015",
        _list_arguments,
        _list,
    ),
    Command(
        "show",
        N_("Show everything that one record says."),
        "show office.coopdesk DK-RS/2015/001",
        _show_arguments,
        _show,
    ),
    Command(*REPORT),
    Command(*REPORTS_LISTED),
    Command(*RELEASES),
    Command(
        "check",
        N_(
            "Check the file, its history and search index, and tell what is wrong with its records."
        ),
        "check office.coopdesk",
        _check_arguments,
        _check,
    ),
    Command(*INDEX),
    Command(
        "history",
        N_("Tell who changed what, and when, the newest first."),
        "history office.coopdesk --limit 10",
        _history_arguments,
        _history,
    ),
    Command(
        "undo",
        N_("Take back the last change; the history keeps both."),
        "undo office.coopdesk",
        _catalogue_argument,
        _undo,
    ),
)
