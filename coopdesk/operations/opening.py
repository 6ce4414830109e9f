"""Open a catalogue, or make one: empty, or from a sample that ships with the program."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.errors import CatalogueError, UnknownCode
from coopdesk.catalogue.updating import Told, untold
from coopdesk.catalogue.vocabulary import use
from coopdesk.i18n import N_, _
from coopdesk.operations import folders
from coopdesk.operations.importing import read_contents
from coopdesk.operations.user import account_name
from coopdesk.resources import resource

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

SUFFIX = ".coopdesk"


@dataclass(frozen=True, slots=True)
class Sample:
    """A catalogue to begin with: its name on the command line, its label, its file."""

    name: str
    label: str
    file: str


SAMPLES: tuple[Sample, ...] = (
    Sample("denmark-serbia", N_("Denmark–Serbia"), "denmark-serbia.toml"),
)


def open_catalogue(path: Path, *, read_only: bool = False, told: Told = untold) -> "Store":
    """Return the catalogue at ``path``, open; its words are those shown from now on.

    ``told`` is called with each step where it is of an earlier version and brought up to date.
    Raises CatalogueError, with the file untouched, where it cannot be opened.
    """
    from coopdesk.storage.store import Store

    return _spoken(Store.open(path, read_only=read_only, told=told))


def _spoken(store: "Store") -> "Store":
    use(store.vocabulary())
    return store


def create_catalogue(path: Path, *, who: str, name: str = "", sample: str = "") -> "Store":
    """Make a new catalogue at ``path`` and return it open; its words are those shown from now on.

    With a ``sample`` it holds the records of that sample. Without one it has no records, but the
    areas and the partnership to put some in. An empty ``name`` becomes the sample's, or that of
    the file. Raises CatalogueError, and leaves no file, where it cannot be made.
    """
    from coopdesk.storage.store import Store

    if path.is_dir():
        raise CatalogueError(
            _("“{path}” is a folder: give the name of a file in it.").format(path=path)
        )
    if sample:
        contents = sample_contents(sample)
    else:
        contents = replace(sample_contents(SAMPLES[0].name), name=path.stem, records=())
    contents = replace(contents, name=_storable(name.strip() or contents.name))
    return _spoken(Store.create(path, contents, who=who))


def _storable(name: str) -> str:
    """Return a name from the file system as text: what is no UTF-8 in it is replaced."""
    try:
        held = name.encode("utf-8", "surrogateescape")  # as Python reads names (PEP 383)
    except UnicodeEncodeError:
        held = name.encode("utf-8", "replace")
    return held.decode("utf-8", "replace")


def sample_contents(name: str) -> Contents:
    """Return what the sample called ``name`` holds; UnknownCode where there is none."""
    for sample in SAMPLES:
        if sample.name == name:
            return read_contents(resource("sample", sample.file))
    raise UnknownCode(
        _("There is no sample called “{name}”; known are: {known}.").format(
            name=name, known=", ".join(sample.name for sample in SAMPLES)
        )
    )


def default_catalogue_path() -> Path:
    """Return the path of the catalogue that a start without an argument opens."""
    return folders.default_catalogue_path()


def open_or_create_default(*, who: str = "", told: Told = untold) -> "Store":
    """Return the user's own catalogue, open; the first time it is made from the sample.

    ``who`` is the name that the history gives whoever made it, the account's where it is empty;
    it counts the first time alone. ``told`` is what `open_catalogue` takes. Raises CatalogueError
    where it can neither be opened nor made.
    """
    path = default_catalogue_path()
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CatalogueError(
                _("The folder “{path}” for your catalogue cannot be made ({reason}).").format(
                    path=path.parent, reason=error.strerror
                )
            ) from None
        try:
            return create_catalogue(path, who=who or account_name(), sample=SAMPLES[0].name)
        except CatalogueError:
            # Two first starts at once: the other one was quicker.
            if not path.exists():
                raise
    return open_catalogue(path, told=told)
