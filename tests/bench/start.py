"""From the start of the process to what is painted, beside a bare Qt window in the same run."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7

_BARE = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
window, table = QMainWindow(), QTableView()
window.setCentralWidget(table)
window.resize(1280, 800)
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, done)
        return False
def done():
    print("rows", time.time(), flush=True)
    os._exit(0)
watch = Watch()
table.viewport().installEventFilter(watch)
window.show()
app.exec()
"""

_OURS = """
import os, sys, time
from coopdesk import app
from coopdesk.ui import starting
plain_start = starting.start_window
painted = {}
def watched_start(path, settings, who):
    return plain_start(path, settings, who, on_start)
def on_start(program):
    from PySide6.QtCore import QEvent, QObject, QTimer
    from coopdesk.ui.main_window import MainWindow
    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                window = program.window
                if watched is window.tabs and window.tabs.count():
                    painted.setdefault("tabs", time.time())
                elif watched is not window.tabs and window.browse.model.rowCount():
                    watched.removeEventFilter(self)
                    QTimer.singleShot(0, done)
            return False
    def done():
        print("tabs", painted.get("tabs", time.time()))
        print("rows", time.time(), flush=True)
        os._exit(0)
    program.watch = Watch()
    plain_show = MainWindow.show
    def show(window):
        window.tabs.installEventFilter(program.watch)
        window.browse.table.viewport().installEventFilter(program.watch)
        plain_show(window)
    MainWindow.show = show
starting.start_window = watched_start
app.main([sys.argv[1]])
"""


def one_start(program: str, *arguments: str, home: str) -> dict[str, float]:
    """Return the seconds from the process's start to each thing painted."""
    environment = {
        **os.environ,
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
        "XDG_STATE_HOME": home,
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    # As on a desk: the first start leaves its bytecode to the next ones.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if "DISPLAY" in environment:
        environment.pop("QT_QPA_PLATFORM")
    begun = time.time()
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    lines = (line.split() for line in ran.stdout.splitlines())
    return {name: float(moment) - begun for name, moment in lines}


def run(catalogues: dict[str, Path]) -> None:
    """Print the medians for each catalogue (its name and path), as ratios to the bare window."""
    bare: list[float] = []
    ours: dict[str, list[dict[str, float]]] = {name: [] for name in catalogues}
    with tempfile.TemporaryDirectory() as home:
        for turn in range(RUNS + 1):
            took = one_start(_BARE, home=home)
            if turn:  # the first round warms the page cache
                bare.append(took["rows"])
            for name, path in catalogues.items():
                seen = one_start(_OURS, str(path), home=home)
                if turn:
                    ours[name].append(seen)
    base = statistics.median(bare)
    print(f"start: bare Qt window with an empty table painted in {base * 1000:.0f} ms")
    for name, seen_all in ours.items():
        for what in ("tabs", "rows"):
            median = statistics.median(seen[what] for seen in seen_all)
            print(
                f"start, {name}: {what} painted in {median * 1000:.0f} ms,"
                f" {median / base:.2f} x bare"
            )
