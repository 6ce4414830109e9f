"""The composition root: arguments → settings → catalogue → window or command.

Nothing heavy is imported here: what a start needs decides what it loads.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

# The words that begin a command; anything else names a catalogue for the window.
COMMANDS = (
    "new",
    "list",
    "show",
    "report",
    "reports",
    "releases",
    "check",
    "index",
    "history",
    "undo",
)
COMPILE_REPORT = "--compile-report"
READ_DOCUMENTS = "--read-documents"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with ``arguments`` (None: those of the process); return its exit status.

    0 done, 1 refused with the reason on standard error, 2 wrong usage, 130 interrupted. A bug is
    written to the log with its trace, and said in one sentence.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 (the last one to hear of it logs it)
        return _say_bug(error)


def _run(given: list[str]) -> int:
    if given[:1] == [COMPILE_REPORT]:
        from coopdesk.reports.child import main as compile_report

        return compile_report()
    if given[:1] == [READ_DOCUMENTS]:
        from coopdesk.exchange.document_words.child import main as read_documents

        return read_documents()

    from coopdesk.i18n import activate, system_language
    from coopdesk.operations.folders import settings_file
    from coopdesk.settings import Settings

    settings = Settings(settings_file())
    activate(settings.get("language") or system_language(), _translations())
    if is_command(given):
        from coopdesk.cli import run

        return run(given, settings)
    if given == [""] or _no_display():
        from coopdesk.cli import say_no_display, say_unknown

        asks_for_nothing = bool(given) and (not given[0] or not Path(given[0]).exists())
        return say_unknown(given[0]) if asks_for_nothing else say_no_display()

    from coopdesk.operations.user import user_name
    from coopdesk.ui.starting import start_window

    return start_window(Path(given[0]) if given else None, settings, user_name(settings))


def is_command(given: Sequence[str]) -> bool:
    """Tell whether ``given`` is for the command line: no window is to open."""
    return len(given) > 1 or (bool(given) and (given[0] in COMMANDS or given[0].startswith("-")))


def _translations() -> Path | None:
    from coopdesk.resources import resource

    try:
        return resource("translations")
    except FileNotFoundError:
        return None  # then every text is in English, as it is written


def _no_display() -> bool:
    # Qt would abort the process instead of saying so.
    return sys.platform == "linux" and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def _say_bug(error: Exception) -> int:
    from coopdesk.i18n import _
    from coopdesk.operations.bug_log import log_bug, trace_of

    what = f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
    try:
        where = _("Its trace is in {path}; please send it.").format(path=log_bug(error))
    except OSError:
        where = trace_of(error)  # better shown than lost
    said = _("This is a bug in the program, not something that you did wrong ({error}).")
    if sys.stderr is not None:
        sys.stderr.write(f"coopdesk: {said.format(error=what)} {where}\n")
    return 1
