"""The chains of agreements in words: how each stands, and which earlier ones it leads on from."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.ties import relation_words
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.reports.agreement_terms import ends_at, signed_at
from coopdesk.reports.entry_rows import SEPARATOR
from coopdesk.reports.named_record import named_record
from coopdesk.reports.prepared import Prepared
from coopdesk.reports.succession import Rung
from coopdesk.reports.wording import Wording


def agreement_chains(
    chains: Sequence[Sequence[Rung]], registered: Collection[str], prepared: Prepared
) -> dict[str, Any]:
    """Return ``chains`` for the template; ``registered`` are the keys that can be linked to.

    Each rung has its ``ties`` to earlier ones and, as further rungs, its ``parts``.
    """
    wording = prepared.wording

    def named(record: Record) -> dict[str, Any]:
        key = prepared.key(record)
        return named_record(record, key if key in registered else "", wording)

    def told(rung: Rung) -> dict[str, Any]:
        return {
            **named(rung.record),
            "stands": SEPARATOR.join(_stands(rung.record, wording)),
            "ties": [
                {
                    "type": relation_words(kind, inverse=False, language=wording.language),
                    **named(earlier),
                }
                for kind, earlier in rung.links
            ],
            "parts": [told(part) for part in rung.parts],
        }

    return {
        "title": wording.gettext("How they follow one another"),
        "count": wording.ngettext("{count} chain", "{count} chains", len(chains)),
        "about": wording.gettext(
            "Each chain begins with the oldest; what is part of another is indented under it."
        ),
        "chains": [[told(rung) for rung in chain] for chain in chains],
    }


def _stands(record: Record, wording: Wording) -> Iterable[str]:
    """Yield what a record is and how it stands: its status, when it was signed and when it ends."""
    if record.reference:
        yield record.reference
    yield code_label("kind", record.kind, wording.language)
    if record.status:
        yield code_label("status", record.status, wording.language)
    signed = period_words(signed_at(record), wording.language)
    if signed:
        yield wording.gettext("signed {date}").format(date=signed)
    elif not record.period.unknown:
        yield period_words(record.period, wording.language)
    ends = period_words(ends_at(record), wording.language)
    # The period in words says its own end.
    if ends and (signed or any(term.expires for term in record.terms)):
        yield wording.gettext("expires {date}").format(date=ends)
