"""The succession in which an agreement stands, as the report of that one record tells it."""

from collections.abc import Mapping, Sequence
from typing import Any

from coopdesk.catalogue.chain import LONGEST, chained_kinds
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.ties import relation_words
from coopdesk.catalogue.vocabulary import code_label, in_force
from coopdesk.reports.agreement_terms import ends_at, signed_at
from coopdesk.reports.named_record import named_record
from coopdesk.reports.succession import Rung, chains, rungs
from coopdesk.reports.wording import Wording

Chains = Mapping[int, Sequence[Rung]]
"""The steps of the chain that each record is in, by the record's own `id()`."""


def chains_of(records: Sequence[Record]) -> Chains:
    """Return the chain of each agreement or programme among ``records`` that stands in one."""
    kinds = chained_kinds(in_force())
    found = [list(rungs(chain)) for chain in chains([one for one in records if one.kind in kinds])]
    return {id(step.record): steps for steps in found for step in steps}


def chain_rows(record: Record, known: Chains, wording: Wording) -> list[dict[str, Any]]:
    """Return the steps of the chain that ``record`` is in, the earliest first; [] for none.

    Of a very long one the steps about the record are told.
    """
    steps = known.get(id(record), ())
    here = next((place for place, step in enumerate(steps) if step.record is record), 0)
    start = max(0, min(here - LONGEST // 2, len(steps) - LONGEST))
    return [_row(step, step.record is record, wording) for step in steps[start : start + LONGEST]]


def _row(step: Rung, here: bool, wording: Wording) -> dict[str, Any]:
    record, language = step.record, wording.language
    key, _title = wording.keys.get(record.reference, ("", ""))
    ties = [
        f"{relation_words(kind, inverse=False, language=language)}: {other.reference}"
        for kind, other in step.links
    ]
    signed = signed_at(record)
    return {
        **named_record(record, "" if here else key, wording),
        "here": here,
        "about": [code_label("kind", record.kind, language), *ties],
        "signed": period_words(record.period if signed.unknown else signed, language),
        "status": code_label("status", record.status, language),
        "expires": period_words(ends_at(record), language),
    }
