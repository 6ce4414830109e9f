"""Two versions of a record side by side, when somebody else has saved in the meantime."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.fields import editable_fields
from coopdesk.catalogue.fields import field as record_field
from coopdesk.catalogue.history import differences
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _, moment_words
from coopdesk.ui.editor_words import breakable, value_words


def merged(theirs: Record, mine: Record, from_mine: set[str]) -> Record:
    """Return ``theirs``, to be saved over, with the fields ``from_mine`` as in ``mine``."""
    return replace(theirs, **{name: getattr(mine, name) for name in from_mine})


class ConflictPanel(QFrame):
    """Shows the fields in which ``mine`` and ``theirs`` differ, each with a choice.

    Chosen beforehand is what only one of the two changed since ``base``; where both did, mine.
    ``decided`` carries the record to be saved over theirs; ``yielded`` says that theirs stands.
    """

    decided = Signal(object)
    yielded = Signal()

    def __init__(
        self, base: Record, mine: Record, theirs: Record, areas: Mapping[str, Area]
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._mine, self._theirs = mine, theirs
        self._areas = areas
        self.choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 14)
        self._column.setSpacing(10)
        heading = self._label(_("Somebody else saved this record while you were editing it."))
        heading.setProperty("role", "heading")
        if theirs.changed_at is not None:
            moment = _("Their version: {who}, {moment}").format(
                who=theirs.changed_by or _("unknown"), moment=moment_words(theirs.changed_at)
            )
            self._label(moment).setProperty("role", "secondary")
        changed_by_me = {change.field for change in differences(base, mine)}
        for change in differences(mine, theirs):
            self._compare(change.field, change.field in changed_by_me)
        self._add_buttons()

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self._column.addWidget(label)
        return label

    def _compare(self, name: str, mine_first: bool) -> None:
        field = record_field(name)
        line = QFrame()
        line.setProperty("role", "line")
        self._column.addWidget(line)
        self._label(field.words()).setProperty("role", "label")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        group = QButtonGroup(self)
        made = []
        for row, (side, record) in enumerate(
            ((_("Mine"), self._mine), (_("Theirs"), self._theirs))
        ):
            words = value_words(field, getattr(record, name), self._areas) or _("Not stated")
            button = QRadioButton(side)
            button.setAccessibleName(f"{field.words()}, {side}: {words[:200]}")
            text = QLabel(breakable(words))
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
            group.addButton(button)
            made.append(button)
        self._column.addLayout(grid)
        made[0 if mine_first else 1].setChecked(True)
        self.choices[name] = (made[0], made[1])

    def _add_buttons(self) -> None:
        self.save_chosen = QPushButton(_("Save as chosen"))
        self.save_chosen.setProperty("role", "primary")
        self.keep_mine = QPushButton(_("Keep mine"))
        self.keep_mine.setToolTip(_("Save my version over theirs"))
        self.take_theirs = QPushButton(_("Take theirs"))
        self.take_theirs.setToolTip(_("Drop my changes"))
        self.save_chosen.clicked.connect(self._decide)
        self.keep_mine.clicked.connect(self._keep)
        self.take_theirs.clicked.connect(self.yielded)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep_mine, 1)
        row.addWidget(self.take_theirs, 1)
        self._column.addWidget(self.save_chosen)
        self._column.addLayout(row)

    def _decide(self) -> None:
        mine = {name for name, (button, _theirs) in self.choices.items() if button.isChecked()}
        self.decided.emit(merged(self._theirs, self._mine, mine))

    def _keep(self) -> None:
        every = {field.name for field in editable_fields()}
        self.decided.emit(merged(self._theirs, self._mine, every))

    def controls(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        pairs = [button for pair in self.choices.values() for button in pair]
        return [*pairs, self.save_chosen, self.keep_mine, self.take_theirs]
