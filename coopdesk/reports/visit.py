"""A visit that a brief is written for: who comes, when, and what is to be said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One point of the agenda: its time, as free text ("09:30"), what it is, and who leads it."""

    time: str = ""
    title: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit: its name, its date (EDTF) and place, and what the brief tells beside the records.

    ``participants`` and ``talking_points`` have one line of text each. None of it is stored in the
    catalogue: it belongs to the one brief.
    """

    name: str = ""
    date: str = ""
    place: str = ""
    purpose: str = ""
    participants: tuple[str, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    talking_points: tuple[str, ...] = ()
