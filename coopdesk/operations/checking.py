"""Check a catalogue: that its file is sound and its history unbroken."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from coopdesk.catalogue.filters import Filter
from coopdesk.i18n import _
from coopdesk.operations.opening import open_catalogue

# The command that mends what can be; it is part of the sentence that tells of it.
REPAIR = "coopdesk check --repair"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: a sentence for each thing that is wrong, none where all is well.

    ``mended`` has a sentence for each thing that was wrong and that a repair put right.
    """

    records: int
    problems: tuple[str, ...]
    mended: tuple[str, ...] = ()


def check_catalogue(path: Path) -> Checked:
    """Check the catalogue at ``path`` without changing it; CatalogueError if it does not open."""
    with closing(open_catalogue(path, read_only=True)) as store:
        return Checked(store.count(Filter()), store.check())


def repair_catalogue(path: Path) -> Checked:
    """Check the catalogue at ``path`` and make its search index anew where that is out of step.

    Nothing else is changed. Raises CatalogueError where it does not open or cannot be written.
    """
    with closing(open_catalogue(path)) as store:
        problems = store.check()
        mended: tuple[str, ...] = ()
        if any(map(_is_of_the_index, problems)):
            store.rebuild_search()
            problems = store.check()
            if not any(map(_is_of_the_index, problems)):
                mended = (_("The search index was out of step and has been made anew."),)
        return Checked(store.count(Filter()), problems, mended)


def _is_of_the_index(problem: str) -> bool:
    # The check tells in sentences alone: one that a repair can mend names it, in any language.
    return REPAIR in problem
