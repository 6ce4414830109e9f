"""The sample catalogue says what its facts say: nothing missing, nothing invented.

`tests/data/denmark-serbia-facts.toml` holds the facts as they were taken from the source.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopdesk.catalogue.codes import CODE_LISTS
from coopdesk.catalogue.facets import (
    ContactRole,
    Deployment,
    Item,
    Participant,
    Party,
    Place,
    Relation,
    Term,
    Translation,
)
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Context, problems_of
from coopdesk.exchange.formats import format_of
from coopdesk.i18n import LANGUAGES
from coopdesk.resources import resource

FACTS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "denmark-serbia-facts.toml").read_text(encoding="utf-8")
)
SAMPLE_PATH = resource("sample", "denmark-serbia.toml")
SAMPLE = format_of(SAMPLE_PATH).read(SAMPLE_PATH)
RECORDS = {record.title: record for record in SAMPLE.records}

STATUSES = {"": "", "in force": "in_force", "ongoing": "implementation", "completed": "closed"}
DEMA = "Danish Emergency Management Agency (DEMA)"
# What each institution of the facts is to its record; its country where the facts tell it.
INSTITUTIONS = {
    "Peace Support Operations Centre": ("BA", "host"),
    "Baltic Defence College": ("EE", "host"),
    "CBRN centre, Kruševac": ("RS", "host"),
    "FTK": ("", "implementer"),
    "OSCE": ("", "implementer"),
    "UNDP": ("", "implementer"),
    DEMA: ("DK", "implementer"),
    "COSPAS-SARSAT": ("", ""),
}
RELATIONS = {("LOGEX15 preparatory training sessions", "LOGEX15"): "prepares"}
# Ties that the source's own words make: what came of what, and what is "included" in what.
LETTER, PROGRAMME = "Letter of Intent on defence cooperation", "Bilateral cooperation programme"
TIES = {
    PROGRAMME: ("follows", LETTER),
    "24/7 helicopter emergency service in Serbia": (
        "part_of",
        "Regional search and rescue (SAR) structure in the Balkans",
    ),
    "Risk assessment seminars at local level": ("part_of", "Exchange of knowledge and experience"),
}
TERMS = {LETTER: ("2004", "Letter of Intent"), PROGRAMME: ("2006", "First cooperation programme")}
CATEGORIES = {
    "fuel truck": "vehicles",
    "tools, a very large amount": "supplies",
    "other equipment": "other",
    "IT equipment for multimedia classrooms": "communications",
    "volunteers": "personnel",
    "vehicles": "vehicles",
    "pump modules": "rescue",
}
FLOODS = "2014 floods response"
EMBASSY = "Embassy of Denmark, Belgrade"

each_fact = pytest.mark.parametrize("fact", FACTS["record"], ids=lambda fact: fact["title"])


def test_that_the_sample_has_each_record_of_the_facts_in_their_order() -> None:
    assert [record.title for record in SAMPLE.records] == [f["title"] for f in FACTS["record"]]
    assert len(SAMPLE.records) == 38


@each_fact
def test_that_a_record_has_its_area_kind_status_and_period(fact: dict[str, Any]) -> None:
    record = RECORDS[fact["title"]]
    assert record.area == fact["area"]
    assert record.kind == fact["kind"].replace(" ", "_")
    assert record.status == STATUSES[fact.get("status", "")]
    assert record.period.edtf == fact["dates"]


@each_fact
def test_that_a_record_has_its_parties_and_no_others(fact: dict[str, Any]) -> None:
    assert set(RECORDS[fact["title"]].parties) == set(expected_parties(fact))
    assert len(RECORDS[fact["title"]].parties) == len(expected_parties(fact))


def expected_parties(fact: dict[str, Any]) -> list[Party]:
    parties = []
    for role, country in fact.get("parties", {}).items():
        countries = FACTS["partnership"]["countries"] if country == "both" else [country]
        parties += [Party(country=code, role=role) for code in countries]
    for name in filter(None, fact.get("institution", "").split("; ")):
        country, role = INSTITUTIONS[name]
        parties.append(Party(name, country, role))
    if fact.get("note") == "Hosted by Serbia":
        parties.append(Party(country="RS", role="host"))
    return parties


@each_fact
def test_that_a_record_has_its_place_items_participants_and_sessions(
    fact: dict[str, Any],
) -> None:
    record = RECORDS[fact["title"]]
    place = fact.get("place")
    assert record.places == ((Place(**place),) if place else ())
    assert record.items == tuple(
        Item(
            item["description"],
            item.get("quantity"),
            item.get("unit", ""),
            CATEGORIES[item["description"]],
        )
        for item in fact.get("items", [])
    )
    assert record.participants == tuple(Participant(**p) for p in fact.get("participants", []))
    assert [session.count for session in record.sessions] == (
        [fact["sessions"]] if "sessions" in fact else []
    )


@each_fact
def test_that_a_record_is_tied_to_the_records_that_the_facts_name(fact: dict[str, Any]) -> None:
    ties = [(relation.type, relation.reference) for relation in RECORDS[fact["title"]].relations]
    expected = [
        (RELATIONS.get((fact["title"], other), "related"), RECORDS[other].reference)
        for other in fact.get("related", [])
    ]
    if fact["title"] in TIES:
        kind, other = TIES[fact["title"]]
        expected.append((kind, RECORDS[other].reference))
    assert ties == expected


@each_fact
def test_that_a_record_has_the_terms_and_the_contact_that_the_source_gives(
    fact: dict[str, Any],
) -> None:
    record = RECORDS[fact["title"]]
    terms = [(term.signed, term.title) for term in record.terms]
    assert terms == ([TERMS[record.title]] if record.title in TERMS else [])
    bare = [replace(term, title="", signed="") for term in record.terms]
    assert bare == [Term()] * len(terms)
    general = record.area == "GEN"
    assert record.contacts == ((ContactRole(EMBASSY),) if general else ())


@each_fact
def test_that_a_record_has_no_deployment_beyond_the_help_against_the_floods(
    fact: dict[str, Any],
) -> None:
    deployments = RECORDS[fact["title"]].deployments
    if fact["title"] != FLOODS:
        assert deployments == ()
        return
    (deployment,) = deployments
    assert deployment.modules == ("pump modules",)
    assert replace(deployment, mission="", modules=()) == Deployment()


UNSTATED = ("budget", "transactions", "milestones", "results", "documents")


def test_that_no_record_has_a_facet_that_the_source_says_nothing_of() -> None:
    for record in SAMPLE.records:
        assert all(getattr(record, name) == () for name in UNSTATED), record.title


def test_that_letter_and_programme_stand_in_one_chain() -> None:
    (relation,) = RECORDS[PROGRAMME].relations
    assert relation == Relation("follows", RECORDS[LETTER].reference)
    assert RECORDS[LETTER].relations == ()


LATIN = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
LATIN |= {"љ": "lj", "њ": "nj", "џ": "dž"}
LATIN |= {letter.upper(): latin.capitalize() for letter, latin in LATIN.items()}


def latin(text: str) -> str:
    return "".join(LATIN.get(letter, letter) for letter in text)


@each_fact
def test_that_title_and_summary_are_there_in_each_language(fact: dict[str, Any]) -> None:
    record = RECORDS[fact["title"]]
    danish, cyrillic, romanised = record.translations
    assert [t.language for t in record.translations] == ["da", "sr", "sr_Latn"]
    for translation in record.translations:
        assert translation.title
        assert translation.summary.endswith(".")
        assert "  " not in translation.summary
        assert translation.summary != record.summary
    assert re.search("[а-ш]", cyrillic.summary)
    assert romanised == Translation("sr_Latn", latin(cyrillic.title), latin(cyrillic.summary))
    assert not re.search("[Ѐ-ӿ]", danish.title + danish.summary + romanised.summary)


@each_fact
def test_that_a_translation_has_the_figures_of_what_it_translates(fact: dict[str, Any]) -> None:
    record = RECORDS[fact["title"]]
    for translation in record.translations:
        for own, other in (
            (record.title, translation.title),
            (record.summary, translation.summary),
        ):
            assert figures(other) <= figures(own) | figures(record.title) | figures(fact["dates"])
            assert figures(own) <= figures(other)
        name = re.findall(r"\b[A-Z]{3,}\w*(?:-[A-Z]{3,})?", record.title.replace("CBRN", ""))
        assert all(word in translation.title for word in name), name


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def test_that_tags_have_a_name_in_each_language_or_none() -> None:
    used = {tag for record in SAMPLE.records for tag in record.tags}
    for entry in SAMPLE.codes:
        assert entry.list == "tag"
        assert entry.code in used
        assert set(entry.names) == {code for code, _name in LANGUAGES} - {"en"}
        assert latin(entry.names["sr"]) == entry.names["sr_Latn"]
    named = {entry.code for entry in SAMPLE.codes}
    # What is a name itself is the same in every language.
    assert used - named == {"112", "ARGOS", "LOGEX15", "PRISMA"}


def test_that_the_organisations_are_those_of_the_records() -> None:
    named = {party.organisation: party for r in SAMPLE.records for party in r.parties}
    for organisation in SAMPLE.organisations:
        assert organisation.country == named[organisation.name].country
        assert organisation.type in {entry.code for entry in CODE_LISTS["organisation_type"]}
        assert (organisation.identifier, organisation.website, organisation.notes) == ("", "", "")
    assert set(named) - {o.name for o in SAMPLE.organisations} == {"", "FTK"}


def test_that_the_areas_are_the_facts_areas_in_order_named_in_each_language() -> None:
    assert [(area.code, area.names["en"]) for area in SAMPLE.areas] == [
        (area["code"], area["name"]) for area in FACTS["area"]
    ]
    for area in SAMPLE.areas:
        assert set(area.names) == {code for code, _name in LANGUAGES}
        assert all(area.names.values())


def test_that_the_partnership_and_its_contact_are_those_of_the_facts() -> None:
    (partnership,) = SAMPLE.partnerships
    facts = FACTS["partnership"]
    assert list(partnership.countries) == facts["countries"]
    assert partnership.region == facts["region"]
    assert list(partnership.purpose) == facts["purpose"]
    assert partnership.since == "2004"
    assert {"European", "NATO", "Serbia", "Denmark"} <= set(words(partnership.standing))
    assert partnership.contact is not None
    assert (partnership.contact,) == SAMPLE.contacts
    for name, value in FACTS["contact"][0].items():
        assert getattr(partnership.contact, name) == value


COUNTING = re.compile(
    r"one|three|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty"
    r"|twenty-six|thirty|forty|fifty|hundred|hundreds|thousand|thousands|dozen|dozens|first"
    r"|second|third|fourth|fifth|twice|thrice|once|half|pair|couple|decade|decades|century"
    r"|yearly|monthly|weekly|annual|annually|january|february|march|april|june|july|august"
    r"|september|october|november|december|spring|summer|autumn|winter"
)
DIGITS = {"two": "2", "four": "4"}
MONTHS_AND_SEASONS = {"05": "may", "21": "spring"}


def words(text: str) -> list[str]:
    return re.findall(r"[\w']+(?:-\w+)*", text)


def numbers(text: str) -> set[str]:
    """Return every number, number word, month and season in ``text``, in one form for each."""
    found = set(re.findall(r"\d+(?:[./]\d+)*", text))
    for word in words(text):
        if word.lower() in DIGITS:
            found.add(DIGITS[word.lower()])
        elif COUNTING.fullmatch(word.lower()) or word == "May":
            found.add(word.lower())
    return found


def values(plain: Any) -> Iterator[str]:
    if isinstance(plain, dict):
        for value in plain.values():
            yield from values(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from values(value)
    else:
        yield str(plain)


def texts(record: Record) -> Iterator[str]:
    yield from (record.title, record.summary, record.description, record.notes, *record.tags)
    yield from (item.description + " " + item.unit for item in record.items)
    yield from (participant.who for participant in record.participants)
    yield from (session.title + " " + session.period for session in record.sessions)
    yield from (party.organisation for party in record.parties)
    yield from (place.name for place in record.places)
    yield from (term.title + " " + term.signed for term in record.terms)
    for deployment in record.deployments:
        yield " ".join((deployment.mission, *deployment.modules))


@each_fact
def test_that_no_text_of_a_record_has_a_date_or_number_beyond_its_own_facts(
    fact: dict[str, Any],
) -> None:
    known = numbers(" ".join(values(fact)))
    year, _dash, part = fact["dates"].partition("-")
    known |= {year, MONTHS_AND_SEASONS.get(part, "")}
    for text in texts(RECORDS[fact["title"]]):
        assert numbers(text) <= known, text


@each_fact
def test_that_no_facet_of_a_record_counts_what_its_facts_do_not(fact: dict[str, Any]) -> None:
    record = RECORDS[fact["title"]]
    assert all(place.latitude is None and place.longitude is None for place in record.places)
    assert all(participant.headcount is None for participant in record.participants)
    assert not any(source.seen for source in record.sources)
    counted = [item.delivered for item in record.items if item.delivered is not None]
    assert counted == [item["quantity"] for item in fact.get("items", []) if "quantity" in item]


def test_that_the_check_on_numbers_sees_an_invented_one() -> None:
    assert numbers("sent 26 people in May 2014") == {"26", "may", "2014"}
    assert numbers("sent twenty-six people, twice") == {"twenty-six", "twice"}
    assert numbers("24/7 and LOGEX15, four runs") == {"24/7", "15", "4"}


@each_fact
def test_that_a_record_has_a_summary_of_one_or_two_sentences(fact: dict[str, Any]) -> None:
    summary = RECORDS[fact["title"]].summary
    assert summary.endswith(".")
    assert 1 <= len(re.findall(r"\.(?:\s|$)", summary)) <= 2
    assert "  " not in summary


@each_fact
def test_that_a_record_has_its_official_source_with_the_place_in_it(fact: dict[str, Any]) -> None:
    (source,) = RECORDS[fact["title"]].sources
    assert "Embassy of Denmark" in source.title
    assert source.locator
    assert source.confidence == "official"


def test_that_every_record_may_be_published_and_released_to_both_countries() -> None:
    for record in SAMPLE.records:
        assert record.marking == "UNCLASSIFIED"
        assert record.releasable_to == ("DK", "RS")
        assert record.publish


def test_that_references_are_given_once_and_follow_the_year() -> None:
    assert max(Counter(record.reference for record in SAMPLE.records).values()) == 1
    for record in SAMPLE.records:
        year = record.period.edtf[:4] or "ND"
        assert re.fullmatch(rf"DK-RS/{year}/\d{{3}}", record.reference)


@each_fact
def test_that_the_rules_find_nothing_but_what_the_source_leaves_open(fact: dict[str, Any]) -> None:
    context = Context(
        {area.code for area in SAMPLE.areas},
        {partnership.code for partnership in SAMPLE.partnerships},
        date(2025, 1, 1),
    )
    found = {problem.rule for problem in problems_of(RECORDS[fact["title"]], context)}
    placeless = "place" not in fact and "institution" not in fact
    assert found <= ({"training-without-place"} if placeless else set())
