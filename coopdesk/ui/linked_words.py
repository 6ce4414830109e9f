"""A line of words, some of which lead to the records that have what they name."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy

from coopdesk.ui.crosslinks import SHOW, CrossLink, cross_link, offer
from coopdesk.ui.theme import colours

Part = tuple[str, CrossLink | None]
"""Words, and where they lead, None where they are only words."""


class LinkedWords(QLabel):
    """Shows parts one after the other, their links as quiet as the rest until the mouse is there.

    ``link_asked`` carries where a link is to lead, and the link (see `crosslinks`).
    """

    link_asked = Signal(str, object)

    def __init__(self, parts: Sequence[Part], role: str) -> None:
        super().__init__()
        self._parts = parts
        self._under = ""
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setAccessibleName("".join(words for words, _link in parts))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.linkHovered.connect(self._hovered)
        self.linkActivated.connect(self._activated)
        self._write()

    def _write(self) -> None:
        now = colours()
        ink = now.secondary if self.property("role") == "secondary" else now.text
        self.setText("".join(self._html(words, link, ink) for words, link in self._parts))

    def _html(self, words: str, link: CrossLink | None, ink: str) -> str:
        if link is None:
            return escape(words)
        drawn = "underline" if link.url == self._under else "none"
        style = f"color:{ink};text-decoration:{drawn}"
        return f'<a href="{escape(link.url)}" style="{style}">{escape(words)}</a>'

    def _hovered(self, target: str) -> None:
        if target != self._under:
            self._under = target
            self._write()

    def leaveEvent(self, event: QEvent) -> None:
        """Underline nothing any more."""
        super().leaveEvent(event)
        self._hovered("")

    def _activated(self, target: str) -> None:
        link = cross_link(target)
        if link is not None:
            self.link_asked.emit(SHOW, link)

    def _show_menu(self, where: QPoint) -> None:
        words = {link.url: words for words, link in self._parts if link is not None}
        link = cross_link(self._under)
        if link is not None:
            menu = QMenu(self)
            offer(menu, link, words[link.url], self.link_asked.emit, listed=False)
            menu.exec(self.mapToGlobal(where))
            menu.deleteLater()

    def changeEvent(self, event: QEvent) -> None:
        """Take over the colours in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()
