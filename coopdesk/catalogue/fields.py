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
    FACET = "facet"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field.

    ``name`` is the attribute of `Record` (or of the facet); ``label`` and ``help`` are English and
    translated where shown. ``codes`` names the code list of a CODE field, ``facet`` the class of a
    FACET one. ``limit`` is the most characters that it takes, ``lowest`` and ``highest`` (both
    included) bound a number. ``given`` marks what the program itself gives and nobody edits.
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

    def words(self, language: str | None = None) -> str:
        """Return the label in ``language`` (None: the interface's)."""
        return translator(language).gettext(self.label) if language else _(self.label)


GROUPS: tuple[tuple[str, str], ...] = (
    ("what", N_("What")),
    ("when", N_("When and where")),
    ("who", N_("Who")),
    ("content", N_("Content")),
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
          N_("2015, 2014-05, 2014-05-17, 2015-21 (spring 2015), 2006/.. (since 2006), "
             "2010~ (about)"),
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
        Field("organisation", T.TEXT, N_("Organisation"), limit=300),
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
        Field("quantity", T.NUMBER, N_("Quantity")),
        Field("unit", T.TEXT, N_("Unit"), limit=60),
    ),
    facets.Participant: (
        Field("who", T.TEXT, N_("Who")),
        Field("country", T.COUNTRY, N_("Country")),
        Field("headcount", T.INTEGER, N_("Head count")),
    ),
    facets.Session: (
        Field("title", T.TEXT, N_("Session")),
        Field("period", T.PERIOD, N_("Period")),
        Field("count", T.INTEGER, N_("Number of runs")),
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
}

_BY_NAME = {field.name: field for field in FIELDS}


def field(name: str) -> Field:
    """Return the declaration of the record's field ``name``; KeyError where there is none."""
    return _BY_NAME[name]


def editable_fields() -> tuple[Field, ...]:
    """Return the fields that a user may change, in the order of the form."""
    order = {code: place for place, (code, _label) in enumerate(GROUPS)}
    return tuple(sorted((f for f in FIELDS if not f.given), key=lambda f: order[f.group]))
