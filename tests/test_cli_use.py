"""The command line: what is told of a slip, and what a repair mends."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coopdesk import cli
from coopdesk.operations.opening import open_catalogue
from coopdesk.storage.errors import Interrupted
from coopdesk.storage.store import Store
from tests.terminals import Terminal

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "a.coopdesk", "--colour", "red"),
        ("list", "a.coopdesk", "b.coopdesk"),
        ("history", "a.coopdesk", "--limit", "0"),
    ],
)
def test_that_a_slip_in_a_command_is_told_with_the_usage_of_that_command(
    arguments: tuple[str, ...], terminal: Terminal
) -> None:
    assert terminal.run(*arguments) == 2
    assert terminal.err.startswith(f"usage: coopdesk {arguments[0]} ")
    assert arguments[-1] in terminal.err


@pytest.mark.parametrize(
    "arguments", [("new", ""), ("list", " "), ("report", "catalogue", "x.coopdesk", "-o", "")]
)
def test_that_an_empty_name_is_said_to_be_missing(
    arguments: tuple[str, ...], terminal: Terminal
) -> None:
    assert terminal.run(*arguments) == 2
    assert "the name of a file is missing" in terminal.err


def test_that_a_record_is_found_in_either_case(terminal: Terminal, sample_file: Path) -> None:
    as_written = terminal.does("show", str(sample_file), "DK-RS/ND/012")
    assert terminal.does("show", str(sample_file), "dk-rs/nd/012") == as_written


def test_that_repair_makes_a_lost_index_anew_and_says_so(
    terminal: Terminal, sample_file: Path
) -> None:
    with (
        closing(open_catalogue(sample_file)) as store,
        store._transactions.writing() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM record_words WHERE rowid % 2 = 0")
    assert "--repair" in terminal.refuses("check", str(sample_file))
    mended, *_problems, sound = terminal.does("check", str(sample_file), "--repair").splitlines()
    assert "search index" in mended
    assert "sound, 38 records" in sound
    assert "sound, 38 records" in terminal.does("check", str(sample_file))


def test_that_repair_changes_nothing_in_a_sound_catalogue(
    terminal: Terminal, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "rebuild_search", lambda _self: pytest.fail("nothing to mend"))
    assert terminal.does("check", str(sample_file), "--repair", "--problems", "0").count("\n") == 1


def test_that_check_tells_what_is_wrong_with_records_and_is_done(
    terminal: Terminal, sample_file: Path
) -> None:
    *problems, sound = terminal.does("check", str(sample_file)).splitlines()
    assert all(line.startswith("warning: DK-RS/") for line in problems)
    assert "sound, 38 records" in sound
    assert f"{len(problems)} warnings" in sound
    first, more, _sound = terminal.does("check", str(sample_file), "--problems", "1").splitlines()
    assert first == problems[0]
    assert f"{len(problems) - 1} more" in more
    assert terminal.does("check", str(sample_file), "--problems", "0").endswith("38 records.\n")
    assert terminal.run("check", str(sample_file), "--problems", "-1") == 2


def test_that_a_read_that_is_ended_ends_the_command(
    terminal: Terminal, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_arguments: object) -> None:
        raise Interrupted

    monkeypatch.setattr(Store, "count", end)
    assert terminal.run("check", str(sample_file)) == 130


@pytest.mark.parametrize(
    ("closed", "status", "told"),
    [(">&-", 1, b"coopdesk: The output cannot be written"), (">&- 2>&-", 1, b""), ("2>&-", 0, b"")],
)
def test_that_closed_streams_are_no_bug(
    closed: str, status: int, told: bytes, sample_file: Path
) -> None:
    program = [sys.executable, "-m", "coopdesk", "list", str(sample_file)]
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *program],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        check=False,
    )
    assert done.returncode == status
    assert done.stderr.startswith(told)
    assert b"bug" not in done.stderr


def test_that_a_word_that_is_nothing_is_said_to_be_so_with_the_commands(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    said = terminal.refuses("frob")
    assert "“frob” is neither a command nor a file" in said
    assert all(command.name in said for command in cli.COMMANDS)
