"""How bootstrap.py starts other programs, and what it says when one of them fails."""

import os
import sys

# Settings that would lead .venv's Python or pip to another place than .venv.
ASTRAY = (
    "PYTHONHOME",
    "PYTHONPATH",
    "__PYVENV_LAUNCHER__",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_TARGET",
    "PIP_USER",
)

# What a failing program wrote (a pattern), and what that means here; the first that fits.
CAUSES = (
    (
        "no space left on device|errno 28|disk quota exceeded",
        "the disk is full. Free 2 GB where CoopDesk and the temporary files lie",
    ),
    (
        "permission denied|read-only file system",
        "its folder cannot be written to. Get the right to write there, or copy it elsewhere",
    ),
    (
        "do not match the hashes",
        "a downloaded file is not the one that was pinned, and was refused. Try another network",
    ),
    (
        "connection|name resolution|timed out|proxy|unreachable|ssl|getaddrinfo",
        "the downloads failed. Check the network (behind a proxy, set HTTPS_PROXY)",
    ),
    (
        "no matching distribution|not a supported wheel",
        "one was not found. Check the network, and that this is a 64-bit Windows 10, macOS 13 or"
        " Linux with glibc 2.34 (on ARM 2.39), or newer",
    ),
)


def say(text: str) -> None:
    """Tell the user something; standard output belongs to the program alone."""
    print(text, file=sys.stderr, flush=True)


def explain(what: str, output: str) -> str:
    """Return a sentence on what failed, why (from a program's output) and what to do."""
    import re

    for pattern, meaning in CAUSES:
        if re.search(pattern, output, re.IGNORECASE):
            return f"{what}: {meaning}, then start again."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "e:"))] or lines[-1:]
    return "\n  ".join([f"{what}. Mend this, then start again:", *errors[:3]])


def child_environment() -> dict[str, str]:
    """Return the environment for .venv's Python, without what would lead it astray.

    Nothing is imported from the folder that the user happens to be in.
    """
    kept = {name: value for name, value in os.environ.items() if name not in ASTRAY}
    return {**kept, "PYTHONSAFEPATH": "1"}


def quietly(command: list[str]) -> tuple[int, str]:
    """Run a program to its end; return its exit status and everything that it wrote."""
    import subprocess

    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**child_environment(), "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout


def start(python: str, arguments: list[str], environment: dict[str, str]) -> int:
    """Become this program; where a process cannot do that, run it and return its exit status."""
    if os.name == "posix":
        os.execve(python, [python, *arguments], environment)
    import subprocess

    child = subprocess.Popen([python, *arguments], env=environment)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            # The program heard it too, and decides what it means.
            continue
