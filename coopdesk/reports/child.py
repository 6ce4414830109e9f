"""A report compiled in a process of its own: ending it ends the work and gives its memory back.

The job comes as JSON on standard input, the PDF goes to standard output. What goes wrong goes as
one JSON object to standard error, with exit status 1. Nothing is written to disk. A child that is
started before there is a job gets ready for it meanwhile; one that gets none until its standard
input ends has lost whoever started it, and ends too.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from datetime import datetime

    from coopdesk.reports.registry import Report
    from coopdesk.reports.request import ReportRequest

FROZEN_OPTION = "--compile-report"
"""The argument with which a frozen program starts itself as this child."""

_RECORDS_DEPTH = 5  # of a job: its data, its areas, an area, its records, a record

# Has the compiler read its fonts, those of each style that reports set text in.
_FIRST_PAGE = """
#set document(title: "?")
#set text(lang: "en", font: "Libertinus Serif")
= A
_a_ *b* #text(weight: "semibold")[c] #table[1][2]
"""

_START = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from coopdesk.reports.child import main; sys.exit(main())"
)


def start_child_command() -> list[str]:
    """Return the command that starts the child: this very program, wherever it lies.

    It works from any folder, installed or not, and takes no module from the current folder.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_OPTION]
    root = str(Path(__file__).resolve().parents[2])
    return [sys.executable, "-P", "-c", _START.format(root=root)]


def job(request: "ReportRequest", report: str) -> bytes:
    """Return what the child needs for the report of that name: everything decided, all words said.

    Raises CatalogueError where the request must be refused, so before any process is started.
    """
    from coopdesk.reports.registry import report_named

    chosen = report_named(report)
    return written_job(chosen, chosen.build(request), request.printed_at)


def written_job(report: "Report", data: dict[str, Any], printed_at: "datetime") -> bytes:
    """Return the job of laying out ``data``, which ``report`` has built, as printed at that time.

    ``printed_at`` is aware.
    """
    told = {
        "report": report.name,
        "template": report.template,
        "printed_at": printed_at.isoformat(),
        "data": data,
    }
    return "".join(_written(told, _RECORDS_DEPTH)).encode()


def _written(value: Any, depth: int) -> Iterator[str]:
    """Yield ``value`` as JSON, in pieces: of a large one, no other thread could run meanwhile."""
    if depth and isinstance(value, dict):
        parts = [(f"{json.dumps(name)}: ", one) for name, one in value.items()]
        ends = "{}"
    elif depth and isinstance(value, list | tuple):
        parts, ends = [("", one) for one in value], "[]"
    else:
        yield json.dumps(value)
        return
    yield ends[0]
    for place, (name, one) in enumerate(parts):
        yield f", {name}" if place else name
        yield from _written(one, depth - 1)
    yield ends[1]


def run_job(text: bytes) -> bytes:
    """Return the PDF of a job that `job` has written."""
    from datetime import datetime

    from coopdesk.reports.compiling import compile_pdf

    values = json.loads(text)
    return compile_pdf(
        values["template"], values["data"], datetime.fromisoformat(values["printed_at"])
    )


def warm_up() -> None:
    """Load what every job needs: the compiler and its fonts."""
    import typst

    from coopdesk.reports.compiling import STANDARDS

    typst.compile(_FIRST_PAGE.encode(), ignore_system_fonts=True, pdf_standards=list(STANDARDS))


def failure(error_output: bytes) -> dict[str, Any]:
    """Return what a child that ended with 1 says: its ``error`` and ``trace``."""
    lines = error_output.decode(errors="replace").strip().splitlines()
    try:
        told = json.loads(lines[-1])
    except (IndexError, ValueError):
        told = None
    if isinstance(told, dict) and "error" in told:
        return told
    return {"error": lines[-1] if lines else "", "trace": "\n".join(lines)}


def main(
    read_from: BinaryIO | None = None,
    write_to: BinaryIO | None = None,
    complain_to: BinaryIO | None = None,
) -> int:
    """Get ready, then do the job on standard input once it is there.

    Returns 0, or 1 where it failed and standard error tells how.
    """
    read_from = read_from or sys.stdin.buffer
    write_to = write_to or sys.stdout.buffer
    complain_to = complain_to or sys.stderr.buffer
    try:
        warm_up()
        pdf = run_job(read_from.read())
    except Exception as error:  # noqa: BLE001 (whoever started the child must hear of it)
        import traceback

        told = {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}
        complain_to.write(json.dumps(told).encode() + b"\n")
        complain_to.flush()
        return 1
    write_to.write(pdf)
    write_to.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
