"""The parts that a record may carry several of. A kind says which it shows first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """A country or an organisation (or an organisation of a country) and its role.

    ``country`` is ISO 3166-1 alpha-2; ``role`` may be empty where the source names none.
    """

    organisation: str = ""
    country: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happens: a place's name, its country, and WGS 84 degrees where they are known."""

    name: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Something given, sent or delivered; ``quantity`` is None where nobody counted it."""

    description: str = ""
    quantity: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """A group or person that takes part; ``headcount`` is None where it is not known."""

    who: str = ""
    country: str = ""
    headcount: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A run of a course or exercise, or ``count`` runs alike; ``period`` is EDTF."""

    title: str = ""
    period: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record's facts come from; ``seen`` (EDTF) is the day when somebody looked."""

    title: str = ""
    locator: str = ""
    seen: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie to another record of the catalogue, named by its reference."""

    type: str = ""
    reference: str = ""
