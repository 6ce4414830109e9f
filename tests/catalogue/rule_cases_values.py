"""What the rules on codes, numbers and dates find."""

import math
from datetime import date

from coopdesk.catalogue.facets import (
    Budget,
    Item,
    Milestone,
    Participant,
    Party,
    Place,
    Relation,
    Session,
    Source,
    Translation,
)
from coopdesk.catalogue.period import Period
from tests.catalogue.rule_trial import Case, a_document, an_agreement, holding, seen_on

ERRORS: tuple[Case, ...] = (
    Case(
        "unknown-code", {"kind": "party"}, "kind", "“party” is not known as “Kind”; choose one of"
    ),
    Case(
        "unknown-code",
        {"parties": (Party("A", role="boss"),)},
        "parties",
        "choose one of: provider, receiver, host",
        1,
        "role",
    ),
    Case(
        "unknown-code",
        {"relations": (Relation("near", "DK-RS/2010/001"),)},
        "relations",
        "“near” is not known as “Relations, row 1: Relation”",
        1,
        "type",
    ),
    Case(
        "unknown-code",
        {"sources": (Source("A", confidence="sure"),)},
        "sources",
        "one of: official, reported, un",
        1,
        "confidence",
    ),
    Case("unknown-area", {"area": "SEA"}, "area", "choose one of: AIR, GEN, REL, TRN."),
    Case("unknown-partnership", {"partnership": "DK"}, "partnership", "one of: DK-RS, DK-UA."),
    Case("status-unfit", {"status": "signed"}, "status", "kind of the record: Pipeline,"),
    Case("status-unfit", {"status": "begun"}, "status", "Choose a status that fits the kind"),
    Case(
        "status-unfit", an_agreement("closed"), "status", "of the record: Draft, Signed, In force"
    ),
    Case(
        "unknown-country", {"releasable_to": ("RS", "rs")}, "releasable_to", "“rs” is not a count"
    ),
    Case(
        "unknown-country", {"releasable_to": ("",)}, "releasable_to", "two capital letters of ISO"
    ),
    Case(
        "unknown-country",
        {"parties": (Party("A"), Party("B", "Denmark"))},
        "parties",
        "“Denmark” is not a country in “Parties, row 2: Country”; write the two capital letters",
        2,
        "country",
    ),
    Case(
        "unknown-country", {"places": (Place("Niš", "rs"),)}, "places", "“rs” is not", 1, "country"
    ),
    Case("unknown-country", {"places": (Place("Niš", "Р1"),)}, "places", "“Р1” is", 1, "country"),
    Case(
        "unknown-currency",
        {"budget": (Budget("original", amount=1.0, currency="DKR"),)},
        "budget",
        "“DKR” is not a currency in “Budget, row 1: Currency”; write the three capital letters",
        1,
        "currency",
    ),
    Case(
        "unknown-currency",
        holding(Item("A", currency="dkk")),
        "items",
        "such as DKK",
        1,
        "currency",
    ),
    Case(
        "unknown-language",
        {"translations": (Translation("danish", "Kursus"),)},
        "translations",
        "“danish” is not a language in “Translations, row 1: Language”; write its code",
        1,
        "language",
    ),
    Case("unknown-language", a_document(language="xq"), "documents", "“xq” is not", 1, "language"),
    Case("unknown-language", a_document(language="da-DK"), "documents", "is not a", 1, "language"),
    Case(
        "link-form",
        a_document(link="javascript:alert(1)"),
        "documents",
        "is not a link in “Documents, row 1: Link”; write one that begins with https://",
        1,
        "link",
    ),
    Case("link-form", a_document(link="www.example.org"), "documents", "is not a link", 1, "link"),
    Case("link-form", a_document(link="https://"), "documents", "is not a link", 1, "link"),
    Case("link-form", a_document(link="https:///etc"), "documents", "is not a link", 1, "link"),
    Case("link-form", a_document(link="file:///etc/passwd"), "documents", "is not a", 1, "link"),
    Case("link-form", a_document(link="mailto:nobody"), "documents", "is not a link", 1, "link"),
    Case("link-form", a_document(link="https://a.org/b c"), "documents", "without bl", 1, "link"),
    Case("out-of-range", holding(Item("A", -1.0)), "items", "row 1: Delivered” a", 1, "delivered"),
    Case("out-of-range", holding(Item("A", math.nan)), "items", "leave it empty.", 1, "delivered"),
    Case("out-of-range", holding(Item("A", math.inf)), "items", "a number from 0", 1, "delivered"),
    Case("out-of-range", holding(Item("A", -math.inf)), "items", "a number from 0", 1, "delivered"),
    Case(
        "out-of-range",
        {"participants": (Participant("A", headcount=-1),)},
        "participants",
        "Give “Participants, row 1: Head count” a number from 0 to 1,000,000,000,000",
        1,
        "headcount",
    ),
    Case(
        "out-of-range",
        {"sessions": (Session("A", count=10**400),)},
        "sessions",
        "or leave it empty",
        1,
        "count",
    ),
    Case(
        "out-of-range",
        {"places": (Place("Niš", "RS", 90.1, 0.0),)},
        "places",
        "Latitude” a number from -90 to 90",
        1,
        "latitude",
    ),
    Case(
        "out-of-range",
        {"places": (Place("Niš", "RS", 0.0, math.nan),)},
        "places",
        "Longitude” a number from -180 to 180",
        1,
        "longitude",
    ),
    Case(
        "unreadable-date",
        {"sessions": (Session(period="2015-13"),)},
        "sessions",
        "Sessions, row 1: Period: “2015-13” names a day, month or year that does not exist",
        1,
        "period",
    ),
    Case("unreadable-date", seen_on("2015-02-30"), "sources", "does not exist", 2, "seen"),
    Case("unreadable-date", seen_on("2015-04-31"), "sources", "does not exist", 2, "seen"),
    Case("unreadable-date", seen_on("May"), "sources", "Seen: “May” cannot be read", 2, "seen"),
    Case(
        "impossible-year",
        {"period": Period.parse("0015")},
        "period",
        "“Period” names the year 15: write all four digits, such as 2015.",
    ),
    Case("impossible-year", seen_on("0099"), "sources", "Seen” names the year 99", 2, "seen"),
    Case(
        "period-order",
        {"period": Period("2015/2010", date(2015, 1, 1), date(2010, 12, 31))},
        "period",
        "The period ends before it begins: write the earlier date first.",
    ),
)

WARNINGS: tuple[Case, ...] = (
    Case(
        "half-a-point",
        {"places": (Place("Niš", "RS"), Place("Niš", "RS", latitude=43.3))},
        "places",
        "Places, row 2: One coordinate alone is no point: give both latitude and longitude.",
        2,
        "longitude",
    ),
    Case(
        "half-a-point",
        {"places": (Place("Niš", longitude=0.0),)},
        "places",
        "give both",
        1,
        "latitude",
    ),
    Case(
        "unlikely-number",
        {"participants": (Participant("A", headcount=2**39),)},
        "participants",
        "“Participants, row 1: Head count” is 549,755,813,888: is that right?",
        1,
        "headcount",
    ),
    Case("unlikely-number", holding(Item("A", 1e12)), "items", "is that right?", 1, "delivered"),
    Case(
        "unlikely-year",
        {"period": Period.parse("1815")},
        "period",
        "“Period” names the year 1815: is that right? If not, write the right one.",
    ),
    Case("unlikely-year", {"period": Period.parse("2015/9999")}, "period", "the year 9999"),
    Case(
        "over-yet-under-way",
        {"status": "implementation", "period": Period.parse("2024-05-16")},
        "status",
        "The period is over, yet the status says that it goes on: set one of them right.",
    ),
    Case(
        "over-yet-under-way",
        {"status": "finalisation", "period": Period.parse("../2010")},
        "status",
        "The period is over",
    ),
    Case(
        "over-yet-planned",
        {"status": "pipeline", "period": Period.parse("2024-04")},
        "status",
        "The period is over, yet the status says that it is planned: set one of them right.",
    ),
    Case(
        "closed-without-end",
        {"status": "closed", "period": Period.parse("2006/..")},
        "period",
        "The record is closed, yet its period has no end: give the end.",
    ),
    Case(
        "closed-without-end",
        an_agreement("terminated", period=Period.parse("2006/..")),
        "period",
        "its period has no end",
    ),
    Case(
        "milestone-overdue",
        {"milestones": (Milestone("A", "2024-05-17"), Milestone("B", "2024-05-16"))},
        "milestones",
        "Milestones, row 2: It was due and is not reached: give the date when it was, or a new",
        2,
        "done",
    ),
    Case(
        "done-in-future",
        seen_on("2024-05-18"),
        "sources",
        "Sources, row 2: It is told as done, yet the date is to come: set it right.",
        2,
        "seen",
    ),
    Case(
        "done-in-future",
        {"milestones": (Milestone("A", "2024", "2025"),)},
        "milestones",
        "yet the date is to come",
        1,
        "done",
    ),
)
