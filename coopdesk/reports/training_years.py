"""Which records are training, and under which year each of them and its sessions stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coopdesk.catalogue.facets import Session
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_quarters import year_begun
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.reports.options import Options

CANCELLED = "cancelled"
"""The status of what is listed and not counted."""

# Training of which the vocabulary shows no sessions first.
_WITHOUT_SESSIONS = ("exchange_visit", "mentoring")
_HOSTING = ("host", "provider", "implementer", "lead", "")


@dataclass(frozen=True, slots=True)
class Stand:
    """A record under one year, with those of its sessions that are of it.

    ``year`` is None where it is not known, or, as ``before`` says, earlier than the report goes.
    ``first`` says that the record stands under no earlier one: its people are counted here.
    """

    record: Record
    year: int | None
    before: bool
    sessions: tuple[Session, ...]
    first: bool = False

    @property
    def order(self) -> tuple[bool, int]:
        """By what stands are sorted: the oldest first, the unknown last."""
        return self.year is None and not self.before, self.year or 0


def is_training(record: Record, vocabulary: Vocabulary) -> bool:
    """Tell whether ``record`` is training.

    It is where its kind is one that shows sessions first (courses, exercises, seminars, and such
    kinds as a catalogue adds), an exchange visit or mentoring; and any record that has sessions,
    which are the runs of a course by what they are. Participants alone make no training: a
    deployment has some, and a meeting.
    """
    kind = next((kind for kind in vocabulary.kinds if kind.code == record.kind), None)
    shows = kind is not None and "sessions" in kind.first
    return shows or record.kind in _WITHOUT_SESSIONS or bool(record.sessions)


def stands_of(record: Record, options: Options) -> tuple[Stand, ...]:
    """Return the years under which ``record`` stands, with its sessions.

    A session stands under the year in which it begins, a record without any under its own. What
    has no certain year of its own stands with the record; years that ``options`` leave out are
    left out here too.
    """
    home = year_begun(record.period)
    found: dict[int | None, list[Session]] = {}
    undated: list[Session] = []
    for session in record.sessions:
        year = year_begun(Period.parse(session.period))
        if year is None:
            undated.append(session)
        elif _is_asked(year, options):
            found.setdefault(year, []).append(session)
    before = home is not None and not _is_asked(home, options)
    if undated:
        place = min(filter(None, found), default=home) if before else home
        found.setdefault(place, []).extend(undated)
    if not found:
        found = {home: []}
    if before and home in found:
        return (Stand(record, None, True, tuple(found[home]), first=True),)
    years = sorted(found, key=lambda year: (year is None, year or 0))
    return tuple(
        Stand(record, year, False, tuple(found[year]), first=place == 0)
        for place, year in enumerate(years)
    )


def by_year(stands: Iterable[Stand], *, newest_first: bool) -> list[list[Stand]]:
    """Return ``stands`` by their years, the unknown last in either order."""
    found: dict[tuple[bool, int], list[Stand]] = {}
    for stand in stands:
        found.setdefault(stand.order, []).append(stand)
    known = sorted((key for key in found if not key[0]), reverse=newest_first)
    unknown = [key for key in found if key[0]]
    return [found[key] for key in (*known, *unknown)]


def institution_of(record: Record) -> tuple[str, str]:
    """Return the organisation that holds the training, and the country in which it is held.

    It is the host, else who provides, carries out or leads it, else one without a role; "" where
    none is named. The country is the first place's, else the first session's, else that of who
    holds it.
    """
    named = [
        party
        for role in _HOSTING
        for party in record.parties
        if party.role == role and party.organisation.strip()
    ]
    hosts = [party for party in record.parties if party.role == "host" and party.country]
    holder = named[0].organisation if named else ""
    countries = (
        *(place.country for place in record.places),
        *(session.country for session in record.sessions),
        *(party.country for party in (*named[:1], *hosts)),
    )
    return holder, next(filter(None, countries), "")


def runs_of(sessions: Sequence[Session]) -> int | None:
    """Return how many sessions were held, None where none is recorded; an entry is one at least."""
    return sum(session.count or 1 for session in sessions) if sessions else None


def _is_asked(year: int, options: Options) -> bool:
    first, last = options.first_year, options.last_year
    return (first is None or year >= first) and (last is None or year <= last)
