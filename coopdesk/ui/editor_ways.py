"""The ways through the editor's form: to any section, to the next one, to what needs mending."""

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from coopdesk.ui.editor_box import FieldBox, settle
from coopdesk.ui.editor_form import RecordForm
from coopdesk.ui.editor_jump import Jump
from coopdesk.ui.editor_section import Section

_AIR = 12


class Ways(QObject):
    """Goes to places of a form within its scroll area, and has them seen."""

    def __init__(self, form: RecordForm, scroller: QScrollArea, button: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._scroller = scroller
        self._button = button
        self.jump: Jump | None = None

    def choose(self) -> None:
        """Offer the sections of the form to go to."""
        if not self._form.isEnabledTo(self._form.window()):
            return
        if self.jump is None:
            self.jump = Jump(self._form)
            self.jump.chosen.connect(self._go_to)
        self.jump.open(self._form.places(), self._button)

    def step(self, step: int) -> None:
        """Go to the next section (1), or to the one before (-1)."""
        order = list(self._form.controls())
        places = [order.index(stop) for stop in self._form.stops()]
        around = self._form.focusWidget()
        here = order.index(around) if around in order else -1
        if step > 0:
            wanted = next((place for place in places if place > here), places[0])
        else:
            wanted = next((place for place in reversed(places) if place < here), places[-1])
        self.show(order[wanted])

    def reach(self, name: str, row: int = 0, part: str = "") -> None:
        """Go to a field, or in a list to a part of its entry ``row`` (from 1); say what is wrong.

        A list that has no entry yet gets one to begin with.
        """
        found = self._form.parts.get(name)
        if found is None:
            return
        if isinstance(found, Section):
            if not row:
                self._go_to(name)
            else:
                self.show(found.reach(row, part))
        else:
            self.show(found.control)
        found.leave()

    def show(self, control: QWidget) -> None:
        """Go to a control of the form."""
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        # What was just said may still change where the field stands.
        QTimer.singleShot(0, self, lambda: self._reveal(control))

    def _reveal(self, control: QWidget) -> None:
        box = control.parentWidget()
        # With what is said beneath it, which may stand below the edge.
        whole = box if isinstance(box, FieldBox) else control
        page = self._scroller.widget()
        for widget in (whole, page):
            if widget is not None:
                settle(widget)
        self._scroller.ensureWidgetVisible(whole, 20, 40)
        self._scroller.ensureWidgetVisible(control, 20, 40)

    def _go_to(self, name: str) -> None:
        whole = self._form.go_to(name)
        QTimer.singleShot(0, self, lambda: self._to_top(whole))

    def _to_top(self, whole: QWidget) -> None:
        """Scroll so that a section begins at the top of what is to be seen."""
        page = self._scroller.widget()
        top = whole.mapTo(page, QPoint(0, 0)).y() if page is not None else 0
        self._scroller.verticalScrollBar().setValue(max(top - _AIR, 0))
