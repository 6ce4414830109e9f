"""The editor: a record with everything opened and painted, beside one with next to nothing."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

_CHILD = """
import json, os, sys, time
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from coopdesk.catalogue.facets import Document
from coopdesk.settings import Settings
from coopdesk.storage.store import Store
from coopdesk.ui.program import Program
from tests.builders import a_full_item, a_full_record

path = Path(sys.argv[1])
store = Store.open(path)
area = store.areas()[0].code
partnership = store.partnerships()[0].code
large = a_full_record(area=area, partnership=partnership, title="Everything")
large = replace(
    large,
    items=tuple(
        a_full_item(description=f"fuel truck {n}", serials=(f"A{n}", f"B{n}")) for n in range(200)
    ),
    documents=tuple(
        Document(f"Document {n}", f"note-{n}.pdf", "application/pdf", 4_000, "ab" * 32, "", "da",
                 "2014-05", "UNCLASSIFIED", "signed")
        for n in range(50)
    ),
)
small = a_full_record(
    area=area, partnership=partnership, title="Little", items=(), documents=(), places=(),
    participants=(), sessions=(), deployments=(), terms=(), budget=(), transactions=(),
    milestones=(), results=(), contacts=(), translations=(), relations=(), sources=(),
)
ids = [store.add(record, who="bench").ids[0] for record in (small, large)]
for n in range(500):
    store.save(replace(store.record(ids[1]), notes=f"Note {n}"), who="bench")
small, large = store.records(ids)
store.close()

app = QApplication([])
program = Program(app, Settings(None), "bench")
program.start(path, None, may_create=False)
window = program.window

def until(holds):
    while not holds():
        app.processEvents()

until(lambda: window.browse.model.rowCount() and not program.desk.busy)
window.editing._made()  # as the program does when nobody waits for it

class Watch(QObject):
    painted = 0.0
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.painted = time.perf_counter()
        return False

def opened(record):
    editing = window.editing
    begun = time.perf_counter()
    editing._open(record)
    if editing.editor not in watched:
        watched.append(editing.editor)
        editing.editor.scroller.viewport().installEventFilter(watch)
    watch.painted = 0.0
    until(lambda: watch.painted)
    took = watch.painted - begun
    until(lambda: not editing.editor.form._checking.isActive())
    editing.close()
    until(lambda: not program.desk.busy)
    return took

watch, watched = Watch(), []
first = opened(large)
figures = {"first": first, "small": [], "large": [], "key": []}
for _turn in range(12):
    figures["small"].append(opened(small))
    figures["large"].append(opened(large))
editing = window.editing
editing._open(large)
line = editing.editor.form.parts["title"].line
for n in range(30):
    begun = time.perf_counter()
    line.setText(f"Everything {n}")
    app.processEvents()
    figures["key"].append(time.perf_counter() - begun)
print(json.dumps(figures), flush=True)
os._exit(0)
"""


def measure() -> dict[str, object]:
    """Return what it took to open records in the editor of a window (seconds)."""
    import json

    from coopdesk.operations.opening import create_catalogue

    with tempfile.TemporaryDirectory() as home:
        path = Path(home, "sample.coopdesk")
        create_catalogue(path, sample="denmark-serbia", who="bench").close()
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


def run() -> None:
    """Print the figures; those of the large record as a ratio to the small one's."""
    took = measure()
    small, large, key = (
        sorted(1000 * value for value in took[what])  # type: ignore[attr-defined]
        for what in ("small", "large", "key")
    )
    usual, first = statistics.median(small), 1000 * float(str(took["first"]))
    print(
        f"editor: 200 items, 50 documents and 500 history entries painted in"
        f" {statistics.median(large):.0f} ms, {large[len(large) * 9 // 10]:.0f} ms p90,"
        f" {statistics.median(large) / usual:.2f} x a small record ({usual:.0f} ms);"
        f" the first time {first:.0f} ms"
    )
    print(f"editor: one key in that record taken in {statistics.median(key):.1f} ms")


if __name__ == "__main__":
    run()
