"""Set CoopDesk up on this machine, then start it or run its tests.

    python3 packaging/bootstrap.py run [--] [ARGUMENTS]     the window, or: coopdesk ARGUMENTS
    python3 packaging/bootstrap.py test [--] [ARGUMENTS]    the test suite; ARGUMENTS go to pytest
    python3 packaging/bootstrap.py setup                    set up only

It uses the standard library alone. The libraries go into .venv, pinned by their hashes; missing
system libraries are installed (as root on Debian and Ubuntu) or the command for it is printed.
What was done is remembered in .venv, so that a later start costs a few hundredths of a second.
"""

import os
import sys

OLDEST, NEWEST = (3, 11), (3, 13)


def python_refusal(version: "tuple[int, ...]") -> str:
    """Return why a Python of this version cannot run CoopDesk, or nothing where it can."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    return (
        "CoopDesk needs Python {}.{} or newer, and this is Python {}. Install a newer one and start"
        " with it, for example: python3.{} packaging/bootstrap.py run"
    ).format(OLDEST[0], OLDEST[1], ".".join(str(part) for part in version[:3]), NEWEST[1])


# This file must parse on an older Python, and nothing that such a one cannot evaluate may come
# before this. The other modules beside it, imported from here on, are free of that.
if python_refusal(sys.version_info[:3]):
    sys.exit(python_refusal(sys.version_info[:3]))

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "packaging"))

from environment import Environment  # noqa: E402
from processes import child_environment, explain, say, start  # noqa: E402

# The commands of coopdesk that open no window, and so need neither a display nor Qt's libraries.
WINDOWLESS = (
    "new", "list", "show", "report", "export", "import", "check", "backup", "index", "restore",
    "history", "undo", "-h", "--help", "--version",
)  # fmt: skip

NO_DISPLAY = """\
CoopDesk is set up, but there is no display to open its window on ({}). You can
  - start it in a desktop session, or from another computer after: ssh -X
  - use a virtual screen (packages xvfb and xauth): xvfb-run -a python3 packaging/bootstrap.py run
  - do without the window: python3 packaging/bootstrap.py run -- --help"""


def split_arguments(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the command and what is passed on.

    Raises SystemExit: after the help, or with status 2 for a command that does not exist.
    """
    command, *rest = arguments or ["run"]
    if command in ("-h", "--help"):
        print(__doc__)
        sys.exit(0)
    if command not in ("run", "test", "setup") or (command == "setup" and rest):
        say(f"bootstrap.py does not know: {' '.join(arguments)}\n\n{__doc__}")
        sys.exit(2)
    return command, rest[1:] if rest[:1] == ["--"] else rest


def opens_window(arguments: list[str]) -> bool:
    """Return whether coopdesk called with these arguments opens its window."""
    return not arguments or arguments[0] not in WINDOWLESS


def display_refusal(environment: dict[str, str]) -> str:
    """Return why Qt could not open a window on Linux in this environment, or nothing."""
    platform = environment.get("QT_QPA_PLATFORM", "").replace(";", ":").split(":")[0]
    if platform not in ("", "xcb", "wayland") or environment.get("WAYLAND_DISPLAY"):
        return ""
    display = environment.get("DISPLAY", "")
    if not display:
        return NO_DISPLAY.format("neither DISPLAY nor WAYLAND_DISPLAY is set")
    if not display_answers(display):
        return NO_DISPLAY.format(f"DISPLAY is {display}, and nothing answers there")
    return ""


def display_answers(display: str) -> bool:
    """Return whether an X server listens at a display of this machine; true for any other's."""
    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if host not in ("", "unix") or not number.isdigit():
        return True
    import socket

    # A server listens at both addresses; from inside a container only one of them may be seen.
    for address in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):  # noqa: S108
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(address)
            except OSError:
                continue
            return True
    return False


def library_groups(command: str, arguments: list[str], environment: dict[str, str]) -> list[str]:
    """Return which groups of system libraries a command needs on Linux."""
    if command == "test":
        return ["qt", "test"]
    if command == "run" and not opens_window(arguments):
        return []
    if environment.get("QT_QPA_PLATFORM", "xcb").startswith(("xcb", "wayland")):
        return ["qt", "screen", "extra"]
    return ["qt"]


def system_stamp() -> bytes:
    """Return what changes whenever a system library comes or goes; nothing where that is unknown.

    Every installation of a library rewrites the loader's cache (ldconfig(8)).
    """
    try:
        cache = os.stat("/etc/ld.so.cache")
    except OSError:
        return b""
    return f"{cache.st_mtime_ns} {cache.st_size}".encode()


def prepare(venv: Environment, kind: str, groups: list[str]) -> None:
    """Bring everything into place that is not yet; quick when nothing is missing.

    Raises SystemExit with the reason, and OSError.
    """
    stamp = system_stamp()
    libraries = "-".join(["libraries", *groups])
    known = not groups or (stamp != b"" and venv.recall(libraries) == stamp)
    if known and venv.is_ready(kind):
        return
    import contextlib

    import system_libraries

    needs = [] if known else system_libraries.missing(groups)
    if not needs and venv.is_ready(kind):
        # Where another user set this up, one may not write there, and need not.
        with contextlib.suppress(OSError):
            venv.remember(libraries, stamp)
        return
    with venv.alone():
        ready = venv.is_ready(kind)
        usable = ready or venv.is_usable()
        if not usable:
            needs += system_libraries.missing_python_modules()
        if needs:
            system_libraries.install(needs)
        if not ready:
            if sys.version_info[:2] > NEWEST:
                say(f"CoopDesk is tested with Python 3.{OLDEST[1]} to 3.{NEWEST[1]} only.")
            say("Setting CoopDesk up: downloading its libraries; this takes a few minutes ...")
            if not usable:
                venv.create()
            venv.install(kind)
        if groups:
            venv.remember(libraries, system_stamp())


def main(arguments: list[str]) -> int:
    """Do what the command line asks; return the exit status, unless the program takes over."""
    command, rest = split_arguments(arguments)
    linux = sys.platform == "linux"
    environment = child_environment()
    groups = library_groups(command, rest, environment) if linux else []
    venv = Environment(ROOT)
    try:
        prepare(venv, "test" if command == "test" else "run", groups)
    except OSError as error:
        say(explain("CoopDesk could not be set up", f"error: {error}"))
        return 1
    except KeyboardInterrupt:
        say("Stopped. The next start goes on setting up.")
        return 130
    if command == "setup":
        say("CoopDesk is set up.")
        return 0
    if command == "test":
        os.chdir(ROOT)
        environment["QT_QPA_PLATFORM"] = "offscreen"
        return start(venv.python, ["-m", "pytest", *rest], environment)
    refusal = display_refusal(environment) if linux and opens_window(rest) else ""
    if refusal:
        say(refusal)
        return 1
    return start(venv.python, ["-m", "coopdesk", *rest], environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
