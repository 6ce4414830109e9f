"""The text of the reading pane: its quiet links show themselves under the mouse and have a menu."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QTextBrowser, QTextEdit, QWidget

from coopdesk.i18n import _
from coopdesk.ui.crosslinks import SHOW, CrossLink, cross_link, offer


class ReadingBrowser(QTextBrowser):
    """Shows a page. ``link_asked`` carries where a link to a filter is to lead, and the link; all
    other links come by ``anchorClicked``.

    ``words`` says what a reader calls the value of a link.
    """

    link_asked = Signal(str, object)

    def __init__(self, words: Callable[[CrossLink], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._under = ""
        self.setAccessibleName(_("Record"))
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(18)
        self.anchorClicked.connect(self._clicked)

    def _clicked(self, url: QUrl) -> None:
        link = cross_link(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if link is not None:
            self.link_asked.emit(SHOW, link)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Underline the link under the mouse."""
        super().mouseMoveEvent(event)
        self._underline(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Underline nothing any more."""
        super().leaveEvent(event)
        self._show_under("", None)

    def _underline(self, where: QPoint) -> None:
        target = self.anchorAt(where)
        if target != self._under:
            self._show_under(target, self._anchor(where, target) if target else None)

    def _show_under(self, target: str, cursor: QTextCursor | None) -> None:
        self._under = target
        shown = []
        if cursor is not None:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format.setFontUnderline(True)
            shown.append(selection)
        self.setExtraSelections(shown)

    def _anchor(self, where: QPoint, target: str) -> QTextCursor | None:
        """Return a cursor over the link that is there."""
        cursor = self.cursorForPosition(where)
        at = cursor.position()
        iterator = cursor.block().begin()
        begin = end = -1
        while not iterator.atEnd():
            fragment = iterator.fragment()
            iterator += 1
            if fragment.charFormat().anchorHref() != target:
                if end >= at >= begin >= 0:
                    break
                begin = -1
                continue
            begin = fragment.position() if begin < 0 else begin
            end = fragment.position() + fragment.length()
        if not end >= at >= begin >= 0:
            return None
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer where the link leads that is there, or has the focus."""
        menu = self.menu_at(event.pos(), event.reason())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu_at(
        self,
        where: QPoint,
        reason: QContextMenuEvent.Reason = QContextMenuEvent.Reason.Mouse,
    ) -> QMenu:
        """Return the menu for the link at that point; asked for by key, for the one in focus."""
        target = self.anchorAt(where)
        if reason == QContextMenuEvent.Reason.Keyboard:
            target = self.focused_link
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            # The addresses of our links are nothing to anybody else.
            if action.objectName() == "link-copy":
                menu.removeAction(action)
        link = cross_link(target)
        if link is not None:
            first = menu.actions()[0] if menu.actions() else None
            before = menu.insertSeparator(first) if first is not None else None
            offer(menu, link, self._words(link), self.link_asked.emit, before=before)
        return menu

    @property
    def focused_link(self) -> str:
        """The target of the link that has the focus, "" for none."""
        cursor = self.textCursor()
        return cursor.charFormat().anchorHref() if cursor.hasSelection() else ""
