"""A copy for another program is the user's alone, and goes with the catalogue."""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document
from coopdesk.operations.opened_copies import OpenedCopies

NOTE = Document("Note", "note.pdf", digest="a")


@pytest.fixture(autouse=True)
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the system gives for what is not to stay."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def copies() -> Iterator[OpenedCopies]:
    made = OpenedCopies()
    yield made
    made.clear()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_that_only_the_user_can_reach_a_copy(copies: OpenedCopies, temp: Path) -> None:
    old = os.umask(0)
    try:
        path = copies.copy(NOTE, b"%PDF")
    finally:
        os.umask(old)
    assert path.read_bytes() == b"%PDF"
    assert mode(path) == 0o600
    (folder,) = temp.iterdir()
    assert mode(folder) == mode(path.parent) == 0o700


def test_that_a_copy_has_a_safe_name_of_its_own_place(copies: OpenedCopies) -> None:
    first = copies.copy(NOTE, b"one")
    second = copies.copy(NOTE, b"two")
    third = copies.copy(Document(file_name="../../../.bashrc", digest="b"), b"three")
    assert first.read_bytes() == b"one"
    assert first.name == second.name == "note.pdf"
    assert third.name == "bashrc"
    assert third.parents[1] == first.parents[1]


def test_that_nothing_is_left_once_the_catalogue_is_closed(
    copies: OpenedCopies, temp: Path
) -> None:
    copies.copy(NOTE, b"%PDF")
    copies.copy(NOTE, b"%PDF")
    copies.clear()
    assert list(temp.iterdir()) == []
    copies.clear()


def test_that_a_copy_can_be_made_after_clearing(copies: OpenedCopies) -> None:
    copies.copy(NOTE, b"%PDF")
    copies.clear()
    assert copies.copy(NOTE, b"%PDF").exists()


def test_that_what_a_crash_left_behind_goes_with_the_next_copy(
    copies: OpenedCopies, temp: Path
) -> None:
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    left, running, strange = (
        temp / f"coopdesk-opened-{child}-abc",
        temp / f"coopdesk-opened-{os.getppid()}-abc",
        temp / "coopdesk-opened-plan",
    )
    for folder in (left, running, strange):
        folder.mkdir()
        (folder / "note.pdf").write_bytes(b"%PDF")
    copies.copy(NOTE, b"%PDF")
    assert not left.exists()
    assert running.exists()
    assert strange.exists()


def test_that_a_link_in_place_of_a_folder_is_not_followed(
    copies: OpenedCopies, temp: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (temp / "coopdesk-opened-999999999-abc").symlink_to(tmp_path / "mine")
    copies.copy(NOTE, b"%PDF")
    assert (tmp_path / "mine").exists()


def test_that_a_full_disk_is_told_in_a_sentence(
    copies: OpenedCopies, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_arguments: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with pytest.raises(CatalogueError, match="No space left on device"):
        copies.copy(NOTE, b"%PDF")
