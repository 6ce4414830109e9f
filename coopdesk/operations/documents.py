"""Documents into the catalogue and out of it: attach files, write them out, look at one."""

import errno
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coopdesk.catalogue.documents import LIMIT, name_of, named_marking, refuse_size
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.fields import FACET_FIELDS
from coopdesk.catalogue.file_names import safe_file_name, stem_of
from coopdesk.catalogue.marking import (
    PUBLIC_LIMIT,
    AboveCeiling,
    highest,
    rank,
    storable_markings,
)
from coopdesk.catalogue.media_types import HEAD, media_type_of
from coopdesk.i18n import _
from coopdesk.operations.writing import write_whole

if TYPE_CHECKING:
    from coopdesk.catalogue.history import Changed
    from coopdesk.storage.store import Store

_PIECE = 1024 * 1024
_BESIDE = ("-wal", "-shm")
_TITLE_LIMIT = next(part.limit for part in FACET_FIELDS[Document] if part.name == "title")


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of attaching files: the documents, and a sentence for each that was refused."""

    documents: tuple[Document, ...]
    refused: tuple[str, ...] = ()


def attach(store: "Store", path: Path) -> Document:
    """Put the file at ``path`` into the catalogue and return the document that it is now.

    No record names it yet. Raises CatalogueError, in one sentence, where it cannot be attached:
    no file, empty, too large, unreadable, still being written, or marked above the ceiling.
    """
    name = safe_file_name(path.name)
    marking = named_marking(stem_of(name))
    if marking and marking not in storable_markings():
        raise AboveCeiling(
            _(
                "“{name}” is {marking} by its name, and CoopDesk is not accredited for that: keep "
                "it in a system that is, or rename the file where it is not so marked."
            ).format(name=name, marking=marking)
        )
    content = read_file(path, store.path)
    return Document(
        title=stem_of(name)[:_TITLE_LIMIT],
        file_name=name,
        media_type=media_type_of(name, content[:HEAD]),
        size=len(content),
        digest=store.documents.put(content),
        marking=marking,
    )


def attach_all(store: "Store", paths: Iterable[Path]) -> Attached:
    """Attach each of ``paths``; one that is refused keeps none of the others back."""
    documents, refused = [], []
    for path in paths:
        try:
            documents.append(attach(store, path))
        except CatalogueError as error:
            refused.append(str(error))
    return Attached(tuple(documents), tuple(refused))


def add_to_record(
    store: "Store", record_id: int, documents: Iterable[Document], *, who: str
) -> "Changed":
    """Save the record with ``documents`` after its own; one that it has already is left out.

    Its marking is raised to the highest of theirs. Raises CatalogueError where it cannot be saved.
    """
    record = store.record(record_id)
    together = joined(record.documents, documents)
    marked = max(together, key=lambda entry: rank(entry.marking) if entry.marking else -1)
    marking = highest((record.marking, marked.marking or record.marking))
    if record.publish and rank(marking) > rank(PUBLIC_LIMIT):
        raise CatalogueError(
            _(
                "“{name}” is marked {marking}, and “{title}” is cleared for publication: "
                "edit the record and take the clearance back first."
            ).format(name=name_of(marked), marking=marking, title=record.title)
        )
    return store.save(replace(record, documents=together, marking=marking), who=who)


def joined(had: tuple[Document, ...], new: Iterable[Document]) -> tuple[Document, ...]:
    """Return ``had`` and what of ``new`` is not in it: the same content, or the same link."""
    together = list(had)
    known = set(map(_identity, had))
    for entry in new:
        if _identity(entry) not in known:
            known.add(_identity(entry))
            together.append(entry)
    return tuple(together)


def _identity(document: Document) -> tuple[str, str]:
    return (document.digest, "" if document.digest else document.link)


def save_out(store: "Store", document: Document, target: Path) -> None:
    """Write the file of ``document`` to ``target``, whole or not at all.

    What is there is replaced: whoever asks for it has seen to that. Raises CatalogueError.
    """
    write_whole(target, store.documents.content(document.digest), store.path)


def read_file(path: Path, catalogue: Path) -> bytes:
    """Return the bytes of the file at ``path``, of which no document may have more than LIMIT.

    ``catalogue`` is what it is to be attached to. Raises CatalogueError where there is no file, or
    where it is not one that can be attached.
    """
    try:
        _refuse_unfit(path, catalogue)
        return _read(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _refuse_unfit(path: Path, catalogue: Path) -> None:
    """Raise CatalogueError for what must not even be opened: it might wait for ever, or do harm."""
    name = safe_file_name(path.name)
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise CatalogueError(_("“{name}” is a folder: attach the files in it.").format(name=name))
    if not stat.S_ISREG(found.st_mode):
        raise CatalogueError(
            _("“{name}” is a device or a pipe and has no end: attach a file.").format(name=name)
        )
    beside = [catalogue, *(catalogue.with_name(catalogue.name + end) for end in _BESIDE)]
    if any(own.exists() and os.path.samestat(own.stat(), found) for own in beside):
        # To open and close one would give up the locks on the catalogue (storage.guarding).
        raise CatalogueError(
            _("“{name}” is the catalogue that is open: it cannot hold itself.").format(name=name)
        )
    refuse_size(found.st_size, name)


def _read(path: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    name = safe_file_name(path.name)
    with os.fdopen(os.open(path, flags), "rb") as stream:
        before = os.fstat(stream.fileno())
        pieces, size = [], 0
        while size <= LIMIT and (piece := stream.read(_PIECE)):
            pieces.append(piece)
            size += len(piece)
        after = os.fstat(stream.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or (
        size != after.st_size
    ):
        raise CatalogueError(
            _("“{name}” was changed while it was read: attach it once it is complete.").format(
                name=name
            )
        )
    refuse_size(size, name)
    return b"".join(pieces)


def _unreadable(path: Path, error: OSError) -> CatalogueError:
    name = safe_file_name(path.name)
    if isinstance(error, FileNotFoundError):
        sentence = _("There is no file “{name}” any more: choose another one.")
        return CatalogueError(sentence.format(name=name))
    if error.errno in (errno.EACCES, errno.EPERM):
        sentence = _("You may not read “{name}”: ask for the right to, or attach a copy of it.")
        return CatalogueError(sentence.format(name=name))
    reason = error.strerror or str(error)
    sentence = _("“{name}” cannot be read ({reason}): check the drive or the network.")
    return CatalogueError(sentence.format(name=name, reason=reason))
