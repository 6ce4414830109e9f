"""The lines of the command palette, best first, and how each is drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopdesk.catalogue.fuzzy import BEGINNINGS, SCATTERED, TOGETHER, Fuzzy, Span, fuzzy, ranked
from coopdesk.ui.icons import icon
from coopdesk.ui.palette_entries import COMMAND, ORGANISATION, SAVED, TAB, Entry
from coopdesk.ui.theme import colours

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole

SCOPES: dict[str, tuple[str, ...]] = {
    ">": (COMMAND,),
    "@": (ORGANISATION,),
    "#": (TAB, SAVED),
}
"""What a first character narrows the list to."""

_MEANT = 3  # letters
_MOST_NEAR, _MOST_FAR, _MOST_ORGANISATIONS = 9, 4, 4
_SIDE, _ABOVE, _PICTURE, _GAP = 12, 8, 16, 10


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, and the places in its words of the letters that were typed."""

    entry: Entry
    spans: tuple[Span, ...] = ()


def scope_of(typed: str) -> tuple[tuple[str, ...], str]:
    """Return the kinds that ``typed`` narrows the list to, () for all, and what is sought."""
    sought = typed.strip()
    kinds = SCOPES.get(sought[:1], ())
    return kinds, sought[1:].strip() if kinds else sought


def arranged(
    typed: str,
    own: Sequence[Entry],
    organisations: Iterable[tuple[Entry, Fuzzy]] = (),
    records: Iterable[Entry] = (),
    recent: Sequence[str] = (),
) -> list[Line]:
    """Return the lines for what was typed: ``own`` are what the window itself offers.

    What is not possible now stands last. What was found by scattered letters alone comes after
    organisations and records, of which the best are given.
    """
    kinds, sought = scope_of(typed)
    by_key = {entry.key: entry for entry in own if not kinds or entry.kind in kinds}
    found = ranked(sought, by_key, lambda key: by_key[key].words, recent)
    # Two letters stand scattered in almost anything.
    least = TOGETHER if len(sought) < _MEANT else SCATTERED
    near = [Line(by_key[key], how.spans) for key, how in found if _begun(how)]
    far = [Line(by_key[key], how.spans) for key, how in found if least <= how.strength < BEGINNINGS]
    named = [Line(entry, how.spans) for entry, how in organisations if kinds or _begun(how)]
    seen = [Line(entry, _spans(sought, entry)) for entry in records if not kinds]
    if kinds and ORGANISATION not in kinds:
        named = []
    if sought and not kinds:
        near, named, far = near[:_MOST_NEAR], named[:_MOST_ORGANISATIONS], far[:_MOST_FAR]
    return sorted([*near, *named, *seen, *far], key=lambda line: not line.entry.usable)


def _begun(how: Fuzzy) -> bool:
    return how.strength == BEGINNINGS


def _spans(sought: str, entry: Entry) -> tuple[Span, ...]:
    """Return what of ``sought`` stands in the entry's words, each word by itself."""
    found = [how for word in sought.split() if (how := fuzzy(word, entry.words)) is not None]
    spans = {span for how in found if _begun(how) for span in how.spans}
    return tuple(sorted(spans))


class PaletteModel(QAbstractListModel):
    """The lines that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        """Show these in place of all others."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.entry.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.entry.spoken
            case _ if role == LINE_ROLE:
                return line
        return None


class PaletteDelegate(QStyledItemDelegate):
    """Draws a line: a picture, the words with the letters that were typed, what else there is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, option.fontMetrics.height() + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(LINE_ROLE)
        entry: Entry = line.entry
        now = colours()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.selection))
            painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 4, 4)
        inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        self._picture(painter, entry, inner)
        left = inner.left() + _PICTURE + _GAP
        right = self._keys(painter, option, entry, inner)
        text, quiet = QColor(now.text), QColor(now.secondary)
        if not entry.usable:
            text = quiet = QColor(now.strong_border)
        metrics = option.fontMetrics
        room = right - left
        wide = metrics.horizontalAdvance(entry.words)
        beside = max(room - wide - _GAP, room * 2 // 5)
        beside = min(metrics.horizontalAdvance(entry.detail) + 2, beside)
        if entry.detail:
            detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, beside)
            box = QRect(right - beside, rect.top(), beside, rect.height())
            painter.setPen(quiet)
            aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, aligned, detail)
            room -= beside + _GAP
        self._words(painter, option, line, QRect(left, rect.top(), room, rect.height()), text)
        painter.restore()

    def _picture(self, painter: QPainter, entry: Entry, inner: QRect) -> None:
        box = QRect(inner.left(), inner.center().y() - _PICTURE // 2 + 1, _PICTURE, _PICTURE)
        if entry.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(entry.colour))
            painter.drawEllipse(box.adjusted(4, 4, -4, -4))
            return
        shown: QIcon | None = entry.drawn
        if entry.ticked:
            shown = icon("check-line", "accent")
        elif entry.icon:
            shown = icon(entry.icon)
        if shown is not None and not shown.isNull():
            mode = QIcon.Mode.Normal if entry.usable else QIcon.Mode.Disabled
            shown.paint(painter, box, Qt.AlignmentFlag.AlignCenter, mode)

    def _keys(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, inner: QRect
    ) -> int:
        """Draw the shortcut at the right; return where what stands before it has to end."""
        if not entry.keys:
            return inner.right()
        now = colours()
        metrics = option.fontMetrics
        wide, high = metrics.horizontalAdvance(entry.keys) + 12, metrics.height() + 4
        box = QRect(inner.right() - wide, inner.center().y() - high // 2 + 1, wide, high)
        painter.setPen(QColor(now.border))
        painter.setBrush(QColor(now.raised))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(now.secondary if entry.usable else now.strong_border))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, entry.keys)
        return box.left() - _GAP

    def _words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        line: Line,
        box: QRect,
        ink: QColor,
    ) -> None:
        words = " ".join(line.entry.words.split()) or line.entry.words
        spans = line.spans if words == line.entry.words else ()
        shown = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        layout = QTextLayout(shown, option.font)
        layout.setFormats(_marked(shown, spans) if line.entry.usable else [])
        layout.beginLayout()
        drawn = layout.createLine()
        layout.endLayout()
        if drawn.isValid():
            painter.setPen(ink)
            top = box.top() + (box.height() - drawn.height()) / 2
            layout.draw(painter, QPointF(box.left(), top))


def _marked(shown: str, spans: tuple[Span, ...]) -> list[QTextLayout.FormatRange]:
    """Return the formats of the letters that were typed, as far as they are shown."""
    mark = QTextCharFormat()
    mark.setForeground(QColor(colours().accent))
    mark.setFontWeight(QFont.Weight.DemiBold)
    end_of_text = len(shown) - 1 if shown.endswith("…") else len(shown)
    ranges = []
    for begin, end in spans:
        if begin < end_of_text:
            one = QTextLayout.FormatRange()
            one.start = _units(shown[:begin])
            one.length = _units(shown[begin : min(end, end_of_text)])
            one.format = mark
            ranges.append(one)
    return ranges


def _units(text: str) -> int:
    """Return how long Qt takes ``text`` to be, which counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
