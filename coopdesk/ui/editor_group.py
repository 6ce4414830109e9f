"""A section of the form: a heading and the fields of one group, in one column or two."""

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from coopdesk.catalogue.fields import FieldType
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.editor_section import Section

Part = FieldBox | Section

_SHORT = (
    FieldType.CODE,
    FieldType.AREA,
    FieldType.PARTNERSHIP,
    FieldType.MARKING,
    FieldType.COUNTRIES,
)


class GroupSection(QWidget):
    """The fields of one group, in their declared order; of its lists those that are wanted."""

    def __init__(self, heading: str, parts: list[Part], parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = heading
        self._parts = parts
        self._ordered: list[Part] = []
        self._wide: bool | None = None
        self._label = QLabel(heading)
        self._label.setProperty("role", "heading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._label)
        column.addLayout(self._grid)
        for part in parts:
            part.hide()
            part.setParent(self)

    @property
    def parts(self) -> list[Part]:
        """The fields that are to be seen, in the order in which they stand."""
        return self._ordered

    def arrange(self, wide: bool, first: tuple[str, ...]) -> bool:
        """Lay the fields out, the lists of ``first`` before other lists; tell if anything moved."""
        ordered = [part for part in _lists_first(self._parts, first) if _shown(part)]
        if wide == self._wide and ordered == self._ordered:
            return False
        for part in self._ordered:
            self._grid.removeWidget(part)
            if part not in ordered:
                part.hide()
        self._wide, self._ordered = wide, ordered
        self._grid.setColumnStretch(1, 1 if wide else 0)
        row = column = 0
        for part in ordered:
            half = wide and part.field.type in _SHORT
            if column and not half:
                row, column = row + 1, 0
            self._grid.addWidget(part, row, column, 1, 1 if half or not wide else 2)
            part.show()
            if half and not column:
                column = 1
            else:
                row, column = row + 1, 0
            if isinstance(part, Section):
                part.arrange(wide)
        # A list by itself has a heading of its own.
        self._label.setVisible(
            len(ordered) > 1 or not isinstance(next(iter(ordered), None), Section)
        )
        self.setVisible(bool(ordered))
        return True


def _shown(part: Part) -> bool:
    return not isinstance(part, Section) or part.wanted


def _lists_first(parts: list[Part], first: tuple[str, ...]) -> list[Part]:
    """Return the parts with each list's place taken by the list that the kind puts there."""
    lists = [part for part in parts if isinstance(part, Section)]
    lists.sort(key=lambda part: _place(part.field.name, first))
    following = iter(lists)
    return [next(following) if isinstance(part, Section) else part for part in parts]


def _place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)
