import json
import sys

import pytest
from pytestqt.qtbot import QtBot

from coopdesk.ui import report_job
from coopdesk.ui.report_job import ChildFailure, ReportJob
from tests.ui.report_windows import lives

pytestmark = pytest.mark.slow

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
ECHO = [sys.executable, "-c", "import sys; print(sys.stdin.read(), end='')"]


def told_by_child(qtbot: QtBot, code: str) -> tuple[str, ChildFailure | None]:
    job = ReportJob()
    with qtbot.waitSignal(job.failed) as failed:
        job.start(b"{}", [sys.executable, "-c", code])
    assert job.process_id == 0
    sentence, bug = failed.args or ("", None)
    return str(sentence), bug


def test_that_a_bug_in_the_child_is_told_with_its_trace(qtbot: QtBot) -> None:
    sentence, bug = told_by_child(
        qtbot,
        "import sys, json; print(json.dumps({'error': 'E: x', 'trace': 'T'}), file=sys.stderr);"
        "sys.exit(1)",
    )
    assert "fault of the program" in sentence
    assert bug is not None
    assert (bug.error, bug.trace) == ("E: x", "T")


def test_that_a_child_ended_from_outside_is_told_in_one_sentence(qtbot: QtBot) -> None:
    sentence, bug = told_by_child(qtbot, "import os; os.kill(os.getpid(), 9)")
    assert "memory" in sentence
    assert bug is None


def test_that_a_child_that_does_not_start_is_told_in_one_sentence(qtbot: QtBot) -> None:
    job = ReportJob()
    with qtbot.waitSignal(job.failed) as failed:
        job.start(b"{}", ["/nowhere/python"])
    assert failed.args is not None
    assert "did not start" in failed.args[0]


def test_that_the_child_that_is_ready_gets_the_job(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_job, "start_child_command", lambda: ECHO)
    job = ReportJob()
    job.prepare()
    job.prepare()
    qtbot.waitUntil(lambda: len(job.process_ids) == 1)
    ready = job.process_ids
    assert job.process_id == 0
    with qtbot.waitSignal(job.compiled) as compiled:
        job.start(b"one")
        assert job.process_ids == ready
        assert job.process_id == ready[0]
    assert compiled.args == [b"one"]
    assert job.process_ids == ()


def test_that_a_child_ready_for_something_else_is_not_taken(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_job, "start_child_command", lambda: SLEEPER)
    job = ReportJob()
    job.prepare()
    with qtbot.waitSignal(job.compiled) as compiled:
        job.start(b"two", ECHO)
    assert compiled.args == [b"two"]
    qtbot.waitUntil(lambda: job.process_ids == ())


def test_that_a_child_that_dies_while_it_waits_is_replaced_unheard(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_job, "start_child_command", lambda: ["/nowhere/python"])
    job = ReportJob()
    with qtbot.assertNotEmitted(job.failed, wait=50):
        job.prepare()
        qtbot.waitUntil(lambda: job.process_ids == ())
    monkeypatch.setattr(report_job, "start_child_command", lambda: ECHO)
    with qtbot.waitSignal(job.compiled):
        job.start(b"three")


def test_that_a_cancelled_child_is_killed_and_another_one_gets_ready(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_job, "start_child_command", lambda: SLEEPER)
    job = ReportJob()
    job.start(b"{}")
    qtbot.waitUntil(lambda: job.process_id > 0)
    first = job.process_id
    job.cancel()
    assert job.process_id == 0
    qtbot.waitUntil(lambda: not lives(first))
    qtbot.waitUntil(lambda: len(job.process_ids) == 1)
    assert first not in job.process_ids
    job.close()
    assert job.process_ids == ()


def test_that_there_are_never_more_than_two_and_none_after_the_end(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_job, "start_child_command", lambda: SLEEPER)
    job = ReportJob()
    seen: set[int] = set()
    for _time in range(6):
        job.start(json.dumps({}).encode())
        job.cancel()
        assert len(job.process_ids) <= 2
        seen |= set(job.process_ids)
    job.close()
    assert seen
    assert not [process for process in seen if lives(process)]
    job.prepare()
    assert job.process_ids == ()
