"""What the rules find in the records of a catalogue, page by page."""

from dataclasses import dataclass

from coopdesk.catalogue.rule import Problem


@dataclass(frozen=True, slots=True)
class RecordProblem:
    """A problem and the record in which it is; ``record_id`` is the store's key.

    ``key`` is text by which references sort as numbers.
    """

    record_id: int
    reference: str
    title: str
    problem: Problem
    key: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of a record in the order of the references, after which a page begins."""

    key: str = ""
    record_id: int = 0


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """What was found in ``checked`` records; ``mark`` is the last of them, None at the end."""

    problems: tuple[RecordProblem, ...]
    checked: int
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in the records with these ``ids``, of which some may be gone."""

    ids: frozenset[int]
    problems: tuple[RecordProblem, ...]
