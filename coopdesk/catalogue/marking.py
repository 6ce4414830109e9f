"""Protective markings, the ceiling of the program, and the audiences of an export."""

from dataclasses import dataclass

from coopdesk.catalogue.errors import CatalogueError, UnknownCode, quoted
from coopdesk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Marking:
    """One step of the scale; ``national`` gives the equivalent that a language area uses."""

    code: str
    national: tuple[tuple[str, str], ...] = ()

    def banner(self, language: str = "en") -> str:
        """Return what stands at the top and bottom of a page in that language."""
        equivalent = dict(self.national).get(language)
        return f"{self.code} / {equivalent}" if equivalent else self.code


# Ascending. The national equivalents of RESTRICTED: Denmark's and Serbia's own scales.
SCALE: tuple[Marking, ...] = (
    Marking("UNMARKED"),
    Marking("UNCLASSIFIED"),
    Marking(
        "RESTRICTED",
        (("da", "TIL TJENESTEBRUG"), ("sr_Latn", "INTERNO"), ("sr", "ИНТЕРНО")),
    ),
    Marking("CONFIDENTIAL"),
    Marking("SECRET"),
    Marking("TOP SECRET"),
)
CEILING = "RESTRICTED"
PUBLIC_LIMIT = "UNCLASSIFIED"


class AboveCeiling(CatalogueError):
    """Something is marked higher than the program is accredited to hold."""


def rank(code: str) -> int:
    """Return the place of a marking in the scale, 0 the lowest; UnknownCode for any other word."""
    for place, marking in enumerate(SCALE):
        if marking.code == code:
            return place
    known = ", ".join(storable_markings())
    raise UnknownCode(
        _("{code} is not a marking; use one of {known}.").format(code=quoted(code), known=known)
    )


def storable_markings() -> tuple[str, ...]:
    """Return the markings up to the ceiling, lowest first."""
    return tuple(marking.code for marking in SCALE[: rank(CEILING) + 1])


def refuse_above_ceiling(code: str) -> None:
    """Raise AboveCeiling where ``code`` is higher than the program may hold."""
    if rank(code) > rank(CEILING):
        raise AboveCeiling(
            _(
                "CoopDesk is not accredited for {code}: it holds records up to {ceiling}. "
                "Keep this one in a system that is accredited for it."
            ).format(code=code, ceiling=CEILING)
        )


def highest(codes: tuple[str, ...]) -> str:
    """Return the highest of these markings, UNMARKED where there is none."""
    return SCALE[max((rank(code) for code in codes), default=0)].code


def marking_by_code(code: str) -> Marking:
    """Return the marking with that code; UnknownCode for any other word."""
    return SCALE[rank(code)]


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom an export is for: ``internal``, ``partner`` (of ``country``) or ``public``."""

    name: str = "internal"
    country: str = ""

    @classmethod
    def parse(cls, text: str) -> "Audience":
        """Read ``internal``, ``partner:RS`` or ``public``; UnknownCode for anything else."""
        if text in ("internal", "public"):
            return cls(text)
        name, _colon, country = text.partition(":")
        # Before upper(): it makes two Latin letters of "ß".
        if name == "partner" and len(country) == 2 and country.isascii() and country.isalpha():
            return cls(name, country.upper())
        raise UnknownCode(
            _("{text} is not an audience; use internal, partner:RS (a country) or public.").format(
                text=quoted(text)
            )
        )

    def __str__(self) -> str:
        return f"{self.name}:{self.country}" if self.country else self.name

    def may_see(self, marking: str, releasable_to: tuple[str, ...], publish: bool) -> bool:
        """Tell whether a record so marked and released may reach this audience."""
        if self.name == "internal":
            return True
        public = publish and rank(marking) <= rank(PUBLIC_LIMIT)
        # What anybody may read, a partner may read too.
        return public or (self.name == "partner" and self.country in releasable_to)


AUDIENCE_LABELS: tuple[tuple[str, str], ...] = (
    ("internal", N_("Internal: everything")),
    ("partner", N_("Partner: what is releasable to the country")),
    ("public", N_("Public: unclassified and cleared for publication")),
)
