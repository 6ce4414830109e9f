"""Values with valid defaults, for every test that needs one."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.facets import (
    Budget,
    ContactRole,
    Deployment,
    Document,
    Item,
    Milestone,
    Participant,
    Party,
    Place,
    Relation,
    Result,
    Session,
    Source,
    Term,
    Transaction,
    Translation,
)
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record

NOON = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)


def a_record(**changes: Any) -> Record:
    """Return a record that the rules accept beside `areas` and `a_partnership`; not stored yet."""
    values: dict[str, Any] = {
        "partnership": "DK-RS",
        "kind": "course",
        "area": "TRN",
        "title": "Staff officers' course",
        "period": Period.parse("2015"),
        "parties": (Party(country="DK", role="provider"), Party(country="RS", role="receiver")),
        **changes,
    }
    return Record(**values)


def a_full_record(**changes: Any) -> Record:
    """Return a record with something in every field that a user can fill in."""
    values: dict[str, Any] = {
        "kind": "donation",
        "area": "AIR",
        "title": "Øvelse på Kopaonik: Đoković and the fuel trucks",
        "summary": "Fourteen trucks for the air base",
        "description": "Handed over in three parts.\nThe last one by rail.",
        "status": "closed",
        "period": Period.parse("2014-05/2015-21"),
        "places": (Place("Kruševac", "RS", 43.58, 21.33), Place("", "DK"), Place("Tartu", "")),
        "parties": (
            Party("Danish Air Force", "DK", "provider"),
            Party("Baltic Defence College", "", ""),
            Party("", "RS", "receiver"),
        ),
        "items": (a_full_item(), Item("tools")),
        "participants": (
            Participant("drivers", "RS", 12, "enlisted", "student", "licensed"),
            Participant("instructors", "DK"),
        ),
        "sessions": (Session("First run", "2014-05", 2, "Niš", "RS", 20), Session("Споразум")),
        "deployments": (
            Deployment(
                "Floods", "2014-05-16", "2014-05-17", "2014-05-19", "2014-05-28", ("HCP", "TAST")
            ),
        ),
        "terms": (
            Term("Protocol", "2010-03-01", "2010-06", "2099", "tacitly", ("DK MoD", "RS MoD")),
        ),
        "budget": (Budget("original", "2014", 250_000.0, "DKK", "2013-12-01"),),
        "transactions": (
            Transaction(
                "disbursement",
                "2014-06-02",
                1_000.5,
                "EUR",
                "2014-06-02",
                "Danish MoD",
                "Logistics School",
                "First part",
            ),
        ),
        "milestones": (Milestone("Trucks at the base", "2014-09", "2014-10-02", "by rail"),),
        "results": (Result("Drivers trained", "person", 0.0, 20.0, 12.0, "more in 2015"),),
        "documents": (
            Document(
                "Delivery note",
                "følgeseddel.pdf",
                "application/pdf",
                4_200,
                "",
                "",
                "da",
                "2014-10",
                "UNMARKED",
                "signed",
            ),
            Document("Article", link="https://www.example.org/trucks"),
        ),
        "contacts": (ContactRole("Embassy of Denmark", "point of contact"),),
        "translations": (
            Translation("da", "Øvelse på Kopaonik", "Fjorten lastbiler", "I tre dele."),
        ),
        "relations": (Relation("follows", "DK-RS/1999/001"),),
        "sources": (Source("Embassy page", "Air forces", "2024-05-17", "official"),),
        "tags": ("air force", "vehicles"),
        "notes": "Ask for the delivery note",
        "marking": "UNCLASSIFIED",
        "releasable_to": ("DK", "RS"),
        "publish": True,
        **changes,
    }
    return a_record(**values)


def a_full_item(**changes: Any) -> Item:
    """Return an item with something in every field, such that the rules accept it."""
    given = Item(
        "fuel truck", 14.0, "vehicle", "vehicles", 20.0, 14.0, "2320-00-123-4567", ("A1", "A2"),
        "serviceable", 1_400_000.0, "DKK", "2014-10-02", "Batajnica", "204th Air Brigade",
    )  # fmt: skip
    return replace(given, **changes)


def areas() -> tuple[Area, ...]:
    """Return four areas, in their order."""
    named = (("GEN", "General"), ("TRN", "Training"), ("AIR", "Air forces"), ("REL", "Relief"))
    return tuple(
        Area(code, {"en": name}, "#336699", place) for place, (code, name) in enumerate(named)
    )


def a_partnership(code: str = "DK-RS", **changes: Any) -> Partnership:
    """Return a partnership between the countries that its code names, with its contact."""
    values: dict[str, Any] = {
        "countries": tuple(code.split("-")),
        "since": "2004",
        "region": "South Eastern Europe",
        "purpose": ("capacity building", "regional cooperation"),
        "contact": Contact("Embassy of Denmark", "Neznanog Junaka 9 A", "RS", "+381 11 36 79 500"),
        **changes,
    }
    return Partnership(code, **values)


def contents(number: int = 0, **changes: Any) -> Contents:
    """Return what a catalogue of ``number`` different records starts with.

    They spread over the areas, kinds, statuses, years, parties, places and tags.
    """
    values: dict[str, Any] = {
        "name": "Denmark and Serbia",
        "areas": areas(),
        "partnerships": (a_partnership(), a_partnership("DK-UA", since="", contact=None)),
        "records": tuple(map(a_varied_record, range(number))),
        **changes,
    }
    return Contents(**values)


_KINDS = ("course", "donation", "exercise", "project", "seminar", "dialogue", "event")
_STATUSES = ("implementation", "closed", "", "pipeline", "finalisation")
_PLACES = ("Kruševac", "Tartu", "København", "Niš", "Aarhus")
_TAGS = ("medical", "air", "logistics", "peacekeeping", "search and rescue")
_WORDS = ("øvelse", "trucks", "радио", "first aid", "planning", "Đorđe", "helicopter", "kurs")


def a_varied_record(number: int) -> Record:
    """Return a record that differs from its neighbours in every dimension of a filter."""
    year = 2004 + number // 2 % 21
    period = ("", f"{year}", f"{year}-05", f"{year}-21", f"{year}/..", f"{year}/{year + 3}")
    words = [_WORDS[(number * step) % len(_WORDS)] for step in (1, 3, 5)]
    return a_record(
        title=f"{words[0].capitalize()} {words[1]} {number}",
        summary=f"What was done with {words[2]} in the spring, part {number % 97}",
        kind=_KINDS[number % len(_KINDS)],
        area=("GEN", "TRN", "AIR", "TRN", "AIR", "GEN", "TRN")[number // 3 % 7],
        status=_STATUSES[number % len(_STATUSES)],
        partnership="DK-UA" if number % 9 == 0 else "DK-RS",
        period=Period.parse(period[number % len(period)]),
        places=(Place(_PLACES[number % len(_PLACES)], "RS"),) if number % 4 else (),
        parties=(
            Party(f"Organisation {number % 40}", "DK", "provider"),
            Party("", "SE" if number % 5 == 0 else "RS", "receiver"),
        ),
        items=(Item("truck", float(number % 30), "vehicle"),) if number % 3 == 0 else (),
        tags=tuple(dict.fromkeys((_TAGS[number % 5], _TAGS[number % 3]))),
        sources=(Source("Annual report", f"page {number % 300}"),),
        marking=("UNMARKED", "UNCLASSIFIED", "RESTRICTED")[number // 5 % 3],
    )
