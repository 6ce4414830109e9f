"""Organisations, contacts and tags: typed, or chosen among those that the catalogue knows."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from coopdesk.catalogue.fields import Field, FieldType
from coopdesk.catalogue.name_list import KnownName, NameList
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_offers import MOST, Offer, Offers
from coopdesk.ui.field_widgets import LineBox, TagsBox

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

_READ: dict[FieldType, "Callable[[Store], Iterable[KnownName]]"] = {
    FieldType.ORGANISATION: lambda store: store.names.organisations(),
    FieldType.CONTACT: lambda store: store.names.contacts(),
    FieldType.TAGS: lambda store: store.names.tags(),
}


class CatalogueNames(QObject):
    """The names of one kind that the catalogue knows, read when somebody comes to such a field.

    ``read`` is sent when they are there. They are read anew after each edit of the catalogue. They
    live as long as the desk, for all its editors.
    """

    read = Signal()

    def __init__(self, desk: Desk, type_: FieldType) -> None:
        super().__init__(desk)
        self._desk = desk
        self.type = type_
        self._fresh = False
        self.known: NameList | None = None
        desk.changed.connect(self._outdated)

    def want(self) -> None:
        """See to it that the names are read."""
        if self._fresh:
            return
        self._fresh = True
        reading = _READ[self.type]
        self._desk.read(self, lambda store: NameList(reading(store)), self._take, key="names")

    def _take(self, names: NameList) -> None:
        self.known = names
        self.read.emit()

    def _outdated(self) -> None:
        self._fresh = False


def catalogue_names(desk: Desk) -> dict[FieldType, CatalogueNames]:
    """Return the names of all kinds that the catalogue of ``desk`` knows, by the fields' type."""
    made = {names.type: names for names in desk.findChildren(CatalogueNames)}
    return {type_: made.get(type_) or CatalogueNames(desk, type_) for type_ in _READ}


def _offered(names: CatalogueNames, text: str) -> list[Offer]:
    found = names.known.find(text, MOST) if names.known is not None else ()
    return [
        Offer(f"{one.name}  ({', '.join(one.also)})" if one.also else one.name, one.name)
        for one in found
    ]


class NameBox(LineBox):
    """The name of an organisation or a contact; one that the catalogue does not know is new."""

    def __init__(self, field: Field, names: CatalogueNames) -> None:
        super().__init__(field)
        self._names = names
        self.offers = Offers(self.line, lambda text: _offered(names, text))
        self.offers.wanted.connect(names.want)
        self.offers.chosen.connect(self._chosen)
        names.read.connect(self._say)

    def _chosen(self, name: str) -> None:
        with QSignalBlocker(self.line):
            self.line.setText(name)
        self._changed()

    def _hint(self) -> str:
        known = self._names.known
        if known is None or not self._value or self._value == self._filled:
            return ""
        if known.has(self._value):
            return ""
        like = known.like(self._value)
        if like:
            return _("The catalogue has “{name}”: choose it from the list.").format(name=like)
        return _("New: will be catalogued.")


class KnownTagsBox(TagsBox):
    """Tags, separated by commas; the one that is being typed is sought among the catalogue's."""

    def __init__(self, field: Field, names: CatalogueNames) -> None:
        super().__init__(field)
        self._names = names
        self.offers = Offers(self.line, self._seek)
        self.offers.wanted.connect(names.want)
        self.offers.chosen.connect(self._chosen)

    def _seek(self, _text: str) -> list[Offer]:
        start, end = self._piece()
        given: Any = self._value or ()
        piece = self.line.text()[start:end].strip()
        return [
            offer
            for offer in _offered(self._names, piece)
            if offer.text == piece or offer.text not in given
        ]

    def _piece(self) -> tuple[int, int]:
        """Return where the tag at the cursor begins and ends."""
        text, at = self.line.text(), self.line.cursorPosition()
        start = text.rfind(",", 0, at) + 1
        end = text.find(",", at)
        return start, len(text) if end < 0 else end

    def _chosen(self, tag: str) -> None:
        start, end = self._piece()
        text = self.line.text()
        before, after = text[:start].rstrip(), text[end:]
        made = f"{before} {tag}".lstrip()
        with QSignalBlocker(self.line):
            self.line.setText(made + after)
            self.line.setCursorPosition(len(made))
        self._changed()
