import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from coopdesk.catalogue.fields import editable_fields
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage import migrating, revisions, schema
from coopdesk.storage.connection import Access, connect
from coopdesk.storage.engine import Transactions
from coopdesk.storage.errors import Outdated
from coopdesk.storage.store import Store
from tests.builders import NOON, a_full_record, contents

from .kept_catalogues import RECORDS, kept_path

NEXT = '''
"""A schema of tomorrow."""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("record", sa.Column("colour", sa.Text(), server_default="grey"))
    op.create_table("novelty", sa.Column("id", sa.Integer(), primary_key=True))
    {ending}
'''


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the program know one schema more, whose migration ends as told."""

    def begin(ending: str) -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(migrating.MIGRATIONS, scripts)
        (scripts / "versions" / "0002_next.py").write_text(NEXT.format(ending=ending))
        monkeypatch.setattr(migrating, "MIGRATIONS", scripts)
        monkeypatch.setattr(revisions, "REVISIONS", ("0001", "0002"))
        monkeypatch.setattr(revisions, "HEAD", "0002")

    return begin


def tables_of(path: Path, make: Callable[[Connection], None]) -> dict[str, str]:
    connect(path, Access.CREATE).close()
    transactions = Transactions(path, Access.WRITE)
    with transactions.writing() as connection:
        make(connection)
    with transactions.reading() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema").all()
    transactions.close()
    return {name: "".join((sql or "").split()) for name, sql in rows}


def test_that_migrated_tables_are_those_of_a_new_catalogue(tmp_path: Path) -> None:
    migrated = tables_of(tmp_path / "migrated", migrating.upgrade)
    assert migrated == tables_of(tmp_path / "new", migrating.create_tables)
    assert {"record", "record_words", "entry_no_update", "alembic_version"} <= set(migrated)


def test_that_migrated_tables_are_those_that_the_program_declares(tmp_path: Path) -> None:
    path = tmp_path / "migrated"
    tables_of(path, migrating.upgrade)

    def declared(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
        return kind != "table" or not (name or "").startswith("record_words")

    transactions = Transactions(path, Access.WRITE)
    with transactions.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": declared})
        assert compare_metadata(context, schema.metadata) == []
    transactions.close()


def test_that_the_known_schemas_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [revisions.HEAD]
    written = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(written)) == revisions.REVISIONS


@pytest.mark.parametrize("revision", revisions.REVISIONS)
def test_that_a_kept_catalogue_of_every_schema_can_be_used(revision: str, path: Path) -> None:
    shutil.copy(kept_path(revision), path)
    opened = Store.open(path)
    assert opened.info().schema == revisions.HEAD
    assert opened.check() == ()
    assert opened.count(Filter()) == RECORDS + 1
    kept = opened.records(sorted(opened.ids(Filter(), Sort())))
    for record, wanted in zip(kept, (*contents(RECORDS).records, a_full_record()), strict=True):
        for field in editable_fields():
            assert getattr(record, field.name) == getattr(wanted, field.name)
    assert [entry.operation for entry in opened.history()] == [
        "undone", "deleted", "undone", "imported", "added", "founded",
    ]  # fmt: skip
    assert opened.undo(who="A.K.") is not None
    assert opened.count(Filter()) == RECORDS
    assert opened.check() == ()
    opened.close()


def test_that_an_older_catalogue_is_backed_up_and_brought_up_to_date(
    filled: Store, tomorrow: Callable[[str], None]
) -> None:
    filled.close()
    tomorrow("pass")
    opened = Store.open(filled.path, clock=lambda: NOON)
    assert opened.info().schema == "0002"
    assert opened.count(Filter()) == 60
    with opened._transactions.reading() as connection:
        assert connection.exec_driver_sql("SELECT colour FROM record").scalar() == "grey"
    opened.close()
    (backup,) = (file for file in filled.path.parent.glob("*.coopdesk") if file != filled.path)
    assert backup.name == "denmark-serbia 2024-05-17 120000 schema 0001.coopdesk"
    again = connect(backup, Access.UNCHANGING)
    assert again.execute("SELECT count(*) FROM record").fetchone() == (60,)
    assert again.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    again.close()


def test_that_a_migration_that_fails_leaves_the_file_as_it_was(
    filled: Store, tomorrow: Callable[[str], None]
) -> None:
    filled.close()
    before = filled.path.read_bytes()
    tomorrow("raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        Store.open(filled.path)
    assert filled.path.read_bytes() == before


def test_that_an_older_catalogue_is_not_opened_for_reading_only(
    filled: Store, tomorrow: Callable[[str], None]
) -> None:
    filled.close()
    before = filled.path.read_bytes()
    tomorrow("pass")
    with pytest.raises(Outdated, match="open it once for writing"):
        Store.open(filled.path, read_only=True)
    assert filled.path.read_bytes() == before


def test_that_no_backup_is_written_over_another(filled: Store) -> None:
    first = migrating.back_up(filled.path, "backup.coopdesk")
    content = first.read_bytes()
    second = migrating.back_up(filled.path, "backup.coopdesk")
    assert second != first
    assert first.read_bytes() == content


def test_that_opening_a_catalogue_of_today_imports_no_alembic(filled: Store) -> None:
    opening = (
        "import sys; from pathlib import Path; from coopdesk.storage.store import Store\n"
        "Store.open(Path(sys.argv[1])).close()\n"
        "print(sorted({'alembic', 'babel', 'edtf', 'PySide6'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", opening, str(filled.path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert told.stdout.strip() == "[]"
