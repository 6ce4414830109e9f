"""Icons from the Remix set that qtawesome carries, drawn from its font as lines in the text's ink.

Only the one font is loaded: importing qtawesome loads all eleven, and costs more than the window.
"""

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from coopdesk.ui.theme import colours

_FONT, _CHARACTERS = "remixicon-2.5.0.ttf", "remixicon-charmap-2.5.0.json"


@lru_cache(maxsize=1)
def _font() -> tuple[str, dict[str, str]]:
    found = find_spec("qtawesome")
    if found is None or found.origin is None:
        raise FileNotFoundError("the installation lacks qtawesome, which carries the icons")
    folder = Path(found.origin).parent / "fonts"
    number = QFontDatabase.addApplicationFont(str(folder / _FONT))
    families = QFontDatabase.applicationFontFamilies(number)
    characters = json.loads((folder / _CHARACTERS).read_text(encoding="utf-8"))
    return families[0] if families else "", characters


class _Glyph(QIconEngine):
    """Draws one character in the ink of the moment, so that icons follow light and dark."""

    def __init__(self, character: str, role: str) -> None:
        super().__init__()
        self._character = character
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        c = colours()
        ink = c.strong_border if mode == QIcon.Mode.Disabled else getattr(c, self._role)
        font = QFont(_font()[0])
        font.setPixelSize(max(round(rect.height() * 0.94), 1))
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Glyph(self._character, self._role)


def icon(name: str, role: str = "secondary") -> QIcon:
    """Return the icon of that name in one of the theme's colours; KeyError for an unknown name."""
    character = chr(int(_font()[1][name], 16))
    return QIcon(_Glyph(character, role))
