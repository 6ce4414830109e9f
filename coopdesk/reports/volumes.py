"""A report that one document cannot hold, in numbered volumes: each a document of its own.

The compiler needs memory for all that it has set until the last page is written, about a megabyte
and a quarter a page. So what is too much for one document is cut before anything is compiled, and
each volume is a whole report: its own front, contents, page numbers, marking and check sum.

To make them, one after the other so that no more memory is needed than for one:

    for request in volumes(request, name):      # one request, itself, where one document is enough
        work = job(request, name)               # coopdesk.reports.child
        ...                                     # compiled in a child, saved as volume_path says

Ending the child, or not asking for the next, ends the work. A preview shows the first volume.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path

from coopdesk.catalogue.record import Record
from coopdesk.catalogue.record_marking import effective_marking
from coopdesk.i18n import _
from coopdesk.reports.catalogue_report import chapters_of
from coopdesk.reports.chosen import chosen
from coopdesk.reports.released import released
from coopdesk.reports.request import ReportRequest

IN_VOLUMES = {
    "catalogue": 1.0,
    "record": 1.3,
    "area": 1.0,
    "visit-brief": 1.0,
    "donations": 0.35,
    "training": 0.3,
}
"""The reports that grow with the records, and what part of a record's weight one has in them.

The others count, or list the few records of a kind."""

_BY_AREA = ("catalogue", "area")

LARGEST = 650_000
"""What one document holds at the most: kilobytes of memory that the compiler needs, as estimated.

The measure was taken of catalogues of all kinds of records; a fourth of a gigabyte is left for what
it estimates too low."""

# Kilobytes for a record with its title; for an entry that is a row of a table, and one that is a
# line; and the characters that take one.
_RECORD, _ROW, _LINE, _CHARACTERS = 200, 60, 15, 40
_ROWS = ("terms", "deployments", "milestones", "results", "budget", "transactions")
_LINES = ("places", "parties", "contacts", "participants", "sessions", "documents", "sources")
_ITEM = 120  # a row of six columns, with small print


def volumes(
    request: ReportRequest, report: str, largest: int = LARGEST
) -> tuple[ReportRequest, ...]:
    """Return a request for each volume that the report called ``report`` needs, in their order.

    No volume is estimated to need more than ``largest`` kilobytes, unless a single record does. One
    that needs no volumes comes back as it is. Ties in a volume still name the records of the
    others. Raises AboveCeiling for a record that is marked higher than the program may hold.
    """
    if report not in IN_VOLUMES:
        return (request,)
    told = _told(request)
    # Weighed as they are told: where a volume ends must say nothing of what is left out.
    seen = released(told, request.audience)
    part = IN_VOLUMES[report]
    weights = {
        id(one): part * _weight_in(as_told, request)
        for one, as_told in zip(told, seen, strict=True)
    }
    needed = sum(weights.values())
    if needed <= largest:
        return (request,)
    if report in _BY_AREA:
        told = [one for chapter in chapters_of(told, request.areas) for one in chapter.records]
    parts = tuple(_cut(told, weights, needed / ceil(needed / largest)))
    ties = _Ties((*told, *request.beside))
    return tuple(
        replace(request, records=own, beside=ties.beside(own), volume=(number, len(parts)))
        for number, own in enumerate(parts, start=1)
    )


def volume_path(target: Path, number: int, count: int) -> Path:
    """Return the file of volume ``number`` of ``count`` beside ``target``: "Name 2 of 4.pdf".

    The numbers have one width, so that the files stand in their order in any list.
    """
    name = _("{name} {number} of {count}").format(
        name=target.stem, number=str(number).zfill(len(str(count))), count=count
    )
    return target.with_name(name + target.suffix)


def weight(record: Record) -> int:
    """Return about how many kilobytes the compiler needs for ``record`` told in full."""
    texts = len(record.summary) + len(record.description) + len(record.notes)
    return (
        _RECORD
        + _ITEM * len(record.items)
        + _ROW * sum(len(getattr(record, name)) for name in _ROWS)
        + _LINE * sum(len(getattr(record, name)) for name in _LINES)
        + texts // _CHARACTERS
    )


def _weight_in(record: Record, request: ReportRequest) -> int:
    if request.options.brief:
        return _RECORD + len(record.summary) // _CHARACTERS
    return weight(record) + _LINE * len(request.histories.get(record.uid, ()))


def _told(request: ReportRequest) -> list[Record]:
    """Return the records that the audience may see, as they are in the catalogue."""
    may_see = request.audience.may_see
    return [
        record
        for record in chosen(request.records, request.options)
        if may_see(effective_marking(record), record.releasable_to, record.publish)
    ]


def _cut(
    records: Sequence[Record], weights: Mapping[int, float], size: float
) -> Iterator[tuple[Record, ...]]:
    """Yield ``records`` in parts of about the same ``size``, by their ``weights``."""
    part: list[Record] = []
    so_far, ends_at = 0.0, size
    for record in records:
        own = weights[id(record)]
        if part and so_far + own / 2 > ends_at:
            yield tuple(part)
            part = []
            ends_at = max(ends_at + size, so_far + size)
        part.append(record)
        so_far += own
    yield tuple(part)


class _Ties:
    """Which of some records are tied to which others, in either direction."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._known = {record.reference: record for record in records}
        self._pointing: dict[str, list[str]] = {}
        for record in self._known.values():
            for tie in record.relations:
                self._pointing.setdefault(tie.reference, []).append(record.reference)

    def beside(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """Return what ``records`` are tied to and is not among them."""
        own = {record.reference for record in records}
        tied: dict[str, None] = {}
        for record in records:
            ends = (tie.reference for tie in record.relations)
            tied.update(dict.fromkeys((*ends, *self._pointing.get(record.reference, ()))))
        return tuple(self._known[name] for name in tied if name in self._known and name not in own)
