"""What the program remembers: declared, typed, and never lost half-written."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from coopdesk.settings import RECENT_LIMIT, SETTINGS, Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "coopdesk" / "settings.json"


def test_that_every_setting_has_its_default_at_first(file: Path) -> None:
    settings = Settings(file)
    assert {s.key: settings.get(s.key) for s in SETTINGS} == {s.key: s.default for s in SETTINGS}


def test_that_what_is_set_is_there_after_a_restart(file: Path) -> None:
    settings = Settings(file)
    settings.set("user_name", "Jens Sørensen Đoković")
    settings.set("columns", {"all": ["title", "kind"]})
    settings.save()
    again = Settings(file)
    assert again.get("user_name") == "Jens Sørensen Đoković"
    assert again.get("columns") == {"all": ["title", "kind"]}


def test_that_nothing_is_written_before_it_is_saved(file: Path) -> None:
    Settings(file).set("user_name", "Jens")
    assert not file.exists()


def test_that_only_the_user_can_read_what_is_saved(file: Path) -> None:
    Settings(file).save()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '"text"', '{"user_name": 7}', '{"unknown": "x"}', "\x00"]
)
def test_that_a_file_that_says_nothing_useful_counts_as_empty(content: str, file: Path) -> None:
    file.parent.mkdir()
    file.write_text(content)
    assert Settings(file).get("user_name") == ""


def test_that_a_file_in_another_encoding_counts_as_empty(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'{"user_name": "\xff"}')
    assert Settings(file).get("user_name") == ""


def test_that_unknown_keys_are_dropped_when_saved(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"unknown": 1, "user_name": "Jens"}')
    Settings(file).save()
    assert json.loads(file.read_text()) == {"user_name": "Jens"}


@pytest.mark.parametrize(("key", "value"), [("user_name", 7), ("recent", "x"), ("columns", [])])
def test_that_a_value_of_another_type_is_refused(key: str, value: Any) -> None:
    with pytest.raises(TypeError, match=key):
        Settings(None).set(key, value)


def test_that_an_undeclared_key_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Settings(None).get("colour")
    with pytest.raises(KeyError):
        Settings(None).set("colour", "red")


def test_that_changing_a_value_leaves_the_defaults_as_they_are() -> None:
    settings = Settings(None)
    settings.remember_catalogue(Path("/a.coopdesk"))
    assert Settings(None).get("recent") == []


def test_that_the_newest_catalogue_stands_first_and_once() -> None:
    settings = Settings(None)
    for number in range(RECENT_LIMIT + 3):
        settings.remember_catalogue(Path(f"/{number}.coopdesk"))
    settings.remember_catalogue(Path("/5.coopdesk"))
    recent = settings.get("recent")
    assert recent[:2] == ["/5.coopdesk", f"/{RECENT_LIMIT + 2}.coopdesk"]
    assert len(recent) == len(set(recent)) == RECENT_LIMIT


def test_that_settings_without_a_file_are_kept_in_memory() -> None:
    settings = Settings(None)
    settings.set("user_name", "Jens")
    settings.save()
    assert settings.get("user_name") == "Jens"


def test_that_a_save_that_fails_leaves_the_old_file_and_no_other(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(file)
    settings.set("user_name", "Jens")
    settings.save()

    def fail(*_arguments: object) -> None:
        raise OSError("disk full")

    settings.set("user_name", "Anna")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        settings.save()
    assert Settings(file).get("user_name") == "Jens"
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_that_each_setting_is_declared_once_with_a_description() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.description for setting in SETTINGS)
