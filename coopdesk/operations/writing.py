"""Write a file that leaves the catalogue: whole or not at all."""

import os
import secrets
import stat
from pathlib import Path

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _


class CannotWrite(CatalogueError):
    """The file that was to be written cannot be."""


def check_target(target: Path, catalogue: Path) -> None:
    """Raise CannotWrite where `write_whole` would surely fail: to be asked before long work.

    ``catalogue`` is the file that the work reads, which must never be what it overwrites.
    """
    try:
        _check_target(target, catalogue)
    except OSError as error:
        raise _refused(target, error.strerror or str(error)) from error


def _check_target(target: Path, catalogue: Path) -> None:
    if target.is_dir():
        raise CannotWrite(
            _("“{path}” is a folder: give the name of a file in it.").format(path=target)
        )
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
        raise _refused(target, _("you may not write there"))


def write_whole(target: Path, data: bytes, catalogue: Path) -> None:
    """Write ``data`` to ``target``, replacing what is there in one step.

    Until the last moment the old file stays as it was; nothing half-written is left. A device or
    pipe is written to as it is. Raises CannotWrite, as `check_target` does.
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
            with part.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(final)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _refused(target, error.strerror or str(error)) from error


def _is_special(target: Path) -> bool:
    try:
        mode = target.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _is_catalogue(target: Path, catalogue: Path) -> bool:
    if target.suffix.lower() == catalogue.suffix.lower() == ".coopdesk":
        return True
    return target.exists() and catalogue.exists() and target.samefile(catalogue)


def _refused(target: Path, reason: str) -> CannotWrite:
    return CannotWrite(
        _("“{path}” cannot be written ({reason}): choose another folder or name.").format(
            path=target, reason=reason
        )
    )
