"""A window of the program on a catalogue, driven from within its own process, and timed."""

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_CHILD = """
import sys
from tests.bench import {module}
{module}.drive(sys.argv[1])
"""
_TICK_MS = 2


def in_child(module: str, path: Path, timeout: float = 600) -> dict[str, Any]:
    """Return what ``drive`` of that module of this package prints of the catalogue at ``path``."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "XDG_CONFIG_HOME": home,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        }
        if "DISPLAY" not in environment:
            environment["QT_QPA_PLATFORM"] = "offscreen"
        ran = subprocess.run(
            [sys.executable, "-c", _CHILD.format(module=module), str(path)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            timeout=timeout,
            check=True,
        )
    return dict(json.loads(ran.stdout.splitlines()[-1]))


class Driven:
    """The program, its window filled, and a clock on its event loop and its paintings."""

    def __init__(self, path: str) -> None:
        from coopdesk.settings import Settings
        from coopdesk.ui.program import Program

        self.app = QApplication([])
        self._pulse = QTimer()
        self._pulse.setTimerType(Qt.TimerType.PreciseTimer)
        self._pulse.start(1)
        self.program = Program(self.app, Settings(None), "bench")
        self.program.start(Path(path), None, may_create=False)
        window, desk = self.program.window, self.program.desk
        assert window is not None
        assert desk is not None
        self.window, self.desk = window, desk
        self.model, self.table = window.browse.model, window.browse.table
        self.until(lambda: bool(self.model.rowCount()) and not desk.busy)
        # As the program does it once its window is full.
        gc.freeze()
        self.watch = Watch(self.table.viewport())

    def until(self, holds: Callable[[], bool], seconds: float = 60) -> float:
        """Run the event loop until ``holds``; return how long that took (seconds)."""
        begun = time.perf_counter()
        while not holds():
            if time.perf_counter() - begun > seconds:
                raise TimeoutError("the window did not get there")
            # Asleep between events, as the program is: else this loop itself would keep the
            # interpreter from the threads that are waited for.
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return time.perf_counter() - begun

    def until_painted(self, since: float) -> None:
        """Run the event loop until the table was painted after the moment ``since``."""
        self.until(lambda: self.watch.painted > since)

    def until_moment(self, due: float, meanwhile: Callable[[], object] = bool) -> None:
        """Run the event loop until the moment ``due``, calling ``meanwhile`` at each turn."""

        def reached() -> bool:
            meanwhile()
            return time.perf_counter() >= due

        self.until(reached)

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.until(lambda: not self.desk.busy)
        self.app.processEvents()

    def complete(self) -> bool:
        """Tell whether every row that can be seen is loaded."""
        table = self.table
        first = max(table.rowAt(0), 0)
        last = table.rowAt(table.viewport().height() - 1)
        last = self.model.rowCount() - 1 if last < 0 else last
        rows = range(first, last + 1)
        return all(self.model.heading(n) or self.model.line(n) for n in rows)

    def tell(self, figures: dict[str, Any]) -> None:
        """Print the figures and end the process at once."""
        print(json.dumps(figures), flush=True)
        os._exit(0)


class Watch(QObject):
    """Notes when a widget was painted last, and how often."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.painted = 0.0
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a painting that begins; what is timed ends with the loop's next turn."""
        if event.type() == QEvent.Type.Paint:
            self.painted = time.perf_counter()
            self.times += 1
        return False


class Stalls:
    """A timer in the event loop: how much later than it should each of its ticks came."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to measure anew."""
        self.late.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        """Return how late the ticks were (seconds)."""
        self._timer.stop()
        return list(self.late)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(now - self._last - _TICK_MS / 1000, 0.0))
        self._last = now


def resident() -> int:
    """Return how much memory this process has (bytes); 0 where nobody says."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def middle(values: list[float], share: float = 0.5) -> float:
    """Return the value beneath which a ``share`` of ``values`` lies, in milliseconds."""
    ordered = sorted(values)
    return 1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0
