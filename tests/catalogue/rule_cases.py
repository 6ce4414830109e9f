"""What each rule finds, and what the rules let pass; tried in ``test_rules``."""

from typing import Any

from coopdesk.catalogue.facets import (
    ContactRole,
    Item,
    Milestone,
    Participant,
    Party,
    Place,
    Relation,
    Session,
    Source,
    Term,
    Transaction,
    Translation,
)
from coopdesk.catalogue.period import Period
from tests.catalogue import rule_cases_record, rule_cases_text, rule_cases_values
from tests.catalogue.rule_trial import (
    REFERENCE,
    Case,
    a_deployment,
    a_document,
    an_agreement,
    bound_by,
    holding,
)

ERRORS: tuple[Case, ...] = (
    *rule_cases_text.ERRORS,
    *rule_cases_values.ERRORS,
    *rule_cases_record.ERRORS,
)
WARNINGS: tuple[Case, ...] = (*rule_cases_values.WARNINGS, *rule_cases_record.WARNINGS)
# What is unusual and yet right.
ACCEPTED: tuple[dict[str, Any], ...] = (
    {},
    {"title": "x" * 300, "summary": "x" * 2_000, "description": "x" * 100_000},
    {"summary": "one\r\ntwo\tthree\u2028four", "notes": "\n\n"},
    {"title": "\u202egnp.exe \u2066x\u2069 e\u0301 🇩🇰"},
    {"status": "", "period": Period()},
    {"status": "implementation", "period": Period.parse("2024-05-17")},
    {"status": "implementation", "period": Period.parse("2006/..")},
    {"status": "implementation", "period": Period()},
    {"status": "pipeline", "period": Period.parse("2024")},
    {"status": "closed", "period": Period.parse("2006/")},
    {"status": "closed", "period": Period()},
    {"status": "closed", "milestones": (Milestone("A", "2010"),)},
    {"milestones": (Milestone("A", "2010", "2011"), Milestone("B", "", ""))},
    {"period": Period.parse("1900/2199")},
    # A date alone is that of the signature; an agreement may go on for ever, or be renewed.
    an_agreement("in_force", period=Period.parse("2006")),
    an_agreement("in_force", terms=(Term("A", expires="2009"), Term("B", expires="2024-05-17"))),
    an_agreement("in_force", terms=(Term("A", expires="2009"), Term("B", expires="2010/.."))),
    an_agreement("in_force", reference="DK-RS/2004/002"),
    an_agreement("superseded", reference="DK-RS/2004/001"),
    an_agreement("superseded", reference=""),
    an_agreement("expired", terms=(Term("A", expires="2009"),)),
    bound_by(Term("A", "2015", "2015-03", "2015-12"), Term("B", "2015-03", "2015-03", "2015-03")),
    bound_by(Term("A", expires="2010"), Term("B", "2015")),
    a_deployment(requested="2014-05", offered="2014-05", arrived="2014-05-19", departed="2014-05"),
    a_deployment(arrived="2014-05-19"),
    a_deployment(departed="2014-05-19"),
    {"items": (Item("A", handed_over="2014-03"),), "terms": (Term("A", "2014-03"),)},
    {"items": (Item("A", handed_over="2013"),), "relations": (Relation("uses", "DK-RS/2010/001"),)},
    {"items": (Item("A", handed_over="2013"),)},
    {"marking": "RESTRICTED"},
    {"marking": "UNMARKED", "publish": True},
    {"marking": "UNCLASSIFIED", "publish": True, "releasable_to": ("RS", "US")},
    {"marking": "UNCLASSIFIED", **a_document(marking="UNCLASSIFIED")},
    {"marking": "UNCLASSIFIED", **a_document(marking="UNMARKED")},
    {"marking": "RESTRICTED", **a_document(file_name="RESTRICTED annex.pdf")},
    a_document(file_name="restricted annex.pdf"),
    {"parties": (Party("A", "DK", "provider"), Party("B", "DK", "host"), Party("", "RS"))},
    {
        "parties": (
            Party("", "DK", "provider"),
            Party("", "RS", "provider"),
            Party("", "RS", "receiver"),
        )
    },
    {"parties": (Party("Air Force", "DK", "provider"), Party("Air Force", "DK", "host"))},
    {"places": (Place(latitude=-90.0, longitude=180.0), Place("Niš", "RS", 0.0, -180.0))},
    {"places": (), "sessions": (Session("A", place="Niš"),)},
    {"places": (), "parties": (Party("Baltic Defence College"),)},
    {"places": (), "kind": "event"},
    holding(Item(delivered=0.0), Item("A", 0.5, "t"), Item("A", 10_000_000.0)),
    holding(Item("A", 14.0, requested=20.0, agreed=14.0, serials=("1", "2"))),
    holding(Item("A", agreed=14.0, serials=("1",)), Item("B", requested=0.0)),
    holding(Item("A", stock_number="2320-00-123-4567"), Item("B", stock_number="2320001234567")),
    holding(Item("A", value=1.0, currency="YUM"), Item("B", currency="RSD")),
    {"participants": (Participant(headcount=0), Participant("A", "DK", 100_000))},
    {"participants": (Participant(headcount=9),), "sessions": (Session("A", seats=9),)},
    {"participants": (Participant(headcount=9),), "sessions": (Session("A"), Session("", seats=3))},
    {"sessions": (Session(period="2015-21"), Session(count=3), Session(period="2006/.."))},
    {
        "sources": (
            Source(seen="2024-05~"),
            Source(confidence="official"),
            Source(seen="2024-05-17"),
        )
    },
    {"contacts": (ContactRole("Embassy of Denmark"),)},
    {
        "transactions": (
            Transaction("disbursement", "2015", -1.0, "EUR", "", "Danish MoD", "Serbian MoD"),
        )
    },
    {"transactions": (Transaction("disbursement", "2015", 0.0, "XDR"),)},
    {"reference": REFERENCE, "relations": (Relation("uses", "DK-RS/2010/002"),)},
    {"relations": (Relation("", "DK-RS/2010/001"), Relation("uses", " DK-RS/2010/001"))},
    {"translations": (Translation("da", "Kursus"), Translation("sr_Latn", "Kurs"))},
    {"translations": (Translation("fr_FR", "Cours"),)},
    a_document(link="https://www.example.org/a?b=c#d", language="pt_BR"),
    a_document(link="HTTP://example.org"),
    a_document(link="mailto:office@example.org"),
)
