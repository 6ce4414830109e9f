"""A new catalogue's file: made beside its place under another name, put there when it is whole."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection

from coopdesk.i18n import _
from coopdesk.storage.connection import APPLICATION_ID, Access, connect
from coopdesk.storage.engine import Transactions
from coopdesk.storage.errors import AccessDenied, FileInTheWay, FileMissing, plain_errors
from coopdesk.storage.migrating import create_tables
from coopdesk.storage.schema import metadata


def found_file(path: Path, fill: Callable[[Connection], None]) -> None:
    """Make a catalogue at ``path``: all tables, and what ``fill`` puts into them.

    Raises FileInTheWay where something is there already; whatever fails, no file is left behind.
    """
    draft = path.with_name(f".{uuid4().hex[:8]}.new")
    try:
        _refuse_place(path)
        with plain_errors(path):
            _prepare(draft)
        transactions = Transactions(draft, Access.WRITE, known_as=path)
        try:
            with transactions.writing() as connection:
                create_tables(connection)
                with _indexed_afterwards(connection):
                    fill(connection)
        finally:
            transactions.close()
        put_in_place(draft, path)
    except OSError as error:
        raise AccessDenied(
            _("“{path}” cannot be written ({reason}): choose another place.").format(
                path=path, reason=error.strerror
            )
        ) from None
    finally:
        for leftover in (draft, Path(f"{draft}-wal"), Path(f"{draft}-shm")):
            # What was refused is told, and not that its draft could not be cleared away.
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


@contextmanager
def _indexed_afterwards(connection: Connection) -> Iterator[None]:
    # An index of many rows is made faster, and smaller, than it grows row by row.
    indexes = [index for table in metadata.sorted_tables for index in table.indexes]
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def put_in_place(draft: Path, path: Path) -> None:
    """Give the finished file ``draft`` the name ``path``, never over another file."""
    try:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:
            # No hard links on this file system: an empty file of that name keeps the place.
            path.touch(exist_ok=False)
            try:
                draft.replace(path)
            except OSError:
                path.unlink()
                raise
    except FileExistsError:
        raise _in_the_way(path) from None


def _prepare(draft: Path) -> None:
    connection = connect(draft, Access.CREATE)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _refuse_place(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise _in_the_way(path)
    folder = path.absolute().parent
    if not folder.is_dir():
        raise FileMissing(
            _("There is no folder “{folder}”: make it first, or choose another.").format(
                folder=folder
            )
        )
    if not os.access(folder, os.W_OK):
        raise AccessDenied(
            _("Nothing can be written in “{folder}”: choose another folder.").format(folder=folder)
        )


def _in_the_way(path: Path) -> FileInTheWay:
    return FileInTheWay(
        _("“{path}” exists already: choose another name, or open it.").format(path=path)
    )
