"""Write a file that leaves the catalogue: whole or not at all."""

import os
import secrets
import stat
from pathlib import Path

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _

_CATALOGUE_ENDS = (".coopdesk", ".coopdesk-wal", ".coopdesk-shm", ".coopdesk-journal")


class CannotWrite(CatalogueError):
    """The file that was to be written cannot be."""


def check_target(target: Path, catalogue: Path | None = None) -> None:
    """Raise CannotWrite where `write_whole` would surely fail: to be asked before long work.

    ``catalogue`` is the file that the work reads, which must never be what it overwrites.
    """
    try:
        _check_target(target, catalogue)
    except OSError as error:
        raise cannot_write(target, error.strerror or str(error)) from error


def _check_target(target: Path, catalogue: Path | None) -> None:
    if target.is_dir():
        raise CannotWrite(
            _("“{path}” is a folder: give the name of a file in it.").format(path=target)
        )
    if target.name == "-":
        raise CannotWrite(_("A report cannot go to standard output: give the name of a file."))
    if _is_catalogue(target, catalogue):
        raise CannotWrite(
            _("“{path}” is a catalogue: give another name, or it would be lost.").format(
                path=target
            )
        )
    folder = target.absolute().parent
    if not folder.is_dir():
        raise CannotWrite(
            _("There is no folder “{folder}”: make it, or choose another one.").format(
                folder=folder
            )
        )
    if not os.access(target if _is_special(target) else folder, os.W_OK):
        raise cannot_write(target, _("you may not write there"))
    mode = _mode(target)
    # The administrator could write to it all the same: it is the owner's wish that counts.
    if mode is not None and not (mode & stat.S_IWUSR and os.access(target, os.W_OK)):
        raise cannot_write(target, _("the file that is there is protected from being written"))


def write_whole(target: Path, data: bytes, catalogue: Path | None = None) -> None:
    """Write ``data`` to ``target``, replacing what is there in one step.

    Until the last moment the old file stays as it was; nothing half-written is left. The new one
    may be read and written by whom the old one could be. A device or pipe is written to as it is.
    Raises CannotWrite, as `check_target` does.
    """
    check_target(target, catalogue)
    try:
        if _is_special(target):
            with target.open("wb", buffering=0) as stream:
                stream.write(data)
            return
        final = target.resolve()
        part = final.with_name(f".coopdesk-{secrets.token_hex(6)}.part")
        try:
            mode = _mode(final)
            with part.open("xb") as stream:
                if mode is not None:
                    part.chmod(mode)
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(final)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_write(target, error.strerror or str(error)) from error


def _is_special(target: Path) -> bool:
    try:
        mode = target.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _mode(target: Path) -> int | None:
    """Return what may be done with the file that is there, None where there is none."""
    return stat.S_IMODE(target.stat().st_mode) if target.is_file() else None


def _is_catalogue(target: Path, catalogue: Path | None) -> bool:
    """Tell whether a catalogue, or what SQLite keeps beside one, is at ``target`` or may come.

    The names decide before anything is opened: to close a file that this process has open as a
    catalogue would drop its locks (POSIX advisory locks go with any descriptor).
    """
    if any(path.name.lower().endswith(_CATALOGUE_ENDS) for path in (target, target.resolve())):
        return True
    if not target.is_file():
        return False
    if catalogue is not None and catalogue.exists() and target.samefile(catalogue):
        return True
    with target.open("rb") as stream:
        head = stream.read(72)
    return head.startswith(b"SQLite format 3\0") and head[68:] == _application_id()


def _application_id() -> bytes:
    from coopdesk.storage.connection import APPLICATION_ID

    return APPLICATION_ID.to_bytes(4, "big")


def cannot_write(target: Path, reason: str) -> CannotWrite:
    """Return the refusal to write ``target`` for that reason."""
    return CannotWrite(
        _("“{path}” cannot be written ({reason}): choose another folder or name.").format(
            path=target, reason=reason
        )
    )
