"""The catalogue as a PDF: the whole way beside the bare compile, and what others take to draw it.

Times are processor seconds, of the least of a few runs: other work on the machine would be in any
clock on the wall. Each run is a process of its own, so that its highest memory is known.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from coopdesk.catalogue.filters import Filter
from coopdesk.operations.exporting import report_request
from coopdesk.operations.opening import open_catalogue
from coopdesk.reports.child import job
from tests.bench.generate import generate

RECORDS = 1_000
RUNS = 3
ITEMS = 5_000

_MEASURED = """
import json, os, sys, time
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
sys.path.insert(0, {root!r})
begun, started = os.times(), time.time()
{body}
ended = os.times()
print(json.dumps({{
    "cpu": sum(ended[:4]) - sum(begun[:4]),
    "wall": time.time() - started,
    "own": getrusage(RUSAGE_SELF).ru_maxrss / 1024,
    "child": getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024,
}}))
"""

# From the open catalogue to the PDF on the disk, with the child's start; the program is running.
_OURS = """
from pathlib import Path
from coopdesk.catalogue.filters import Filter
from coopdesk.operations.exporting import report_request
from coopdesk.operations.exporting_volumes import compiled_in_child, write_volumes
from coopdesk.operations.opening import open_catalogue
from coopdesk.operations.writing import write_whole
from coopdesk.reports.child import job
from coopdesk.reports.volumes import volumes
path, target, report = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
store = open_catalogue(path, read_only=True)
job(report_request(store, Filter(references=("none",)), language="en"), report)
begun, started = os.times(), time.time()
request = report_request(store, Filter(), language="en")
parts = volumes(request, report)
if len(parts) > 1:
    write_volumes(report, parts, target, path)
else:
    write_whole(target, compiled_in_child(job(request, report)), path)
store.close()
"""

_BARE = """
import typst
from coopdesk.resources import resource
text = open(sys.argv[1]).read()
begun, started = os.times(), time.time()
typst.compile(str(resource("reports", sys.argv[2])), root=str(resource("reports")),
    sys_inputs={"data": text}, ignore_system_fonts=True, pdf_standards=["a-2a", "ua-1"])
"""

_JOB = """
from coopdesk.reports.child import run_job
run_job(open(sys.argv[1], "rb").read())
"""

_DRAWN = """
data = json.load(open(sys.argv[1]))
begun, started = os.times(), time.time()
"""

_REPORTLAB = (
    _DRAWN
    + """
from tests.bench.report_drawn import draw_by_reportlab
draw_by_reportlab(data, sys.argv[2])
"""
)

_QT = (
    _DRAWN
    + """
from tests.bench.report_drawn import draw_by_qt
draw_by_qt(data, sys.argv[2])
"""
)


def measured(body: str, *arguments: str) -> dict[str, float]:
    """Return seconds (cpu, wall) and megabytes (own, child) that a script takes in a process."""
    root = str(Path(__file__).resolve().parents[2])
    ran = subprocess.run(
        [sys.executable, "-c", _MEASURED.format(root=root, body=body), *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        timeout=600,
        check=True,
    )
    figures: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return figures


def run() -> None:
    """Print the times and the memory of reports, and ratios to the bare compile and to others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = _thousand(folder)
        _ten_thousand(folder, whole)
        _others(folder)


def _thousand(folder: Path) -> float:
    path, target, data = folder / "many.coopdesk", folder / "many.pdf", folder / "many.json"
    generate(RECORDS, path).close()
    _write_data(path, "catalogue", data)
    scripts = {
        "ours": (_OURS, str(path), str(target), "catalogue"),
        "bare": (_BARE, str(data), "catalogue.typ"),
        "ReportLab": (_REPORTLAB, str(data), str(folder / "reportlab.pdf")),
        "Qt": (_QT, str(data), str(folder / "qt.pdf")),
    }
    least: dict[str, dict[str, float]] = {}
    for _turn in range(RUNS):
        for who, (script, *arguments) in scripts.items():
            took = measured(script, *arguments)
            best = least.setdefault(who, took)
            least[who] = {key: min(took[key], best[key]) for key in took}
    ours, bare = least["ours"], least["bare"]
    print(
        f"reports: {RECORDS:,} records in {ours['cpu']:.2f} s of processor time, read, built,"
        f" compiled in a child ({ours['child']:.0f} MB) and written:"
        f" {ours['cpu'] / bare['cpu']:.2f} x the bare compile ({bare['cpu']:.2f} s)"
    )
    for who in ("ReportLab", "Qt"):
        print(
            f"reports: {who} draws the same, untagged, in {least[who]['cpu']:.2f} s"
            f" ({least[who]['own']:.0f} MB): ours takes {ours['cpu'] / least[who]['cpu']:.2f} x"
        )
    return ours["cpu"]


def _ten_thousand(folder: Path, thousand: float) -> None:
    path = folder / "most.coopdesk"
    generate(10 * RECORDS, path).close()
    took = measured(_OURS, str(path), str(folder / "most.pdf"), "catalogue")
    count = len(list(folder.glob("most * of *.pdf")))
    print(
        f"reports: {10 * RECORDS:,} records in {count} volumes in {took['cpu']:.1f} s,"
        f" {took['cpu'] / thousand:.1f} x {RECORDS:,};"
        f" at most {took['child']:.0f} MB in the child, {took['own']:.0f} MB in the program"
    )


def _others(folder: Path) -> None:
    from coopdesk.operations.opening import create_catalogue

    sample, work = folder / "sample.coopdesk", folder / "work.json"
    create_catalogue(sample, sample="denmark-serbia", who="bench").close()
    for report in ("fact-sheet", "catalogue"):
        store = open_catalogue(sample, read_only=True)
        work.write_bytes(job(report_request(store, Filter(), language="en"), report))
        store.close()
        took = measured(_JOB, str(work))
        print(
            f"reports: {report} of the sample compiled in {took['cpu']:.2f} s, with the start of"
            f" the compiler"
        )
    work.write_bytes(_long_record())
    took = measured(_JOB, str(work))
    print(
        f"reports: one record with {ITEMS:,} items compiled in {took['cpu']:.1f} s,"
        f" {took['own']:.0f} MB"
    )


def _write_data(path: Path, report: str, data: Path) -> None:
    """Write what the template gets for the catalogue at ``path``."""
    from coopdesk.reports.compiling import template_input

    store = open_catalogue(path, read_only=True)
    values = json.loads(job(report_request(store, Filter(), language="en"), report))
    store.close()
    data.write_text(template_input(values["data"]), encoding="utf-8")


def _long_record() -> bytes:
    from dataclasses import replace

    from tests.builders import a_full_record
    from tests.reports.requests import a_request

    (item,) = a_full_record().items[:1]
    items = tuple(replace(item, description=f"Thing {number}") for number in range(ITEMS))
    return job(a_request(a_full_record(items=items)), "catalogue")


if __name__ == "__main__":
    run()
