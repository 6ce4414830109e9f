"""The code lists of a catalogue: the program's own, as the catalogue words and orders them.

Words are asked for deep in the code, so they come from the vocabulary in force, as the interface's
language does; whatever decides (rules, lists, the store) is given the one that it is to go by.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.codes import (
    CODE_LISTS,
    KINDS,
    ORGANISATION_TYPES,
    STATUSES,
    Code,
    Kind,
    Status,
    Tag,
)
from coopdesk.catalogue.errors import UnknownCode, quoted
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.i18n import _

# The lists that a catalogue may change; the others are the program's alone.
CHANGEABLE = ("kind", "status", "tag", "organisation_type")
# The position of a tag that nobody has placed: such tags stand last, in the order of the alphabet.
UNPLACED = 1_000_000

_C = TypeVar("_C", bound=Code)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists that a catalogue may change, each in its order, with what is retired.

    ``tags`` are those that the catalogue says something of; records may have others.
    """

    kinds: tuple[Kind, ...] = KINDS
    statuses: tuple[Status, ...] = STATUSES
    organisation_types: tuple[Code, ...] = ORGANISATION_TYPES
    tags: tuple[Tag, ...] = ()
    _known: dict[str, dict[str, Code]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lists: dict[str, tuple[Code, ...]] = CODE_LISTS | {
            "kind": self.kinds,
            "status": self.statuses,
            "organisation_type": self.organisation_types,
            "tag": self.tags,
        }
        known = {name: {entry.code: entry for entry in lists[name]} for name in lists}
        object.__setattr__(self, "_known", known)

    @classmethod
    def of(cls, entries: Iterable[CodeEntry]) -> "Vocabulary":
        """Return the program's lists, changed as ``entries`` say.

        What this version of the program does not know, be it a list or a trait, is passed over.
        """
        said: dict[str, list[CodeEntry]] = {name: [] for name in CHANGEABLE}
        for entry in entries:
            said.get(entry.list, []).append(entry)
        return cls(
            _changed(KINDS, said["kind"], Kind),
            _changed(STATUSES, said["status"], Status),
            _changed(ORGANISATION_TYPES, said["organisation_type"], Code),
            _changed((), said["tag"], Tag),
        )

    def entries(self, list_name: str) -> tuple[Code, ...]:
        """Return a list in its order, the retired codes too; KeyError for no list of codes."""
        return tuple(self._known[list_name].values())

    def offered(self, list_name: str) -> tuple[Code, ...]:
        """Return what a list offers for new records; KeyError for no list of codes."""
        return tuple(entry for entry in self._known[list_name].values() if not entry.retired)

    def find(self, list_name: str, code: str) -> Code | None:
        """Return the entry with that code, None where the list lacks it."""
        return self._known[list_name].get(code)

    def label(self, list_name: str, code: str, language: str | None = None) -> str:
        """Return the word for ``code`` of a list; the code itself where the list lacks it."""
        entry = self._known[list_name].get(code)
        return code if entry is None else entry.words(language)

    def kind(self, code: str) -> Kind:
        """Return the kind with that code; UnknownCode where there is none."""
        for kind in self.kinds:
            if kind.code == code:
                return kind
        known = ", ".join(kind.code for kind in self.kinds)
        raise UnknownCode(
            _("There is no kind of record called {code}; known are: {known}.").format(
                code=quoted(code), known=known
            )
        )

    def statuses_for(self, kind: str) -> tuple[Status, ...]:
        """Return the statuses that a record of this kind may have, the retired ones too.

        Raises UnknownCode where there is no such kind.
        """
        agreement = self.kind(kind).agreement
        return tuple(status for status in self.statuses if status.agreement == agreement)

    @property
    def under_way(self) -> tuple[str, ...]:
        """The codes of the statuses under which work goes on."""
        return tuple(status.code for status in self.statuses if status.under_way)

    @property
    def ended(self) -> tuple[str, ...]:
        """The codes of the statuses after which nothing more is to come."""
        return tuple(status.code for status in self.statuses if status.ended)

    @property
    def agreements(self) -> tuple[str, ...]:
        """The codes of the kinds that are agreements."""
        return tuple(kind.code for kind in self.kinds if kind.agreement)


def place(
    own: Mapping[str, int], code: str, position: int, words: str
) -> tuple[int, int, str, str]:
    """Return by what a code is sorted: where two meet, what is not the program's ``own`` first.

    After that come its ``words``, then the code.
    """
    return position, own.get(code, -1), folded_sort_key(words), code


def _changed(own: tuple[_C, ...], said: list[CodeEntry], make: type[_C]) -> tuple[_C, ...]:
    places = {entry.code: number for number, entry in enumerate(own)}
    made = {entry.code: entry for entry in own}
    positions = dict(places)
    for entry in said:
        made[entry.code] = _worded(made.get(entry.code) or make(entry.code, ""), entry)
        positions[entry.code] = entry.position
    return tuple(
        sorted(made.values(), key=lambda c: place(places, c.code, positions[c.code], c.code))
    )


def _worded(code: _C, entry: CodeEntry) -> _C:
    changes: dict[str, Any] = {
        "names": tuple((tongue, name) for tongue, name in entry.names.items() if name.strip()),
        "colour": entry.colour,
        "retired": entry.retired,
    }
    traits = entry.traits
    for name in ("agreement", "under_way", "ended"):
        if hasattr(code, name) and isinstance(traits.get(name), bool):
            changes[name] = traits[name]
    if isinstance(code, Kind) and isinstance(traits.get("first"), list | tuple):
        changes["first"] = tuple(str(facet) for facet in traits["first"])
    return replace(code, **changes)


BUILT_IN = Vocabulary()


@dataclass(slots=True)
class _State:
    vocabulary: Vocabulary = BUILT_IN


_state = _State()


def use(vocabulary: Vocabulary) -> None:
    """Make ``vocabulary`` the one whose words are shown from now on, in every thread."""
    _state.vocabulary = vocabulary


def in_force() -> Vocabulary:
    """Return the vocabulary whose words are shown."""
    return _state.vocabulary


def code_label(list_name: str, code: str, language: str | None = None) -> str:
    """Return the word of the vocabulary in force for ``code`` of a list; the code where it has
    none."""
    return _state.vocabulary.label(list_name, code, language)
