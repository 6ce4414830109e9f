"""The left side of the report window: for each report what it heeds, as it was the last time."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.marking import Audience
from coopdesk.reports.options import Options
from coopdesk.reports.registry import REPORTS, Report
from coopdesk.settings import Settings
from coopdesk.ui.report_gathering import SELECTED, SHOWN, WHOLE, Opening
from coopdesk.ui.report_options import ReportOptions
from tests.builders import areas
from tests.ui.report_windows import choose

OPENING = Opening(
    "Denmark–Serbia",
    "All records (38)",
    "By area (38 records)",
    "Courses in 2015",
    (("DK", "Denmark"), ("RS", "Serbia")),
    areas(),
)


@pytest.fixture
def settings() -> Settings:
    return Settings(None)


def opened(qtbot: QtBot, settings: Settings, report: str, selected: int = 1) -> ReportOptions:
    made = ReportOptions(settings, report, selected=selected)
    qtbot.addWidget(made)
    made.offer(OPENING)
    made.show()
    return made


def fields(options: ReportOptions) -> dict[str, QWidget]:
    form = options.form
    return {
        "first_year": form.period.first,
        "last_year": form.period.last,
        "areas": form.areas.list,
        "order": form.order,
        "detail": form.detail,
        "paragraph_marks": form.paragraph_marks,
        "history": form.history,
        "year": form.year,
        "visit": form.visit,
    }


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_that_a_report_shows_what_it_heeds_and_nothing_else(
    qtbot: QtBot, settings: Settings, report: Report
) -> None:
    options = opened(qtbot, settings, report.name)
    shown = {name for name, field in fields(options).items() if field.isVisible()}
    assert shown == set(report.options)
    assert options.kind.box.currentText() == report.title
    assert options.kind.box.accessibleDescription() == report.about


def test_that_all_reports_can_be_chosen(qtbot: QtBot, settings: Settings) -> None:
    options = opened(qtbot, settings, "catalogue")
    box = options.kind.box
    assert [box.itemData(at) for at in range(box.count())] == [one.name for one in REPORTS]
    with qtbot.waitSignal(options.chosen):
        choose(box, "training")
    assert options.choice.report == "training"
    assert settings.get("last_report") == "training"


def test_that_each_report_is_as_it_was_the_last_time(qtbot: QtBot, settings: Settings) -> None:
    options = opened(qtbot, settings, "catalogue")
    form = options.form
    qtbot.keyClicks(form.period.first, "2014")
    choose(form.order, "-period")
    choose(form.detail, "brief")
    choose(options.language, "sr")
    form.paragraph_marks.click()
    first = options.choice
    assert first.options == Options(
        first_year=2014, order="-period", detail="brief", paragraph_marks=True
    )
    choose(options.kind.box, "training")
    assert options.choice.options == Options()
    choose(options.kind.box, "catalogue")
    assert options.choice == first
    assert opened(qtbot, settings, "catalogue").choice == first


def test_that_what_a_report_does_not_heed_counts_as_usual(qtbot: QtBot, settings: Settings) -> None:
    options = opened(qtbot, settings, "catalogue")
    options.form.history.setChecked(True)
    options.form.year.setText("2027")
    assert options.choice.options == Options()


def test_that_areas_are_ticked_by_mouse_and_keys(qtbot: QtBot, settings: Settings) -> None:
    options = opened(qtbot, settings, "catalogue")
    ticked = options.form.areas
    codes = [area.code for area in sorted(areas(), key=lambda one: one.position)]
    rows = ticked.list
    at = rows.visualItemRect(rows.item(1)).center()
    with qtbot.waitSignal(options.chosen):
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert options.choice.options.areas == (codes[1],)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(14, at.y()))
    assert not options.choice.options.areas
    qtbot.keyClick(rows, Qt.Key.Key_Up)
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert options.choice.options.areas == (codes[0],)
    options.offer(OPENING)
    assert options.choice.options.areas == (codes[0],)


def test_that_years_that_end_before_they_begin_are_told_and_left_out(
    qtbot: QtBot, settings: Settings
) -> None:
    options = opened(qtbot, settings, "catalogue")
    period = options.form.period
    qtbot.keyClicks(period.first, "2015")
    qtbot.keyClicks(period.last, "20x1")
    assert options.choice.options == Options(first_year=2015)
    qtbot.keyClicks(period.last, "4")
    assert period.last.text() == "2014"
    assert "end before they begin" in period.problem
    assert options.choice.options == Options()
    period.show_years(2014, 2015)
    assert period.problem == ""


def test_that_history_is_only_for_inside(qtbot: QtBot, settings: Settings) -> None:
    options = opened(qtbot, settings, "record")
    history = options.form.history
    history.click()
    assert options.choice.options.history
    choose(options.audience, "public")
    assert not options.choice.options.history
    assert not history.isEnabled()
    assert "stay in the house" in history.accessibleDescription()
    choose(options.audience, "internal")
    assert options.choice.options.history


def test_that_a_report_begins_with_the_records_that_it_is_wanted_of(
    qtbot: QtBot, settings: Settings
) -> None:
    for report, selected, records in (
        ("catalogue", 3, SHOWN),
        ("record", 1, SELECTED),
        ("record", 0, SHOWN),
        ("agreements", 1, WHOLE),
        ("visit-brief", 1, SHOWN),
        ("visit-brief", 2, SELECTED),
    ):
        made = ReportOptions(settings, report, selected=selected)
        qtbot.addWidget(made)
        assert made.choice.records == records, report


def test_that_records_chosen_by_hand_stay_with_the_next_report(
    qtbot: QtBot, settings: Settings
) -> None:
    options = opened(qtbot, settings, "catalogue")
    options.records.selected.click()
    choose(options.kind.box, "agreements")
    assert options.choice.records == SELECTED
    assert options.records.selected.accessibleName() == "What is selected: Courses in 2015"


def test_that_a_country_the_catalogue_does_not_name_can_be_the_audience(
    qtbot: QtBot, settings: Settings
) -> None:
    settings.set("report_audience", "partner:NO")
    options = opened(qtbot, settings, "catalogue")
    assert options.choice.audience == Audience("partner", "NO")
    assert options.audience.currentText() == "Partner: Norway"
