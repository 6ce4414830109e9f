from pytestqt.qtbot import QtBot

from coopdesk.ui.report_progress import ReportProgress


def test_that_it_says_what_is_done_on_how_many_records(qtbot: QtBot) -> None:
    progress = ReportProgress()
    with qtbot.waitSignal(progress.told) as told:
        progress.read()
    assert told.args == ["Reading the records…"]
    progress.compile(10_000)
    assert progress.words == "Compiling 10,000 records…"
    progress.compile(1)
    assert progress.words == "Compiling 1 record…"
    progress.compile(1_500, 4)
    assert progress.words == "Compiling volume 1 of 4: 1,500 records…"
    progress.end()


def test_that_what_takes_long_says_for_how_long(qtbot: QtBot) -> None:
    moments = [100.0]
    progress = ReportProgress(now=lambda: moments[0])
    progress.read()
    progress.compile(10_000)
    assert progress.words == "Compiling 10,000 records…"
    moments[0] = 112.4
    with qtbot.waitSignal(progress.told, timeout=3_000) as told:
        pass
    assert told.args == ["Compiling 10,000 records… 12 s"]
    progress.end()
