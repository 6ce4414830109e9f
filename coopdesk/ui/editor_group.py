"""A section of the form: a heading and the fields of one group, in one column or two."""

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from coopdesk.catalogue.fields import FieldType
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.facet_editor import FacetSection

Part = FieldBox | FacetSection

_SHORT = (
    FieldType.CODE,
    FieldType.AREA,
    FieldType.PARTNERSHIP,
    FieldType.MARKING,
    FieldType.COUNTRIES,
)


class GroupSection(QWidget):
    """The fields of one group, in their declared order."""

    def __init__(self, heading: str, parts: list[Part]) -> None:
        super().__init__()
        self._parts = parts
        self._ordered = parts
        self._wide: bool | None = None
        label = QLabel(heading)
        label.setProperty("role", "heading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label)
        column.addLayout(self._grid)

    @property
    def parts(self) -> list[Part]:
        """The fields in the order in which they stand."""
        return self._ordered

    def arrange(self, wide: bool, first: tuple[str, ...]) -> bool:
        """Lay the fields out, the lists of ``first`` before other lists; tell if anything moved."""
        ordered = _lists_first(self._parts, first)
        if wide == self._wide and ordered == self._ordered:
            return False
        self._wide, self._ordered = wide, ordered
        for part in self._parts:
            self._grid.removeWidget(part)
        self._grid.setColumnStretch(1, 1 if wide else 0)
        row = column = 0
        for part in ordered:
            half = wide and part.field.type in _SHORT
            if column and not half:
                row, column = row + 1, 0
            self._grid.addWidget(part, row, column, 1, 1 if half or not wide else 2)
            if half and not column:
                column = 1
            else:
                row, column = row + 1, 0
            if isinstance(part, FacetSection):
                part.arrange(wide)
        return True


def _lists_first(parts: list[Part], first: tuple[str, ...]) -> list[Part]:
    """Return the parts with each list's place taken by the list that the kind puts there."""
    lists = [part for part in parts if isinstance(part, FacetSection)]
    lists.sort(key=lambda part: _place(part.field.name, first))
    following = iter(lists)
    return [next(following) if isinstance(part, FacetSection) else part for part in parts]


def _place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)
