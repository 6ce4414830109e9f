"""What the tests of the record editor share: its parts by name, its catalogue, saving."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.fields import field
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.record import Record
from coopdesk.storage.store import Store
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.facet_editor import FacetSection
from coopdesk.ui.record_editor import RecordEditor

CTRL = Qt.KeyboardModifier.ControlModifier

NEW = Record(kind="project", area="AIR", partnership="DK-RS", marking="UNCLASSIFIED")


def stored(desk: Desk, qtbot: QtBot, record: Record) -> Record:
    """Return ``record`` as the catalogue has it after adding it, or saving it, as somebody else."""
    found: list[Record] = []

    def job(store: Store) -> Changed:
        write = store.save if record.id else store.add
        changed = write(record, who="B.L.")
        found.append(store.record(changed.ids[0]))
        return changed

    desk.write(desk, job)
    qtbot.waitUntil(lambda: bool(found) and not desk.busy)
    return found[0]


def read(desk: Desk, qtbot: QtBot, record_id: int) -> Record:
    found: list[Record] = []
    desk.read(desk, lambda store: store.record(record_id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def box(editor: RecordEditor, name: str) -> Any:
    part = editor.form.parts[name]
    assert isinstance(part, FieldBox)
    return part


def section(editor: RecordEditor, name: str) -> FacetSection:
    part = editor.form.parts[name]
    assert isinstance(part, FacetSection)
    return part


def section_by_itself(facet: str, desk: Desk, qtbot: QtBot) -> FacetSection:
    """Return a list of parts that stands by itself, shown and active."""
    made = FacetSection(field(facet), BoxMaker(desk))
    qtbot.addWidget(made)
    made.resize(400, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def retitle(editor: RecordEditor, title: str) -> None:
    box(editor, "title").line.setText(title)


def press_save(editor: RecordEditor, qtbot: QtBot) -> Changed:
    with qtbot.waitSignal(editor.closed), qtbot.waitSignal(editor.saved) as saved:
        QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert isinstance(saved.args[0], Changed)
    return saved.args[0]
