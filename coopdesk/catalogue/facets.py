"""The parts that a record may carry several of. A kind says which it shows first.

Countries are ISO 3166-1 alpha-2, currencies ISO 4217, languages as the interface names them
(en, da, sr, sr_Latn); periods are EDTF text. "", None and () mean: not stated.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """A country or an organisation (or an organisation of a country) and its role.

    ``organisation`` is the name under which the catalogue knows it.
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
    """Something given, sent or delivered; a quantity is None where nobody counted it.

    ``stock_number`` is a NATO stock number; ``value`` is that of all that was delivered.
    """

    description: str = ""
    delivered: float | None = None
    unit: str = ""
    category: str = ""
    requested: float | None = None
    agreed: float | None = None
    stock_number: str = ""
    serials: tuple[str, ...] = ()
    condition: str = ""
    value: float | None = None
    currency: str = ""
    handed_over: str = ""
    handover_place: str = ""
    receiving_unit: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """A group or person that takes part; ``headcount`` is None where it is not known."""

    who: str = ""
    country: str = ""
    headcount: int | None = None
    rank_group: str = ""
    role: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A run of a course or exercise, or ``count`` runs alike, with so many ``seats`` in each."""

    title: str = ""
    period: str = ""
    count: int | None = None
    place: str = ""
    country: str = ""
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """What an agreement binds to: the agreement itself first, then each amendment or renewal."""

    title: str = ""
    signed: str = ""
    in_force: str = ""
    expires: str = ""
    renewal: str = ""
    signatories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deployment:
    """One mission, from the request for help to the departure.

    ``modules`` are named as in the register of Decision 2008/73/EC, Euratom where they are in it.
    """

    mission: str = ""
    requested: str = ""
    offered: str = ""
    arrived: str = ""
    departed: str = ""
    modules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """An amount that is set aside for a period; see IATI 2.03, element budget."""

    type: str = ""
    period: str = ""
    amount: float | None = None
    currency: str = ""
    value_date: str = ""


@dataclass(frozen=True, slots=True)
class Transaction:
    """Money promised, paid or spent; see IATI 2.03, element transaction."""

    type: str = ""
    date: str = ""
    amount: float | None = None
    currency: str = ""
    value_date: str = ""
    provider: str = ""
    receiver: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something to be reached: when it is due, and when it was."""

    title: str = ""
    due: str = ""
    done: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """An indicator with what it was before, what was aimed at and what came of it."""

    indicator: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    actual: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file kept in the catalogue, or a link to one elsewhere.

    ``digest`` is the SHA-256 of the file's bytes in hexadecimal, by which the catalogue keeps
    them, "" for a mere ``link``; ``size`` counts bytes, ``media_type`` is as in RFC 6838.
    """

    title: str = ""
    file_name: str = ""
    media_type: str = ""
    size: int | None = None
    digest: str = ""
    link: str = ""
    language: str = ""
    date: str = ""
    marking: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContactRole:
    """A contact of the catalogue, by its name, and what it does for this record."""

    contact: str = ""
    role: str = ""


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


@dataclass(frozen=True, slots=True)
class Translation:
    """Title, summary and description in another language than the record's own."""

    language: str = ""
    title: str = ""
    summary: str = ""
    description: str = ""
