"""The entry of a list at the right: its names, colour, traits, and whether it is offered."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from coopdesk.catalogue.code_use import CodeUse
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.ui.editor_box import Caption, repolish
from coopdesk.ui.lists_colours import ColourButton
from coopdesk.ui.lists_merging import TagMerging
from coopdesk.ui.lists_names import TAG_TEXT, TEXT, NamesForm
from coopdesk.ui.lists_traits import KindTraits, StatusTraits, Traits
from coopdesk.ui.overview_cards import breakable

_TRAITS: dict[str, type[Traits]] = {"kind": KindTraits, "status": StatusTraits}


class EntryPanel(QScrollArea):
    """Edits one entry; each of its signals is one change that the user asks for."""

    renamed = Signal(str, dict)
    text_changed = Signal(str, str)
    merged = Signal(str, str)
    coloured = Signal(str, str)
    retired = Signal(str, bool)
    traits_changed = Signal(str, dict)

    def __init__(self, list_name: str) -> None:
        super().__init__()
        self._list = list_name
        self._use: CodeUse | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        self._title = _words("heading")
        self._about = _words("secondary")
        self.text = NamesForm(TAG_TEXT) if list_name == "tag" else None
        self.names = NamesForm()
        self.merging = TagMerging() if list_name == "tag" else None
        self.colour = ColourButton(optional=list_name != "area")
        self.offered = QCheckBox(_("Offered for new records"))
        if list_name == "organisation_type":
            self.offered.setText(_("Offered for organisations"))
        self.traits = _TRAITS[list_name]() if list_name in _TRAITS else None
        self._problem = _words("problem")
        self._problem.hide()
        self._lay_out()
        self.names.left.connect(self._renamed)
        if self.text is not None:
            self.text.left.connect(self._text_changed)
        if self.merging is not None:
            self.merging.merged.connect(lambda into: self.merged.emit(self.code, into))
        self.colour.picked.connect(lambda colour: self.coloured.emit(self.code, colour))
        self.offered.clicked.connect(lambda on: self.retired.emit(self.code, not on))
        if self.traits is not None:
            self.traits.changed.connect(self._traits_changed)

    def _lay_out(self) -> None:
        self._body.setObjectName("entry")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(20, 4, 20, 16)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(14)
        if self.text is not None:
            column.addWidget(self.text)
            column.addSpacing(12)
        shown = _("Name in each language") if self.text is None else _("Shown in each language as")
        column.addWidget(Caption(shown, self.names))
        column.addSpacing(4)
        column.addWidget(self.names)
        column.addSpacing(12)
        column.addWidget(Caption(_("Colour"), self.colour))
        column.addWidget(self.colour, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        column.addWidget(self.offered)
        if self.traits is not None:
            column.addSpacing(8)
            column.addWidget(self.traits)
        if self.merging is not None:
            column.addSpacing(14)
            column.addWidget(self.merging)
        column.addSpacing(8)
        column.addWidget(self._problem)
        column.addStretch(1)
        self.setWidget(self._body)

    @property
    def forms(self) -> tuple[NamesForm, ...]:
        """Where names are typed, in the order in which they stand."""
        return (self.names,) if self.text is None else (self.text, self.names)

    def leave(self) -> None:
        """Take note that the user goes elsewhere: names that were typed are to be stored."""
        for form in self.forms:
            form.leave()

    @property
    def code(self) -> str:
        """The code of the entry that is shown, "" while there is none."""
        return self._use.entry.code if self._use is not None else ""

    @property
    def problem(self) -> str:
        """What is wrong with what was asked for last, "" where nothing is."""
        return "" if self._problem.isHidden() else self._problem.text()

    def show_use(self, use: CodeUse | None) -> None:
        """Show ``use``; names that are being typed for the same entry stay as they are."""
        same = use is not None and use.entry.code == self.code
        for form in self.forms:
            if not (same and (form.dirty or form.problem)):
                form.show_names(use.entry if use is not None else None)
        self._use = use
        self.say("")
        self.enable(use is not None)
        if use is None:
            self._title.setText("")
            self._about.setText("")
            return
        entry = use.entry
        self._title.setText(breakable(entry.words()))
        self._about.setText(breakable(about_words(self._list, use)))
        self.colour.show_colour(entry.colour)
        self.offered.setChecked(not entry.retired)
        if self.traits is not None:
            self.traits.show_traits(entry)

    def enable(self, on: bool) -> None:
        """Let the entry be edited, or not."""
        self._body.setEnabled(on)

    def say(self, problem: str) -> None:
        """Say what is wrong with what was asked for, and show again how the entry is."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._problem.setAccessibleName(problem)
        if problem and self._use is not None:
            self.offered.setChecked(not self._use.entry.retired)
            if self.traits is not None:
                self.traits.show_traits(self._use.entry)

    def _renamed(self) -> None:
        if self.code:
            self.renamed.emit(self.code, self.names.names)

    def _text_changed(self) -> None:
        if self.code and self.text is not None:
            self.text_changed.emit(self.code, self.text.names.get(TEXT, ""))

    def _traits_changed(self, traits: dict[str, Any]) -> None:
        self.traits_changed.emit(self.code, traits)


def about_words(list_name: str, use: CodeUse) -> str:
    """Return the line below an entry's name: its code, how often it is used, if it is retired."""
    if list_name == "organisation_type":
        used = ngettext("{count} organisation", "{count} organisations", use.used)
    else:
        used = ngettext("{count} record", "{count} records", use.used)
    parts = [used.format(count=number_words(use.used)) if use.used else _("not used")]
    if list_name != "tag":
        parts.insert(0, use.entry.code)
    if use.entry.retired:
        parts.append(_("retired: it stays where it is used"))
    return " · ".join(parts)


def _words(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    repolish(label)
    return label
