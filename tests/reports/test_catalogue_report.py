"""The catalogue report as its reader gets it."""

import re
from dataclasses import replace

import pytest

from coopdesk.catalogue.errors import UnknownCode
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
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import AboveCeiling, Audience
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.record import Record
from coopdesk.i18n import LANGUAGES, translator
from coopdesk.reports.catalogue_report import catalogue_data
from tests.builders import NOON, a_full_record, a_partnership, a_record, areas
from tests.reports.reading import bookmarks, everything, pages, reader, tags, text
from tests.reports.requests import a_request, courses, pdf_of

pytestmark = pytest.mark.slow

RESTRICTED = a_record(title="Secret course", marking="RESTRICTED", area="AIR")


def test_that_records_stand_under_their_area_in_the_areas_order() -> None:
    made = pdf_of(
        a_request(
            a_record(title="Flood", area="REL"),
            a_record(title="Second", area="TRN"),
            a_record(title="First", area="TRN"),
            a_record(title="Talks", area="GEN"),
            a_record(title="Lost", area="OLD"),
        )
    )
    assert bookmarks(made) == [
        *((1, "General"), (2, "Talks")),
        *((1, "Training"), (2, "Second"), (2, "First")),
        *((1, "Relief"), (2, "Flood")),
        *((1, "OLD"), (2, "Lost")),
    ]


def test_that_a_full_record_is_told_in_full() -> None:
    made = text(pdf_of(a_request(a_full_record(reference="DK-RS/2014/007"))))
    for told in (
        "Øvelse på Kopaonik: Đoković and the fuel trucks",
        "DK-RS/2014/007 · Donation · Closed · May 2014 – spring 2015 UNCLASSIFIED",
        "Fourteen trucks for the air base",
        "The last one by rail.",
        "Kruševac, Serbia, 43.58° N 21.33° E",
        "Provider Danish Air Force, Denmark",
        "Receiver Serbia",
        "Parties Baltic Defence College",
        "Description Requested Agreed Delivered Value",
        "fuel truck (vehicle) Vehicles, Serviceable · Handed over: 2 October 2014",
        "Serial numbers: A1, A2 20 14 14 1,400,000 DKK",
        "Renewal: tacitly · Signatories: DK MoD, RS MoD 1 March 2010 June 2010 2099",
        "Modules: HCP, TAST 16 May 2014 17 May 2014 19 May 2014 28 May 2014",
        "Trucks at the base by rail September 2014 2 October 2014",
        "Drivers trained (person) more in 2015 0 20 12",
        "2014 Original 1 December 2013 250,000 DKK",
        "First part From: Danish MoD · To: Logistics School 2 June 2014 Disbursement 1,000.50 EUR",
        "Delivery note, følgeseddel.pdf, Danish, October 2014",
        "Embassy of Denmark, point of contact",
        "Danish: Øvelse på Kopaonik Record",
        "drivers, Serbia, 12 people, Enlisted, student, Outcome: licensed",
        "First run, May 2014, 2 runs, Niš, Serbia, 20 seats",
        "Споразум",
        "Follows: DK-RS/1999/001",
        "Embassy page, Air forces, seen: 17 May 2024, official",
        "air force, vehicles",
        "Ask for the delivery note",
        "releasable to Denmark, Serbia · cleared for publication",
    ):
        assert told in made


def test_that_the_front_tells_what_is_printed_for_whom_and_when() -> None:
    request = a_request(a_record(), wanted=Filter(kinds=("course",), search="staff"), scope="TRN")
    front = pages(pdf_of(request))[0]
    for told in (
        "Catalogue Denmark–Serbia Training",
        "Partnership Denmark – Serbia, since 2004",
        "Selection Kind: Course · Search: “staff”",
        "Marking UNMARKED Audience Internal Printed 23 November 2026",
        "1 Record 1 Area",
        "Contact Embassy of Denmark",
    ):
        assert told in front


def test_that_each_page_has_the_highest_marking_on_top_and_bottom() -> None:
    made = pages(pdf_of(a_request(RESTRICTED, *courses(40), language="da")))
    assert len(made) > 4
    for page in made:
        assert page.startswith("RESTRICTED / TIL TJENESTEBRUG ")
        assert page.endswith(" RESTRICTED / TIL TJENESTEBRUG")


def test_that_pages_are_numbered_of_how_many() -> None:
    made = pages(pdf_of(a_request(*courses(20))))
    for number, page in enumerate(made, start=1):
        assert f"Page {number} of {len(made)}" in page
        assert "Printed 23 November 2026 · CoopDesk 0.1.0" in page


def test_that_a_page_after_the_first_says_what_it_belongs_to() -> None:
    made = pages(pdf_of(a_request(*courses(20), scope="TRN")))
    assert all("Denmark–Serbia Catalogue: Training" in page for page in made[1:])


def test_that_contents_come_with_more_than_four_pages_and_tell_the_right_ones() -> None:
    short = pdf_of(a_request(*courses(10)))
    assert len(pages(short)) <= 4
    assert "Contents" not in text(short)

    numbered = (*courses(30), *courses(8, area="AIR"))
    made = pages(pdf_of(a_request(*numbered)))
    assert len(made) > 4
    assert "Contents" in made[0]
    (place,) = [n for n, page in enumerate(made, start=1) if "Air forces 8 records" in page]
    assert re.search(rf"Air forces[ .]* {place} Course 1[ .]* {place} ", made[0])


def test_that_a_tie_is_a_link_to_the_record() -> None:
    first = a_record(title="First", reference="A/1")
    second = a_record(title="Second", reference="A/2", relations=(Relation("follows", "A/1"),))
    made = reader(pdf_of(a_request(first, second)))
    links = [
        annotation.get_object()
        for page in made.pages
        for annotation in page.get("/Annots", ())
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) == 2
    shown = " ".join(made.pages[0].extract_text().split())
    assert "Follows: First (A/1)" in shown
    assert "Followed by: Second (A/2)" in shown


def test_that_two_records_of_one_reference_do_not_stop_the_report() -> None:
    twins = courses(2, reference="A/1", relations=(Relation("uses", "A/1"),))
    made = text(pdf_of(a_request(*twins)))
    assert "Course 1" in made
    assert "Course 2" in made


def test_that_a_report_without_records_is_a_page_that_says_so() -> None:
    made = pages(pdf_of(a_request(wanted=Filter(search="nothing at all"))))
    assert len(made) == 1
    assert "No records match" in made[0]
    assert "Search: “nothing at all”" in made[0]
    assert made[0].count("UNMARKED") == 3


def test_that_no_page_is_empty_and_none_is_lost_with_many_records() -> None:
    made = pdf_of(a_request(*courses(150)))
    told = text(made)
    assert all(f"Course {number} " in told for number in range(1, 151))
    assert len([title for depth, title in bookmarks(made) if depth == 2]) == 150


def test_that_a_colour_that_is_none_does_not_stop_the_report() -> None:
    odd = tuple(replace(area, colour="#set page()") for area in areas())
    assert "Staff officers' course" in text(pdf_of(a_request(a_record(), areas=odd)))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Denmark – Serbia", "23 November 2026", "Air forces")),
        ("da", ("Danmark – Serbien", "23. november 2026", "Luftstyrker")),
        ("sr", ("Данска – Србија", "23. новембар 2026", "Ваздушне снаге")),
        ("sr_Latn", ("Danska – Srbija", "23. novembar 2026", "Vazdušne snage")),
    ],
)
def test_that_the_report_speaks_its_language(language: str, words: tuple[str, ...]) -> None:
    names = {"en": "Air forces", "da": "Luftstyrker", "sr": "Ваздушне снаге"}
    air = replace(areas()[2], names=names | {"sr_Latn": "Vazdušne snage"})
    request = a_request(a_full_record(), *courses(40, area="AIR"), language=language, areas=(air,))
    made = text(pdf_of(request))
    say = translator(language).gettext
    headings = ("Contents", "Selection", "Provider", "Sources", "Donation", "All records")
    summary = "Fjorten lastbiler" if language == "da" else "Fourteen trucks for the air base"
    for told in (*words, *map(say, headings), summary):
        assert told in made


def test_that_an_unknown_language_is_refused() -> None:
    known = ", ".join(code for code, _name in LANGUAGES)
    with pytest.raises(UnknownCode, match=f"“tlh”; known are: {known}"):
        catalogue_data(a_request(language="tlh"))


def test_that_a_record_above_the_ceiling_is_refused() -> None:
    with pytest.raises(AboveCeiling):
        catalogue_data(a_request(a_record(marking="SECRET")))


PLANTED = "Zanzibar"


def planted(**changes: object) -> Record:
    """Return a record with a secret word in each field that holds text."""
    word = PLANTED
    return a_record(
        reference=f"{word}/1", title=word, summary=word, description=word, notes=word,
        area=word, partnership="ZZ-DK", tags=(word,), marking="RESTRICTED", created_by=word,
        changed_by=word, changed_at=NOON, created_at=NOON, places=(Place(word, "TZ"),),
        parties=(Party(word, "TZ", "lead"),), items=(Item(word, 777.0, word),),
        participants=(Participant(word, "TZ", 777),), sessions=(Session(word, "1977"),),
        terms=(Term(word, "1977", signatories=(word,)),), deployments=(Deployment(word, "1977"),),
        budget=(Budget("original", "1977", 777.0),), milestones=(Milestone(word, "1977"),),
        transactions=(Transaction(provider=word, receiver=word, description=word),),
        results=(Result(word, word, 777.0),), documents=(Document(word, f"{word}.pdf"),),
        contacts=(ContactRole(word, word),), translations=(Translation("da", word, word, word),),
        relations=(Relation("uses", "A/1"), Relation("follows", "A/1")),
        sources=(Source(word, word),), **changes,
    )  # fmt: skip


def betraying() -> Record:
    """Return a record for all, with the secret word in what an audience outside may not see."""
    return a_full_record(
        reference="A/1",
        title="Tankbiler",
        relations=(Relation("uses", f"{PLANTED}/1"),),
        notes=PLANTED,
        changed_by=PLANTED,
        created_by=PLANTED,
        milestones=(Milestone("Trucks at the base", "2014", note=PLANTED),),
        results=(Result("Drivers trained", actual=12.0, note=PLANTED),),
        documents=(
            Document("Delivery note", marking="UNCLASSIFIED", note=PLANTED, digest="777" * 20),
        ),
        contacts=(
            ContactRole("Office", "to be asked"),
            ContactRole(f"Colonel {PLANTED}", "to be asked"),
            ContactRole(f"Not catalogued {PLANTED}", "to be asked"),
        ),
    )


CONTACTS = (
    Contact("Office", "Street 9", "RS", f"+777 {PLANTED}", "+777", f"{PLANTED}@um.dk", PLANTED,
            notes=PLANTED),
    Contact(f"Colonel {PLANTED}", person=f"Jens {PLANTED}"),
)  # fmt: skip


@pytest.mark.parametrize("audience", [Audience("partner", "RS"), Audience("public")])
def test_that_what_is_withheld_leaves_no_trace(audience: Audience) -> None:
    partnerships = (
        a_partnership(contact=Contact("Embassy", phone="+777", person=PLANTED)),
        a_partnership("ZZ-DK", standing=PLANTED, region=PLANTED),
    )
    request = a_request(
        betraying(),
        planted(),
        audience=audience,
        partnerships=partnerships,
        contacts=CONTACTS,
        areas=(*areas(), replace(areas()[0], code=PLANTED, names={"en": PLANTED})),
        wanted=Filter(tags=(PLANTED, "vehicles"), areas=("AIR", PLANTED), search=PLANTED),
    )
    made = pdf_of(request)
    raw = everything(made)
    for told in ("Fourteen trucks", "Trucks at the base", "Delivery note", "Office", "Street 9"):
        assert told in raw
    for trace in (PLANTED, "777", "1977", "Tanzania", "RESTRICTED", "2 Records", "Jens"):
        assert trace not in raw
    alone = replace(request, records=request.records[:1])
    assert made == pdf_of(alone)


def test_that_a_partner_gets_its_record_without_the_higher_document() -> None:
    record = a_full_record(
        documents=(Document(PLANTED, f"{PLANTED}.pdf", marking="RESTRICTED"), Document("Note")),
        title="Trucks",
    )
    raw = everything(pdf_of(a_request(record, audience=Audience("partner", "RS"))))
    assert "Trucks" in raw
    assert "Note" in raw
    assert PLANTED not in raw
    assert "RESTRICTED" not in raw


def test_that_the_public_gets_no_record_with_a_higher_document() -> None:
    higher = (Document("Note", "TIL TJENESTEBRUG.pdf"),)
    record = a_full_record(documents=higher, title=PLANTED)
    made = pdf_of(a_request(record, a_full_record(), audience=Audience("public")))
    assert PLANTED not in everything(made)
    assert "1 Record " in text(made)


def test_that_inside_the_pages_are_marked_as_high_as_the_highest_document() -> None:
    record = a_record(marking="UNCLASSIFIED", documents=(Document("RESTRICTED annex"),))
    for page in pages(pdf_of(a_request(record))):
        assert page.startswith("RESTRICTED ")
        assert page.endswith(" RESTRICTED")


def test_that_a_table_over_several_pages_has_its_head_on_each() -> None:
    items = tuple(Item(f"thing {number};", float(number)) for number in range(150))
    made = pages(pdf_of(a_request(a_record(items=items))))
    with_items = [page for page in made if "thing " in page]
    assert len(with_items) > 2
    assert all("Description Delivered" in page for page in with_items)
    told = " ".join(made)
    assert all(f"thing {number}; {number}" in told for number in range(150))


def test_that_a_row_of_a_table_stays_on_one_page_unless_it_is_longer() -> None:
    short = tuple(
        Item(f"thing {n};", 1.0, serials=(*(f"{n}-{k:06}" for k in range(60)), f"end{n};"))
        for n in range(90)
    )
    made = pages(pdf_of(a_request(a_record(items=short))))
    for number in range(90):
        (page,) = [page for page in made if f"thing {number};" in page]
        assert f"end{number};" in page
    serials = tuple(f"SERIAL-{number};" for number in range(2000))
    told = text(pdf_of(a_request(a_record(items=(Item("radio", 2000.0, serials=serials),)))))
    assert all(serial in told for serial in serials)


def test_that_tables_are_tagged_as_tables_with_heads() -> None:
    kinds = [kind for kind, _language in tags(pdf_of(a_request(a_full_record())))]
    assert kinds.count("/Table") == 7
    assert kinds.count("/TH") >= 7
    assert kinds.count("/TD") > kinds.count("/TR")


def test_that_translated_words_are_tagged_with_their_language() -> None:
    made = pdf_of(a_request(a_full_record(), language="da"))
    assert "Øvelse på Kopaonik" in text(made)
    headings = [language for kind, language in tags(made) if kind == "/H2"]
    assert set(headings) == {""}  # the report's own
    foreign = pdf_of(a_request(a_full_record(translations=()), language="da"))
    assert "en" in {language for _kind, language in tags(foreign)}


def test_that_inside_the_house_the_same_words_are_there() -> None:
    raw = everything(pdf_of(a_request(planted())))
    assert raw.count(PLANTED) > 10
    assert "RESTRICTED" in raw
