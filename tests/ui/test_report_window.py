import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.operations.opening import sample_contents
from coopdesk.ui import report_job
from coopdesk.ui.report_job import ChildFailure
from coopdesk.ui.report_window import ReportWindow
from tests.builders import a_record, contents
from tests.ui.report_windows import ALL, ReportWindows, choose, holding, language_of, lives, text_of

pytestmark = pytest.mark.slow

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture
def windows(tmp_path: Path, qtbot: QtBot) -> Iterator[ReportWindows]:
    made = ReportWindows(tmp_path)
    yield made
    made.close()


def test_that_the_pages_shown_are_those_of_the_real_report(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    window = windows.open(sample_contents("denmark-serbia"), Filter(areas=("AIR",)), "Air forces")
    with qtbot.waitSignal(window.ready):
        assert window.pdf == b""
    assert window.pdf.startswith(b"%PDF")
    text = text_of(window.pdf)
    assert "Fuel trucks for the Serbian Air Force" in text
    assert "LOGEX15 preparatory" not in text
    pages = len(PdfReader(BytesIO(window.pdf)).pages)
    assert window.preview.document.pageCount() == pages
    assert window.preview.pages_text == f"Page 1 of {pages}"
    assert window.options.banner_text == "UNCLASSIFIED"
    assert window.options.records.shown.accessibleName().endswith("Area: Air forces (10 records)")
    assert window.options.records.whole.accessibleName().endswith("By area (38 records)")
    assert window.process_id == 0


def test_that_the_whole_catalogue_can_be_chosen_instead(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    window = windows.open(sample_contents("denmark-serbia"), Filter(areas=("AIR",)), "Air forces")
    qtbot.waitSignal(window.ready).wait()
    with qtbot.waitSignal(window.ready):
        window.options.records.whole.click()
        assert window.pdf == b"", "what is shown is not what is chosen"
        assert not window.foot.save.isEnabled()
    assert window.foot.save.isEnabled()
    assert "LOGEX15" in text_of(window.pdf)


def test_that_the_language_of_the_report_can_differ_and_is_kept(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    desk = windows.desk(holding(a_record()))
    window = windows.open(desk)
    qtbot.waitSignal(window.ready).wait()
    with qtbot.waitSignal(window.ready):
        choose(window.options.language, "da")
    assert language_of(window.pdf) == "da"
    assert desk.settings.get("report_language") == "da"
    window.close()
    assert windows.open(desk).options.choice.language == "da"


def test_that_an_audience_gets_only_what_is_released_to_it(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    desk = windows.desk(
        holding(
            a_record(title="For both", releasable_to=("RS",), marking="UNCLASSIFIED"),
            a_record(title="For us alone", marking="RESTRICTED"),
        )
    )
    window = windows.open(desk)
    qtbot.waitSignal(window.ready).wait()
    assert window.options.withheld_text == "Nothing is withheld"
    assert window.options.banner_text == "RESTRICTED"
    box = window.options.audience
    assert [box.itemText(at) for at in range(box.count())] == [
        "Internal",
        "Partner: Denmark",
        "Partner: Serbia",
        "Partner: Ukraine",
        "Public",
    ]
    with qtbot.waitSignal(window.ready):
        choose(box, "partner:RS")
    assert window.options.withheld_text == "1 of 2 records withheld"
    assert window.options.banner_text == "UNCLASSIFIED – REL TO DNK, SRB"
    assert "For both" in text_of(window.pdf)
    assert "For us alone" not in text_of(window.pdf)
    with qtbot.waitSignal(window.refused) as refused:
        choose(box, "public")
    assert refused.args == [window.preview.words]
    assert window.preview.words.startswith("No record may go to this audience")
    assert window.options.withheld_text == "2 of 2 records withheld"
    assert not window.foot.save.isEnabled()
    assert desk.settings.get("report_audience") == "public"


def test_that_a_filter_without_records_says_how_to_get_some(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    window = windows.open(contents(3), Filter(search="nowhere"))
    with qtbot.waitSignal(window.refused):
        pass
    assert window.preview.words.startswith("No record to print: clear the filters")
    assert window.preview.pages_text == ""


def test_that_an_edit_of_the_catalogue_comes_into_the_report(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    desk = windows.desk(holding(a_record()))
    window = windows.open(desk)
    qtbot.waitSignal(window.ready).wait()
    with qtbot.waitSignal(window.ready):
        desk.write(window, lambda store: store.add(a_record(title="Just added"), who="A.K."))
    assert "Just added" in text_of(window.pdf)


def test_that_pages_are_turned_and_made_larger(windows: ReportWindows, qtbot: QtBot) -> None:
    window = windows.open(sample_contents("denmark-serbia"))
    qtbot.waitSignal(window.ready).wait()
    preview = window.preview
    assert preview.view.zoomMode() is QPdfView.ZoomMode.FitToWidth
    preview.turn_to(3)
    count = preview.document.pageCount()
    qtbot.waitUntil(lambda: preview.pages_text == f"Page 3 of {count}")
    preview.zoom(1.25)
    assert preview.view.zoomMode() is QPdfView.ZoomMode.Custom
    before = preview.view.zoomFactor()
    preview.zoom(1 / 1.25)
    assert preview.view.zoomFactor() == pytest.approx(before / 1.25)
    preview.fit_width()
    assert preview.view.zoomMode() is QPdfView.ZoomMode.FitToWidth


def test_that_a_change_of_nothing_leaves_the_pages(windows: ReportWindows, qtbot: QtBot) -> None:
    window = windows.open(contents(3))
    qtbot.waitSignal(window.ready).wait()
    shown = window.pdf
    qtbot.keyClicks(window.options.form.period.first, "20")
    choose(window.options.language, "en")
    assert window.pdf == shown, "no whole year was written, and the language is the same"
    with qtbot.waitSignal(window.refused):
        qtbot.keyClicks(window.options.form.period.first, "99")
        assert window.pdf == b""
    assert window.preview.words.startswith("No record to print")


def test_that_writing_compiles_once_the_hand_rests(windows: ReportWindows, qtbot: QtBot) -> None:
    desk = windows.desk(contents(3))
    desk.settings.set("last_report", "visit-brief")
    window = windows.open(desk)
    qtbot.waitSignal(window.ready).wait()
    compiled: list[object] = []
    window.making.made.connect(compiled.append)
    with qtbot.waitSignal(window.ready):
        qtbot.keyClicks(window.options.form.visit.name, "Visit to Nis")
    assert len(compiled) == 1
    assert "Visit to Nis" in text_of(window.pdf)


def test_that_another_report_is_shown_in_the_same_window(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    window = windows.open(sample_contents("denmark-serbia"))
    qtbot.waitSignal(window.ready).wait()
    assert window.windowTitle() == "Report: Catalogue"
    with qtbot.waitSignal(window.ready):
        choose(window.options.kind.box, "donations")
    assert window.windowTitle() == "Report: Donations"
    text = text_of(window.pdf)
    assert "Fuel trucks for the Serbian Air Force" in text
    assert "LOGEX15 preparatory" not in text


# The child processes.


def test_that_the_next_child_gets_ready_while_the_pages_show(
    windows: ReportWindows, qtbot: QtBot
) -> None:
    window = windows.open(contents(3))
    assert len(window.making.job.process_ids) == 1, "it starts while the records are read"
    qtbot.waitSignal(window.ready).wait()
    ready = window.making.job.process_ids
    assert len(ready) == 1
    with qtbot.waitSignal(window.ready):
        choose(window.options.language, "da")
        qtbot.waitUntil(lambda: window.process_id == ready[0])
    window.close()
    assert not any(map(lives, ready))


def test_that_long_work_says_what_it_is_and_can_be_cancelled_at_once(
    windows: ReportWindows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_job, "start_child_command", lambda: SLEEPER)
    window = windows.open(contents(3))
    qtbot.waitUntil(window.preview.cancel_button.isVisible)
    qtbot.waitUntil(lambda: window.preview.busy_text == "Compiling 3 records…")
    window.preview.cancel_button.click()
    assert window.preview.words == "Compiling was cancelled."
    assert window.process_id == 0
    assert not window.preview.cancel_button.isVisible()


def test_that_closing_ends_the_child(
    windows: ReportWindows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_job, "start_child_command", lambda: SLEEPER)
    window = windows.open(contents(3))
    qtbot.waitUntil(lambda: window.process_id > 0)
    process = window.process_id
    assert lives(process)
    window.close()
    assert not lives(process)
    qtbot.waitUntil(lambda: not isValid(window))


def test_that_another_choice_ends_the_child_and_starts_another(
    windows: ReportWindows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_job, "start_child_command", lambda: SLEEPER)
    window = windows.open(contents(3))
    qtbot.waitUntil(lambda: window.process_id > 0)
    first = window.process_id
    monkeypatch.undo()
    with qtbot.waitSignal(window.ready):
        choose(window.options.language, "sr")
    qtbot.waitUntil(lambda: not lives(first))
    assert language_of(window.pdf).startswith("sr")


def test_that_compiling_can_be_cancelled_and_tried_again(
    windows: ReportWindows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_job, "start_child_command", lambda: SLEEPER)
    window = windows.open(contents(3))
    qtbot.waitUntil(lambda: window.process_id > 0)
    process = window.process_id
    window.preview.cancel_button.click()
    assert window.preview.words == "Compiling was cancelled."
    qtbot.waitUntil(lambda: not lives(process))
    monkeypatch.undo()
    with qtbot.waitSignal(window.ready):
        window.preview.again_button.click()
    assert window.preview.words == ""
    assert not window.preview.cancel_button.isVisible()


def test_that_the_child_goes_with_the_parent_of_the_window(
    windows: ReportWindows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_job, "start_child_command", lambda: SLEEPER)
    parent = QWidget()
    window = ReportWindow(windows.desk(contents(3)), ALL, Sort(), "All", parent)
    qtbot.waitUntil(lambda: window.process_id > 0)
    process = window.process_id
    parent.deleteLater()
    qtbot.waitUntil(lambda: not lives(process))


def test_that_a_bug_reaches_the_desk_and_is_said_in_the_window(
    windows: ReportWindows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('broken')"]
    monkeypatch.setattr(report_job, "start_child_command", lambda: command)
    desk = windows.desk(contents(3))
    with qtbot.waitSignal(desk.failed) as failed:
        window = windows.open(desk)
    assert failed.args is not None
    assert isinstance(failed.args[0], ChildFailure)
    assert "fault of the program" in window.preview.words
    assert window.preview.again_button.isVisible()
