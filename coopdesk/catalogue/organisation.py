"""Organisations, known once: what is said of one beside its name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation by the name that records give it.

    ``type`` is a code of the list "organisation_type", ``country`` ISO 3166-1 alpha-2,
    ``identifier`` as IATI 2.03 writes organisations' identifiers (DK-CVR-12345678); ``aliases``
    are other names under which it is found.
    """

    name: str
    type: str = ""
    country: str = ""
    identifier: str = ""
    website: str = ""
    aliases: tuple[str, ...] = ()
    notes: str = ""
