"""The folder .venv, with the libraries that CoopDesk runs on."""

import contextlib
import os
import sys
from collections.abc import Iterator

from processes import explain, quietly, say

PINNED = {
    "run": ("requirements.txt",),
    "test": ("requirements.txt", "requirements-dev.txt"),
}


class Environment:
    """The .venv of a project folder: what is in it, and what it remembers.

    A file named .coopdesk-… in it says what was done there, and for what: it is written last, so
    what was interrupted is done again.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.folder = os.path.join(root, ".venv")
        program = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        self.python = os.path.join(self.folder, *program)

    def pinned(self, kind: str) -> list[str]:
        """Return the requirement files for `run` or `test`."""
        return [os.path.join(self.root, "packaging", name) for name in PINNED[kind]]

    def memory(self, name: str) -> str:
        """Return the path of the file that remembers something."""
        return os.path.join(self.folder, ".coopdesk-" + name)

    def recall(self, name: str) -> bytes:
        """Return what was remembered; nothing when there is no such memory."""
        try:
            with open(self.memory(name), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return b""

    def remember(self, name: str, content: bytes) -> None:
        """Keep a memory, whole or not at all."""
        path = self.memory(name)
        with open(path + ".new", "wb") as file:
            file.write(content)
        os.replace(path + ".new", path)

    def forget(self, name: str) -> None:
        """Drop a memory, if there is one."""
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.memory(name))

    def stamp(self, kind: str) -> bytes:
        """Return what a complete set-up remembers: this Python, this place, these requirements."""
        import hashlib

        digest = hashlib.sha256()
        for path in self.pinned(kind):
            with open(path, "rb") as file:
                digest.update(file.read())
        python = str(sys.implementation.cache_tag).encode()
        return b"\n".join([python, digest.hexdigest().encode(), os.fsencode(self.root)])

    def is_ready(self, kind: str) -> bool:
        """Return whether everything for `run` or `test` is installed."""
        return os.access(self.python, os.X_OK) and self.recall(kind) == self.stamp(kind)

    def is_usable(self) -> bool:
        """Return whether one can install into it: whole, of this Python, and made in this place."""
        if self.recall("unfinished") or not os.access(self.python, os.X_OK):
            return False
        for kind in PINNED:
            *_, place = self.recall(kind).split(b"\n", 2)
            if place not in (b"", os.fsencode(self.root)):
                return False
        question = "import sys, pip; print(sys.implementation.cache_tag)"
        return quietly([self.python, "-I", "-c", question]) == (
            0,
            f"{sys.implementation.cache_tag}\n",
        )

    def create(self) -> None:
        """Make it anew, empty. Raises SystemExit with the reason when that fails."""
        base = getattr(sys, "_base_executable", "") or sys.executable
        for command in (
            [base, "-I", "-m", "venv", "--clear", "--without-pip", self.folder],
            # What venv would do as well, but keeping to itself why it failed.
            [self.python, "-I", "-m", "ensurepip", "--upgrade", "--default-pip"],
        ):
            status, output = quietly(command)
            if status:
                sys.exit(explain(f"The folder {self.folder} could not be made", output))

    def install(self, kind: str) -> None:
        """Install what is pinned for `run` or `test`.

        Raises SystemExit with the reason when that fails.
        """
        for name in PINNED:
            self.forget(name)
        self.remember("unfinished", b"installing")
        command = [self.python, "-I", "-m", "pip", "install", "--quiet", "--no-input", "--no-user"]
        command += ["--disable-pip-version-check", "--progress-bar=off", "--require-hashes"]
        # A wheel is only unpacked; a source would have to be built, by code of its own.
        command += ["--only-binary=:all:"]
        for path in self.pinned(kind):
            command += ["-r", path]
        status, output = quietly(command)
        if status:
            sys.exit(explain("CoopDesk's libraries could not be installed", output))
        self.make_importable()
        for name in {"run", kind}:
            self.remember(name, self.stamp(name))
        self.forget("unfinished")

    def make_importable(self) -> None:
        """Let its Python find the project from whatever folder it is started in."""
        import sysconfig

        places = {"base": self.folder, "platbase": self.folder}
        folder = sysconfig.get_path("purelib", "venv", vars=places)
        # Such a file is read in the locale's encoding, so a path beyond ASCII goes in as code.
        line = self.root if self.root.isascii() else f"import sys; sys.path.append({self.root!a})"
        with open(os.path.join(folder, "coopdesk.pth"), "w", encoding="ascii") as file:
            file.write(line + "\n")

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold off every other start that would set the same folder up, or wait for it."""
        try:
            import fcntl
        except ImportError:
            yield
            return
        with open(self.folder + ".lock", "w", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another start is setting CoopDesk up; waiting for it ...")
                fcntl.flock(file, fcntl.LOCK_EX)
            yield
