"""Check a catalogue: that its file is sound and its history unbroken, and its records right."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.record_problem import Mark
from coopdesk.catalogue.rules import Severity
from coopdesk.exchange.document_words.reading import VERSION
from coopdesk.i18n import _, ngettext, number_words
from coopdesk.operations.listing import records_words
from coopdesk.operations.opening import open_catalogue
from coopdesk.operations.text_table import terminal_text

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

# The command that mends what can be; it is part of the sentence that tells of it.
REPAIR = "coopdesk check --repair"
# Records that are named of those which may be one.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: a sentence for each thing that is wrong, none where all is well.

    ``mended`` has a sentence for each thing that was wrong and that a repair put right.
    """

    records: int
    problems: tuple[str, ...]
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a record, or odd, as a line tells it."""

    severity: Severity
    line: str


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


def check_lines(path: Path, *, repair: bool, most: int) -> Iterator[str]:
    """Yield the lines that tell what a check found, as it finds it.

    First what a ``repair`` mended, then at most ``most`` problems of records (none are looked for
    where that is 0), whether documents wait to be read, then that the file is sound and how much
    there is to mend. Raises
    CatalogueError where the file is not sound, or does not open.
    """
    checked = (repair_catalogue if repair else check_catalogue)(path)
    yield from (f"{path}: {mended}" for mended in checked.mended)
    if checked.problems:
        raise CatalogueError(f"{path}: " + " ".join(checked.problems))
    counts = dict.fromkeys(Severity, 0)
    with closing(open_catalogue(path, read_only=True)) as store:
        unread = store.document_texts.unread_number(VERSION)
        if most:
            for flaw in flaws(store):
                counts[flaw.severity] += 1
                if sum(counts.values()) <= most:
                    yield flaw.line
    more = sum(counts.values()) - most
    if more > 0:
        yield ngettext(
            "… and {count} more; --problems lists as many as you say.",
            "… and {count} more; --problems lists as many as you say.",
            more,
        ).format(count=number_words(more))
    if unread:
        yield ngettext(
            "{count} document has not been read for searches yet: “coopdesk index” does that.",
            "{count} documents have not been read for searches yet: “coopdesk index” does that.",
            unread,
        ).format(count=number_words(unread))
    sound = _("{path}: sound, {records}.").format(path=path, records=records_words(checked.records))
    yield f"{sound} {counts_words(counts)}" if sum(counts.values()) else sound


def counts_words(counts: dict[Severity, int]) -> str:
    """Return how many errors and warnings there are, as a sentence."""
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    return _("{errors}, {warnings}.").format(
        errors=ngettext("{count} error", "{count} errors", errors).format(
            count=number_words(errors)
        ),
        warnings=ngettext("{count} warning", "{count} warnings", warnings).format(
            count=number_words(warnings)
        ),
    )


def flaws(store: "Store") -> Iterator[Flaw]:
    """Yield what the rules find in the records, by their reference, then which may be one."""
    mark: Mark | None = Mark()
    while mark is not None:
        page = store.problems.page(mark)
        for found in page.problems:
            problem = found.problem
            yield _flaw(problem.severity, found.reference, found.title, problem.message)
        mark = page.mark
    for area in store.areas():
        for likeness in store.problems.likenesses(area.code):
            rows = store.page(likeness.ids[: _NAMED + 1])
            if len(rows) < 2:  # deleted since
                continue
            named = ", ".join(row.reference for row in rows[1:])
            more = "…" if len(likeness.ids) > len(rows) else ""
            said = _("May be the same as {references}: compare them, and merge those that are one.")
            message = said.format(references=named + more)
            yield _flaw(Severity.WARNING, rows[0].reference, rows[0].title, message)


def _flaw(severity: Severity, reference: str, title: str, message: str) -> Flaw:
    word = _("error") if severity is Severity.ERROR else _("warning")
    line = f"{word}: {reference} {quoted(title, 80)}: {message}"
    return Flaw(severity, terminal_text(line))
