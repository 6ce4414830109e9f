"""The facets that about a third of generated records carry: terms, money, milestones, links…"""

from collections.abc import Callable
from random import Random
from typing import Any

from coopdesk.catalogue.codes import BUDGET_TYPES, CONDITIONS, RANK_GROUPS, TRANSACTION_TYPES
from coopdesk.catalogue.facets import (
    Budget,
    ContactRole,
    Deployment,
    Document,
    Item,
    Milestone,
    Participant,
    Result,
    Session,
    Term,
    Transaction,
)
from tests.bench import vocabulary as words

LIKELY = 0.34
_BUDGETS = tuple(code.code for code in BUDGET_TYPES)
_CONDITIONS = tuple(code.code for code in CONDITIONS)
_RANKS = tuple(code.code for code in RANK_GROUPS)
_TRANSACTIONS = tuple(code.code for code in TRANSACTION_TYPES)
# What a kind has more often than others.
_OFTEN: dict[str, tuple[str, ...]] = {
    "agreement": ("terms",),
    "programme": ("terms", "milestones"),
    "membership": ("terms", "contacts"),
    "project": ("budget", "transactions", "milestones", "results"),
    "donation": ("transactions", "documents"),
    "equipment_support": ("transactions", "documents"),
    "deployment": ("deployments",),
    "mentoring": ("results",),
    "dialogue": ("contacts",),
}


def more_facets(random: Random, kind: str, year: int, tongue: int) -> dict[str, Any]:
    """Return one to four further facets of a record that began in ``year``, by field name."""
    chosen = dict.fromkeys((*_OFTEN.get(kind, ()), random.choice(_NAMES)))
    return {
        name: tuple(_MAKERS[name](random, year, tongue) for _ in range(random.randint(1, 3)))
        for name in chosen
    }


def detailed_item(random: Random, item: Item, year: int) -> Item:
    """Return an item with all that an office knows of what it handed over."""
    delivered = item.delivered or 1.0
    serials = int(min(delivered, random.randint(0, 4)))
    return Item(
        item.description,
        item.delivered,
        item.unit,
        words.ITEM_CATEGORIES[item.description],
        delivered + random.randint(0, 9) + 9,
        delivered + 9,
        f"{random.randint(1000, 9999)}-00-{random.randint(100, 999)}-{random.randint(1000, 9999)}",
        tuple(f"{year}-{random.getrandbits(20):06}-{n}" for n in range(serials)),
        random.choice(_CONDITIONS),
        _amount(random),
        random.choice(words.CURRENCIES),
        _day(random, year + 1),
        random.choice(words.PLACES)[0],
        random.choice(words.ORGANISATIONS)[0],
    )


def detailed_participant(random: Random, participant: Participant) -> Participant:
    """Return a participant with rank group, role and outcome."""
    return Participant(
        participant.who,
        participant.country,
        participant.headcount,
        random.choice(_RANKS),
        random.choice(words.ROLES),
        random.choice(words.OUTCOMES),
    )


def detailed_session(random: Random, session: Session) -> Session:
    """Return a session with its place and seats."""
    place = random.choice(words.PLACES)
    return Session(
        session.title, session.period, session.count, place[0], place[1], random.randint(60, 90)
    )


def _term(random: Random, year: int, tongue: int) -> Term:
    signed = _day(random, year)
    return Term(
        words.TERMS[random.randrange(len(words.TERMS))][tongue],
        signed,
        f"{signed[:4]}-12" if random.random() < 0.7 else "",
        f"{year + random.randint(1, 12)}-{random.randint(1, 12):02}"
        if random.random() < 0.8
        else "",
        words.RENEWAL[tongue] if random.random() < 0.4 else "",
        tuple(name for name, _country in random.sample(words.ORGANISATIONS, 2)),
    )


def _deployment(random: Random, year: int, tongue: int) -> Deployment:
    month = f"{year}-{random.randint(1, 12):02}"
    first = random.randint(1, 9)
    return Deployment(
        words.KINDS["deployment"][tongue],
        f"{month}-{first:02}",
        f"{month}-{first + 1:02}",
        f"{month}-{first + 3:02}",
        f"{month}-{first + 17:02}" if random.random() < 0.8 else "",
        tuple(random.sample(words.MODULES, random.randint(1, 3))),
    )


def _budget(random: Random, year: int, _tongue: int) -> Budget:
    return Budget(
        random.choice(_BUDGETS),
        f"{year}",
        _amount(random),
        random.choice(words.CURRENCIES),
        f"{year}-01-01",
    )


def _transaction(random: Random, year: int, tongue: int) -> Transaction:
    day = _day(random, year)
    payer, paid = random.sample(words.ORGANISATIONS, 2)
    return Transaction(
        random.choice(_TRANSACTIONS),
        day,
        _amount(random),
        random.choice(words.CURRENCIES),
        day,
        payer[0],
        paid[0],
        random.choice(words.SENTENCES[2:])[tongue],
    )


def _milestone(random: Random, year: int, tongue: int) -> Milestone:
    due = f"{year}-{random.randint(1, 12):02}"
    done = _day(random, year) if random.random() < 0.6 else ""
    return Milestone(random.choice(words.MILESTONES)[tongue], due, done)


def _result(random: Random, _year: int, tongue: int) -> Result:
    indicator, unit = random.choice(words.INDICATORS)
    target = float(random.randint(10, 200))
    actual = float(random.randint(0, 220)) if random.random() < 0.8 else None
    return Result(indicator[tongue], unit, 0.0, target, actual)


def _document(random: Random, year: int, tongue: int) -> Document:
    return Document(
        random.choice(words.SOURCES)[0],
        link=f"https://archive.example/{year}/{random.getrandbits(32):08x}",
        language=words.LANGUAGES[tongue],
        date=_day(random, year),
    )


def _contact(random: Random, _year: int, _tongue: int) -> ContactRole:
    return ContactRole(random.choice(words.CONTACTS)[0], random.choice(words.ROLES))


def _amount(random: Random) -> float:
    return random.randint(1, 400) * 2_500.0


def _day(random: Random, year: int) -> str:
    return f"{year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


_MAKERS: dict[str, Callable[[Random, int, int], Any]] = {
    "terms": _term,
    "deployments": _deployment,
    "budget": _budget,
    "transactions": _transaction,
    "milestones": _milestone,
    "results": _result,
    "documents": _document,
    "contacts": _contact,
}
_NAMES = ("transactions", "milestones", "results", "documents", "contacts")
