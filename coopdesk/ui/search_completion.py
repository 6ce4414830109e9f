"""What the search field offers beneath it: fields and their values, and searches of late."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.dimension_words import dimension_words
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import storable_markings
from coopdesk.catalogue.query_codes import SEVERITIES
from coopdesk.catalogue.query_completion import (
    Completion,
    KnownValue,
    Place,
    fields_offered,
    known_value,
    place_at,
    values_offered,
)
from coopdesk.catalogue.query_fields import QueryField, Use
from coopdesk.catalogue.vocabulary import in_force
from coopdesk.i18n import LANGUAGES, _, country_name
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import give_popup

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

MOST = 60
_WIDTH, _LINES = 320, 12
_CLEAR = object()
# Values that are chosen one by one; of a name any part may be meant, and of these none is taken
# unasked.
_CHOSEN = (Use.CODES,)


class SearchCompletion(QObject):
    """The list beneath the search field.

    It opens after a field's name and colon, and when it is asked for; Tab and Enter take what is
    marked in it, Escape closes it. ``taken`` carries the text that the field is then to hold, and
    where its cursor is then to stand; ``recent_taken`` a search of late; ``cleared`` that these are
    to be forgotten; ``closed`` that the list is gone.
    """

    taken = Signal(str, int)
    recent_taken = Signal(str)
    cleared = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, line: QLineEdit) -> None:
        super().__init__(line)
        self._desk = desk
        self._line = line
        self._found = QStandardItemModel(self)
        self._place: Place | None = None
        self._known: dict[str, tuple[KnownValue, ...]] = {}
        self._asked = ""
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        # The line keeps what was typed while one goes through the list.
        self._completer.setCompletionRole(Qt.ItemDataRole.DisplayRole)
        self._completer.setMaxVisibleItems(_LINES)
        self._completer.setWidget(line)
        self._completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]
        self._popup: QListView = give_popup(self._completer, max(line.width(), _WIDTH))
        self._popup.setAccessibleName(_("Completions"))
        self._popup.installEventFilter(self)
        desk.changed.connect(self._outdated)

    @property
    def words(self) -> tuple[str, ...]:
        """What the list shows."""
        return tuple(self._found.item(row).text() for row in range(self._found.rowCount()))

    @property
    def is_open(self) -> bool:
        """Whether the list is to be seen."""
        return self._popup.isVisible()

    def typed(self) -> None:
        """Offer values where a field's name and colon stand before the cursor, else nothing."""
        place = place_at(self._line.text(), self._line.cursorPosition())
        if place is not None and place.field is not None:
            self._offer(place)
        else:
            self.close()

    def ask(self) -> None:
        """Offer what may be written where the cursor stands, fields too."""
        place = place_at(self._line.text(), self._line.cursorPosition())
        if place is None:
            self.close()
        elif place.field is not None:
            self._offer(place)
        else:
            self._place = place
            self._show(fields_offered(place.text), mark=True)

    def offer_recent(self, searches: Sequence[str]) -> None:
        """Offer ``searches``, and to forget them."""
        self._place = None
        with QSignalBlocker(self._found):
            self._found.clear()
        for search in searches:
            self._add(search, search)
        if searches:
            self._add(_("Clear recent searches"), _CLEAR)
            font = self._line.font()
            font.setItalic(True)
            self._found.item(self._found.rowCount() - 1).setFont(font)
        self._pop_up(mark=bool(searches))

    def close(self) -> None:
        """Hide the list."""
        self._asked = ""
        self._popup.hide()

    def _offer(self, place: Place) -> None:
        field = place.field
        assert field is not None
        if field.use not in (Use.CODES, Use.NAMES, Use.YEARS):
            self.close()
            return
        self._place = place
        listed = _listed(field.target, self._desk.areas)
        known = (
            self._known.get(field.target)
            if listed is None
            else _in_words(field.target, listed, self._desk.areas)
        )
        if known is None:
            self.close()
            self._read(field)
            return
        offered = values_offered(place, known, MOST)
        whole = len(offered) == 1 and offered[0].text == self._line.text()[place.start : place.end]
        self._show(() if whole else offered, mark=field.use in _CHOSEN)

    def _read(self, field: QueryField) -> None:
        dimension = self._asked = field.target

        def job(store: "Store") -> tuple[KnownValue, ...]:
            counts = store.facet(dimension, Filter())
            return _in_words(dimension, (count.value for count in counts if count.value), ())

        def done(known: tuple[KnownValue, ...]) -> None:
            self._known[dimension] = known
            if self._asked == dimension and self._line.hasFocus():
                self._asked = ""
                self.typed()

        self._desk.read(self, job, done, key="offers")

    def _outdated(self) -> None:
        self._known.clear()

    def _show(self, offered: Iterable[Completion], *, mark: bool) -> None:
        with QSignalBlocker(self._found):
            self._found.clear()
        for one in offered:
            self._add(one.words, one.text)
        self._pop_up(mark=mark)

    def _add(self, words: str, data: object) -> None:
        item = QStandardItem(words)
        item.setData(data, Qt.ItemDataRole.UserRole)
        self._found.appendRow(item)

    def _pop_up(self, *, mark: bool) -> None:
        if not self._found.rowCount() or not self._line.hasFocus():
            self.close()
            return
        # The list is as high as its lines: Qt would show a bar for the few pixels of its margin.
        few = self._found.rowCount() <= _LINES
        bars = Qt.ScrollBarPolicy
        self._popup.setVerticalScrollBarPolicy(
            bars.ScrollBarAlwaysOff if few else bars.ScrollBarAsNeeded
        )
        self._popup.setMinimumWidth(max(self._line.width(), _WIDTH))
        self._completer.complete()
        index = self._completer.completionModel().index(0, 0) if mark else QModelIndex()
        self._popup.setCurrentIndex(index)
        self._popup.scrollToTop()

    def _activated(self, index: QModelIndex) -> None:
        data = index.data(Qt.ItemDataRole.UserRole)
        if data is _CLEAR:
            self.cleared.emit()
        elif self._place is None:
            self.recent_taken.emit(data)
        else:
            self._take(self._place, data)

    def _take(self, place: Place, written: str) -> None:
        text = self._line.text()
        after = text[place.end :]
        # What follows a whole value is another part.
        blank = " " if place.field is not None and not after and written[-1:] != "/" else ""
        begun = f"{text[: place.start]}{written}{blank}"
        self.taken.emit(begun + after, len(begun))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab take the first where none is marked; tell when the list is gone."""
        if event.type() == QEvent.Type.Hide:
            self.closed.emit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            marked = self._popup.currentIndex().isValid()
            if event.key() == Qt.Key.Key_Tab and not marked:
                self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        return super().eventFilter(watched, event)


def prepare_words() -> None:
    """Load the words by which a query may call fields and countries in any language."""
    from coopdesk.catalogue.query_fields import field_asked

    field_asked("")
    for tongue, _name in LANGUAGES:
        country_name("DK", tongue)


def _in_words(
    dimension: str, values: Iterable[str], areas: Sequence[Area]
) -> tuple[KnownValue, ...]:
    names = {area.code: area.name() for area in areas}
    return tuple(known_value(one, dimension_words(dimension, one, names)) for one in values)


def _listed(dimension: str, areas: Sequence[Area]) -> tuple[str, ...] | None:
    """Return the values of a dimension that has a list of its own, None where records name them."""
    lists = {"kinds": "kind", "statuses": "status", "confidences": "confidence"}
    if dimension in lists:
        return tuple(entry.code for entry in in_force().entries(lists[dimension]))
    own = {
        "areas": tuple(area.code for area in areas),
        "markings": storable_markings(),
        "problems": tuple(SEVERITIES),
    }
    return own.get(dimension)
