"""Each kind of field: what is shown, what is read back, what is said beside it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.codes import ACTIVITY_STATUSES, AGREEMENT_STATUSES
from coopdesk.catalogue.facets import Participant, Party, Place, Session
from coopdesk.catalogue.fields import FACET_FIELDS, Field, field
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.rules import Problem, Severity
from coopdesk.ui.field_widgets import (
    ChoiceBox,
    Combo,
    FlagBox,
    GrowingText,
    IntegerBox,
    LineBox,
    LongBox,
    NumberBox,
    Option,
    PeriodBox,
    TagsBox,
    split_at_commas,
)

often = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def part(facet: type, name: str) -> Field:
    return next(p for p in FACET_FIELDS[facet] if p.name == name)


BOXES = [
    (LineBox, field("title"), "  as it came,\u00a0blanks and\nall ", "Another"),
    (LongBox, field("notes"), "one\r\ntwo\u2028three\u00a0", "Another"),
    (PeriodBox, field("period"), Period.parse("2015-21/.."), Period.parse("2004")),
    (PeriodBox, part(Session, "period"), "2014-05", "2004"),
    (NumberBox, part(Place, "latitude"), 44.8186, -3.0),
    (NumberBox, part(Place, "latitude"), 0.1 + 0.2, None),
    (IntegerBox, part(Participant, "headcount"), 1_234_567, None),
    (TagsBox, field("tags"), ("search, rescue", " b ", "b"), ()),
    (FlagBox, field("publish"), True, False),
]


@pytest.mark.parametrize(("kind", "declared", "first", "second"), BOXES)
def test_that_what_nobody_touches_comes_back_as_it_was(
    qtbot: QtBot, kind: Any, declared: Field, first: Any, second: Any
) -> None:
    box = kind(declared)
    qtbot.addWidget(box)
    for value in (first, second, first):
        box.fill(value)
        assert box.value == value
        assert type(box.value) is type(value)
        assert not box.unreadable


@often
@given(text=st.text())
def test_that_any_text_survives_untouched(qtbot: QtBot, text: str) -> None:
    line, long = LineBox(field("title")), LongBox(field("notes"))
    qtbot.addWidget(line)
    qtbot.addWidget(long)
    for box in (line, long):
        box.fill(text)
        assert box.value == text


TYPED = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), min_size=1)


@often
@given(text=TYPED)
def test_that_typed_text_is_kept_as_typed_but_for_blanks_around_a_line(
    qtbot: QtBot, text: str
) -> None:
    line, long = LineBox(field("title")), LongBox(field("notes"))
    qtbot.addWidget(line)
    qtbot.addWidget(long)
    line.fill("")
    long.fill("")
    line.line.setText(text)
    long.text.setPlainText(f"{text}\n{text}")
    assert line.value == text.strip()
    assert long.value == f"{text}\n{text}"


def test_that_a_pasted_line_break_becomes_a_blank_in_a_line(qtbot: QtBot) -> None:
    box = LineBox(field("title"))
    qtbot.addWidget(box)
    box.fill("")
    box.line.setText(" Two\r\nlines ")
    assert box.value == "Two lines"


def test_that_markup_is_no_markup(qtbot: QtBot) -> None:
    hostile = "<b>#strong[x]</b> %s {0} \u202eright\u202c '; DROP TABLE"
    box = LongBox(field("notes"))
    qtbot.addWidget(box)
    box.fill("")
    box.text.setPlainText(hostile)
    assert box.value == hostile
    box.show_problems([Problem(Severity.WARNING, "notes", hostile)])
    assert box.note == hostile


def test_that_a_period_says_at_once_what_it_understood(qtbot: QtBot) -> None:
    box = PeriodBox(field("period"))
    qtbot.addWidget(box)
    box.fill(Period())
    assert "spring 2015" in box.note
    box.line.setText("2006/..")
    assert box.value == Period.parse("2006/..")
    assert box.note == "since 2006"


def test_that_a_half_typed_period_is_told_calmly_until_the_field_is_left(qtbot: QtBot) -> None:
    box = PeriodBox(field("period"))
    qtbot.addWidget(box)
    box.fill(Period.parse("2015"))
    box.line.setText("2015-1")
    assert "“2015-1”" in box.note
    assert not box.control.property("invalid")
    box.leave()
    assert box.control.property("invalid")
    box.line.setText("2015-13")
    assert "“2015-13”" in box.note
    assert box.value == Period.parse("2015")


def test_that_a_parts_period_is_kept_as_text(qtbot: QtBot) -> None:
    box = PeriodBox(part(Session, "period"))
    qtbot.addWidget(box)
    box.fill("")
    box.line.setText(" 2015-21 ")
    assert (box.value, box.note) == ("2015-21", "spring 2015")


def options(codes: Any) -> list[Option]:
    return [Option(entry.code, entry.words()) for entry in codes]


def test_that_a_choice_shows_words_and_gives_codes(qtbot: QtBot) -> None:
    box = ChoiceBox(field("kind"))
    qtbot.addWidget(box)
    box.fill("donation")
    assert box.combo.currentText() == "Donation"
    with qtbot.waitSignal(box.edited):
        box.combo.setCurrentText("Exchange visit")
    assert box.value == "exchange_visit"


def test_that_an_optional_choice_begins_with_not_stated(qtbot: QtBot) -> None:
    box = ChoiceBox(part(Party, "role"))
    qtbot.addWidget(box)
    box.fill("lead")
    assert box.combo.itemText(0) == "Not stated"
    box.combo.setCurrentIndex(0)
    assert box.value == ""


def test_that_a_code_that_the_list_lacks_is_shown_and_kept(qtbot: QtBot) -> None:
    box = ChoiceBox(field("area"))
    qtbot.addWidget(box)
    box.offer([Option("AIR", "Air forces")])
    box.fill("OLD")
    assert (box.combo.currentText(), box.value) == ("OLD", "OLD")
    box.fill("AIR")
    assert box.combo.count() == 1


def test_that_a_lost_choice_comes_back_when_it_is_offered_again(qtbot: QtBot) -> None:
    box = ChoiceBox(field("status"))
    qtbot.addWidget(box)
    box.offer(options(ACTIVITY_STATUSES))
    box.fill("closed")
    box.offer(options(AGREEMENT_STATUSES))
    assert (box.value, box.combo.currentText()) == ("", "Not stated")
    box.offer(options(ACTIVITY_STATUSES))
    assert (box.value, box.combo.currentText()) == ("closed", "Closed")


def test_that_a_missing_required_field_is_told_only_when_it_was_left(qtbot: QtBot) -> None:
    box = LineBox(field("title"))
    qtbot.addWidget(box)
    box.fill("")
    missing = Problem(Severity.ERROR, "title", "Fill in “Title”.")
    box.show_problems([missing])
    assert box.faulty
    assert box.note == ""
    box.leave()
    assert box.note == missing.message
    box.fill("")
    assert box.note == ""


def test_that_a_warning_marks_no_field(qtbot: QtBot) -> None:
    box = LineBox(field("title"))
    qtbot.addWidget(box)
    box.fill("x")
    box.show_problems([Problem(Severity.WARNING, "title", "Look again.")])
    assert box.note == "Look again."
    assert not box.faulty
    assert not box.control.property("invalid")


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("a,b , ,c", ("a", "b", "c")),
        ("b, search, rescue, a, a", ("b", "search, rescue", "a")),
        ("search, rescued", ("search", "rescued")),
        ("", ()),
    ],
)
def test_that_tags_are_parted_by_commas(qtbot: QtBot, typed: str, tags: tuple[str, ...]) -> None:
    box = TagsBox(field("tags"))
    qtbot.addWidget(box)
    box.fill(("search, rescue",))
    box.line.setText(typed)
    assert box.value == tags


@given(parts=st.lists(st.text(st.characters(categories=("L", "N")), min_size=1)))
def test_that_parts_without_commas_are_parted_as_they_were_joined(parts: list[str]) -> None:
    assert split_at_commas(", ".join(parts)) == parts


def test_that_the_wheel_changes_nothing_in_passing(qtbot: QtBot) -> None:
    form = QWidget()
    column = QVBoxLayout(form)
    choice, long = ChoiceBox(field("kind")), LongBox(field("notes"))
    choice.fill("donation")
    long.fill("line\n" * 80)
    elsewhere = QLineEdit()
    for widget in (elsewhere, choice, long):
        column.addWidget(widget)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    elsewhere.setFocus()
    for target in (choice.combo, long.text.viewport()):
        event = QWheelEvent(
            QPointF(5, 5),
            target.mapToGlobal(QPointF(5, 5)),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, event)
        assert not event.isAccepted()
    assert choice.value == "donation"
    assert long.text.verticalScrollBar().value() == 0


def test_that_a_long_text_grows_with_what_is_in_it_up_to_a_bound(qtbot: QtBot) -> None:
    text = GrowingText()
    text.resize(300, 60)
    qtbot.addWidget(text)
    with qtbot.waitExposed(text):
        text.show()
    heights = []
    for lines in (1, 8, 500):
        text.setPlainText("\n".join(["line"] * lines))
        heights.append(text.height())
        QApplication.processEvents()
        assert (text.verticalScrollBar().maximum() > 0) is (lines == 500)
    assert heights[0] < heights[1] < heights[2] < 500
    text.setPlainText("")
    assert text.height() == heights[0]
    assert text.tabChangesFocus()


@pytest.mark.parametrize(("kind", "declared", "first", "second"), BOXES)
def test_that_each_control_has_a_name_and_its_label_leads_to_it(
    qtbot: QtBot, kind: Any, declared: Field, first: Any, second: Any
) -> None:
    box = kind(declared)
    qtbot.addWidget(box)
    assert box.control.accessibleName() == declared.words()


def test_that_an_open_list_shows_the_whole_of_its_last_choice(qtbot: QtBot) -> None:
    form = QWidget()
    form.setObjectName("editor")
    combo = Combo()
    combo.addItems([str(number) for number in range(7)])
    QVBoxLayout(form).addWidget(combo)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    combo.showPopup()
    view = combo.view()
    last = view.visualRect(view.model().index(6, 0))
    assert last.bottom() < view.viewport().height()
    combo.hidePopup()
