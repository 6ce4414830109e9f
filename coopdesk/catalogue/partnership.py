"""Who cooperates with whom, and whom to call."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call: the office, by which the catalogue knows it, and a person only if needed."""

    name: str
    address: str = ""
    country: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    person: str = ""
    organisation: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Partnership:
    """Countries (ISO 3166-1 alpha-2) that cooperate, since when (EDTF), why, and its contact."""

    code: str
    countries: tuple[str, ...]
    since: str = ""
    region: str = ""
    purpose: tuple[str, ...] = ()
    standing: str = ""
    contact: Contact | None = None
