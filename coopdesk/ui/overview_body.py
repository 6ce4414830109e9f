"""What the overview shows, laid out: built anew from each reading."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from coopdesk.i18n import _
from coopdesk.ui.linked_words import LinkedWords, Part
from coopdesk.ui.overview_cards import Card, Figures, words
from coopdesk.ui.overview_content import OverviewContent, PartnershipLines, RecordLine
from coopdesk.ui.overview_rows import Row

WIDEST = 1280
_SPACING = 16


class OverviewBody(QWidget):
    """The cards of ``content``, with the partnership whose code is ``chosen`` (else the first).

    ``arrange`` puts them in one column or two.
    """

    record_asked = Signal(int)
    area_asked = Signal(str)
    partnership_asked = Signal(str)
    link_asked = Signal(str, object)

    def __init__(self, content: OverviewContent, chosen: str) -> None:
        super().__init__()
        self.setMaximumWidth(WIDEST)
        self._content = content
        self._partnership = next(
            (one for one in content.partnerships if one.code == chosen),
            content.partnerships[0] if content.partnerships else None,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACING)
        column.addWidget(self._header())
        if content.records:
            kinds = self._words(content.kinds, "secondary")
            column.addWidget(Figures(content.figures, _("Key figures"), kinds))
        else:
            column.addWidget(_first_steps())
        # In reading order, and so in the order of Tab; with the column of each where there are two.
        made = (
            (self._areas(), 0),
            (self._expiring(), 1),
            (self._under_way(), 1),
            (self._changes(), 1),
            (self._contact(), 0),
        )
        self._cards = [(card, side) for card, side in made if card is not None]
        self._columns: list[QVBoxLayout] = []
        self._sides = side_by_side = QHBoxLayout()
        for _side in range(2):
            one = QVBoxLayout()
            one.setSpacing(_SPACING)
            side_by_side.addLayout(one)
            self._columns.append(one)
        column.addLayout(side_by_side)
        column.addStretch(1)
        self._arranged = 0

    def arrange(self, columns: int) -> None:
        """Lay the cards out in one column or two."""
        sides = {side for _card, side in self._cards}
        columns = min(columns, len(sides)) or 1
        if columns == self._arranged:
            return
        self._arranged = columns
        for layout in self._columns:
            while layout.takeAt(0):
                pass
        for card, side in self._cards:
            self._columns[side if columns == 2 else 0].addWidget(card)
        self._sides.setSpacing(_SPACING if columns == 2 else 0)
        for place, layout in enumerate(self._columns):
            self._sides.setStretch(place, 1 if place < columns else 0)
            if place < columns:
                layout.addStretch(1)

    @property
    def columns(self) -> int:
        """How many columns the cards stand in."""
        return self._arranged

    def row(self, key: str) -> Row | None:
        """Return the row with that key."""
        return next((row for row in self.findChildren(Row) if row.key == key), None)

    def _header(self) -> QWidget:
        one = self._partnership
        texts = QVBoxLayout()
        texts.setSpacing(6)
        title = self._words(one.linked, "title") if one else words(self._content.name, "title")
        texts.addWidget(title)
        if one is not None:
            for line in _about(one):
                texts.addWidget(line)
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(_SPACING)
        row.addLayout(texts, 1)
        if one is not None and len(self._content.partnerships) > 1:
            row.addLayout(self._picker(one))
        return header

    def _words(self, parts: tuple[Part, ...], role: str) -> LinkedWords:
        made = LinkedWords(parts, role)
        made.link_asked.connect(self.link_asked)
        return made

    def _picker(self, one: PartnershipLines) -> QVBoxLayout:
        picker = QComboBox()
        for each in self._content.partnerships:
            picker.addItem(each.countries, each.code)
        picker.setCurrentIndex(picker.findData(one.code))
        picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        picker.setMinimumContentsLength(12)
        label = QLabel(_("&Partnership"))
        label.setBuddy(picker)
        picker.setAccessibleName(_("Partnership"))
        picker.activated.connect(lambda _at: self.partnership_asked.emit(picker.currentData()))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(picker)
        column.addStretch(1)
        return column

    def _areas(self) -> QWidget | None:
        if not self._content.areas:
            return None
        rows: list[QWidget] = []
        for area in self._content.areas:
            row = Row(f"area {area.code}", area.name, area.count, area.colour, area.spoken)
            row.clicked.connect(lambda _on, code=area.code: self.area_asked.emit(code))
            rows.append(row)
        card = Card(_("Areas"))
        card.add_rows(rows)
        return card

    def _under_way(self) -> QWidget | None:
        content = self._content
        if not content.records:
            return None
        card = Card(_("Under way"))
        rows = self._record_rows("record", content.under_way)
        card.add_rows(rows)
        if not rows:
            card.add_words(
                _("Nothing is under way: no record has a status that says so."), "secondary"
            )
        elif content.under_way_more:
            card.add_words(content.under_way_more, "secondary")
        return card

    def _expiring(self) -> QWidget | None:
        content = self._content
        if not content.expiring:
            return None
        card = Card(_("Agreements that expire in the next 12 months"))
        card.add_rows(self._record_rows("expiring", content.expiring))
        if content.expiring_more:
            card.add_words(content.expiring_more, "secondary")
        return card

    def _record_rows(self, key: str, lines: tuple[RecordLine, ...]) -> list[QWidget]:
        rows: list[QWidget] = []
        for line in lines:
            row = Row(f"{key} {line.id}", line.title, line.period, line.colour, line.spoken)
            row.clicked.connect(lambda _on, asked=line.id: self.record_asked.emit(asked))
            rows.append(row)
        return rows

    def _changes(self) -> QWidget | None:
        if not self._content.changes:
            return None
        card = Card(_("Latest changes"))
        for sentence in self._content.changes:
            card.add_words(sentence, selectable=True)
        return card

    def _contact(self) -> QWidget | None:
        if self._partnership is None or not self._partnership.contact:
            return None
        card = Card(_("Contact"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for place, (label, value) in enumerate(self._partnership.contact):
            name = QLabel(label)
            name.setProperty("role", "secondary")
            shown = words(value, selectable=True)
            shown.setAccessibleName(f"{label}: {value}")
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, place, 1)
        card.add_layout(grid)
        return card


def _about(one: PartnershipLines) -> list[QLabel]:
    facts = " · ".join(filter(None, (one.since, one.region)))
    lines = [words(facts, "secondary")] if facts else []
    if one.standing:
        lines.append(words(one.standing))
    if one.purpose:
        lines.append(words(_("Purpose: {purpose}").format(purpose=one.purpose)))
    return lines


def _first_steps() -> QWidget:
    card = Card(_("No records yet"))
    keys = QKeySequence(QKeySequence.StandardKey.New)
    shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
    card.add_words(_("Add the first one with Record > New Record ({keys}).").format(keys=shown))
    return card
