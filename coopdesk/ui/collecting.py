"""Cyclic garbage is taken away on the GUI thread alone, and memory given back after work.

Python takes it away on whichever thread asks for memory. What it finds may be Qt's: to end such an
object another thread has to wait for the GUI thread, which may be waiting for Python's lock. And a
full round holds that lock for as long as it takes, in the midst of somebody's typing.
"""

import gc

from PySide6.QtCore import QMetaObject, QObject, Qt, QTimer

from coopdesk.ui.memory import give_back

_LOOK_MS, _REST_MS = 250, 500
# As many new objects as the interpreter itself would wait for, and rounds of each sort.
_NEW, _YOUNG, _OLD = 2_000, 10, 10


class Collecting(QObject):
    """Collects garbage now and then, on the thread of its parent, until `stop`."""

    _users = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = False
        Collecting._users += 1
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(give_back)

    def worked(self) -> None:
        """Give memory back to the system, unless there is work again soon."""
        if not self._stopped:
            self._rest.start()

    def _look(self) -> None:
        new, young, old = gc.get_count()
        if old > _OLD:
            gc.collect()
        elif young > _YOUNG:
            gc.collect(1)
        elif new > _NEW:
            gc.collect(0)

    def stop(self) -> None:
        """Leave it to the interpreter again, once nobody else wants it otherwise."""
        if self._stopped:
            return
        self._stopped = True
        # Whoever closes a catalogue from elsewhere must not touch the timer itself.
        for timer in (self._timer, self._rest):
            QMetaObject.invokeMethod(timer, "stop", Qt.ConnectionType.AutoConnection)
        Collecting._users -= 1
        if not Collecting._users:
            gc.enable()
