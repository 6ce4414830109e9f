"""Which fields are edited in the table itself, and with which control."""

from datetime import date

from PySide6.QtWidgets import QWidget

from coopdesk.catalogue.fields import FieldType, field
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Context
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.field_widgets import ChoiceBox, Option

INLINE = ("title", "area", "kind", "period", "status", "tags", "marking")
_FROM_THE_CATALOGUE = (FieldType.AREA, FieldType.MARKING)


def inline_box(maker: BoxMaker, name: str, record: Record, parent: QWidget) -> FieldBox:
    """Return a box that holds the field ``name`` of ``record``, never to be shown itself.

    Its control goes into the cell, its note beneath; the reading of what is typed, and the words
    for what is wrong, are those of the editor.
    """
    box = maker.box(field(name))
    box.setParent(parent)
    box.hide()
    if isinstance(box, ChoiceBox):
        if box.field.type in _FROM_THE_CATALOGUE:
            box.offer(maker.options(box.field.type, getattr(record, name)))
        elif name == "status":
            box.offer(_statuses(record))
    box.fill(getattr(record, name))
    # What is wrong is said as one types, not only once the field is left.
    box.leave()
    return box


def _statuses(record: Record) -> list[Option]:
    lists = in_force()
    entries = lists.statuses_for(record.kind) if lists.find("kind", record.kind) else ()
    return [
        Option(entry.code, entry.words())
        for entry in entries
        if not entry.retired or entry.code == record.status
    ]


def rules_context(desk: Desk) -> Context:
    """Return what the rules need to know of the catalogue on ``desk``."""
    return Context(
        areas={area.code for area in desk.areas},
        partnerships={partnership.code for partnership in desk.partnerships},
        today=date.today(),  # noqa: DTZ011 (the user's own day)
        vocabulary=in_force(),
    )
