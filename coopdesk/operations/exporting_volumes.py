"""Write a report in volumes: each compiled in a child process of its own, all or none saved."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from coopdesk.operations.writing import cannot_write, check_target, write_whole

if TYPE_CHECKING:
    from coopdesk.reports.request import ReportRequest

Told = Callable[[int, int], None]
"""Is told how many volumes of how many are made; what it raises ends the work."""


def write_volumes(
    report: str,
    requests: "Sequence[ReportRequest]",
    target: Path,
    catalogue: Path,
    told: Told = lambda _done, _of: None,
) -> tuple[Path, ...]:
    """Write a PDF for each of ``requests`` (see `volumes`) beside ``target``; return their paths.

    No more than two volumes are in memory at a time, one of them in the child that compiles it.
    Until the last is made, none is there. Raises CannotWrite, and RuntimeError for a bug in the
    compile; then, and where the work is interrupted, the child is gone and nothing was written.
    """
    from coopdesk.reports.volumes import volume_path

    count = len(requests)
    paths = tuple(volume_path(target, number, count) for number in range(1, count + 1))
    for path in paths:
        check_target(path, catalogue)
    folder = _folder_beside(target)
    try:
        _compile_each(report, requests, [folder / path.name for path in paths], catalogue, told)
        for path in paths:
            _move(folder / path.name, path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return paths


def _compile_each(
    report: str,
    requests: "Sequence[ReportRequest]",
    files: Sequence[Path],
    catalogue: Path,
    told: Told,
) -> None:
    from coopdesk.reports.child import job

    with ThreadPoolExecutor(1) as ahead:
        work = job(requests[0], report)
        for done, file in enumerate(files, start=1):
            told(done - 1, len(files))
            # While the child compiles this volume, what goes into the next is gathered.
            later = ahead.submit(job, requests[done], report) if done < len(files) else None
            write_whole(file, compiled_in_child(work), catalogue)
            if later is not None:
                work = later.result()
    told(len(files), len(files))


def compiled_in_child(work: bytes) -> bytes:
    """Return the PDF of a job (see `coopdesk.reports.child`), compiled in a process of its own.

    Raises RuntimeError with the child's words where it fails.
    """
    from coopdesk.reports.child import failure, start_child_command

    pipe = subprocess.PIPE
    with subprocess.Popen(start_child_command(), stdin=pipe, stdout=pipe, stderr=pipe) as child:
        try:
            pdf, said = child.communicate(work)
        finally:
            child.kill()
    if child.returncode:
        told = failure(said)
        raise RuntimeError(f"{told['error']}\n{told.get('trace', '')}".strip())
    return pdf


def _folder_beside(target: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=".coopdesk-", dir=target.absolute().parent))
    except OSError as error:
        raise cannot_write(target, error.strerror or str(error)) from error


def _move(made: Path, path: Path) -> None:
    try:
        made.replace(path.resolve())
    except OSError as error:
        raise cannot_write(path, error.strerror or str(error)) from error
