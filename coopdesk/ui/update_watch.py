"""While a catalogue is brought up to date: what is being done, and how far it has come."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from coopdesk.catalogue.updating import Updating
from coopdesk.i18n import _
from coopdesk.ui.notice import Notice

LOOK_MS = 150


class UpdateWatch(QObject):
    """Looks now and then at what ``step`` returns, and has the ``notice`` of the window say it.

    Both are asked for anew each time: the work runs on another thread, and the window may be made
    anew meanwhile.
    """

    def __init__(
        self,
        step: Callable[[], Updating | None],
        notice: Callable[[], Notice | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._step = step
        self._notice = notice
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        step, notice = self._step(), self._notice()
        if step is not None and notice is not None:
            notice.tell_progress(updating_words(step), step.done, step.of)

    def stop(self) -> None:
        """Look no more, and take away what was said."""
        self._timer.stop()
        notice = self._notice()
        if notice is not None:
            notice.end_progress()
        self.deleteLater()


def updating_words(step: Updating) -> str:
    """Return what is being done as a person reads it."""
    if not step.backup:
        return _(
            "The catalogue is of an earlier version and is brought up to date. "
            "A backup is being written first…"
        )
    return _(
        "The catalogue is being brought up to date; it can be used as soon as that is done. "
        "A backup was made: “{backup}”."
    ).format(backup=step.backup)
