from pytestqt.qtbot import QtBot

from coopdesk.reports.visit import AgendaItem, Visit
from coopdesk.ui.report_visit import VisitForm

VISIT = Visit(
    name="Visit of the Chief of Defence",
    date="2026-12-03",
    place="Belgrade",
    purpose="Agree next year's programme",
    participants=("Col. Ana Đokić", "Maj. B"),
    agenda=(
        AgendaItem(time="09:30", title="Welcome", lead="Ministry of Defence"),
        AgendaItem(title="Lunch"),
    ),
    talking_points=("Ammunition depot",),
)


def a_form(qtbot: QtBot) -> VisitForm:
    made = VisitForm()
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_a_visit_comes_back_as_it_was_shown(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    with qtbot.assertNotEmitted(form.typed):
        form.show_visit(VISIT)
    assert form.visit == VISIT
    assert form.date.text() == "3 December 2026"
    assert form.agenda.toPlainText() == "09:30 Welcome – Ministry of Defence\nLunch"


def test_that_a_date_is_written_as_one_says_it(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    with qtbot.waitSignal(form.typed):
        qtbot.keyClicks(form.date, "26 November 2026")
    assert form.visit.date == "2026-11-26"
    assert form.date_note == ""


def test_that_a_date_that_is_none_is_told_and_left_out(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    qtbot.keyClicks(form.date, "soonish")
    assert form.visit.date == ""
    assert "soonish" in form.date_note
    assert form.date.accessibleDescription() == form.date_note


def test_that_lines_are_entries_and_blank_ones_are_none(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    form.participants.setPlainText("  Col. A \n\n Maj. B\n")
    assert form.visit.participants == ("Col. A", "Maj. B")
