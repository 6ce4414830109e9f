"""Rows of a table as records: which column is which field, and what the cells mean."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.facets import Item, Party, Place, Source
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.marking import storable_markings
from coopdesk.catalogue.period_reading import read_period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.exchange.cell_values import country_of, number_of
from coopdesk.i18n import LANGUAGES, N_, _, translator

# So many choices are named where what is written is none of them.
_NAMED = 15
_TONGUES = tuple(code for code, _name in LANGUAGES)
_PARTS = re.compile(r"[;,\n]")
_YES = {"yes", "y", "true", "1", "x", "ja", "da", "✓"}
_NO = {"", "no", "n", "false", "0", "nej", "ne", "-"}


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can become: a field of the record, or a part of the first entry of a list."""

    name: str
    label: str

    def words(self, language: str | None = None) -> str:
        """Return the label in ``language`` (None: the interface's)."""
        return translator(language).gettext(self.label)


def _own(name: str) -> Target:
    return Target(name, field(name).label)


TARGETS: tuple[Target, ...] = (
    *map(_own, ("title", "kind", "area", "status", "period", "summary", "description")),
    Target("place", N_("Place")),
    Target("country", N_("Country of the place")),
    Target("provider", N_("Provider")),
    Target("receiver", N_("Receiver")),
    Target("organisation", N_("Organisation")),
    Target("item", N_("Item")),
    Target("delivered", N_("Delivered")),
    Target("unit", N_("Unit")),
    Target("source", N_("Source")),
    *map(_own, ("tags", "notes", "marking", "releasable_to", "publish")),
)
# Words that stand over such columns in practice, folded, besides the labels in all languages.
_ALSO = {
    "title": ("name", "titel", "navn", "naziv", "activity", "aktivitet", "aktivnost"),
    "kind": ("type", "tip", "category"),
    "period": ("date", "dates", "year", "when", "dato", "ar", "datum", "godina"),
    "place": ("location", "where", "sted", "mesto"),
    "summary": ("resume", "kort beskrivelse", "sazetak"),
    "description": ("details", "beskrivelse", "opis"),
    "notes": ("note", "remarks", "comments", "bemaerkninger", "napomene", "napomena"),
    "delivered": ("quantity", "amount", "number", "antal", "kolicina", "broj"),
    "tags": ("keywords", "maerker", "oznake"),
}


@dataclass(frozen=True, slots=True)
class _Choices:
    """The codes of a field by all their words, folded, and the words that are offered."""

    codes: Mapping[str, str]
    offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What cells are read against: the catalogue's areas, lists, and what every row starts from."""

    areas: Sequence[Area]
    vocabulary: Vocabulary
    start: Record
    _choices: dict[str, "_Choices"] = dataclass_field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def choices(self, name: str) -> "_Choices":
        """Return what the field ``name`` may be."""
        known = self._choices.get(name)
        if known is None:
            known = self._choices[name] = _choices_of(name, self)
        return known


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row as a record, with what could not be read: (column, sentence) for each such cell."""

    record: Record
    refused: tuple[tuple[int, str], ...] = ()


def guessed_targets(header: Sequence[str]) -> tuple[str, ...]:
    """Return for each column the name of the target that its heading speaks of, "" for none."""
    known = _headings()
    taken: set[str] = set()
    guesses = []
    for cell in header:
        name = known.get(folded_sort_key(cell), "")
        guesses.append("" if name in taken else name)
        taken.add(name)
    return tuple(guesses)


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row speaks of the columns rather than of a record."""
    if not rows:
        return False
    filled = [cell for cell in rows[0] if cell.strip()]
    return sum(map(bool, guessed_targets(filled))) * 2 >= len(filled) > 0


def read_row(cells: Sequence[str], targets: Sequence[str], frame: Frame) -> RowReading:
    """Return the record of one row; a cell that cannot be read leaves its field as it starts."""
    made = _Made(frame)
    refused = []
    for column, (cell, name) in enumerate(zip(cells, targets, strict=False)):
        text = cell.strip()
        if not name or not text:
            continue
        try:
            _READERS.get(name, _text)(made, name, text)
        except CatalogueError as error:
            refused.append((column, str(error)))
    return RowReading(replace(frame.start, **made.values), tuple(refused))


class _Made:
    """The fields of a row as far as it is read."""

    __slots__ = ("frame", "values")

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.values: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        return self.values[name] if name in self.values else getattr(self.frame.start, name)

    def __setitem__(self, name: str, value: Any) -> None:
        self.values[name] = value


def _headings() -> dict[str, str]:
    known: dict[str, str] = {}
    for target in TARGETS:
        words = [target.name, *(target.words(code) for code in _TONGUES)]
        for word in (*words, *_ALSO.get(target.name, ())):
            known.setdefault(folded_sort_key(word), target.name)
    return known


def _text(made: _Made, name: str, text: str) -> None:
    long = name in ("summary", "description", "notes")
    made[name] = text if long else " ".join(text.split())


def _choice(made: _Made, name: str, text: str) -> None:
    choices = made.frame.choices(name)
    code = choices.codes.get(folded_sort_key(text))
    if code is None:
        more = "…" if len(choices.offered) > _NAMED else ""
        raise CatalogueError(
            _("{value} is not known as “{field}”: write one of {known}.").format(
                value=quoted(text),
                field=field(name).words(),
                known=", ".join(choices.offered[:_NAMED]) + more,
            )
        )
    made[name] = code


def _period(made: _Made, _name: str, text: str) -> None:
    made["period"] = read_period(text)


def _tags(made: _Made, _name: str, text: str) -> None:
    tags = (" ".join(part.split()) for part in _PARTS.split(text))
    made["tags"] = tuple(dict.fromkeys([*made["tags"], *filter(None, tags)]))


def _countries(made: _Made, _name: str, text: str) -> None:
    codes = [country_of(part) for part in _PARTS.split(text) if part.strip()]
    made["releasable_to"] = tuple(dict.fromkeys(codes))


def _flag(made: _Made, name: str, text: str) -> None:
    folded = folded_sort_key(text)
    if folded not in _YES | _NO:
        raise CatalogueError(
            _("{value} is neither yes nor no in “{field}”.").format(
                value=quoted(text), field=field(name).words()
            )
        )
    made["publish"] = folded in _YES


def _party(made: _Made, name: str, text: str) -> None:
    parties = list(made["parties"])
    for part in (piece.strip() for piece in text.split(";")):
        if not part:
            continue
        role = "" if name == "organisation" else name
        try:
            parties.append(Party("", country_of(part), role))
        except CatalogueError:
            # No country: so it is an organisation by its name.
            parties.append(Party(part, "", role))
    made["parties"] = tuple(parties)


def _place(made: _Made, name: str, text: str) -> None:
    first, *others = made["places"] or (Place(),)
    first = (
        replace(first, name=text) if name == "place" else replace(first, country=country_of(text))
    )
    made["places"] = (first, *others)


def _item(made: _Made, name: str, text: str) -> None:
    first, *others = made["items"] or (Item(),)
    value: Any = number_of(text) if name == "delivered" else text
    values: dict[str, Any] = {"description" if name == "item" else name: value}
    made["items"] = (replace(first, **values), *others)


def _source(made: _Made, _name: str, text: str) -> None:
    made["sources"] = (*made["sources"], Source(text))


def _choices_of(name: str, frame: Frame) -> _Choices:
    match name:
        case "area":
            named = {area.code: [*area.names.values()] for area in frame.areas}
            offered = tuple(area.name() for area in frame.areas if not area.retired)
        case "marking":
            named = {code: [] for code in storable_markings()}
            offered = tuple(named)
        case _list:
            entries = frame.vocabulary.offered(name)
            named = {
                one.code: [one.code.replace("_", " "), *(one.words(code) for code in _TONGUES)]
                for one in entries
            }
            offered = tuple(entry.words() for entry in entries)
    codes: dict[str, str] = {}
    for code, words in named.items():
        for word in (code, *words):
            codes.setdefault(folded_sort_key(word), code)
    return _Choices(codes, offered)


_READERS: dict[str, Callable[[_Made, str, str], None]] = {
    "kind": _choice,
    "status": _choice,
    "area": _choice,
    "period": _period,
    "tags": _tags,
    "marking": _choice,
    "releasable_to": _countries,
    "publish": _flag,
    "provider": _party,
    "receiver": _party,
    "organisation": _party,
    "place": _place,
    "country": _place,
    "item": _item,
    "delivered": _item,
    "unit": _item,
    "source": _source,
}
