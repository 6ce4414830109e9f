"""What is looked at before a file is opened, so that a wrong one is refused untouched."""

import os
from pathlib import Path
from typing import Any

from coopdesk.i18n import _
from coopdesk.storage import revisions
from coopdesk.storage.connection import APPLICATION_ID, Access, connect, has_log
from coopdesk.storage.errors import (
    AccessDenied,
    Damaged,
    FileMissing,
    NotACatalogue,
    TooNew,
    no_room,
    plain_errors,
)
from coopdesk.storage.guarding import is_held

# The first 100 bytes of an SQLite file: https://www.sqlite.org/fileformat2.html, section 1.3.
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
# Up to this size the whole file is checked whenever it is opened: a few milliseconds.
_CHECKED_WHOLE = 8 * 1024 * 1024


def open_inspected(path: Path) -> tuple[Any, str]:
    """Return a reading connection to the catalogue at ``path``, and its schema's revision.

    No file is written, and none appears beside it where none was. Raises a StorageError where the
    file is missing, unreadable, something else, cut short, damaged, or newer than this program.
    """
    _refuse_wrong_header(path)
    with plain_errors(path):
        connection = connect(path, reading_access(path))
        try:
            revision = _revision(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection, revision


def inspected_revision(path: Path) -> str:
    """Return the revision of the file's schema; a small file is also checked page by page.

    Raises what `open_inspected` raises.
    """
    connection, revision = open_inspected(path)
    try:
        if path.stat().st_size <= _CHECKED_WHOLE:
            with plain_errors(path):
                found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise damaged(path)
    finally:
        connection.close()
    return revision


def reading_access(path: Path) -> Access:
    """Return how to read ``path`` without leaving anything beside it."""
    if not has_log(path):
        return Access.UNCHANGING
    return Access.LOOK if may_write(path) else Access.READ


def may_write(path: Path) -> bool:
    """Tell whether the file and its folder, where the log goes, can be written."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def must_only_look(path: Path) -> bool:
    """Tell whether the disk is so full that not even a log can be put beside the file."""
    return not has_log(path) and no_room(path)


def damaged(path: Path) -> Damaged:
    """Return the error that says so of ``path``."""
    return Damaged(
        _("“{path}” is damaged: restore the latest backup, and keep this file for rescue.").format(
            path=path
        )
    )


def _refuse_wrong_header(path: Path) -> None:
    try:
        if path.is_dir():
            raise NotACatalogue(
                _("“{path}” is a folder: choose a catalogue's file in it.").format(path=path)
            )
        if path.exists() and not path.is_file():
            # Reading from a pipe or a device may never end.
            raise NotACatalogue(
                _("“{path}” is a pipe or a device: choose a catalogue's file.").format(path=path)
            )
        if is_held(path):
            # Looked at when it was opened; to open and close it again would cost its locks.
            return
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = file.seek(0, os.SEEK_END)
    except FileNotFoundError:
        raise FileMissing(
            _("There is no file “{path}”: check its name, or whether it was moved.").format(
                path=path
            )
        ) from None
    except OSError as error:
        raise AccessDenied(
            _("“{path}” cannot be read ({reason}): ask for the right to open it.").format(
                path=path, reason=error.strerror
            )
        ) from None
    if not size:
        raise NotACatalogue(
            _("“{path}” is empty: choose another file, or delete it and make a new one.").format(
                path=path
            )
        )
    if header[:16] != _MAGIC:
        raise NotACatalogue(
            _("“{path}” is not a catalogue: choose a file that CoopDesk has made.").format(
                path=path
            )
        )
    if len(header) < _HEADER:
        raise damaged(path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotACatalogue(
            _("“{path}” is a database of another program: choose a catalogue of CoopDesk.").format(
                path=path
            )
        )
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size < pages * (65536 if page == 1 else page) and not has_log(path):
        raise damaged(path)


def _revision(connection: Any, path: Path) -> str:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    if not {"alembic_version", "catalogue", "record", "entry"} <= tables:
        raise damaged(path)
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise damaged(path)
    revision = str(row[0])
    if revision not in revisions.REVISIONS:
        raise TooNew(
            _(
                "“{path}” was written by a newer version of CoopDesk: "
                "update the program, then open it again."
            ).format(path=path)
        )
    return revision
