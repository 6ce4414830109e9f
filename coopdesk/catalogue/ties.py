"""Relations as they are seen from a record: its own, and those by which others point at it."""

from dataclasses import dataclass

from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import N_, translator

# Each type of relation from the other side. A type without one, of a later version, is "related".
_INVERSE = {
    "part_of": N_("Has part"),
    "follows": N_("Followed by"),
    "supersedes": N_("Superseded by"),
    "prepares": N_("Prepared by"),
    "uses": N_("Used by"),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation of a record: its own, or (``inverse``) that of another which points at it.

    ``reference``, ``id`` and ``title`` are the other record's; ``id`` is 0 where the catalogue has
    none of that reference.
    """

    type: str
    reference: str
    inverse: bool = False
    id: int = 0
    title: str = ""

    def words(self, language: str | None = None) -> str:
        """Return what the other record is to this one: "Supersedes", "Superseded by"."""
        return relation_words(self.type, inverse=self.inverse, language=language)


@dataclass(frozen=True, slots=True)
class Ties:
    """All ties of a record: its own in their order, then those of others by their reference.

    ``more`` counts what is left out where very many point at one record.
    """

    known: tuple[Tie, ...] = ()
    more: int = 0


NO_TIES = Ties()


def relation_words(type_code: str, *, inverse: bool, language: str | None = None) -> str:
    """Return the word for a type of relation as seen from either side ("" is "Related to")."""
    if inverse and type_code in _INVERSE:
        return translator(language).gettext(_INVERSE[type_code])
    return code_label("relation", "related" if inverse else type_code or "related", language)


def each_once(ties: tuple[Tie, ...]) -> tuple[Tie, ...]:
    """Return ``ties`` without those that say again what another has said.

    Two records that name each other as related are related once.
    """
    said = {(tie.words("en"), tie.reference): tie for tie in reversed(ties)}
    kept = set(map(id, said.values()))
    return tuple(tie for tie in ties if id(tie) in kept)
