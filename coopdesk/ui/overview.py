"""The first tab: the partnership, its key figures, what is under way and what was changed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.overview_body import OverviewBody
from coopdesk.ui.overview_content import OverviewContent, read_overview
from coopdesk.ui.overview_rows import Row

TWO_COLUMNS_FROM = 1000


class Overview(QScrollArea):
    """What the catalogue is about, at a glance.

    ``record_asked`` carries the id of a record that was clicked, ``area_asked`` an area's code,
    ``link_asked`` where a link to a filter is to lead, and the link (see `crosslinks`).
    It reads by itself when it is first shown and after each edit; ``refresh`` reads at once.
    """

    record_asked = Signal(int)
    area_asked = Signal(str)
    link_asked = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._content: OverviewContent | None = None
        self._chosen = ""
        self._body: OverviewBody | None = None
        self.setAccessibleName(_("Overview"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._page.setObjectName("page")
        self._row = QHBoxLayout(self._page)
        self._row.setContentsMargins(24, 20, 24, 24)
        self.setWidget(self._page)
        desk.changed.connect(self._changed)

    @property
    def content(self) -> OverviewContent | None:
        """What is shown, None before the first reading."""
        return self._content

    def refresh(self) -> None:
        """Read the overview anew on a reader thread and show it."""
        self._stale = False
        self._desk.read(self, read_overview, self._arrived, key="overview")

    def _changed(self, _changed: object, _origin: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _arrived(self, content: OverviewContent) -> None:
        if content != self._content:
            self._content = content
            self._build()

    def _choose(self, code: str) -> None:
        self._chosen = code
        self._build()

    def _build(self) -> None:
        assert self._content is not None
        focused = self.focusWidget()
        key = focused.key if isinstance(focused, Row) and focused.hasFocus() else ""
        at = self.verticalScrollBar().value()
        if self._body is not None:
            self._row.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        body = OverviewBody(self._content, self._chosen)
        body.record_asked.connect(self.record_asked)
        body.area_asked.connect(self.area_asked)
        body.link_asked.connect(self.link_asked)
        # Queued: the list that was chosen from goes with the body.
        body.partnership_asked.connect(self._choose, Qt.ConnectionType.QueuedConnection)
        self._body = body
        self._arrange()
        self._row.addWidget(body)
        body.show()
        self._page_fits(at)
        again = body.row(key) if key else None
        if again is not None:
            again.setFocus()

    def _page_fits(self, at: int) -> None:
        """Give the page its new height, so that it can stand where it stood."""
        self._page.show()
        self._row.activate()
        self.updateGeometry()
        self.event(QEvent(QEvent.Type.LayoutRequest))
        self.verticalScrollBar().setValue(at)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has changed while another tab was shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards in one column or two."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._body is not None:
            self._body.arrange(2 if self.viewport().width() >= TWO_COLUMNS_FROM else 1)
