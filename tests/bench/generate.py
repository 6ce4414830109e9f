"""A catalogue of any size, the same for the same size: ``python -m tests.bench.generate N FILE``.

The records vary as real ones do: every area, kind, status and form of date, English, Danish and
Serbian in both scripts, few or many facets; `generated_facets` makes those of a third of them.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.codes import CONFIDENCES, ROLES
from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.facets import (
    Item,
    Participant,
    Party,
    Place,
    Relation,
    Session,
    Source,
    Translation,
)
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.rate import Rate
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import BUILT_IN
from tests.bench import vocabulary as words
from tests.bench.generated_facets import (
    LIKELY,
    detailed_item,
    detailed_participant,
    detailed_session,
    more_facets,
)

if TYPE_CHECKING:
    from coopdesk.storage.store import Store

SEED = 2004
CHUNK = 20_000  # records held at once
WHO = "generator"
_YEARS = range(2004, 2026)
_STATUSES = {kind: tuple(code.code for code in BUILT_IN.statuses_for(kind)) for kind in words.KINDS}
_KINDS = tuple(words.KINDS)
_ROLES = tuple(role.code for role in ROLES)
_CONFIDENCES = tuple(confidence.code for confidence in CONFIDENCES)


def frame(number: int) -> Contents:
    """Return the name of the catalogue of ``number`` records, and what these stand in."""
    return Contents(
        f"Generated, {number} records",
        tuple(
            Area(code, dict(zip(words.LANGUAGES, names, strict=True)), colour, position)
            for position, (code, colour, names) in enumerate(words.AREAS)
        ),
        tuple(
            Partnership(
                code,
                tuple(code.split("-")),
                "2004",
                "Europe",
                ("capacity building", "regional cooperation"),
                "A partnership that no country has.",
                Contact(f"Office {code}", "1 Example Street", code[-2:], "+00 000 000"),
            )
            for code, _weight in words.PARTNERSHIPS
        ),
        organisations=tuple(
            Organisation(name, words.ORGANISATION_TYPES.get(name, ""), country)
            for name, country in words.ORGANISATIONS
        ),
        contacts=tuple(
            Contact(name, country=country, phone=phone) for name, country, phone in words.CONTACTS
        ),
        rates=tuple(Rate("EUR", per, day, rate) for per, day, rate in words.RATES),
    )


def records(number: int) -> Iterator[Record]:
    """Yield the first ``number`` records of one endless series, the same at each call."""
    random = Random(SEED)
    given: dict[str, int] = {}
    earlier: list[str] = []
    for count in range(number):
        record = _record(random, count)
        series = f"{record.partnership}/{record.period.year_from or 'ND'}"
        given[series] = given.get(series, 0) + 1
        reference = f"{series}/{given[series]:03}"
        relations: tuple[Relation, ...] = ()
        if earlier and random.random() < 0.15:
            kind = random.choice(("part_of", "follows", "prepares", "uses", "related"))
            relations = (Relation(kind, random.choice(earlier)),)
        if len(earlier) < 1_000:
            earlier.append(reference)
        yield replace(record, reference=reference, relations=relations)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a record is about, to be said in any of the languages."""

    kind: str
    number: int
    topic: words.Words
    place: str
    sentences: list[words.Words]

    def title(self, tongue: int) -> str:
        kind = words.KINDS[self.kind][tongue]
        return f"{kind} {self.number}: {self.topic[tongue]}, {self.place}"

    def told(self, tongue: int) -> list[str]:
        topic = self.topic[tongue]
        return [text[tongue].format(topic=topic, place=self.place) for text in self.sentences]


def _record(random: Random, count: int) -> Record:
    chance = random.random
    tongue = random.choices(range(4), (40, 25, 15, 20))[0]
    kind = random.choice(_KINDS)
    area = random.choice(words.AREAS)[0]
    topic = random.choice(words.TOPICS)
    place = random.choice(words.PLACES)
    (partnership,) = random.choices(*zip(*words.PARTNERSHIPS, strict=True))
    marking = random.choices(("UNMARKED", "UNCLASSIFIED", "RESTRICTED"), (30, 50, 20))[0]
    sentences = random.sample(words.SENTENCES, random.randint(1, 3))
    subject = _Subject(kind, count + 1, topic, place[0], sentences)
    told = subject.told(tongue)
    record = Record(
        uid=str(UUID(int=random.getrandbits(128), version=4)),
        partnership=partnership,
        kind=kind,
        area=area,
        title=subject.title(tongue),
        summary=" ".join(told[:2]),
        description="\n\n".join(told * 4) if chance() < 0.1 else "",
        status=random.choice(_STATUSES[kind]) if chance() < 0.8 else "",
        period=Period.parse(_date(random)),
        places=_places(random, place),
        parties=_parties(random, partnership),
        items=tuple(_item(random) for _ in range(_few(random, 0.35, 4))),
        participants=tuple(_participant(random) for _ in range(_few(random, 0.35, 3))),
        sessions=tuple(
            Session(f"{kind} {n + 1}", f"{random.choice(_YEARS)}", random.randint(1, 9))
            for n in range(_few(random, 0.2, 3))
        ),
        sources=tuple(_source(random) for _ in range(_few(random, 0.9, 2))),
        tags=tuple(random.sample(words.TAGS, _few(random, 0.7, 4))),
        notes=told[-1] if chance() < 0.15 else "",
        marking=marking,
        releasable_to=tuple(partnership.split("-")) if chance() < 0.6 else (),
        publish=marking != "RESTRICTED" and chance() < 0.4,
    )
    return _in_full(random, record, tongue, subject) if chance() < LIKELY else record


def _in_full(random: Random, record: Record, tongue: int, subject: _Subject) -> Record:
    """Return ``record`` with further facets, and with what it has told in more detail."""
    year = record.period.year_from or _YEARS[0]
    others = random.sample([other for other in range(4) if other != tongue], random.randint(0, 2))
    return replace(
        record,
        items=tuple(detailed_item(random, item, year) for item in record.items),
        participants=tuple(detailed_participant(random, one) for one in record.participants),
        sessions=tuple(detailed_session(random, session) for session in record.sessions),
        translations=tuple(
            Translation(words.LANGUAGES[other], subject.title(other), subject.told(other)[0])
            for other in others
        ),
        **more_facets(random, record.kind, year, tongue),
    )


def _few(random: Random, likely: float, most: int) -> int:
    return random.randint(1, most) if random.random() < likely else 0


def _date(random: Random) -> str:
    """Return EDTF of every precision: unknown, year, season, month, day, interval, open, about."""
    year, month, day = random.choice(_YEARS), random.randint(1, 12), random.randint(1, 28)
    later = year + random.randint(1, 6)
    return random.choice(
        (
            "",
            "",
            f"{year}",
            f"{year}-{random.randint(21, 24)}",
            f"{year}-{month:02}",
            f"{year}-{month:02}",
            f"{year}-{month:02}-{day:02}",
            f"{year}-{month:02}-{day:02}",
            f"{year}/{later}",
            f"{year}-{month:02}-{day:02}/{later}-{month:02}",
            f"{year}/..",
            f"../{year}",
            f"{year}/",
            f"{year}~",
            f"{year}-{month:02}?",
            f"{year}%",
        )
    )


def _places(random: Random, place: tuple[str, str, float, float]) -> tuple[Place, ...]:
    if random.random() < 0.25:
        return ()
    name, country, latitude, longitude = place
    named = random.random() < 0.5
    first = Place(name, country, latitude, longitude) if named else Place(country=country)
    if random.random() < 0.1:
        other = random.choice(words.PLACES)
        return first, Place(other[0], other[1])
    return (first,)


def _parties(random: Random, partnership: str) -> tuple[Party, ...]:
    provider, receiver = partnership.split("-")
    if random.random() < 0.2:
        provider, receiver = receiver, provider
    parties = [Party(country=provider, role="provider"), Party(country=receiver, role="receiver")]
    for _ in range(_few(random, 0.6, 2)):
        name, country = random.choice(words.ORGANISATIONS)
        parties.append(Party(name, country, random.choice(("", *_ROLES))))
    return tuple(parties)


def _item(random: Random) -> Item:
    description, unit = random.choice(words.ITEMS)
    quantity = float(random.randint(1, 200)) if random.random() < 0.8 else None
    return Item(description, quantity, unit)


def _participant(random: Random) -> Participant:
    who, country = random.choice(words.PARTICIPANTS)
    return Participant(who, country, random.randint(1, 60) if random.random() < 0.7 else None)


def _source(random: Random) -> Source:
    title, confidence = random.choice(words.SOURCES)
    seen = f"{random.choice(_YEARS)}-{random.randint(1, 12):02}"
    return Source(title, f"p. {random.randint(1, 90)}", seen, confidence)


def generate(number: int, path: Path) -> "Store":
    """Write the catalogue of ``number`` records to the new file ``path``; return it open."""
    from coopdesk.storage.store import Store

    store = Store.create(path, frame(number), who=WHO)
    series = records(number)
    try:
        while chunk := tuple(islice(series, CHUNK)):
            store.load(Contents(records=chunk), who=WHO, why="generated")
    except BaseException:
        store.close()
        raise
    return store


def main(arguments: list[str]) -> int:
    """Run from the command line; return the exit status."""
    if len(arguments) != 2 or not arguments[0].isdecimal():
        print("usage: python -m tests.bench.generate N FILE", file=sys.stderr)
        return 2
    number, path = int(arguments[0]), Path(arguments[1])
    begun = time.perf_counter()
    generate(number, path).close()
    seconds = time.perf_counter() - begun
    size = path.stat().st_size / 1_000_000
    print(f"{path}: {number} records in {seconds:.1f} s, {size:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
