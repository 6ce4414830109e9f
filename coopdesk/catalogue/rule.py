"""What a rule is: its code, how grave it is, which fields it reads, and what it finds."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Protocol, TypeAlias

from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import BUILT_IN, Vocabulary


class Severity(Enum):
    """How grave a problem is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with which field, and how to mend it, in one sentence.

    ``rule`` is the code of the rule that found it. In a facet ``row`` counts its entries from 1
    and ``part`` names the entry's field, 0 and "" where the whole facet or entry is meant.
    """

    severity: Severity
    field: str
    message: str
    rule: str = ""
    row: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What a rule may want to know of another record; ``signed`` is EDTF, "" where unknown."""

    reference: str
    status: str = ""
    signed: str = ""


class Neighbours(Protocol):
    """The other records, for rules that look beyond their own."""

    def known(self, reference: str) -> Neighbour | None:
        """Return the record with that reference, None where the catalogue has none."""

    def successor(self, reference: str) -> Neighbour | None:
        """Return a record that supersedes the one with that reference, None where none does."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may need to know beside the record: the areas, partnerships, lists and the day.

    Without ``neighbours`` the rules that look at other records find nothing.
    """

    areas: Collection[str]
    partnerships: Collection[str]
    today: date
    vocabulary: Vocabulary = BUILT_IN
    neighbours: Neighbours | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a rule found something, and the sentence; see `Problem`."""

    field: str
    message: str
    row: int = 0
    part: str = ""


Said: TypeAlias = tuple[str, dict[str, object]]
"""A sentence with {field} and other names in braces, and what the other names stand for."""


@dataclass(frozen=True, slots=True)
class ValueRule:
    """A rule on single values: each that is not empty, of each field whose type is in ``types``.

    ``title`` is a few English words, translated where shown. ``judge`` takes the value, its
    field's declaration and the context; it returns None for what is right. Of tags and countries
    it is given each. With ``only`` it judges none but the fields of these names. Where it is
    ``of_form`` it finds nothing in a text that is `plain`.
    """

    code: str
    severity: Severity
    title: str
    types: frozenset[FieldType]
    judge: Callable[[Any, Field, Context], Said | None]
    only: frozenset[str] = frozenset()
    of_form: bool = False

    @property
    def reads(self) -> frozenset[str]:
        """The fields of a record that the rule looks at."""
        return _fields_judged(self)

    def judges(self, field: Field) -> bool:
        """Tell whether the rule looks at values of that field."""
        return field.type in self.types and (not self.only or field.name in self.only)


@dataclass(frozen=True, slots=True)
class RecordRule:
    """A rule on what stands together in a record, in the fields that it ``reads``.

    With ``within`` it has nothing to say of a record in which that field is empty. Where it is
    ``apart`` what it finds in a field depends on that field alone; where it looks ``beyond``, on
    other records too.
    """

    code: str
    severity: Severity
    title: str
    reads: frozenset[str]
    find: Callable[[Record, Context], Iterator[Finding]]
    within: str = ""
    apart: bool = False
    beyond: bool = False


Rule: TypeAlias = ValueRule | RecordRule


@cache
def _fields_judged(rule: ValueRule) -> frozenset[str]:
    return frozenset(
        field.name
        for field in FIELDS
        if rule.judges(field) or (field.facet and any(map(rule.judges, FACET_FIELDS[field.facet])))
    )


def reads(*names: str) -> frozenset[str]:
    """Return these names of fields, to declare what a rule reads."""
    return frozenset(names)


def plain(text: str, field: Field) -> bool:
    """Tell whether a text is as nearly all are: printable, on one line, not blank, not too long."""
    return text.isprintable() and len(text) <= field.limit and not text.isspace()


def blank(value: object) -> bool:
    """Tell whether nothing is stated: no value, or a text of blanks."""
    return not value.strip() if isinstance(value, str) else value is None or value == ()
