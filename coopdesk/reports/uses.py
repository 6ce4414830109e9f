"""What was used by what: the relation "uses", seen from both of its sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.ties import relation_words
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.reports.entry_rows import SEPARATOR
from coopdesk.reports.named_record import named_record
from coopdesk.reports.wording import Wording

_USES = "uses"


@dataclass(frozen=True, slots=True)
class Use:
    """That a record uses the ``other``, or (``inverse``) is used by it."""

    other: Record
    inverse: bool


def uses_of(records: Sequence[Record]) -> Mapping[int, Sequence[Use]]:
    """Return what each of ``records``, by its ``id()``, uses and is used by, each once.

    Relations to anything but ``records`` do not count.
    """
    known = {record.reference: record for record in records if record.reference}
    found: dict[int, dict[tuple[int, bool], Use]] = {}
    for record in records:
        for tie in record.relations:
            other = known.get(tie.reference)
            if tie.type == _USES and other is not None and other is not record:
                found.setdefault(id(record), {})[id(other), False] = Use(other, False)
                found.setdefault(id(other), {})[id(record), True] = Use(record, True)
    return {key: tuple(own.values()) for key, own in found.items()}


def use_words(uses: Sequence[Use], wording: Wording) -> list[dict[str, Any]]:
    """Return ``uses`` in words: what a record is used by, then what it uses itself."""
    return [
        {
            "label": relation_words(_USES, inverse=inverse, language=wording.language),
            "records": [_told(one.other, wording) for one in uses if one.inverse is inverse],
        }
        for inverse in (True, False)
        if any(one.inverse is inverse for one in uses)
    ]


def _told(other: Record, wording: Wording) -> dict[str, Any]:
    about = (
        other.reference,
        code_label("kind", other.kind, wording.language),
        period_words(other.period, wording.language),
    )
    return {**named_record(other, "", wording), "about": SEPARATOR.join(filter(None, about))}
