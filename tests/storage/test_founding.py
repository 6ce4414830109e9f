import errno
import os
from pathlib import Path

import pytest

from coopdesk.catalogue.errors import CatalogueError, InvalidRecord
from coopdesk.catalogue.filters import Filter
from coopdesk.storage import schema
from coopdesk.storage.connection import Access, connect
from coopdesk.storage.errors import AccessDenied, FileInTheWay, FileMissing
from coopdesk.storage.store import Store
from tests.builders import a_record, contents


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_that_a_new_catalogue_stands_alone_in_its_folder(path: Path) -> None:
    Store.create(path, contents(3), who="A.K.").close()
    assert files(path.parent) == [path.name]


def test_that_a_new_catalogue_has_all_its_tables_and_indexes(path: Path, tmp_path: Path) -> None:
    Store.create(path, contents(3), who="A.K.").close()
    made = connect(path, Access.UNCHANGING)
    names = {name for (name,) in made.execute("SELECT name FROM sqlite_schema")}
    made.close()
    wanted = [*schema.metadata.tables.values()]
    assert {table.name for table in wanted} <= names
    assert {index.name for table in wanted for index in table.indexes} <= names


def test_that_a_new_catalogue_says_that_it_was_founded_and_cannot_be_undone(path: Path) -> None:
    opened = Store.create(path, contents(3), who="A.K.")
    (entry,) = opened.history()
    assert (entry.operation, entry.who, entry.records) == ("founded", "A.K.", 3)
    assert entry.title == "Øvelse øvelse 0"
    assert opened.undo(who="A.K.") is None
    assert opened.count(Filter()) == 3
    opened.close()


@pytest.mark.parametrize("links", [True, False])
def test_that_nothing_is_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", without_links)
    path.write_bytes(b"a letter")
    with pytest.raises(FileInTheWay, match="exists already"):
        Store.create(path, contents(), who="A.K.")
    assert path.read_bytes() == b"a letter"
    assert files(path.parent) == [path.name]


def without_links(source: Path, target: Path) -> None:
    raise OSError(errno.EPERM, "no links here")


def test_that_a_file_system_without_links_takes_a_catalogue(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", without_links)
    opened = Store.create(path, contents(3), who="A.K.")
    assert opened.check() == ()
    opened.close()
    assert files(path.parent) == [path.name]


@pytest.mark.parametrize("links", [True, False])
def test_that_a_file_that_came_meanwhile_is_not_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    link = os.link

    def slowly(source: Path, target: Path) -> None:
        path.write_bytes(b"theirs")
        (link if links else without_links)(source, target)

    monkeypatch.setattr(os, "link", slowly)
    with pytest.raises(FileInTheWay):
        Store.create(path, contents(), who="A.K.")
    assert path.read_bytes() == b"theirs"
    assert files(path.parent) == [path.name]


def test_that_a_refused_record_leaves_no_file_behind(path: Path) -> None:
    with pytest.raises(InvalidRecord):
        Store.create(path, contents(records=(a_record(title=""),)), who="A.K.")
    assert files(path.parent) == []


def test_that_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="There is no folder"):
        Store.create(tmp_path / "no" / "x.coopdesk", contents(), who="A.K.")


def test_that_a_folder_that_cannot_be_written_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_asked: False)
    with pytest.raises(AccessDenied, match="choose another folder"):
        Store.create(path, contents(), who="A.K.")
    assert files(path.parent) == []


def test_that_a_name_that_the_disk_refuses_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError):
        Store.create(tmp_path / ("x" * 250 + ".coopdesk"), contents(), who="A.K.")
    assert files(tmp_path) == []


def test_that_a_draft_that_cannot_be_cleared_away_hides_no_refusal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(InvalidRecord):
        Store.create(path, contents(records=(a_record(title=""),)), who="A.K.")
