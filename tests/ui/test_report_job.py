import sys

import pytest
from pytestqt.qtbot import QtBot

from coopdesk.ui.report_job import ChildFailure, ReportJob

pytestmark = pytest.mark.slow


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
