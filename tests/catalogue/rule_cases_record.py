"""What the rules on what stands together in a record find."""

from coopdesk.catalogue.facets import (
    Budget,
    ContactRole,
    Document,
    Item,
    Participant,
    Party,
    Relation,
    Session,
    Term,
    Transaction,
    Translation,
)
from coopdesk.catalogue.period import Period
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
    Case(
        "expiry-order",
        bound_by(Term("A", "2010", "2011"), Term("B", "2015-03", "2016", "2015-12")),
        "terms",
        "Terms, row 2: It expires before it is signed or in force: set the dates right.",
        2,
        "expires",
    ),
    Case("expiry-order", bound_by(Term("A", "2015", "", "2014")), "terms", "expires", 1, "expires"),
    Case(
        "departure-before-arrival",
        a_deployment(arrived="2014-05-19", departed="2014-05-18"),
        "deployments",
        "Deployments, row 1: The departure is before the arrival: set one of the dates right.",
        1,
        "departed",
    ),
    Case(
        "delivered-above-agreed",
        holding(Item("A", 2.0, agreed=2.0), Item("B", 15.0, agreed=14.0)),
        "items",
        "Items, row 2: More was delivered (15) than agreed (14): set one of the two right.",
        2,
        "delivered",
    ),
    Case(
        "relation-to-itself",
        {"reference": REFERENCE, "relations": (Relation("uses", f" {REFERENCE}"),)},
        "relations",
        "Relations, row 1: It ties the record to itself: name another one, or remove the row.",
        1,
        "reference",
    ),
    Case(
        "relation-without-reference",
        {"relations": (Relation("uses", "DK-RS/2010/001"), Relation("uses", ""))},
        "relations",
        "Relations, row 2: Give the reference of the other record, or remove the row.",
        2,
        "reference",
    ),
    Case(
        "marking-not-storable", {"marking": "NATO"}, "marking", "“NATO” is not a marking; use one"
    ),
    Case(
        "marking-not-storable",
        {"marking": "CONFIDENTIAL"},
        "marking",
        "CoopDesk is not accredited for CONFIDENTIAL: it ",
    ),
    Case("marking-not-storable", {"marking": "TOP SECRET"}, "marking", "Keep this one in a system"),
    Case("marking-not-storable", a_document(marking="SECRET"), "documents", "accre", 1, "marking"),
    Case(
        "published-above-limit",
        {"marking": "RESTRICTED", "publish": True},
        "publish",
        "Only what is UNCLASSIFIED or lower can be cleared for publication: set the marking or",
    ),
    Case(
        "marked-below-document",
        {"marking": "UNMARKED", **a_document(marking="UNCLASSIFIED")},
        "documents",
        "Documents, row 1: The document is marked UNCLASSIFIED, higher than its record (UNMARKED):",
        1,
        "marking",
    ),
    Case(
        "marked-below-document",
        {
            "marking": "UNCLASSIFIED",
            "documents": (Document("A"), Document("B", marking="RESTRICTED")),
        },
        "documents",
        "set the record's marking to RESTRICTED, or the document's right.",
        2,
        "marking",
    ),
)

WARNINGS: tuple[Case, ...] = (
    Case(
        "in-force-before-signed",
        bound_by(Term("A", "2015-03", "2015-02")),
        "terms",
        "Terms, row 1: It is in force before it is signed: set one of the dates right.",
        1,
        "in_force",
    ),
    Case(
        "in-force-past-expiry",
        an_agreement(
            "in_force", terms=(Term("A", expires="2009"), Term("B", expires="2024-05-16"))
        ),
        "terms",
        "The agreement is in force, yet it expired on 16 May 2024: set its status right, or enter",
    ),
    Case(
        "in-force-past-expiry",
        an_agreement("in_force", period=Period.parse("2004/2009")),
        "period",
        "it expired on 31 December 2009",
    ),
    Case(
        "superseded-without-successor",
        an_agreement("superseded", reference="DK-RS/2001/001"),
        "status",
        "The agreement is superseded, yet no record says that it supersedes it: give its successor "
        "the relation “Supersedes”, or set the status right.",
    ),
    Case(
        "in-force-yet-superseded",
        an_agreement("in_force", reference="DK-RS/2004/001"),
        "status",
        "in force, yet DK-RS/2010/001 supersedes it and is in force: set the status right.",
    ),
    Case(
        "deployment-order",
        a_deployment(requested="2014-05-16", arrived="2014-05-15"),
        "deployments",
        "Deployments, row 1: Request, offer, arrival and departure do not follow one another: set",
        1,
        "arrived",
    ),
    Case(
        "deployment-order",
        a_deployment(requested="2014-05-16", offered="2014-05-15"),
        "deployments",
        "do not follow one another",
        1,
        "offered",
    ),
    Case(
        "handover-before-agreement",
        {
            "items": (Item("A", handed_over="2014"), Item("B", handed_over="2014-02")),
            "terms": (Term("Amendment", "2016"), Term("Protocol", "2014-03")),
        },
        "items",
        "Items, row 2: It was handed over before the agreement was signed: set one of the dates",
        2,
        "handed_over",
    ),
    Case(
        "handover-before-agreement",
        {
            "items": (Item("A", handed_over="2013"),),
            "relations": (
                Relation("uses", "DK-RS/2010/002"),
                Relation("part_of", "DK-RS/2010/001"),
            ),
        },
        "items",
        "before the agreement was signed",
        1,
        "handed_over",
    ),
    Case(
        "agreed-above-requested",
        holding(Item("A", requested=10.0, agreed=12.0)),
        "items",
        "Items, row 1: More was agreed (12) than requested (10): set one of the two right.",
        1,
        "agreed",
    ),
    Case(
        "serials-above-delivered",
        holding(Item("A", 1.0, serials=("1", "2"))),
        "items",
        "Items, row 1: There are more serial numbers (2) than were delivered (1): set the number",
        1,
        "serials",
    ),
    Case(
        "serial-twice",
        holding(Item("A", serials=("1", "2")), Item("B", serials=("2",))),
        "items",
        "Items, row 2: The serial number “2” is there twice: remove one of the two.",
        2,
        "serials",
    ),
    Case(
        "stock-number-form",
        holding(Item("A", stock_number="2320-123-4567")),
        "items",
        "“Items, row 1: NATO stock number” is no NATO stock number: write its 13 digits",
        1,
        "stock_number",
    ),
    Case(
        "group-above-seats",
        {
            "participants": (Participant("A", headcount=40), Participant("B", headcount=41)),
            "sessions": (Session("A", count=2, seats=15), Session("B", seats=10)),
        },
        "participants",
        "Participants, row 2: The group is larger (41) than all sessions have seats (40): set one",
        2,
        "headcount",
    ),
    Case(
        "amount-without-currency",
        {"budget": (Budget("original", amount=1.0),)},
        "budget",
        "Budget, row 1: The amount has no currency: give it, such as DKK.",
        1,
        "currency",
    ),
    Case(
        "amount-without-currency", holding(Item("A", value=0.0)), "items", "give it", 1, "currency"
    ),
    Case(
        "amount-without-type",
        {"transactions": (Transaction(amount=1.0, currency="EUR"),)},
        "transactions",
        "Transactions, row 1: Choose the type of the amount.",
        1,
        "type",
    ),
    Case(
        "money-without-amount",
        {"transactions": (Transaction("disbursement", "2015", currency="EUR"),)},
        "transactions",
        "Transactions, row 1: Give the amount, or remove the row.",
        1,
        "amount",
    ),
    Case(
        "payment-to-itself",
        {
            "transactions": (
                Transaction("disbursement", "2015", 1.0, "EUR", "", "Danish MoD", "danish  mod"),
            )
        },
        "transactions",
        "Transactions, row 1: The money goes from and to the same: set one of the two right.",
        1,
        "receiver",
    ),
    Case(
        "same-country-both-sides",
        {"parties": (Party("A", "DK", "provider"), Party("B", "DK", "receiver"))},
        "parties",
        "The same country provides and receives: set one of the two roles right.",
    ),
    Case(
        "same-organisation-both-sides",
        {"parties": (Party("Air Force", "DK", "provider"), Party("AIR FORCE", "", "receiver"))},
        "parties",
        "Parties, row 2: The same organisation provides and receives: set one of the two roles",
        2,
        "role",
    ),
    Case(
        "party-without-name",
        {"parties": (Party("", "", "observer"),)},
        "parties",
        "Parties, row 1: It has a role and no name: give its organisation or its country.",
        1,
        "organisation",
    ),
    Case(
        "contact-without-name",
        {"contacts": (ContactRole("", "point of contact"),)},
        "contacts",
        "Contacts, row 1: It has a role and no name: choose the contact, or remove the row.",
        1,
        "contact",
    ),
    *(
        Case(
            "training-without-place",
            {"kind": kind, "places": ()},
            "places",
            "Give the place of the training, or the institution that holds it as a party.",
        )
        for kind in ("course", "seminar", "exercise")
    ),
    Case(
        "document-named-higher",
        {"documents": (Document("Note"), Document(file_name="RESTRICTED annex.pdf"))},
        "documents",
        "Documents, row 2: The document is named as RESTRICTED, higher than its record is marked "
        "(UNMARKED): set the marking right, or the name.",
        2,
        "file_name",
    ),
    Case(
        "relation-to-nothing",
        {"relations": (Relation("uses", "DK-RS/2010/001"), Relation("uses", "DK-RS/2010/009"))},
        "relations",
        "Relations, row 2: The catalogue has no record “DK-RS/2010/009”: set the reference right",
        2,
        "reference",
    ),
    Case(
        "translation-without-language",
        {"translations": (Translation("da", "Kursus"), Translation("", "Kurs"))},
        "translations",
        "Translations, row 2: Choose the language of the translation, or remove the row.",
        2,
        "language",
    ),
    Case(
        "language-twice",
        {"translations": (Translation("da", "Kursus"), Translation("da", "Kurset"))},
        "translations",
        "Translations, row 2: There is a translation into that language already: remove one of",
        2,
        "language",
    ),
)
