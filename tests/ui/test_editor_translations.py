"""Translations beside the record's own words: one language, or as many as there is room for."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Translation
from coopdesk.catalogue.rules import Problem, Severity
from coopdesk.ui.editor_translations import TranslationSection
from coopdesk.ui.record_editor import RecordEditor
from tests.builders import a_full_record
from tests.ui.record_editors import box

DANISH = Translation("da", "Øvelse", "Kort", "Lang\ntekst")
GERMAN = Translation("de", "Übung")
NOBODYS = Translation("", "Übung")


@pytest.fixture
def section(editor: RecordEditor) -> TranslationSection:
    return shown(editor, (DANISH,))


def shown(editor: RecordEditor, translations: tuple[Translation, ...]) -> TranslationSection:
    editor.edit(a_full_record(id=3, area="AIR", translations=translations))
    section = editor.form.parts["translations"]
    assert isinstance(section, TranslationSection)
    section.open()
    QApplication.processEvents()
    return section


def words(section: TranslationSection) -> list[str]:
    return [chip.text() for chip in section.chips]


def text(section: TranslationSection, name: str) -> Any:
    return section.rows[0].boxes[name]


def test_that_each_of_our_languages_has_its_place(section: TranslationSection) -> None:
    assert words(section) == [
        "Danish  ✓",
        "Serbian (Cyrillic)",
        "Serbian (Latin)",
        "Other language…",
    ]
    assert text(section, "title").value == "Øvelse"
    assert text(section, "title").control.accessibleName() == "Translations Danish: Title"
    assert text(section, "language").isHidden()


@pytest.mark.parametrize(
    "translations",
    [(), (DANISH,), (GERMAN, DANISH), (NOBODYS,), (DANISH, DANISH), (Translation("da"),)],
)
def test_that_what_nobody_touches_stays_as_it_came(
    editor: RecordEditor, translations: tuple[Translation, ...]
) -> None:
    section = shown(editor, translations)
    for place in range(len(section.chips) - 1):
        section.choose(place)
    assert section.value == translations
    assert not editor.is_dirty()


def test_that_the_original_stands_beside_and_follows_what_is_typed(
    editor: RecordEditor, section: TranslationSection
) -> None:
    originals = {name: shown.text for name, shown in section._originals.items()}
    assert originals["summary"].toPlainText() == "Fourteen trucks for the air base"
    assert originals["summary"].isReadOnly()
    assert originals["summary"].isVisible()
    box(editor, "summary").text.setPlainText("Fifteen trucks")
    assert originals["summary"].toPlainText() == "Fifteen trucks"


def test_that_a_language_is_added_by_typing_in_it_and_goes_when_emptied(
    section: TranslationSection,
) -> None:
    section.chips[2].click()
    text(section, "title").line.setText("Vežba")
    assert section.value[1:] == (Translation("sr_Latn", "Vežba"),)
    assert words(section)[2] == "Serbian (Latin)  ✓"
    assert section.chips[2].accessibleName() == "Serbian (Latin), translated"
    text(section, "title").line.setText(" ")
    assert section.value == (DANISH,)
    assert words(section)[2] == "Serbian (Latin)"


def test_that_any_other_language_can_be_named(section: TranslationSection) -> None:
    section.other.click()
    language = text(section, "language")
    assert QApplication.focusWidget() is language.control
    text(section, "title").line.setText("Übung")
    language.line.setText("Germ")
    assert section.unreadable
    assert section.typed == {"1/language": "Germ"}
    assert section.drafted == (DANISH, NOBODYS)
    language.line.setText("German")
    assert section.value == (DANISH, GERMAN)
    assert words(section)[3] == "German  ✓"


def test_that_a_drafted_language_that_cannot_be_read_comes_back(editor: RecordEditor) -> None:
    section = shown(editor, (DANISH,))
    section.fill((DANISH, NOBODYS), {"1/language": "Germ"})
    assert section.target() is text(section, "language").control
    assert text(section, "language").typed == "Germ"
    assert "is not a language" in text(section, "language").note


def test_that_arrow_keys_go_from_language_to_language(section: TranslationSection) -> None:
    section.chips[0].setFocus()
    QTest.keyClick(section.chips[0], Qt.Key.Key_Right)
    assert QApplication.focusWidget() is section.chips[1]
    QTest.keyClick(section.chips[1], Qt.Key.Key_Space)
    text(section, "title").line.setText("Вежба")
    assert section.value[1] == Translation("sr", "Вежба")


@pytest.mark.parametrize(
    ("width", "languages"), [(420, ["da"]), (660, ["da"]), (900, ["da", "sr"]), (1240, 3)]
)
def test_that_as_many_languages_stand_side_by_side_as_there_is_room_for(
    editor: RecordEditor, section: TranslationSection, width: int, languages: Any, qtbot: QtBot
) -> None:
    wanted = ["da", "sr", "sr_Latn"] if languages == 3 else languages
    editor.resize(width, 700)
    qtbot.waitUntil(lambda: len(section.rows) == len(wanted))
    QApplication.processEvents()
    assert [form._base.language for form in section.rows] == wanted
    tops = [form.boxes["title"].y() for form in section.rows]
    assert len(set(tops)) == 1
    beside = section._originals["title"].y() == tops[0]
    assert beside is (width > 540)
    assert [chip.isChecked() for chip in section.chips[:3]].count(True) == len(wanted)


def test_that_a_problem_is_said_beside_its_field(section: TranslationSection) -> None:
    wrong = Problem(Severity.ERROR, "translations", "Shorten it.", "too-long", 1, "title")
    section.choose(1)
    section.show_problems([wrong])
    assert section.note == "Shorten it."
    assert section.target() is text(section, "title").control
    assert text(section, "title").note == "Shorten it."
    assert section.note == ""
