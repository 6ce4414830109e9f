"""The files that ship with the program are found wherever it lies."""

import sys
from pathlib import Path

import pytest

from coopdesk.resources import resource


def test_that_a_shipped_file_is_found() -> None:
    assert resource("sample", "denmark-serbia.toml").is_file()


def test_that_a_shipped_folder_is_found() -> None:
    assert resource("sample").is_dir()


def test_that_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="resources/sample/atlantis"):
        resource("sample", "atlantis.toml")


def test_that_a_frozen_program_looks_in_its_own_bundle_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = tmp_path / "resources" / "sample" / "denmark-serbia.toml"
    bundled.parent.mkdir(parents=True)
    bundled.touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("sample", "denmark-serbia.toml") == bundled


def test_that_it_does_not_matter_from_where_the_program_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert resource("sample", "denmark-serbia.toml").is_file()
