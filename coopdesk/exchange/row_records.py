"""Rows of a table as records: which column is which field, and what the cells mean."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.codes import Code
from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.facets import Item, Party, Place, Source
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.marking import storable_markings
from coopdesk.catalogue.period_reading import read_period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.i18n import LANGUAGES, N_, _, country_codes, country_name, translator

# So many choices are named where what is written is none of them.
_NAMED = 15
_TONGUES = tuple(code for code, _name in LANGUAGES)
_PARTS = re.compile(r"[;,\n]")
_YES = {"yes", "y", "true", "1", "x", "ja", "da", "✓"}
_NO = {"", "no", "n", "false", "0", "nej", "ne", "-"}
_BLANKS = re.compile(r"[\s\u00a0\u202f']+")
_NUMBER = re.compile(r"[-−]?[0-9]+([.,][0-9]+)?")
_THOUSANDS = re.compile(r"[-−]?[0-9]{1,3}([.,][0-9]{3})+")


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
class Frame:
    """What cells are read against: the catalogue's areas, lists, and what every row starts from."""

    areas: Sequence[Area]
    vocabulary: Vocabulary
    start: Record


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
    record = frame.start
    refused = []
    for column, (cell, name) in enumerate(zip(cells, targets, strict=False)):
        text = cell.strip()
        if not name or not text:
            continue
        try:
            record = _READERS.get(name, _text)(record, name, text, frame)
        except CatalogueError as error:
            refused.append((column, str(error)))
    return RowReading(record, tuple(refused))


def _headings() -> dict[str, str]:
    known: dict[str, str] = {}
    for target in TARGETS:
        words = [target.name, *(target.words(code) for code in _TONGUES)]
        for word in (*words, *_ALSO.get(target.name, ())):
            known.setdefault(folded_sort_key(word), target.name)
    return known


def _text(record: Record, name: str, text: str, _frame: Frame) -> Record:
    long = name in ("summary", "description", "notes")
    values: dict[str, Any] = {name: text if long else " ".join(text.split())}
    return replace(record, **values)


def _code(record: Record, name: str, text: str, frame: Frame) -> Record:
    offered = frame.vocabulary.offered(name)
    code = _found(text, name, _coded(offered), [entry.words() for entry in offered])
    values: dict[str, Any] = {name: code}
    return replace(record, **values)


def _area(record: Record, name: str, text: str, frame: Frame) -> Record:
    words = {area.code: [area.code, *area.names.values()] for area in frame.areas}
    labels = [area.name() for area in frame.areas if not area.retired]
    return replace(record, area=_found(text, name, words, labels))


def _period(record: Record, _name: str, text: str, _frame: Frame) -> Record:
    return replace(record, period=read_period(text))


def _tags(record: Record, _name: str, text: str, _frame: Frame) -> Record:
    tags = (" ".join(part.split()) for part in _PARTS.split(text))
    return replace(record, tags=tuple(dict.fromkeys([*record.tags, *filter(None, tags)])))


def _marking(record: Record, name: str, text: str, _frame: Frame) -> Record:
    words = {code: [code] for code in storable_markings()}
    return replace(record, marking=_found(text, name, words, list(words)))


def _countries(record: Record, _name: str, text: str, _frame: Frame) -> Record:
    codes = [_country(part) for part in _PARTS.split(text) if part.strip()]
    return replace(record, releasable_to=tuple(dict.fromkeys(codes)))


def _flag(record: Record, name: str, text: str, _frame: Frame) -> Record:
    folded = folded_sort_key(text)
    if folded not in _YES | _NO:
        raise CatalogueError(
            _("{value} is neither yes nor no in “{field}”.").format(
                value=quoted(text), field=field(name).words()
            )
        )
    return replace(record, publish=folded in _YES)


def _party(record: Record, name: str, text: str, _frame: Frame) -> Record:
    parties = list(record.parties)
    for part in (piece.strip() for piece in text.split(";")):
        if not part:
            continue
        role = "" if name == "organisation" else name
        try:
            parties.append(Party("", _country(part), role))
        except CatalogueError:
            # No country: so it is an organisation by its name.
            parties.append(Party(part, "", role))
    return replace(record, parties=tuple(parties))


def _place(record: Record, name: str, text: str, _frame: Frame) -> Record:
    first = record.places[0] if record.places else Place()
    first = replace(first, name=text) if name == "place" else replace(first, country=_country(text))
    return replace(record, places=(first, *record.places[1:]))


def _item(record: Record, name: str, text: str, _frame: Frame) -> Record:
    first = record.items[0] if record.items else Item()
    value: Any = _number(text) if name == "delivered" else text
    values: dict[str, Any] = {"description" if name == "item" else name: value}
    first = replace(first, **values)
    return replace(record, items=(first, *record.items[1:]))


def _source(record: Record, _name: str, text: str, _frame: Frame) -> Record:
    return replace(record, sources=(*record.sources, Source(text)))


def _number(text: str) -> float:
    bare = _BLANKS.sub("", text)
    if _THOUSANDS.fullmatch(bare) and len(re.findall("[.,]", bare)) == 1:
        whole = re.sub("[.,]", "", bare)
        raise CatalogueError(
            _("{value} can be read in two ways: write {whole} without a separator.").format(
                value=quoted(text), whole=whole
            )
        )
    if _THOUSANDS.fullmatch(bare):
        bare = re.sub("[.,]", "", bare)
    if not _NUMBER.fullmatch(bare):
        raise CatalogueError(_("{value} is not a number.").format(value=quoted(text)))
    return float(bare.replace(",", ".").replace("−", "-"))


def _country(text: str) -> str:
    found = _countries_by_word().get(folded_sort_key(text))
    if found:
        return found
    raise CatalogueError(
        _("{value} is not a country: write its name or its two letters, such as DK.").format(
            value=quoted(text)
        )
    )


@cache
def _countries_by_word() -> dict[str, str]:
    codes = country_codes()
    known = {folded_sort_key(country_name(c, tongue)): c for tongue in _TONGUES for c in codes}
    return known | {folded_sort_key(code): code for code in codes}


def _coded(entries: Sequence[Code]) -> dict[str, list[str]]:
    return {
        entry.code: [
            entry.code,
            entry.code.replace("_", " "),
            *(entry.words(code) for code in _TONGUES),
        ]
        for entry in entries
    }


def _found(text: str, name: str, words: Mapping[str, Sequence[str]], offered: Sequence[str]) -> str:
    wanted = folded_sort_key(text)
    for code, known in words.items():
        if wanted in map(folded_sort_key, known):
            return code
    raise CatalogueError(
        _("{value} is not known as “{field}”: write one of {known}.").format(
            value=quoted(text),
            field=field(name).words(),
            known=", ".join(offered[:_NAMED]) + ("…" if len(offered) > _NAMED else ""),
        )
    )


_READERS: dict[str, Callable[[Record, str, str, Frame], Record]] = {
    "kind": _code,
    "status": _code,
    "area": _area,
    "period": _period,
    "tags": _tags,
    "marking": _marking,
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
