"""Older catalogues brought to the tables of today; alembic is imported only for that."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from coopdesk.catalogue.updating import Told, Updating, untold
from coopdesk.i18n import _
from coopdesk.storage import revisions, schema
from coopdesk.storage.connection import Access, connect
from coopdesk.storage.engine import Transactions
from coopdesk.storage.errors import StorageError, plain_errors
from coopdesk.storage.inspection import damaged
from coopdesk.storage.records_writing import derive_anew
from coopdesk.storage.search import empty_index

MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION_DDL = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def create_tables(connection: Connection) -> None:
    """Make all tables of today in an empty file; a test holds them equal to the migrated ones."""
    schema.metadata.create_all(connection)
    connection.exec_driver_sql(_VERSION_DDL)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revisions.HEAD,))


def bring_up_to_date(path: Path, revision: str, now: datetime, told: Told = untold) -> Path:
    """Migrate the catalogue at ``path`` from ``revision`` and return the backup made before.

    All or nothing: where it fails, the file is as it was. ``told`` is called with each step.
    """
    told(Updating())
    backup = back_up(path, f"{path.stem} {now:%Y-%m-%d %H%M%S} schema {revision}{path.suffix}")
    told(Updating(backup.name))
    transactions = Transactions(path, Access.MIGRATE)
    try:
        with transactions.writing() as connection:
            upgrade(connection)
            # A migration knows rows, not the domain: what is derived from records is made anew.
            ids = empty_index(connection)
            number = len(ids)
            derive_anew(connection, ids, lambda done: told(Updating(backup.name, done, number)))
            told(Updating(backup.name))
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise damaged(path)
    finally:
        transactions.close()
    return backup


def back_up(path: Path, name: str) -> Path:
    """Write a copy of the catalogue beside it, under ``name`` or one like it that is free.

    Raises StorageError where the copy cannot be written, or is not whole when it is read again.
    """
    backup = _free_name(path.with_name(name))
    with plain_errors(backup):
        connection = connect(path, Access.WRITE)
        try:
            connection.execute("VACUUM INTO ?", (str(backup),))
        finally:
            connection.close()
        copy = connect(backup, Access.UNCHANGING)
        try:
            found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        finally:
            copy.close()
    if found != "ok":
        raise StorageError(
            _(
                "The backup “{path}” is not whole ({found}): free some space, then try again."
            ).format(path=backup, found=found)
        )
    return backup


def _free_name(path: Path) -> Path:
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_stem(f"{path.stem} {number}")
    return found


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations that are missing, in the transaction of ``connection``."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
