"""Catalogues in which every text is a word of its own, so that a leak shows where it came from."""

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from coopdesk.catalogue.facets import ContactRole, Document, Relation
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, FieldType
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.history import Entry, FieldChange
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import BUILT_IN
from coopdesk.reports.options import Options
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.visit import AgendaItem, Visit
from tests.builders import NOON, a_full_record, areas
from tests.reports.requests import a_request

SERBIA, PUBLIC = Audience("partner", "RS"), Audience("public")
OUTSIDE = (SERBIA, PUBLIC)
# What `words` makes, and the references of records.
LIKE_A_SECRET = re.compile("qz[a-z]{4}xv|qz/[0-9]{2}/xv[0-9]{3}")
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.ORGANISATION, FieldType.CONTACT)
# What only the house is told of a record that may be seen.
_INSIDE = ("notes", "created_by", "changed_by")
_INSIDE_PARTS = {
    "documents": ("note", "digest"),
    "milestones": ("note",),
    "results": ("note",),
}
KINDS = tuple(code.code for code in BUILT_IN.kinds)
TIES = tuple(code.code for code in BUILT_IN.entries("relation"))


def words() -> Iterator[str]:
    """Yield words that nothing else contains, each once."""
    number = 0
    while True:
        number += 1
        left, letters = number, ""
        for _place in range(4):
            left, at = divmod(left, 26)
            letters += string.ascii_lowercase[at]
        yield f"qz{letters}xv"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a record is like, but for its words; ``beside`` is one that the filter does not let
    through, but that ties may lead to."""

    kind: str = "course"
    area: str = "AIR"
    period: str = "2014-05"
    marking: str = "UNCLASSIFIED"
    releasable_to: tuple[str, ...] = ("RS",)
    publish: bool = True
    document: str = "UNMARKED"
    ties: tuple[tuple[str, int], ...] = ()
    status: str = "closed"
    partnership: str = "DK-RS"
    beside: bool = False

    def goes_to(self, audience: Audience) -> bool:
        """Tell whether a record of this shape may be seen, by the rules as they are written down.

        A document of RESTRICTED takes the record from the public; a partner gets it without.
        """
        low = "RESTRICTED" not in (self.marking, self.document)
        if self.publish and low:
            return True
        return audience == SERBIA and "RS" in self.releasable_to

    def keeps_document(self) -> bool:
        """Tell whether an audience outside that gets the record gets the marked document too."""
        order = ("UNMARKED", "UNCLASSIFIED", "RESTRICTED")
        limit = max(order.index(self.marking), 1 if self.publish else 0)
        return order.index(self.document) <= limit


shapes = st.builds(
    Shape,
    kind=st.sampled_from(KINDS),
    area=st.sampled_from(["GEN", "TRN", "AIR"]),
    period=st.sampled_from(["2014-05", "2015/..", "2026-21", "2027-03", ""]),
    marking=st.sampled_from(["UNMARKED", "UNCLASSIFIED", "RESTRICTED"]),
    releasable_to=st.sampled_from([(), ("RS",), ("SE",), ("RS", "SE")]),
    publish=st.booleans(),
    document=st.sampled_from(["UNMARKED", "UNCLASSIFIED", "RESTRICTED"]),
    ties=st.lists(st.tuples(st.sampled_from(TIES), st.integers(0, 7)), max_size=3).map(tuple),
    status=st.sampled_from(["closed", "implementation", "pipeline", "in_force", "superseded"]),
    partnership=st.sampled_from(["DK-RS", "DK-ME", "RS-ME"]),
    beside=st.integers(0, 3).map(lambda number: number == 0),
)


@dataclass(slots=True)
class Planted:
    """A request for a report, with the words that may not be in it."""

    request: ReportRequest
    secrets: set[str] = field(default_factory=set)

    def found_in(self, text: str) -> set[str]:
        """Return the secrets that are in ``text``, in whatever case."""
        return self.secrets & set(LIKE_A_SECRET.findall(text.casefold()))


def planted(
    shapes: list[Shape], audience: Audience, *, without: bool = False, **changes: Any
) -> Planted:
    """Return a request on records of these shapes; ``without`` what ``audience`` may not see.

    The words are the same both ways. What stays in the house of a record that may be seen is there
    both ways, for it is in the catalogue both ways; only what tells of a withheld record is not.
    """
    mint = words()
    made = Planted(a_request())
    all_records: list[Record] = []
    contacts: list[Contact] = []
    told = _told(shapes, audience)
    for place, shape in enumerate(shapes):
        used: list[tuple[bool, str]] = []
        record = _record(place, shape, mint, used, len(shapes))
        contact = _contact(record.contacts[0].contact, mint, used, person=place % 2 == 0)
        hidden = place not in told
        made.secrets.update(word for inside, word in used if inside or hidden)
        if hidden:
            made.secrets.add(record.reference.casefold())
        all_records.append(record)
        contacts.append(contact)
    left = told if without else range(len(shapes))
    seen = [shape for place, shape in enumerate(shapes) if place in told and not shape.beside]
    options = _options(mint, made.secrets)
    partnerships = [
        _partnership(code, mint, made.secrets, told=any(one.partnership == code for one in seen))
        for code in ("DK-RS", "DK-ME", "RS-ME", "DK-UA")
    ]
    named = [replace(area, names={"en": next(mint)}) for area in areas()]
    made.secrets.update(
        area.name("en") for area in named if all(shape.area != area.code for shape in seen)
    )
    history = {record.uid: _history(record, mint, made.secrets) for record in all_records}
    filter_word, saved = next(mint), next(mint)
    made.secrets.update((filter_word, saved))
    values: dict[str, Any] = {
        "areas": tuple(named),
        "partnerships": tuple(partnerships),
        "contacts": tuple(contacts),
        "audience": audience,
        "wanted": Filter(excluded=(("tags", filter_word),), search=f"-{filter_word}"),
        "filter_name": saved,
        "options": options,
        "histories": history,
        "beside": tuple(all_records[place] for place in left if shapes[place].beside),
        **changes,
    }
    records = tuple(all_records[place] for place in left if not shapes[place].beside)
    made.request = replace(a_request(), records=records, **values)
    return made


def _told(shapes: list[Shape], audience: Audience) -> list[int]:
    """Return the places of those that may be seen, and of those beside that ties of these lead to.

    Which of two the tie is written in does not matter; what only a withheld one leads to is out.
    """
    seen = {place for place, shape in enumerate(shapes) if shape.goes_to(audience)}
    ties = {
        (place, to % len(shapes)) for place, shape in enumerate(shapes) for _kind, to in shape.ties
    }
    open_ties = {(one, other) for one, other in ties if {one, other} <= seen}
    told = {place for place in seen if not shapes[place].beside}
    while True:
        more = {b for one, other in open_ties for a, b in ((one, other), (other, one)) if a in told}
        if more <= told:
            return sorted(told)
        told |= more


def _record(
    place: int, shape: Shape, mint: Iterator[str], used: list[tuple[bool, str]], number: int
) -> Record:
    def word(inside: bool) -> str:
        made = next(mint)
        used.append((inside, made))
        return made

    record = a_full_record(
        uid=f"00000000-0000-4000-8000-{place:012}",
        reference=f"QZ/{place:02}/XV{place:03}",
        partnership=shape.partnership,
        kind=shape.kind,
        area=shape.area,
        status=shape.status,
        period=Period.parse(shape.period),
        marking=shape.marking,
        releasable_to=shape.releasable_to,
        publish=shape.publish,
        created_at=NOON,
        changed_at=NOON,
        documents=(
            Document("open", "open.pdf", "application/pdf", 42, "d", "", "da", "2014", "", "n"),
            Document("marked", "m.pdf", "application/pdf", 42, "d", "", "", "", shape.document),
        ),
        contacts=(ContactRole("office", "desk"),),
        relations=tuple(
            Relation(kind, f"QZ/{to % number:02}/XV{to % number:03}") for kind, to in shape.ties
        ),
    )
    changed: dict[str, Any] = {}
    for one in FIELDS:
        value = getattr(record, one.name)
        if one.facet is None:
            if one.type in _TEXTS and one.name not in ("reference",):
                changed[one.name] = f"{word(one.name in _INSIDE)} {word(one.name in _INSIDE)}"
            elif one.type is FieldType.TAGS:
                changed[one.name] = tuple(word(False) for _one in value)
        elif one.name != "relations":
            changed[one.name] = tuple(
                _entry(entry, one.name, word, at, shape) for at, entry in enumerate(value)
            )
    return replace(record, **changed)


def _entry(entry: Any, name: str, word: Callable[[bool], str], at: int, shape: Shape) -> Any:
    left_out = name == "documents" and at == 1 and not shape.keeps_document()
    changed: dict[str, Any] = {}
    for part in FACET_FIELDS[type(entry)]:
        inside = left_out or part.name in _INSIDE_PARTS.get(name, ())
        value = getattr(entry, part.name)
        if part.type in _TEXTS and part.name != "media_type" and value:
            made = word(inside)
            changed[part.name] = f"https://{made}.example" if part.name == "link" else made
        elif part.type is FieldType.TAGS and value:
            changed[part.name] = tuple(word(inside) for _one in value)
    return replace(entry, **changed)


def _contact(
    name: str, mint: Iterator[str], used: list[tuple[bool, str]], *, person: bool
) -> Contact:
    def word(inside: bool) -> str:
        made = next(mint)
        used.append((inside, made))
        return made

    return Contact(
        name,
        word(False),
        "DK",
        word(person),
        word(person),
        f"{word(person)}@example.org",
        word(True) if person else "",
        word(False),
        word(True),
    )


def _partnership(code: str, mint: Iterator[str], secrets: set[str], *, told: bool) -> Partnership:
    made = [next(mint) for _place in range(5)]
    if not told:
        secrets.update(made)
    region, purpose, standing, name, address = made
    contact = Contact(name, address, "UA")
    return Partnership(code, tuple(code.split("-")), "2019", region, (purpose,), standing, contact)


def _options(mint: Iterator[str], secrets: set[str]) -> Options:
    hidden = [next(mint) for _place in range(3)]
    secrets.update(hidden)
    purpose, participant, point = hidden
    return Options(
        history=True,
        paragraph_marks=True,
        visit=Visit(
            name="Visit",
            date="2026-11-24",
            purpose=purpose,
            participants=(participant,),
            agenda=(AgendaItem(time="09:30", title="Talks", lead="Protocol"),),
            talking_points=(point,),
        ),
    )


def _history(record: Record, mint: Iterator[str], secrets: set[str]) -> tuple[Entry, ...]:
    who, why, title, before, after = made = [next(mint) for _place in range(5)]
    secrets.update(made)
    change = FieldChange(record.uid, "title", before, after)
    return (Entry(1, NOON, who, why, "edited", 0, 1, title, (change,)),)
