"""A report compiled in a process of its own: ending it ends the work and gives its memory back.

The job comes as JSON on standard input, the PDF goes to standard output. What goes wrong goes as
one JSON object to standard error, with exit status 1. Nothing is written to disk.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from coopdesk.reports.request import ReportRequest

FROZEN_OPTION = "--compile-report"
"""The argument with which a frozen program starts itself as this child."""

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
    return json.dumps(
        {
            "report": chosen.name,
            "template": chosen.template,
            "printed_at": request.printed_at.isoformat(),
            "data": chosen.build(request),
        }
    ).encode()


def run_job(text: bytes) -> bytes:
    """Return the PDF of a job that `job` has written."""
    from datetime import datetime

    from coopdesk.reports.compiling import compile_pdf

    values = json.loads(text)
    return compile_pdf(
        values["template"], values["data"], datetime.fromisoformat(values["printed_at"])
    )


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
    """Do the job on standard input; return 0, or 1 where it failed and standard error tells how."""
    read_from = read_from or sys.stdin.buffer
    write_to = write_to or sys.stdout.buffer
    complain_to = complain_to or sys.stderr.buffer
    try:
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
