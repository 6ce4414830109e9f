"""The open window: switching tabs, painting a screen, and the memory of the whole program."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_CHILD = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication
from coopdesk.settings import Settings
from coopdesk.ui.program import Program

app = QApplication([])
program = Program(app, Settings(None), "bench")
program.start(Path(sys.argv[1]), None, may_create=False)
window = program.window

def until(holds):
    while not holds():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

until(lambda: window.browse.model.rowCount() and not program.desk.busy)

class Watch(QObject):
    painted = 0.0
    wanted = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.wanted:
            self.painted = time.perf_counter()
        return False

watch = Watch()
window.browse.table.viewport().installEventFilter(watch)
switches = []
keys = [area.code for area in program.desk.areas] + ["all"]
for key in keys * 3:
    watch.wanted, watch.painted = False, 0.0
    arrived = window.browse.model.modelReset.connect(lambda: setattr(watch, "wanted", True))
    begun = time.perf_counter()
    window.tabs.show_key(key)
    until(lambda: watch.painted)
    app.processEvents()
    switches.append(time.perf_counter() - begun)
    window.browse.model.modelReset.disconnect(arrived)
    until(lambda: not program.desk.busy)

paints = []
for _turn in range(15):
    begun = time.perf_counter()
    window.browse.table.viewport().repaint()
    paints.append(time.perf_counter() - begun)
table = window.browse.table
cells = (table.viewport().height() // table.rowHeight(0)) * len(window.browse.model.columns)
pages = []
bar = table.verticalScrollBar()
for _turn in range(20):
    begun = time.perf_counter()
    bar.setValue(bar.value() + bar.pageStep())
    until(lambda: not program.desk.busy)
    table.viewport().repaint()
    pages.append(time.perf_counter() - begun)
status = Path("/proc/self/status")
memory = 0
if status.exists():
    line = next(l for l in status.read_text().splitlines() if l.startswith("VmRSS"))
    memory = int(line.split()[1]) * 1024
print(json.dumps({"switch": switches, "paint": paints, "page": pages, "cells": cells,
                  "rows": window.browse.model.rowCount(), "memory": memory}), flush=True)
program.close()
os._exit(0)
"""


def measure(path: Path) -> dict[str, object]:
    """Return what a window on the catalogue at ``path`` took (seconds, bytes)."""
    import json

    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "XDG_CONFIG_HOME": home,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        }
        if "DISPLAY" not in environment:
            environment["QT_QPA_PLATFORM"] = "offscreen"
        ran = subprocess.run(
            [sys.executable, "-c", _CHILD, str(path)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
    return dict(json.loads(ran.stdout))


def run(catalogues: dict[str, Path]) -> None:
    """Print the figures of each catalogue; memory as a ratio to the first one's."""
    first = 0.0
    for name, path in catalogues.items():
        begun = time.perf_counter()
        took = measure(path)
        switch, paint, page = (
            sorted(1000 * value for value in took[what])  # type: ignore[attr-defined]
            for what in ("switch", "paint", "page")
        )
        memory = float(str(took["memory"])) / 1e6
        first = first or memory
        print(
            f"window, {name}: tab switched and painted in"
            f" {statistics.median(switch):.0f} ms,"
            f" {switch[len(switch) * 19 // 20]:.0f} ms p95"
        )
        print(
            f"window, {name}: {took['cells']} cells painted in {statistics.median(paint):.1f} ms;"
            f" page down complete in {statistics.median(page):.1f} ms"
        )
        print(
            f"window, {name}: {memory:.0f} MB resident, {memory / first:.2f} x the first"
            f" (measured in {time.perf_counter() - begun:.0f} s)"
        )
