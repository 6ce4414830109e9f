"""The composition root: what is asked for decides what is loaded, and a bug is never lost."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk import app, cli, i18n
from coopdesk.reports.child import FROZEN_OPTION


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C")
    yield
    i18n.activate("en")


def test_that_the_words_of_commands_are_those_of_the_command_line() -> None:
    assert tuple(command.name for command in cli.COMMANDS) == app.COMMANDS


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], False),
        (["office.coopdesk"], False),
        (["./list"], False),
        (["/srv/Fælles mappe/Đoković.coopdesk"], False),
        (["list"], True),
        (["list", "office.coopdesk"], True),
        (["--help"], True),
        (["-h"], True),
        (["--version"], True),
        (["office.coopdesk", "other.coopdesk"], True),
    ],
)
def test_that_a_single_path_or_nothing_asks_for_the_window(
    arguments: list[str], command: bool
) -> None:
    assert app.is_command(arguments) is command


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the window was started with; no window opens."""
    from coopdesk.ui import starting

    started: list[tuple[object, ...]] = []

    def start(*arguments: object) -> int:
        started.append(arguments)
        return 7

    monkeypatch.setattr(starting, "start_window", start)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return started


def test_that_the_window_gets_the_path_the_settings_and_the_user(
    windows: list[tuple[object, ...]], tmp_path: Path
) -> None:
    (tmp_path / "coopdesk").mkdir()
    (tmp_path / "coopdesk" / "settings.json").write_text('{"user_name": "Jens"}')
    assert app.main(["office.coopdesk"]) == 7
    ((path, settings, who),) = windows
    assert (path, who) == (Path("office.coopdesk"), "Jens")
    assert settings.get("user_name") == "Jens"  # type: ignore[attr-defined]


def test_that_no_argument_leaves_the_choice_to_the_window(
    windows: list[tuple[object, ...]],
) -> None:
    app.main([])
    assert windows[0][0] is None


def test_that_the_language_of_the_settings_is_spoken(
    windows: list[tuple[object, ...]], tmp_path: Path
) -> None:
    (tmp_path / "coopdesk").mkdir()
    (tmp_path / "coopdesk" / "settings.json").write_text('{"language": "sr_Latn"}')
    app.main([])
    assert i18n.language() == "sr_Latn"


def test_that_without_a_display_one_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "office.coopdesk").touch()
    assert app.main([str(tmp_path / "office.coopdesk")]) == 1
    said = capsys.readouterr().err
    assert "display" in said
    assert said.count("\n") == 1


def test_that_a_bug_is_said_in_a_sentence_and_its_trace_is_in_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(*_arguments: object) -> int:
        raise ZeroDivisionError("a slip\nof ours")

    monkeypatch.setattr(cli, "run", fail)
    assert app.main(["--version"]) == 1
    said = capsys.readouterr().err
    log = tmp_path / "coopdesk" / "coopdesk.log"
    assert "bug" in said
    assert str(log) in said
    assert "Traceback" not in said
    assert said.count("\n") == 1
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_that_the_trace_is_shown_where_the_log_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(*_arguments: object) -> int:
        raise ZeroDivisionError

    (tmp_path / "coopdesk").write_text("a file where the folder should be")
    monkeypatch.setattr(cli, "run", fail)
    assert app.main(["--version"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_that_an_interruption_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", interrupt)
    assert app.main(["--version"]) == 130


def test_that_a_frozen_program_compiles_reports_in_a_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from coopdesk.reports import child

    assert app.COMPILE_REPORT == FROZEN_OPTION
    monkeypatch.setattr(child, "main", lambda: 5)
    assert app.main([FROZEN_OPTION]) == 5


HEAVY = ("argparse", "sqlalchemy", "alembic", "babel", "typst", "PySide6", "edtf", "platformdirs")


def test_that_deciding_between_window_and_command_loads_nothing_heavy() -> None:
    code = (
        "import sys, coopdesk.app as app; app.is_command(['x.coopdesk']);"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_that_the_module_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coopdesk", "--version"],
        capture_output=True,
        check=True,
        text=True,
        cwd=Path(app.__file__).parents[1],
    )
    assert done.stdout.startswith("CoopDesk ")
