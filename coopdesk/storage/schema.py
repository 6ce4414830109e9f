"""The tables of a catalogue, as this version of the program has them.

Whoever changes one adds a migration and its name in `revisions`; a test holds both together.
"""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
)
from sqlalchemy import text as sql

from coopdesk.catalogue import facets
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, FieldType
from coopdesk.catalogue.measures import MEASURES
from coopdesk.storage.schema_columns import metadata, moment, of_record, text, whole
from coopdesk.storage.schema_history import APPEND_ONLY_DDL, change, entry, gone, pack
from coopdesk.storage.schema_search import (
    SEARCH_DDL,
    document_text,
    facet_snapshot,
    record_text,
    search_words,
)

# What stands in files of its own, and is looked for here.
__all__ = [
    "APPEND_ONLY_DDL",
    "SEARCH_DDL",
    "change",
    "document_text",
    "entry",
    "facet_snapshot",
    "gone",
    "metadata",
    "pack",
    "record_text",
    "search_words",
]

catalogue = Table(
    "catalogue",
    metadata,
    Column("id", Integer, primary_key=True),
    text("uid"),
    text("name"),
    moment("created_at"),
    CheckConstraint("id = 1", name="only_one"),
)

# The last number given in each series ("record", "entry", "reference DK-RS/2015"): never again.
counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    whole("last"),
    sqlite_with_rowid=False,
)

area = Table(
    "area",
    metadata,
    Column("code", Text, primary_key=True),
    text("names"),
    text("colour"),
    whole("position"),
    whole("retired"),
    sqlite_with_rowid=False,
)

# What a user added to a code list, or changed in it: a code that has no row is as the program
# knows it. ``names`` by language, ``traits`` what else the list says of a code, both JSON.
term = Table(
    "term",
    metadata,
    Column("list", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    text("names"),
    text("colour"),
    whole("position"),
    whole("retired"),
    text("traits"),
    sqlite_with_rowid=False,
)

# What is known of organisations beside their names; a record names one by its name.
organisation = Table(
    "organisation",
    metadata,
    Column("name", Text, primary_key=True),
    text("type"),
    text("country"),
    text("identifier"),
    text("website"),
    text("aliases"),
    text("notes"),
    sqlite_with_rowid=False,
)

contact = Table(
    "contact",
    metadata,
    Column("name", Text, primary_key=True),
    text("person"),
    text("organisation"),
    text("country"),
    text("address"),
    text("phone"),
    text("fax"),
    text("email"),
    text("notes"),
    sqlite_with_rowid=False,
)

# What a user says that 1 of a currency was worth in another, on a day (ISO 8601).
rate = Table(
    "rate",
    metadata,
    Column("currency", Text, primary_key=True),
    Column("per", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("rate", Float, nullable=False),
    sqlite_with_rowid=False,
)

partnership = Table(
    "partnership",
    metadata,
    Column("code", Text, primary_key=True),
    text("countries"),
    text("since"),
    text("region"),
    text("purpose"),
    text("standing"),
    text("contact"),
    whole("position"),
    sqlite_with_rowid=False,
)

# After the declared fields: what is derived from them, for lists to read, sort and filter by.
# A sort key is folded text, "" where there is no value; `period_key` is first and last day.
record = Table(
    "record",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    whole("version"),
    Column("reference", Text, nullable=False, unique=True),
    text("title"),
    text("kind"),
    Column("area", Text, ForeignKey("area.code"), nullable=False),
    text("status"),
    Column("partnership", Text, ForeignKey("partnership.code"), nullable=False),
    text("marking"),
    text("period"),
    Column("period_earliest", Text),
    Column("period_latest", Text),
    text("places_text"),
    text("providers"),
    text("receivers"),
    text("organisations_text"),
    text("tags"),
    moment("changed_at"),
    text("changed_by"),
    moment("created_at"),
    text("created_by"),
    text("releasable_to"),
    whole("publish"),
    Column("year_from", Integer),
    Column("year_to", Integer),
    text("period_key"),
    text("title_key"),
    text("reference_key"),
    text("places_key"),
    text("marking_key"),
    text("summary"),
    text("description"),
    text("notes"),
)

_c = record.c
# What a list filters by, so that the default order and every filter are read from the index alone;
# the id stands where it settles ties.
_NARROWED = (_c.id, _c.kind, _c.status, _c.marking_key, _c.year_from, _c.year_to)
Index("ix_record_period", _c.period_key, *_NARROWED, _c.area)
Index("ix_record_area_period", _c.area, _c.period_key, *_NARROWED)
for _name in ("title_key", "reference_key", "kind", "status", "places_key", "marking_key"):
    Index(f"ix_record_{_name}", _c[_name])
    Index(f"ix_record_area_{_name}", _c.area, _c[_name])
# Newest first is how people read it; ties are common here: an import gives one moment to all.
Index("ix_record_changed_at", _c.changed_at.desc())
Index("ix_record_area_changed_at", _c.area, _c.changed_at.desc())
for _name in ("period_earliest", "period_latest", "created_at"):
    Index(f"ix_record_{_name}", _c[_name])
Index("ix_record_area", _c.area)
Index("ix_record_partnership", _c.partnership)
Index("ix_record_years", _c.year_from, _c.year_to)


_FACET_TYPES = {FieldType.NUMBER: Float, FieldType.INTEGER: Integer}


def _facet_table(name: str, facet: type) -> Table:
    columns: list[Column[Any]] = [
        Column(part.name, _FACET_TYPES[part.type]) if part.type in _FACET_TYPES else text(part.name)
        for part in FACET_FIELDS[facet]
    ]
    return Table(
        name,
        metadata,
        of_record(),
        Column("position", Integer, primary_key=True),
        *columns,
        sqlite_with_rowid=False,
    )


FACET_TABLES: dict[type, Table] = {
    facets.Place: _facet_table("place", facets.Place),
    facets.Party: _facet_table("party", facets.Party),
    facets.Item: _facet_table("item", facets.Item),
    facets.Participant: _facet_table("participant", facets.Participant),
    facets.Session: _facet_table("session", facets.Session),
    facets.Deployment: _facet_table("deployment", facets.Deployment),
    facets.Term: _facet_table("agreement_term", facets.Term),
    facets.Budget: _facet_table("budget", facets.Budget),
    facets.Transaction: _facet_table("money_transaction", facets.Transaction),
    facets.Milestone: _facet_table("milestone", facets.Milestone),
    facets.Result: _facet_table("result", facets.Result),
    facets.Document: _facet_table("document", facets.Document),
    facets.ContactRole: _facet_table("contact_role", facets.ContactRole),
    facets.Relation: _facet_table("relation", facets.Relation),
    facets.Source: _facet_table("source", facets.Source),
    facets.Translation: _facet_table("translation", facets.Translation),
}
# Who points at a record, where a document or a contact is used, what expires: read without a scan.
for _facet, _name in (
    (facets.Relation, "reference"),
    (facets.Document, "digest"),
    (facets.ContactRole, "contact"),
    (facets.Term, "expires"),
):
    Index(f"ix_{FACET_TABLES[_facet].name}_{_name}", FACET_TABLES[_facet].c[_name])


def _index_numbers() -> None:
    """Index the numbers by which a query may compare records; most facets state few of them."""
    for measure in MEASURES:
        if measure.part:
            (facet,) = (f.facet for f in FIELDS if f.name == measure.field and f.facet)
            table = FACET_TABLES[facet]
            stated = sql(f"{measure.part} IS NOT NULL")
            Index(f"ix_{table.name}_{measure.part}", table.c[measure.part], sqlite_where=stated)


_index_numbers()

# The bytes of documents, once each, by their SHA-256. ``kept`` is 1 once a saved record has named
# them: the history may name them for ever after.
document_content = Table(
    "document_content",
    metadata,
    Column("digest", Text, primary_key=True),
    whole("size"),
    moment("stored_at"),
    whole("kept"),
    Column("content", LargeBinary, nullable=False),
)

# Filters under names of their own; ``definition`` is JSON, ``tab`` 1 for those among the tabs.
saved_filter = Table(
    "saved_filter",
    metadata,
    Column("name", Text, primary_key=True),
    text("icon"),
    text("definition"),
    whole("tab"),
    whole("position"),
    sqlite_with_rowid=False,
)

# Work that is not saved yet, for whoever was at it when the program ended.
draft = Table(
    "draft",
    metadata,
    Column("who", Text, primary_key=True),
    Column("uid", Text, primary_key=True),
    moment("at"),
    text("content"),
    sqlite_with_rowid=False,
)


def _values_table(name: str) -> Table:
    table = Table(
        name,
        metadata,
        Column("value", Text, primary_key=True),
        of_record(),
        sqlite_with_rowid=False,
    )
    Index(f"ix_{name}_record_id", table.c.record_id)
    return table


# Derived: the values of the dimensions in which one record can have several, each value once;
# "problems" by the rules, which judge all records time and again, the others by each edit.
VALUES_TABLES: dict[str, Table] = {
    "partners": _values_table("record_partner"),
    "party_roles": _values_table("record_party_role"),
    "organisations": _values_table("record_organisation"),
    "place_names": _values_table("record_place"),
    "contents": _values_table("record_content"),
    "tags": _values_table("record_tag"),
    "confidences": _values_table("record_confidence"),
    "problems": _values_table("record_problem"),
}


@event.listens_for(metadata, "after_create")
def _create_the_rest(_metadata: MetaData, connection: Connection, **_options: object) -> None:
    for statement in (SEARCH_DDL, *APPEND_ONLY_DDL):
        connection.exec_driver_sql(statement)
