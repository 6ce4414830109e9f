"""The internal log of reports that left the catalogue: what went out, for whom, and without what.

It has a line of JSON for each report that was saved or printed, in the user's data folder, where
only the user can read it: it names what was withheld. A log that has grown large is put aside under
the next number and never thrown away.
"""

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _
from coopdesk.operations.folders import release_log_file

if TYPE_CHECKING:
    from coopdesk.reports.request import ReportRequest

_LARGEST = 2_000_000  # bytes


class CannotLog(CatalogueError):
    """What was released could not be put in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A report that is about to be released, before its PDF is there.

    ``chosen`` is what makes the report, as a file of choices has it (see `report_settings`).
    ``withheld`` pairs the reference of each record that is left out with the code of the reason,
    ``documents`` pairs that of each record with the titles of what is left out of it.
    """

    who: str
    catalogue: str
    catalogue_name: str
    saved_filter: str
    chosen: dict[str, Any]
    records: int
    withheld: tuple[tuple[str, str], ...] = ()
    documents: tuple[tuple[str, tuple[str, ...]], ...] = ()


def release_of(
    report: str,
    request: "ReportRequest",
    catalogue: Path,
    who: str,
    records: int | None = None,
) -> Release:
    """Return what the log is to say of the report of that name.

    ``request`` is what it is made from, ``catalogue`` the file that this was read from, ``who``
    the name of the user. ``records`` is how many the report tells of ("told_records" of its data),
    None for all that the audience may see.
    """
    from coopdesk.operations.report_settings import ReportSettings, settings_plain
    from coopdesk.reports.chosen import chosen
    from coopdesk.reports.released import documents_withheld, withheld

    asked = chosen(request.records, request.options)
    left_out = withheld(asked, request.audience)
    return Release(
        who=who,
        catalogue=str(catalogue.absolute()),
        catalogue_name=request.catalogue_name,
        saved_filter=request.filter_name,
        chosen=settings_plain(
            ReportSettings(
                report=report,
                language=request.language,
                audience=request.audience,
                wanted=request.wanted,
                options=request.options,
            )
        ),
        records=len(asked) - len(left_out) if records is None else records,
        withheld=tuple((record.reference, reason) for record, reason in left_out),
        documents=tuple(
            (record.reference, tuple(one.title or one.file_name for one in documents))
            for record, documents in documents_withheld(asked, request.audience)
        ),
    )


def log_release(release: Release, pdf: bytes, target: Path | None) -> None:
    """Append to the log that ``pdf`` was saved as ``target``, None if it was printed.

    Raises CannotLog, with the reason, where the log cannot be written.
    """
    path = release_log_file()
    line = json.dumps(_entry(release, pdf, target), ensure_ascii=True).encode() + b"\n"
    try:
        _append(path, line)
    except OSError as error:
        raise CannotLog(
            _(
                "The log of released reports cannot be written ({path}: {reason}): note yourself "
                "what was released, and free the file or the disk."
            ).format(path=path, reason=error.strerror or error)
        ) from error


def _entry(release: Release, pdf: bytes, target: Path | None) -> dict[str, Any]:
    chosen = {name: value for name, value in release.chosen.items() if name != "coopdesk_report"}
    return {
        "when": datetime.now().astimezone().isoformat(timespec="seconds"),
        "who": release.who,
        "how": "saved" if target else "printed",
        "file": str(target.absolute()) if target else "",
        "catalogue": release.catalogue,
        "catalogue_name": release.catalogue_name,
        "saved_filter": release.saved_filter,
        **chosen,
        "records": release.records,
        "withheld": [
            {"reference": reference, "reason": reason} for reference, reason in release.withheld
        ],
        "documents_withheld": [
            {"reference": reference, "documents": list(titles)}
            for reference, titles in release.documents
        ],
        "size": len(pdf),
        "sha256": sha256(pdf).hexdigest(),
    }


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _LARGEST:
        path.rename(_next_aside(path))
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "rb+", buffering=0) as log:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            path.chmod(0o600)  # it may be of a time when others could read it
        # A line that a full disk cut off must not take this one with it.
        end = log.seek(0, os.SEEK_END)
        whole = not end or (log.seek(end - 1) >= 0 and log.read(1) == b"\n")
        text = line if whole else b"\n" + line
        if log.write(text) != len(text):
            raise OSError(None, _("the disk is full"))
        os.fsync(handle)


def _aside(path: Path) -> list[Path]:
    """Return the logs that were put aside, the oldest first."""
    found = path.parent.glob(f"{path.stem}.[0-9]*{path.suffix}")
    return sorted(one for one in found if one.name.split(".")[-2].isdecimal())


def _next_aside(path: Path) -> Path:
    last = _aside(path)[-1:]
    number = int(last[0].name.split(".")[-2]) + 1 if last else 1
    return path.with_suffix(f".{number:06}{path.suffix}")


def read_releases(most: int) -> tuple[list[dict[str, Any]], int]:
    """Return the newest ``most`` entries of the log, the newest first, and how many lines on the
    way to them could not be read.

    Raises CatalogueError where there is a log that cannot be read.
    """
    found: list[dict[str, Any]] = []
    unreadable = 0
    for line in _lines():
        if len(found) == most:
            break
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if isinstance(entry, dict) and "when" in entry:
            found.append(entry)
        else:
            unreadable += 1
    return found, unreadable


def _lines() -> Iterator[bytes]:
    """Yield the lines of the log and of those put aside, the newest first."""
    path = release_log_file()
    for one in (path, *reversed(_aside(path))):
        try:
            lines = one.read_bytes().splitlines()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise CatalogueError(
                _("The log “{path}” cannot be read ({reason}).").format(
                    path=one, reason=error.strerror
                )
            ) from error
        yield from reversed(lines)
