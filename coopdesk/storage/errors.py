"""What can go wrong with a catalogue's file, each in one sentence that says how to mend it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.i18n import N_, _


class StorageError(CatalogueError):
    """The file of a catalogue cannot be read or written."""


class FileMissing(StorageError, NotFound):
    """There is no file at that path."""


class FileInTheWay(StorageError):
    """A new catalogue would overwrite something."""


class NotACatalogue(StorageError):
    """The file is something else."""


class Damaged(StorageError):
    """The file is a catalogue, and parts of it are missing or wrong."""


class TooNew(StorageError):
    """A newer version of the program wrote the file."""


class Outdated(StorageError):
    """The file is of an earlier version: opening it for writing brings it up to date."""


class AccessDenied(StorageError):
    """The computer does not let us read or write there."""


class ReadOnly(AccessDenied):
    """The catalogue was opened for reading only."""


class Busy(StorageError):
    """Another program is writing to the catalogue."""


class DiskFull(StorageError):
    """There is no room left."""


class DiskTrouble(StorageError):
    """The disk, the network share or the drive failed."""


class TakenAway(DiskTrouble):
    """The file was deleted, renamed or moved while it was open."""


class CannotBeStored(StorageError):
    """A text holds what no file can hold."""


class Interrupted(Exception):
    """A read was ended by `Store.interrupt`: nobody waits for its answer any more."""


_FULL = N_(
    "There is no room left for “{path}”: nothing was changed. "
    "Free some space on its disk, then open the catalogue again."
)
# What the driver says, and what we say instead; the first that is found in its words counts.
_TRANSLATED: tuple[tuple[str, type[StorageError], str], ...] = (
    (
        "locked",
        Busy,
        N_("“{path}” is being written by another program: wait until it is done, then try again."),
    ),
    ("disk is full", DiskFull, _FULL),
    (
        "readonly",
        AccessDenied,
        N_("“{path}” cannot be written: ask for the right to change it, or save a copy elsewhere."),
    ),
    (
        "unable to open",
        AccessDenied,
        N_("“{path}” cannot be opened: check that its folder is there and can be written."),
    ),
    (
        "disk i/o error",
        DiskTrouble,
        N_(
            "The disk failed while “{path}” was read or written: check the drive or the network, "
            "then open the catalogue again."
        ),
    ),
    (
        "not a database",
        NotACatalogue,
        N_("“{path}” is not a catalogue: choose a file that CoopDesk has made."),
    ),
    (
        "malformed",
        Damaged,
        N_("“{path}” is damaged: restore the latest backup, and keep this file for rescue."),
    ),
)


def translated(error: BaseException, path: Path) -> Exception | None:
    """Return what to raise instead of a driver's error, None for one that is a bug of ours."""
    if isinstance(error, UnicodeEncodeError):
        return CannotBeStored(
            _("A text holds half a character, which cannot be stored: type “{text}” anew.").format(
                text=error.object[max(0, error.start - 20) : error.start]
            )
        )
    original = getattr(error, "orig", error)
    if not type(original).__module__.startswith("sqlcipher3"):
        return None
    words = str(original).lower()
    if "interrupted" in words:
        return Interrupted()
    for sign, kind, sentence in _TRANSLATED:
        if sign in words:
            if kind in (AccessDenied, DiskTrouble) and "readonly" not in words and no_room(path):
                return disk_full(path)
            return kind(_(sentence).format(path=path))
    return None


def disk_full(path: Path) -> DiskFull:
    """Return the error that says so of the disk of ``path``."""
    return DiskFull(_(_FULL).format(path=path))


def no_room(path: Path) -> bool:
    """Tell whether nothing at all can be added on the disk of ``path``."""
    try:
        return not shutil.disk_usage(path.absolute().parent).free
    except OSError:
        return False


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what the driver raises within into the errors of this module."""
    try:
        yield
    except Exception as error:
        instead = translated(error, path)
        if instead is None:
            raise
        raise instead from error
