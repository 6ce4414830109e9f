"""The colour of an entry of a list: a button that shows it and offers others."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QColorDialog, QMenu, QPushButton

from coopdesk.i18n import N_, _
from coopdesk.ui.theme import colours

# They keep their distance from one another, also for readers who confuse red and green.
COLOURS: tuple[tuple[str, str], ...] = (
    ("#4090e8", N_("Blue")),
    ("#2f8f9f", N_("Teal")),
    ("#188040", N_("Green")),
    ("#589068", N_("Sage green")),
    ("#b08810", N_("Ochre")),
    ("#b85010", N_("Rust")),
    ("#c04040", N_("Red")),
    ("#d86890", N_("Pink")),
    ("#985888", N_("Plum")),
    ("#9878c0", N_("Violet")),
    ("#7060c0", N_("Indigo")),
    ("#5b6b7b", N_("Grey")),
)
_SIZE = QSize(16, 16)


def colour_words(colour: str) -> str:
    """Return what a colour is called; one without a name by its number."""
    named = {code: _(name) for code, name in COLOURS}
    return named.get(colour.lower(), colour) if colour else _("No colour")


def swatch(colour: str, *, chosen: bool = False) -> QIcon:
    """Return a dot of that colour, an empty ring for none, with a ring around the ``chosen``."""
    made = QPixmap(_SIZE * 2)
    made.setDevicePixelRatio(2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_dot(painter, QRectF(3, 3, 10, 10) if chosen else QRectF(2, 2, 12, 12), colour)
    if chosen:
        painter.setPen(QPen(QColor(colours().accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(1, 1, 14, 14))
    painter.end()
    return QIcon(made)


def paint_dot(painter: QPainter, rect: QRectF, colour: str) -> None:
    """Draw the dot of that colour in ``rect``, an empty ring for none."""
    if colour:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
    else:
        painter.setPen(QPen(QColor(colours().border), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect)


class ColourButton(QPushButton):
    """Shows a colour; ``picked`` carries the one that was chosen from its menu, "" for none.

    ``optional`` says whether there may be none.
    """

    picked = Signal(str)

    def __init__(self, *, optional: bool) -> None:
        super().__init__()
        self._optional = optional
        self._colour = ""
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setAutoDefault(False)
        self.setIconSize(_SIZE)
        self.setMenu(self._menu)
        self.show_colour("")

    @property
    def colour(self) -> str:
        """The colour that is shown."""
        return self._colour

    def show_colour(self, colour: str) -> None:
        """Show ``colour``, without a signal."""
        self._colour = colour
        self.setIcon(swatch(colour))
        self.setText(colour_words(colour))
        self.setAccessibleName(_("Colour: {colour}").format(colour=colour_words(colour)))

    def _fill(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        offered = [code for code, _name in COLOURS]
        if self._optional:
            offered.insert(0, "")
        if self._colour not in offered:
            offered.append(self._colour)
        for code in offered:
            dot = swatch(code, chosen=code == self._colour)
            action = self._add(dot, colour_words(code), partial(self._pick, code))
            action.setCheckable(True)
            action.setChecked(code == self._colour)
            group.addAction(action)
        self._menu.addSeparator()
        self._add(QIcon(), _("Another…"), self.choose_another)

    def _add(self, icon: QIcon, words: str, does: Callable[[], None]) -> QAction:
        action = self._menu.addAction(icon, words)
        action.triggered.connect(lambda _on=False: does())
        return action

    def _pick(self, colour: str) -> None:
        if colour != self._colour:
            self.picked.emit(colour)

    def choose_another(self) -> None:
        """Ask for any colour."""
        asked = QColorDialog(QColor(self._colour or COLOURS[0][0]), self.window())
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        asked.setWindowTitle(_("Colour"))
        asked.colorSelected.connect(lambda chosen: self._pick(chosen.name()))
        asked.open()
