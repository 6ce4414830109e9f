"""The reading pane: a record with 200 items, 50 documents and 500 history entries, first paint."""

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from coopdesk.catalogue.facets import Document, Item
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_record, contents

ITEMS, DOCUMENTS, ENTRIES = 200, 50, 500

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
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)

until(lambda: window.browse.model.rowCount() and not program.desk.busy)

class Watch(QObject):
    painted = 0.0
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.painted = time.perf_counter()
        return False

watch = Watch()
pane = window.browse.reader
pane._page.viewport().installEventFilter(watch)
took = {"large": [], "plain": [], "whole": []}
arrived = []
pane.shown.connect(lambda _reading: arrived.append(time.perf_counter()))
for turn in range(21):
    for name, key in (("plain", 2), ("large", 1)):
        arrived.clear()
        begun = time.perf_counter()
        pane.show_record(key)
        until(lambda: arrived and watch.painted > arrived[-1])
        took[name].append(watch.painted - begun)
    begun = time.perf_counter()
    pane._opened |= {"items", "documents"}
    pane.restyle()
    pane._page.viewport().repaint()
    took["whole"].append(time.perf_counter() - begun)
print(json.dumps(took), flush=True)
program.close()
os._exit(0)
"""


def make(path: Path) -> None:
    """Make a catalogue of two records at ``path``: the first is large, the second is plain."""
    items = tuple(
        replace(a_full_record().items[0], description=f"Thing {n}", serials=(f"S{n}", f"T{n}"))
        for n in range(ITEMS)
    )
    documents = tuple(
        Document(f"Report {n}", f"report-{n}.pdf", "application/pdf", 40_000 + n, f"{n:064x}")
        for n in range(DOCUMENTS)
    )
    large = a_full_record(reference="A/1", items=items, documents=documents)
    plain = a_record(reference="A/2", items=(Item("tools"),))
    with_history = contents(0, records=(large, plain))
    store = Store.create(path, with_history, who="bench")
    for number in range(ENTRIES):
        store.save(replace(store.record(1), notes=f"Note {number}"), who="bench")
    assert len(store.history(limit=ENTRIES + 10, uid=store.record(1).uid)) > ENTRIES
    store.close()


def run() -> None:
    """Print how long it takes from the choice of a record to its first painting."""
    import json

    with tempfile.TemporaryDirectory() as home:
        path = Path(home, "reading.coopdesk")
        make(path)
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
    took = json.loads(ran.stdout)
    first = {name: round(1000 * times[0]) for name, times in took.items()}
    median = {name: 1000 * statistics.median(times[1:]) for name, times in took.items()}
    print(
        f"reading: {ITEMS} items, {DOCUMENTS} documents, {ENTRIES} history entries painted in"
        f" {median['large']:.0f} ms (the first time {first['large']} ms);"
        f" a plain record in {median['plain']:.0f} ms,"
        f" {median['large'] / median['plain']:.1f} x;"
        f" all {ITEMS} items in {median['whole']:.0f} ms more"
    )


if __name__ == "__main__":
    run()
