"""The boxes of all kinds of fields but lists of parts, and which kind of field has which."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QStyledItemDelegate

from coopdesk.catalogue.fields import Field
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_reading import read_period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.vocabulary import code_label, in_force
from coopdesk.i18n import _, babel_locale, ngettext
from coopdesk.ui.editor_box import FieldBox, Unreadable, help_words

_LINE_BREAKS = re.compile(r"[\r\n\u2028\u2029]+")
_BETWEEN_CELLS = re.compile(r"[\t\r\n\u2028\u2029]+")
_BLANKS = re.compile(r"[\s\u00a0\u202f']+")
_NUMBER = re.compile(r"[-−]?[0-9]+(?:[.,][0-9]+)?")
_EITHER_WAY = re.compile(r"[-−]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_FEWEST_LINES, _MOST_LINES = 3, 18
LONGEST_LINE = 1_000_000
# Of so many words or numbers in one line it is said how many they are.
_COUNTED_FROM = 4


class LineBox(FieldBox):
    """A text of one line: blanks around it do not count, and what is in it stays as typed."""

    def __init__(self, field: Field) -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line)
        self.line.setMaxLength(LONGEST_LINE)
        self.line.setPlaceholderText(help_words(field))
        self.line.textChanged.connect(self._changed)

    def _show(self, value: Any) -> None:
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def _held(self) -> str:
        return self.line.text()

    def _read(self, held: Any) -> Any:
        return _LINE_BREAKS.sub(" ", held).strip()

    def retype(self, text: str) -> None:
        """Put ``text`` into the line, as if somebody had typed it."""
        self.line.setText(text)


class GrowingText(QPlainTextEdit):
    """A text field that is as high as its text, within bounds; Tab goes to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.fewest_lines = _FEWEST_LINES
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def _grow(self) -> None:
        # A plain document measures its height in lines.
        lines = min(max(int(self.document().size().height()), self.fewest_lines), _MOST_LINES)
        frame = self.contentsMargins()
        # Two pixels to spare, or the last line counts as half hidden and asks for a scroll bar.
        around = 2 * self.document().documentMargin() + frame.top() + frame.bottom() + 2
        wanted = round(lines * self.fontMetrics().lineSpacing() + around)
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the text anew, which may ask for another height."""
        super().resizeEvent(event)
        self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form, unless somebody is at work in this field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class LongBox(FieldBox):
    """A text of many lines, exactly as typed."""

    def __init__(self, field: Field) -> None:
        self.text = GrowingText()
        super().__init__(field, self.text)
        self.text.setPlaceholderText(help_words(field))
        self.text.textChanged.connect(self._changed)

    def _show(self, value: Any) -> None:
        self.text.setPlainText(value)

    def _held(self) -> str:
        # toPlainText would turn no-break spaces into blanks.
        return self.text.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


class Combo(QComboBox):
    """A list to choose from that the wheel leaves alone while somebody scrolls past it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(14)
        self._drawn = False

    def showPopup(self) -> None:
        """Open the list, drawn by the stylesheet."""
        if not self._drawn:
            self._drawn = True
            self.setItemDelegate(QStyledItemDelegate(self))
            # The frame around the list takes its margins from the style's own kind of list, which
            # is another, and the last choice would be cut off by as much.
            QCoreApplication.sendEvent(self.view().window(), QEvent(QEvent.Type.StyleChange))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form; the open list has its own."""
        event.ignore()


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list: what is stored and what is shown."""

    code: str
    words: str


class ChoiceBox(FieldBox):
    """One code of a list, shown as its word; a code that the list lacks stays as it is."""

    def __init__(self, field: Field) -> None:
        self.combo = Combo()
        super().__init__(field, self.combo)
        self._options: tuple[Option, ...] = ()
        self._listed: list[Option] = []
        self._wished = ""
        self.combo.setPlaceholderText(_("Choose…"))
        self.combo.currentIndexChanged.connect(self._picked)
        if field.codes:
            self.offer(
                Option(entry.code, entry.words()) for entry in in_force().offered(field.codes)
            )

    @property
    def codes(self) -> tuple[str, ...]:
        """What may be chosen, in order."""
        return tuple(option.code for option in self._options)

    def offer(self, options: Iterable[Option]) -> None:
        """Offer these; the choice stays where it is among them, else nothing is chosen.

        A choice lost in this way comes back when it is offered again, so that a walk through the
        kinds with the arrow keys does no harm.
        """
        none = () if self.field.required else (Option("", _("Not stated")),)
        offered = (*none, *options)
        if offered == self._options:
            return
        self._options = offered
        wished = self._wished if self._wished in self.codes else ""
        with QSignalBlocker(self.combo):
            self._list(wished)
        if self._value is not None:
            self._changed()

    def fill(self, value: Any) -> None:
        """Show ``value``, as if nobody had touched the field yet."""
        self._wished = value
        super().fill(value)

    def choose(self, code: str) -> None:
        """Choose ``code``, which is offered, as if somebody had picked it."""
        self.combo.setCurrentIndex(self.codes.index(code))

    def _picked(self) -> None:
        self._wished = self._held()
        self._changed()

    def _show(self, value: Any) -> None:
        self._list(value)

    def _list(self, value: str) -> None:
        listed = list(self._options)
        if value and value not in self.codes:
            word = code_label(self.field.codes, value) if self.field.codes else value
            listed.append(Option(value, word))
        if listed != self._listed:
            self._listed = listed
            self.combo.clear()
            self.combo.addItems([option.words for option in listed])
        codes = [option.code for option in listed]
        self.combo.setCurrentIndex(codes.index(value) if value in codes else -1)

    def _held(self) -> str:
        place = self.combo.currentIndex()
        return self._listed[place].code if place >= 0 else ""


class PeriodBox(LineBox):
    """A period in EDTF or in words; beneath stands at once what was understood, or what is wrong.

    A record's own period is a `Period`, that of one of its parts is EDTF text.
    """

    speaks_while_typing = True

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.line.setPlaceholderText("")

    def _show(self, value: Any) -> None:
        super()._show(value.edtf if isinstance(value, Period) else value)

    def _read(self, held: Any) -> Any:
        period = read_period(held)
        return period if isinstance(self._filled, Period) else period.edtf

    def _hint(self) -> str:
        value = self._value
        if self.unreadable or not value:
            return help_words(self.field)
        period = value if isinstance(value, Period) else Period.parse(value)
        words = period_words(period)
        if period.edtf not in (self._held().strip(), words):
            return _("{words} (kept as {edtf})").format(words=words, edtf=period.edtf)
        return words or help_words(self.field)


class NumberBox(LineBox):
    """A number, or nothing; the decimal sign may be a point or a comma."""

    def _show(self, value: Any) -> None:
        super()._show("" if value is None else number_text(value))

    def _read(self, held: Any) -> Any:
        return number_from(held)


class IntegerBox(NumberBox):
    """A count, or nothing."""

    def _read(self, held: Any) -> Any:
        text = _BLANKS.sub("", held)
        if not text:
            return None
        if not (text.isascii() and text.isdecimal()) or len(text) > 18:
            raise Unreadable(_("Write a whole number, for example 14."))
        return int(text)


class FlagBox(FieldBox):
    """Yes or no."""

    def __init__(self, field: Field) -> None:
        self.check = QCheckBox(field.words().replace("&", "&&"))
        super().__init__(field, self.check, labelled=False)
        self.check.toggled.connect(self._changed)

    def _show(self, value: Any) -> None:
        self.check.setChecked(value)

    def _held(self) -> bool:
        return self.check.isChecked()


class TagsBox(LineBox):
    """Words separated by commas, each once; one that came with a comma in it stays one."""

    def _show(self, value: Any) -> None:
        super()._show(", ".join(value))

    def _read(self, held: Any) -> Any:
        whole = [tag for tag in self._filled if "," in tag]
        # A column or a row pasted from a spreadsheet.
        return tuple(dict.fromkeys(split_at_commas(_BETWEEN_CELLS.sub(",", held), whole)))

    def _hint(self) -> str:
        number = len(self._value or ())
        if number < _COUNTED_FROM:
            return ""
        return ngettext("{n} entry", "{n} entries", number).format(n=number)


def split_at_commas(text: str, whole: Sequence[str] = ()) -> list[str]:
    """Return what stands between the commas of ``text``, but ``whole`` parts in one piece."""
    found = []
    rest = text.strip()
    while rest:
        for part in whole:
            after = rest[len(part) :].lstrip()
            if rest.startswith(part) and (not after or after.startswith(",")):
                found.append(part)
                rest = after[1:].lstrip()
                break
        else:
            part, _comma, rest = rest.partition(",")
            found.append(part.strip())
            rest = rest.lstrip()
    return [part for part in found if part]


def decimal_sign() -> str:
    """Return what stands between units and tenths in the interface's language."""
    return QLocale(babel_locale()).decimalPoint()


def number_text(value: float) -> str:
    """Return ``value`` as it is typed: no grouping, the language's own decimal sign."""
    whole = math.isfinite(value) and abs(value) < 1e15 and value == int(value)
    return str(int(value)) if whole else repr(value).replace(".", decimal_sign())


def number_from(text: str) -> float | None:
    """Return the number that ``text`` writes with a point or a comma, None for blanks.

    Raises Unreadable for anything else, and for what is one number in one country and another in
    the next: "1.234" where the comma is the decimal sign.
    """
    text = _BLANKS.sub("", text)
    if not text:
        return None
    sign = decimal_sign()
    if _EITHER_WAY.fullmatch(text) and sign not in text:
        raise Unreadable(
            _("“{text}” can be read in two ways: write {whole}, or {fraction}.").format(
                text=text,
                whole=re.sub("[.,]", "", text),
                fraction=re.sub("[.,]", sign, text),
            )
        )
    if len(text) > 40 or not _NUMBER.fullmatch(text):
        raise Unreadable(
            _("Write a number, for example {example}.").format(example=number_text(14.5))
        )
    return float(text.replace(",", ".").replace("−", "-"))
