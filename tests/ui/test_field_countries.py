"""Fields of countries: found by name, code and bare letters."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Party
from coopdesk.catalogue.fields import FACET_FIELDS, Field, field
from coopdesk.i18n import activate
from coopdesk.ui.editor_countries import Countries, CountriesBox, CountryBox


def part(facet: type, name: str) -> Field:
    return next(p for p in FACET_FIELDS[facet] if p.name == name)


def test_that_a_country_is_found_by_name_code_and_bare_letters(qtbot: QtBot) -> None:
    activate("sr")
    box = CountryBox(part(Party, "country"), Countries())
    qtbot.addWidget(box)
    box.fill("DK")
    assert box.combo.currentText() == "Данска"
    for typed in ("Србија", "rs", "srbija", " СРБИЈА "):
        box.combo.setEditText(typed)
        assert box.value == "RS"
    box.leave()
    assert box.combo.currentText() == "Србија"
    box.combo.setEditText("")
    assert box.value == ""


def test_that_what_is_no_country_is_said_when_left(qtbot: QtBot) -> None:
    box = CountryBox(part(Party, "country"), Countries())
    qtbot.addWidget(box)
    box.fill("DK")
    box.combo.setEditText("Denmar")
    assert (box.value, box.note) == ("DK", "")
    box.leave()
    assert "“Denmar” is not a country" in box.note


def test_that_a_country_that_nobody_knows_is_kept(qtbot: QtBot) -> None:
    box = CountryBox(part(Party, "country"), Countries())
    qtbot.addWidget(box)
    box.fill("QQ")
    box.leave()
    assert (box.value, box.combo.currentText()) == ("QQ", "QQ")


def test_that_the_catalogues_own_countries_lead_the_list(qtbot: QtBot) -> None:
    countries = Countries()
    names = countries.model.stringList()
    assert names == sorted(names, key=names.index)
    assert names.index("Åland Islands") < names.index("Albania")
    countries.put_first(("DK", "RS"))
    assert countries.model.stringList()[:2] == ["Denmark", "Serbia"]
    assert len(countries.model.stringList()) == len(names)


def test_that_the_list_of_countries_is_filled_when_somebody_comes_to_it(qtbot: QtBot) -> None:
    box = CountryBox(part(Party, "country"), Countries())
    box.fill("RS")
    assert box.combo.count() == 0
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    box.activateWindow()
    box.combo.setFocus()
    qtbot.waitUntil(lambda: box.combo.count() > 200)
    assert (box.combo.currentText(), box.value) == ("Serbia", "RS")
    line, completer = box.combo.lineEdit(), box.combo.completer()
    assert line is not None
    assert completer is not None
    line.selectAll()
    QTest.keyClicks(line, "denm")
    assert completer.currentCompletion() == "Denmark"


def test_that_countries_are_read_from_codes_and_their_names_stand_beneath(qtbot: QtBot) -> None:
    box = CountriesBox(field("releasable_to"), Countries())
    qtbot.addWidget(box)
    box.fill(("DK",))
    assert (box.line.text(), box.note) == ("DK", "Denmark")
    box.line.setText("dk, Serbia,, rs")
    assert (box.value, box.note) == (("DK", "RS"), "Denmark, Serbia")
    box.line.setText("DK, X")
    box.leave()
    assert box.value == ("DK", "RS")
    assert "“X” is not a country" in box.note
