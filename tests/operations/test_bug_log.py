"""A bug leaves its trace where only the user can read it."""

import stat
from pathlib import Path

import pytest

from coopdesk import __version__
from coopdesk.operations.bug_log import log_bug, trace_of


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def a_bug() -> ValueError:
    try:
        raise ValueError("Đoković \udcff")
    except ValueError as error:
        return error


def test_that_a_bug_is_logged_with_version_and_trace() -> None:
    written = log_bug(a_bug()).read_text(encoding="utf-8")
    assert __version__ in written
    assert "in a_bug" in written
    assert "Đoković \\udcff" in written


def test_that_later_bugs_stand_below_earlier_ones() -> None:
    log_bug(ValueError("first"))
    written = log_bug(ValueError("second")).read_text(encoding="utf-8")
    assert written.index("first") < written.index("second")


def test_that_only_the_user_can_read_the_log() -> None:
    assert stat.S_IMODE(log_bug(a_bug()).stat().st_mode) == 0o600


def test_that_a_log_that_has_grown_large_is_put_aside(state: Path) -> None:
    path = log_bug(a_bug())
    path.write_text("x" * 1_000_001)
    log_bug(a_bug())
    assert path.stat().st_size < 10_000
    assert (path.parent / "coopdesk.old.log").stat().st_size == 1_000_001


def test_that_a_log_that_cannot_be_written_is_said_so(state: Path) -> None:
    state.write_text("a file where the folder should be")
    with pytest.raises(OSError, match="state"):
        log_bug(a_bug())


def test_that_a_trace_tells_what_a_maintainer_needs() -> None:
    assert trace_of(a_bug()).startswith(f"CoopDesk {__version__}, Python 3.")
