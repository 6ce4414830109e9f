"""A visit that a brief is written for: who comes, when, and what is to be said."""

from dataclasses import dataclass, replace

from coopdesk.catalogue.marking import Audience


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


def told_visit(visit: Visit, audience: Audience) -> Visit:
    """Return what ``audience`` may know of ``visit``.

    What the house wants to reach, who comes for it and what they are to say is for the house
    alone: outside there are no purpose, participants or talking points. The public is not told who
    leads a point of the agenda either. Points and lines without a word are left out for everybody.
    """
    agenda = [point for point in visit.agenda if (point.time + point.title + point.lead).strip()]
    if audience.name == "public":
        agenda = [replace(point, lead="") for point in agenda]
        agenda = [point for point in agenda if (point.time + point.title).strip()]
    inside = audience.name == "internal"
    return replace(
        visit,
        purpose=visit.purpose if inside else "",
        participants=_worded(visit.participants) if inside else (),
        agenda=tuple(agenda),
        talking_points=_worded(visit.talking_points) if inside else (),
    )


def keeps_back(visit: Visit, audience: Audience) -> bool:
    """Tell whether ``visit`` has a purpose, participants or talking points that ``audience`` is
    not told."""
    told, inside = told_visit(visit, audience), told_visit(visit, Audience())
    return replace(told, agenda=inside.agenda) != inside


def _worded(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())
