"""Every field of a record, declared once: form, table, import, export and history read this."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from coopdesk.catalogue import facets
from coopdesk.i18n import N_, _, translator

_Class: TypeAlias = type  # `Field` has an attribute of that name


class FieldType(Enum):
    """What a field holds, and so how it is edited, stored and written out."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE = "code"
    AREA = "area"
    PARTNERSHIP = "partnership"
    PERIOD = "period"
    COUNTRY = "country"
    COUNTRIES = "countries"
    MARKING = "marking"
    FLAG = "flag"
    TAGS = "tags"
    NUMBER = "number"
    INTEGER = "integer"
    REFERENCE = "reference"
    CURRENCY = "currency"
    LANGUAGE = "language"
    ORGANISATION = "organisation"
    CONTACT = "contact"
    FACET = "facet"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field.

    ``name`` is the attribute of `Record` (or of the facet); ``label`` and ``help`` are English and
    translated where shown. ``codes`` names the code list of a CODE field, ``facet`` the class of a
    FACET one. ``limit`` is the most characters that it takes, ``lowest`` and ``highest`` (both
    included) bound a number. ``given`` marks what the program itself gives and nobody edits.
    ``formerly`` is a name that it had: older files and the history still use it.
    """

    name: str
    type: FieldType
    label: str
    help: str = ""
    group: str = ""
    required: bool = False
    limit: int = 500
    codes: str = ""
    facet: _Class | None = None
    given: bool = False
    searchable: bool = False
    lowest: float = 0
    highest: float = 1_000_000_000_000
    formerly: str = ""

    def words(self, language: str | None = None) -> str:
        """Return the label in ``language`` (None: the interface's)."""
        return translator(language).gettext(self.label) if language else _(self.label)


GROUPS: tuple[tuple[str, str], ...] = (
    ("what", N_("What")),
    ("when", N_("When and where")),
    ("who", N_("Who")),
    ("agreement", N_("Terms of the agreement")),
    ("content", N_("Content")),
    ("money", N_("Money, milestones and results")),
    ("documents", N_("Documents")),
    ("ties", N_("Ties and sources")),
    ("release", N_("Marking and release")),
    ("record", N_("Record")),
)

T = FieldType
FIELDS: tuple[Field, ...] = (
    Field("reference", T.TEXT, N_("Reference"), N_("Given by the program, unique"), "record",
          given=True, searchable=True),
    Field("title", T.TEXT, N_("Title"), N_("A short name that says what it is"), "what",
          required=True, limit=300, searchable=True),
    Field("kind", T.CODE, N_("Kind"), "", "what", required=True, codes="kind"),
    Field("area", T.AREA, N_("Area"), N_("The cooperation area, and so the tab"), "what",
          required=True),
    Field("status", T.CODE, N_("Status"), N_("Leave empty what nobody has stated"), "what",
          codes="status"),
    Field("partnership", T.PARTNERSHIP, N_("Partnership"), "", "who", required=True),
    Field("summary", T.LONG_TEXT, N_("Summary"), N_("One or two sentences for a reader in a hurry"),
          "what", limit=2_000, searchable=True),
    Field("description", T.LONG_TEXT, N_("Description"), "", "what", limit=100_000,
          searchable=True),
    Field("period", T.PERIOD, N_("Period"),
          N_("2015, May 2014, 17 May 2014, spring 2015, since 2006, about 2010, 2014–2016"),
          "when"),
    Field("places", T.FACET, N_("Places"), "", "when", facet=facets.Place, searchable=True),
    Field("parties", T.FACET, N_("Parties"), N_("Who provides, receives, hosts, leads, pays"),
          "who", facet=facets.Party, searchable=True),
    Field("items", T.FACET, N_("Items"), N_("What was given, sent or delivered"), "content",
          facet=facets.Item, searchable=True),
    Field("participants", T.FACET, N_("Participants"), "", "content", facet=facets.Participant,
          searchable=True),
    Field("sessions", T.FACET, N_("Sessions"), N_("Runs of a course or an exercise"), "content",
          facet=facets.Session, searchable=True),
    Field("deployments", T.FACET, N_("Deployments"),
          N_("From the request for help to the departure"), "content", facet=facets.Deployment,
          searchable=True),
    Field("terms", T.FACET, N_("Terms"),
          N_("The agreement itself first, then each amendment or renewal"), "agreement",
          facet=facets.Term, searchable=True),
    Field("budget", T.FACET, N_("Budget"), N_("What is set aside for which period"), "money",
          facet=facets.Budget),
    Field("transactions", T.FACET, N_("Transactions"), N_("Money promised, paid or spent"),
          "money", facet=facets.Transaction, searchable=True),
    Field("milestones", T.FACET, N_("Milestones"), N_("What is to be reached, and by when"),
          "money", facet=facets.Milestone, searchable=True),
    Field("results", T.FACET, N_("Results"), N_("What came of it, measured"), "money",
          facet=facets.Result, searchable=True),
    Field("documents", T.FACET, N_("Documents"),
          N_("Files kept in the catalogue, and links to others"), "documents",
          facet=facets.Document, searchable=True),
    Field("contacts", T.FACET, N_("Contacts"), N_("Whom to call: the office first"), "who",
          facet=facets.ContactRole, searchable=True),
    Field("translations", T.FACET, N_("Translations"),
          N_("Title, summary and description in other languages"), "what",
          facet=facets.Translation, searchable=True),
    Field("notes", T.LONG_TEXT, N_("Notes"), "", "content", limit=100_000, searchable=True),
    Field("relations", T.FACET, N_("Relations"), N_("Ties to other records, by their reference"),
          "ties", facet=facets.Relation),
    Field("sources", T.FACET, N_("Sources"), N_("Where the facts come from"), "ties",
          facet=facets.Source, searchable=True),
    Field("tags", T.TAGS, N_("Tags"), N_("Separated by commas"), "ties", searchable=True),
    Field("marking", T.MARKING, N_("Marking"), "", "release", required=True),
    Field("releasable_to", T.COUNTRIES, N_("Releasable to"),
          N_("Country codes, separated by commas"), "release"),
    Field("publish", T.FLAG, N_("Cleared for publication"), "", "release"),
    Field("created_at", T.MOMENT, N_("Created"), "", "record", given=True),
    Field("created_by", T.TEXT, N_("Created by"), "", "record", given=True),
    Field("changed_at", T.MOMENT, N_("Changed"), "", "record", given=True),
    Field("changed_by", T.TEXT, N_("Changed by"), "", "record", given=True),
)  # fmt: skip

FACET_FIELDS: dict[type, tuple[Field, ...]] = {
    facets.Party: (
        Field("organisation", T.ORGANISATION, N_("Organisation"), limit=300),
        Field("country", T.COUNTRY, N_("Country")),
        Field("role", T.CODE, N_("Role"), codes="role"),
    ),
    facets.Place: (
        Field("name", T.TEXT, N_("Place"), limit=300),
        Field("country", T.COUNTRY, N_("Country")),
        Field("latitude", T.NUMBER, N_("Latitude"), lowest=-90, highest=90),
        Field("longitude", T.NUMBER, N_("Longitude"), lowest=-180, highest=180),
    ),
    facets.Item: (
        Field("description", T.TEXT, N_("Description")),
        Field("delivered", T.NUMBER, N_("Delivered"), formerly="quantity"),
        Field("unit", T.TEXT, N_("Unit"), limit=60),
        Field("category", T.CODE, N_("Category"), codes="item_category"),
        Field("requested", T.NUMBER, N_("Requested")),
        Field("agreed", T.NUMBER, N_("Agreed")),
        Field("stock_number", T.TEXT, N_("NATO stock number"),
              N_("13 digits, such as 2320-00-123-4567"), limit=20),
        Field("serials", T.TAGS, N_("Serial numbers"), N_("Separated by commas"), limit=80),
        Field("condition", T.CODE, N_("Condition"), codes="condition"),
        Field("value", T.NUMBER, N_("Value"), N_("Of all that was delivered")),
        Field("currency", T.CURRENCY, N_("Currency")),
        Field("handed_over", T.PERIOD, N_("Handed over")),
        Field("handover_place", T.TEXT, N_("Place of handover"), limit=300),
        Field("receiving_unit", T.TEXT, N_("Receiving unit"), limit=300),
    ),
    facets.Participant: (
        Field("who", T.TEXT, N_("Who")),
        Field("country", T.COUNTRY, N_("Country")),
        Field("headcount", T.INTEGER, N_("Head count")),
        Field("rank_group", T.CODE, N_("Rank group"), codes="rank_group"),
        Field("role", T.TEXT, N_("Role"), limit=100),
        Field("outcome", T.TEXT, N_("Outcome"), N_("Such as: passed, qualified as instructors")),
    ),
    facets.Session: (
        Field("title", T.TEXT, N_("Session")),
        Field("period", T.PERIOD, N_("Period")),
        Field("count", T.INTEGER, N_("Number of runs")),
        Field("place", T.TEXT, N_("Place"), limit=300),
        Field("country", T.COUNTRY, N_("Country")),
        Field("seats", T.INTEGER, N_("Seats")),
    ),
    facets.Term: (
        Field("title", T.TEXT, N_("What"), N_("Such as: the agreement, amendment 1"), limit=300),
        Field("signed", T.PERIOD, N_("Signed")),
        Field("in_force", T.PERIOD, N_("In force since")),
        Field("expires", T.PERIOD, N_("Expires")),
        Field("renewal", T.TEXT, N_("Renewal"), N_("Such as: tacitly, for five years")),
        Field("signatories", T.TAGS, N_("Signatories"), N_("Separated by commas")),
    ),
    facets.Deployment: (
        Field("mission", T.TEXT, N_("Mission")),
        Field("requested", T.PERIOD, N_("Help requested")),
        Field("offered", T.PERIOD, N_("Help offered")),
        Field("arrived", T.PERIOD, N_("Arrival")),
        Field("departed", T.PERIOD, N_("Departure")),
        Field("modules", T.TAGS, N_("Modules"), N_("Separated by commas")),
    ),
    facets.Budget: (
        Field("type", T.CODE, N_("Type"), codes="budget_type"),
        Field("period", T.PERIOD, N_("Period")),
        Field("amount", T.NUMBER, N_("Amount")),
        Field("currency", T.CURRENCY, N_("Currency")),
        Field("value_date", T.PERIOD, N_("Value date")),
    ),
    facets.Transaction: (
        Field("type", T.CODE, N_("Type"), codes="transaction_type"),
        Field("date", T.PERIOD, N_("Date")),
        Field("amount", T.NUMBER, N_("Amount"), N_("Below zero for what was paid back"),
              lowest=-1_000_000_000_000),
        Field("currency", T.CURRENCY, N_("Currency")),
        Field("value_date", T.PERIOD, N_("Value date")),
        Field("provider", T.ORGANISATION, N_("From"), limit=300),
        Field("receiver", T.ORGANISATION, N_("To"), limit=300),
        Field("description", T.TEXT, N_("Description")),
    ),
    facets.Milestone: (
        Field("title", T.TEXT, N_("Milestone"), limit=300),
        Field("due", T.PERIOD, N_("Due")),
        Field("done", T.PERIOD, N_("Reached")),
        Field("note", T.TEXT, N_("Note")),
    ),
    facets.Result: (
        Field("indicator", T.TEXT, N_("Indicator"), limit=300),
        Field("unit", T.TEXT, N_("Unit"), limit=60),
        Field("baseline", T.NUMBER, N_("Baseline"), lowest=-1_000_000_000_000),
        Field("target", T.NUMBER, N_("Target"), lowest=-1_000_000_000_000),
        Field("actual", T.NUMBER, N_("Actual"), lowest=-1_000_000_000_000),
        Field("note", T.TEXT, N_("Note")),
    ),
    facets.Document: (
        Field("title", T.TEXT, N_("Title"), limit=300),
        Field("file_name", T.TEXT, N_("File name"), limit=255, given=True),
        Field("media_type", T.TEXT, N_("Type of file"), limit=100, given=True),
        Field("size", T.INTEGER, N_("Size"), given=True),
        Field("digest", T.TEXT, N_("SHA-256"), limit=64, given=True),
        Field("link", T.TEXT, N_("Link"), N_("https://… where the file is kept elsewhere"),
              limit=2_000),
        Field("language", T.LANGUAGE, N_("Language")),
        Field("date", T.PERIOD, N_("Date")),
        Field("marking", T.MARKING, N_("Marking")),
        Field("note", T.TEXT, N_("Note")),
    ),
    facets.ContactRole: (
        Field("contact", T.CONTACT, N_("Contact"), limit=300),
        Field("role", T.TEXT, N_("Role"), limit=100),
    ),
    facets.Relation: (
        Field("type", T.CODE, N_("Relation"), codes="relation"),
        Field("reference", T.REFERENCE, N_("Reference")),
    ),
    facets.Source: (
        Field("title", T.TEXT, N_("Source")),
        Field("locator", T.TEXT, N_("Where in it")),
        Field("seen", T.PERIOD, N_("Seen")),
        Field("confidence", T.CODE, N_("Confidence"), codes="confidence"),
    ),
    facets.Translation: (
        Field("language", T.LANGUAGE, N_("Language")),
        Field("title", T.TEXT, N_("Title"), limit=300),
        Field("summary", T.LONG_TEXT, N_("Summary"), limit=2_000),
        Field("description", T.LONG_TEXT, N_("Description"), limit=100_000),
    ),
}  # fmt: skip

_BY_NAME = {field.name: field for field in FIELDS}
# The lists of facets, by which a record is told to contain something.
CONTENTS: tuple[str, ...] = tuple(field.name for field in FIELDS if field.facet is not None)


def field(name: str) -> Field:
    """Return the declaration of the record's field ``name``; KeyError where there is none."""
    return _BY_NAME[name]


def editable_fields() -> tuple[Field, ...]:
    """Return the fields that a user may change, in the order of the form."""
    order = {code: place for place, (code, _label) in enumerate(GROUPS)}
    return tuple(sorted((f for f in FIELDS if not f.given), key=lambda f: order[f.group]))
