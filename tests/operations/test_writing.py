"""A file that leaves the catalogue is written whole or not at all, and never over a catalogue."""

import errno
import os
from pathlib import Path

import pytest

from coopdesk.operations.writing import CannotWrite, check_target, write_whole


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "office.coopdesk"
    path.write_bytes(b"records")
    return path


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_that_a_file_is_written(tmp_path: Path, catalogue: Path) -> None:
    write_whole(tmp_path / "a.pdf", b"%PDF", catalogue)
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF"
    assert left(tmp_path) == ["a.pdf", "office.coopdesk"]


def test_that_an_existing_file_is_replaced_whole(tmp_path: Path, catalogue: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"a longer one than the new")
    write_whole(tmp_path / "a.pdf", b"%PDF", catalogue)
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF"


def test_that_a_link_stays_a_link(tmp_path: Path, catalogue: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"old")
    (tmp_path / "a.pdf").symlink_to("real.pdf")
    write_whole(tmp_path / "a.pdf", b"new", catalogue)
    assert (tmp_path / "a.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"


@pytest.mark.parametrize(("owner", "step"), [(os, "fsync"), (Path, "replace")])
def test_that_a_failing_disk_leaves_the_old_file_and_no_other(
    owner: object, step: str, tmp_path: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "a.pdf").write_bytes(b"old")
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(CannotWrite, match=r"a\.pdf.*No space left"):
        write_whole(tmp_path / "a.pdf", b"new", catalogue)
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert left(tmp_path) == ["a.pdf", "office.coopdesk"]


def test_that_an_interruption_leaves_nothing_half_written(
    tmp_path: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.pdf", b"new", catalogue)
    assert left(tmp_path) == ["office.coopdesk"]


def test_that_a_full_device_is_said_to_be_full_and_stays(catalogue: Path) -> None:
    with pytest.raises(CannotWrite, match="No space left"):
        write_whole(Path("/dev/full"), b"%PDF", catalogue)
    assert Path("/dev/full").is_char_device()


def test_that_a_folder_is_no_target(tmp_path: Path, catalogue: Path) -> None:
    with pytest.raises(CannotWrite, match="folder"):
        check_target(tmp_path, catalogue)


def test_that_a_missing_folder_is_named(tmp_path: Path, catalogue: Path) -> None:
    with pytest.raises(CannotWrite, match="none"):
        check_target(tmp_path / "none" / "a.pdf", catalogue)


def test_that_a_folder_without_the_right_to_write_is_said_so(
    tmp_path: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != tmp_path)
    with pytest.raises(CannotWrite, match="may not write"):
        check_target(tmp_path / "a.pdf", catalogue)


def test_that_a_name_that_is_too_long_is_refused(tmp_path: Path, catalogue: Path) -> None:
    with pytest.raises(CannotWrite, match="too long"):
        check_target(tmp_path / ("x" * 300 + ".pdf"), catalogue)


@pytest.mark.parametrize(
    "name", ["office.coopdesk", "other.COOPDESK", "link.pdf", "new.coopdesk-wal"]
)
def test_that_a_catalogue_is_never_overwritten(name: str, tmp_path: Path, catalogue: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(catalogue)
    with pytest.raises(CannotWrite, match="catalogue"):
        write_whole(tmp_path / name, b"%PDF", catalogue)
    assert catalogue.read_bytes() == b"records"


def test_that_a_catalogue_of_another_name_is_never_overwritten(
    tmp_path: Path, sample_file: Path
) -> None:
    renamed = sample_file.rename(tmp_path / "renamed.pdf")
    before = renamed.read_bytes()
    with pytest.raises(CannotWrite, match="catalogue"):
        write_whole(renamed, b"%PDF", tmp_path / "source")
    assert renamed.read_bytes() == before


def test_that_a_catalogue_is_none_either_where_the_source_has_another_ending(
    tmp_path: Path, sample_file: Path
) -> None:
    with pytest.raises(CannotWrite, match="catalogue"):
        check_target(tmp_path / "new.CoopDesk", tmp_path / "source.db")


def test_that_the_source_is_never_opened(
    tmp_path: Path, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = sample_file.rename(tmp_path / "renamed.db")
    monkeypatch.setattr(Path, "open", lambda *_arguments: pytest.fail("its locks are lost"))
    with pytest.raises(CannotWrite, match="catalogue"):
        check_target(renamed, renamed)


def test_that_another_database_may_be_replaced(tmp_path: Path, catalogue: Path) -> None:
    (tmp_path / "music.db").write_bytes(b"SQLite format 3\0" + bytes(84))
    write_whole(tmp_path / "music.db", b"%PDF", catalogue)
    assert (tmp_path / "music.db").read_bytes() == b"%PDF"


def test_that_a_protected_file_is_not_replaced(tmp_path: Path, catalogue: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    target.chmod(0o400)
    with pytest.raises(CannotWrite, match="protected"):
        write_whole(target, b"new", catalogue)
    assert target.read_bytes() == b"old"


def test_that_who_may_read_a_file_stays_as_it_was(tmp_path: Path, catalogue: Path) -> None:
    target = tmp_path / "a.pdf"
    for mode in (0o600, 0o664):
        target.touch()
        target.chmod(mode)
        write_whole(target, b"new", catalogue)
        assert target.stat().st_mode & 0o777 == mode
