from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import ContactRole
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.register import Named, NameUse
from coopdesk.ui.desk import Desk
from coopdesk.ui.register_window import RegisterPage, RegisterWindow
from tests.builders import a_record

SCHOOL = "Baltic Defence College"


@pytest.fixture
def register(desk: Desk, qtbot: QtBot) -> Iterator[RegisterWindow]:
    made = RegisterWindow(desk)
    qtbot.addWidget(made, before_close_func=_forget)
    QAbstractItemModelTester(made.organisations.list.model(), made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: not desk.busy)
    yield made
    qtbot.waitUntil(lambda: not desk.busy)


def _forget(window: RegisterWindow) -> None:
    for page in (window.organisations, window.contacts):
        if page.form.given is not None:
            page.form.fill(page.form.given)


def names(page: RegisterPage) -> list[str]:
    model = page.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(page: RegisterPage, *wanted: str) -> None:
    rows = [names(page).index(name) for name in wanted]
    page.list.choose(rows[0])
    for row in rows[1:]:
        index = page.list.model().index(row, 0)
        page.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def line(page: RegisterPage, name: str) -> QLineEdit:
    control = page.form.boxes[name].control
    assert isinstance(control, QLineEdit)
    return control


def stored(desk: Desk, qtbot: QtBot, cls: type[Named]) -> dict[str, Named]:
    found: list[tuple[Named, ...]] = []
    desk.read(desk, lambda store: store.frame(cls), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return {thing.name: thing for thing in found[0]}


def test_that_all_that_records_name_is_listed_and_the_first_shown(
    register: RegisterWindow,
) -> None:
    page = register.organisations
    assert SCHOOL in names(page)
    assert page.form.given is not None
    assert page.form.given.name == names(page)[0]


def test_that_where_it_is_used_is_shown_and_leads_there(
    register: RegisterWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = register.organisations
    choose(page, SCHOOL)
    qtbot.waitUntil(lambda: "Named in 1 record" in page.form.used.text())
    with qtbot.waitSignal(register.record_asked):
        page.form._uses[0].click()


def test_that_the_search_looks_at_names_and_aliases(
    register: RegisterWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = register.organisations
    desk.write(
        desk, lambda store: store.put(Organisation(SCHOOL, aliases=("Øvelse BDC",)), who="A.K.")
    )
    qtbot.waitUntil(lambda: not desk.busy)
    page.search.setText("ovelse")
    assert names(page) == [SCHOOL]
    page.search.setText("no such thing")
    assert names(page) == []


def test_that_what_is_typed_is_stored_and_a_new_name_taken_over(
    register: RegisterWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = register.organisations
    choose(page, SCHOOL)
    line(page, "name").setText("Baltic Defence College, Tartu")
    line(page, "aliases").setText("BALTDEFCOL, BDC")
    assert page.form.dirty
    qtbot.mouseClick(page.form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Baltic Defence College, Tartu" in names(page))
    assert SCHOOL not in names(page)
    found = stored(desk, qtbot, Organisation)["Baltic Defence College, Tartu"]
    assert isinstance(found, Organisation)
    assert found.aliases == ("BALTDEFCOL", "BDC")
    assert not page.form.dirty


def test_that_a_name_which_is_taken_is_refused_and_nothing_typed_is_lost(
    register: RegisterWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = register.organisations
    choose(page, SCHOOL)
    line(page, "name").setText("OSCE")
    page.store()
    qtbot.waitUntil(lambda: "unite" in page.form.message.text())
    assert line(page, "name").text() == "OSCE"
    assert page.form.save.isEnabled()


def test_that_another_is_not_shown_over_what_is_not_saved(
    register: RegisterWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = register.organisations
    choose(page, SCHOOL)
    line(page, "website").setText("https://example.org")
    choose(page, "OSCE")
    assert line(page, "website").text() == "https://example.org"
    assert "first" in page.form.message.text()


def test_that_two_names_are_united_under_one(
    register: RegisterWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = register.organisations
    choose(page, SCHOOL, "OSCE")
    assert page.unite.isEnabled()
    page.unite_as("OSCE", [use.thing for use in page.chosen_things()])
    qtbot.waitUntil(lambda: not desk.busy)
    qtbot.waitUntil(lambda: SCHOOL not in names(page))
    qtbot.waitUntil(lambda: page.form.used.text() == "Named in 2 records")


def test_that_only_what_no_record_names_can_be_removed(
    register: RegisterWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = register.organisations
    choose(page, SCHOOL)
    assert not page.remove.isEnabled()
    page.begin()
    line(page, "name").setText("New Centre")
    page.store()
    qtbot.waitUntil(lambda: "New Centre" in names(page))
    choose(page, "New Centre")
    assert page.remove.isEnabled()
    page.take_out()
    qtbot.waitUntil(lambda: "New Centre" not in names(page))


def test_that_contacts_have_a_page_of_their_own(
    register: RegisterWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = register.contacts
    record = a_record(contacts=(ContactRole("Attaché", "host"),), area="GEN")
    desk.write(desk, lambda store: store.add(record, who="A.K."))
    qtbot.waitUntil(lambda: "Attaché" in names(page))
    choose(page, "Attaché")
    line(page, "phone").setText("+45 12 34 56 78")
    page.store()
    qtbot.waitUntil(lambda: not desk.busy)
    assert stored(desk, qtbot, Contact)["Attaché"] == Contact("Attaché", phone="+45 12 34 56 78")


def test_that_closing_asks_before_something_is_lost(
    register: RegisterWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(register.organisations, SCHOOL)
    line(register.organisations, "website").setText("https://example.org")
    monkeypatch.setattr("coopdesk.ui.file_questions.may_discard", lambda _parent: False)
    register.reject()
    assert register.isVisible()
    monkeypatch.setattr("coopdesk.ui.file_questions.may_discard", lambda _parent: True)
    register.reject()
    assert not register.isVisible()


def test_that_every_control_has_a_name(register: RegisterWindow, qapp: QApplication) -> None:
    page = register.organisations
    assert all(box.control.accessibleName() for box in page.form.boxes.values())
    assert page.list.accessibleName()
    use = page.list.key
    assert isinstance(use, NameUse)
