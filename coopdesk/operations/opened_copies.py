"""Copies of documents for other programs to open: private, and gone when the catalogue closes."""

import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.file_names import safe_file_name
from coopdesk.i18n import _

if TYPE_CHECKING:
    from coopdesk.catalogue.facets import Document

_PREFIX = "coopdesk-opened-"


class OpenedCopies:
    """The copies of one open catalogue's documents, in a folder that only the user can enter."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._number = 0

    def copy(self, document: "Document", content: bytes) -> Path:
        """Write ``content`` under the document's name, and return where.

        Raises CatalogueError where it cannot be written.
        """
        try:
            if self._folder is None:
                clear_left_behind()
                made = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")  # mode 0700
                self._folder = Path(made)
            self._number += 1
            # In a folder of its own: two documents may have one name.
            inner = self._folder / str(self._number)
            inner.mkdir(0o700)
            path = inner / safe_file_name(document.file_name)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(path, flags, 0o600), "wb") as stream:
                stream.write(content)
        except OSError as error:
            raise CatalogueError(
                _(
                    "The document cannot be opened, since no copy of it can be written ({reason}): "
                    "free some space, or save it elsewhere."
                ).format(reason=error.strerror or error)
            ) from error
        return path

    def clear(self) -> None:
        """Take all copies away; one that another program holds stays until the next time."""
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def clear_left_behind() -> None:
    """Take away the copies of programs of this user that ended without doing so."""
    if os.name != "posix":
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdecimal() and _is_own(folder) and not _is_running(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_own(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False  # another of the user's programs was quicker
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
