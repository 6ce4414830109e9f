import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.plain import from_plain, to_plain
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.updating import Updating
from coopdesk.storage import migrating, revisions, schema
from coopdesk.storage.connection import Access, connect
from coopdesk.storage.engine import Transactions
from coopdesk.storage.errors import Outdated
from coopdesk.storage.store import Store
from tests.builders import NOON

from .kept_catalogues import kept_path

pytestmark = pytest.mark.slow

NEXT = '''
"""A schema of tomorrow."""
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("record", sa.Column("colour", sa.Text(), server_default="grey"))
    op.create_table("novelty", sa.Column("id", sa.Integer(), primary_key=True))
    {ending}
'''
TODAY, TOMORROW = revisions.HEAD, f"{int(revisions.HEAD) + 1:04}"


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the program know one schema more, whose migration ends as told."""

    def begin(ending: str) -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(migrating.MIGRATIONS, scripts)
        script = NEXT.format(revision=TOMORROW, before=TODAY, ending=ending)
        (scripts / "versions" / f"{TOMORROW}_next.py").write_text(script)
        monkeypatch.setattr(migrating, "MIGRATIONS", scripts)
        monkeypatch.setattr(revisions, "REVISIONS", (*revisions.REVISIONS, TOMORROW))
        monkeypatch.setattr(revisions, "HEAD", TOMORROW)

    return begin


def tables_of(path: Path, make: Callable[[Connection], None]) -> dict[str, str]:
    connect(path, Access.CREATE).close()
    transactions = Transactions(path, Access.MIGRATE)
    with transactions.writing() as connection:
        make(connection)
    transactions.close()
    return tables_in(path)


def tables_in(path: Path) -> dict[str, str]:
    """Return by name how each table, index and trigger was made, without blanks."""
    connection = connect(path, Access.WRITE)
    rows = connection.execute("SELECT name, sql FROM sqlite_schema").fetchall()
    connection.close()
    return {name: "".join((sql or "").split()) for name, sql in rows}


def test_that_migrated_tables_are_those_of_a_new_catalogue(tmp_path: Path) -> None:
    migrated = tables_of(tmp_path / "migrated", migrating.upgrade)
    assert migrated == tables_of(tmp_path / "new", migrating.create_tables)
    assert {"record", "record_words", "entry_no_update", "alembic_version"} <= set(migrated)


def test_that_tables_that_held_records_are_migrated_to_the_same(tmp_path: Path, path: Path) -> None:
    """An empty file does not show what making a table anew does to those that point at it."""
    new = tables_of(tmp_path / "new", migrating.create_tables)
    for revision in revisions.REVISIONS:
        shutil.copy(kept_path(revision), path)
        Store.open(path).close()
        assert tables_in(path) == new


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
    held = json.loads(kept_path(revision, ".json").read_text(encoding="utf-8"))
    opened = Store.open(path)
    assert opened.info().schema == revisions.HEAD
    assert opened.check() == ()
    wanted = [from_plain(plain) for plain in held["records"]]
    assert [replace(record, id=0, version=0) for record in all_of(opened)] == wanted
    assert [asdict(area) for area in opened.areas()] == [
        {**asdict(Area("")), **area} for area in held["areas"]
    ]
    assert opened.partnerships() == tuple(map(partnership_from, held["partnerships"]))
    told = opened.history()
    assert [entry.id for entry in told] == list(range(len(told), 0, -1))
    assert told[-1].operation == "founded"
    opened.close()


@pytest.mark.parametrize("revision", revisions.REVISIONS)
def test_that_all_that_was_done_before_a_migration_can_be_undone_after_it(
    revision: str, path: Path
) -> None:
    shutil.copy(kept_path(revision), path)
    opened = Store.open(path)
    before = contents_of(opened)
    steps = 0
    while opened.undo(who="A.K.") is not None:
        steps += 1
        assert opened.check() == ()
    founded = next(entry for entry in opened.history(limit=1000) if entry.operation == "founded")
    assert (opened.count(Filter()), steps > 0) == (founded.records, True)
    for _step in range(steps):
        assert opened.redo(who="A.K.") is not None
    assert contents_of(opened) == before
    assert opened.check() == ()
    opened.close()


def all_of(store: Store) -> list[Record]:
    """Return all records in the order in which they came."""
    return list(store.records(sorted(store.ids(Filter(), Sort()))))


def contents_of(store: Store) -> list[dict[str, Any]]:
    """Return what a reader sees of all records, but for who changed them last."""
    passing = ("changed_at", "changed_by")
    return [
        {name: value for name, value in to_plain(record).items() if name not in passing}
        for record in all_of(store)
    ]


def partnership_from(plain: dict[str, Any]) -> Partnership:
    lists = {name: tuple(plain[name]) for name in ("countries", "purpose")}
    contact = Contact(**plain["contact"]) if plain["contact"] else None
    return Partnership(**{**plain, **lists, "contact": contact})


def test_that_an_older_catalogue_is_backed_up_and_brought_up_to_date(
    filled: Store, tomorrow: Callable[[str], None]
) -> None:
    filled.close()
    tomorrow("pass")
    opened = Store.open(filled.path, clock=lambda: NOON)
    assert opened.info().schema == TOMORROW
    assert opened.count(Filter()) == 60
    with opened._transactions.reading() as connection:
        assert connection.exec_driver_sql("SELECT colour FROM record").scalar() == "grey"
    opened.close()
    (backup,) = (file for file in filled.path.parent.glob("*.coopdesk") if file != filled.path)
    assert backup.name == f"denmark-serbia 2024-05-17 120000 schema {TODAY}.coopdesk"
    again = connect(backup, Access.UNCHANGING)
    assert again.execute("SELECT count(*) FROM record").fetchone() == (60,)
    assert again.execute("SELECT version_num FROM alembic_version").fetchone() == (TODAY,)
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


def test_that_each_step_is_told_with_the_backup_once_there_is_one(tmp_path: Path) -> None:
    old = Path(shutil.copy(kept_path("0002"), tmp_path / "old.coopdesk"))
    told: list[Updating] = []
    store = Store.open(old, clock=lambda: NOON, told=told.append)
    number = store.count(Filter())
    store.close()
    (backup,) = (file.name for file in tmp_path.glob("old *"))
    assert told[:2] == [Updating(), Updating(backup)]
    assert told[-2:] == [Updating(backup, number, number), Updating(backup)]
    told.clear()
    Store.open(old, told=told.append).close()
    assert told == []
