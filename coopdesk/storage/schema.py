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

from coopdesk.catalogue import facets
from coopdesk.catalogue.fields import FACET_FIELDS, FieldType
from coopdesk.catalogue.searchable import SEARCHABLE

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


# ISO 8601, UTC, microseconds: "2024-05-17T09:05:00.000000+00:00", so that text order is time order.
def _moment(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


catalogue = Table(
    "catalogue",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("uid"),
    _text("name"),
    _moment("created_at"),
    CheckConstraint("id = 1", name="only_one"),
)

# The last number given in each series ("record", "entry", "reference DK-RS/2015"): never again.
counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    _whole("last"),
    sqlite_with_rowid=False,
)

area = Table(
    "area",
    metadata,
    Column("code", Text, primary_key=True),
    _text("names"),
    _text("colour"),
    _whole("position"),
    _whole("retired"),
    sqlite_with_rowid=False,
)

# What a user added to a code list, or changed in it: a code that has no row is as the program
# knows it. ``names`` by language, ``traits`` what else the list says of a code, both JSON.
term = Table(
    "term",
    metadata,
    Column("list", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    _text("names"),
    _text("colour"),
    _whole("position"),
    _whole("retired"),
    _text("traits"),
    sqlite_with_rowid=False,
)

# What is known of organisations beside their names; a record names one by its name.
organisation = Table(
    "organisation",
    metadata,
    Column("name", Text, primary_key=True),
    _text("type"),
    _text("country"),
    _text("identifier"),
    _text("website"),
    _text("aliases"),
    _text("notes"),
    sqlite_with_rowid=False,
)

contact = Table(
    "contact",
    metadata,
    Column("name", Text, primary_key=True),
    _text("person"),
    _text("organisation"),
    _text("country"),
    _text("address"),
    _text("phone"),
    _text("fax"),
    _text("email"),
    _text("notes"),
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
    _text("countries"),
    _text("since"),
    _text("region"),
    _text("purpose"),
    _text("standing"),
    _text("contact"),
    _whole("position"),
    sqlite_with_rowid=False,
)

# After the declared fields: what is derived from them, for lists to read, sort and filter by.
# A sort key is folded text, "" where there is no value; `period_key` is first and last day.
record = Table(
    "record",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _whole("version"),
    Column("reference", Text, nullable=False, unique=True),
    _text("title"),
    _text("kind"),
    Column("area", Text, ForeignKey("area.code"), nullable=False),
    _text("status"),
    Column("partnership", Text, ForeignKey("partnership.code"), nullable=False),
    _text("marking"),
    _text("period"),
    Column("period_earliest", Text),
    Column("period_latest", Text),
    _text("places_text"),
    _text("providers"),
    _text("receivers"),
    _text("organisations_text"),
    _text("tags"),
    _moment("changed_at"),
    _text("changed_by"),
    _moment("created_at"),
    _text("created_by"),
    _text("releasable_to"),
    _whole("publish"),
    Column("year_from", Integer),
    Column("year_to", Integer),
    _text("period_key"),
    _text("title_key"),
    _text("reference_key"),
    _text("places_key"),
    _text("marking_key"),
    _text("summary"),
    _text("description"),
    _text("notes"),
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
Index("ix_record_area", _c.area)
Index("ix_record_partnership", _c.partnership)
Index("ix_record_years", _c.year_from, _c.year_to)


def _of_record() -> Column[int]:
    return Column("record_id", ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)


_FACET_TYPES = {FieldType.NUMBER: Float, FieldType.INTEGER: Integer}


def _facet_table(name: str, facet: type) -> Table:
    columns: list[Column[Any]] = [
        Column(part.name, _FACET_TYPES[part.type])
        if part.type in _FACET_TYPES
        else _text(part.name)
        for part in FACET_FIELDS[facet]
    ]
    return Table(
        name,
        metadata,
        _of_record(),
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

# The bytes of documents, once each, by their SHA-256. ``kept`` is 1 once a saved record has named
# them: the history may name them for ever after.
document_content = Table(
    "document_content",
    metadata,
    Column("digest", Text, primary_key=True),
    _whole("size"),
    _moment("stored_at"),
    _whole("kept"),
    Column("content", LargeBinary, nullable=False),
)

# Work that is not saved yet, for whoever was at it when the program ended.
draft = Table(
    "draft",
    metadata,
    Column("who", Text, primary_key=True),
    Column("uid", Text, primary_key=True),
    _moment("at"),
    _text("content"),
    sqlite_with_rowid=False,
)


def _values_table(name: str) -> Table:
    table = Table(
        name,
        metadata,
        Column("value", Text, primary_key=True),
        _of_record(),
        sqlite_with_rowid=False,
    )
    Index(f"ix_{name}_record_id", table.c.record_id)
    return table


# Derived: the values of the dimensions in which one record can have several, each value once.
VALUES_TABLES: dict[str, Table] = {
    "partners": _values_table("record_partner"),
    "organisations": _values_table("record_organisation"),
    "place_names": _values_table("record_place"),
    "contents": _values_table("record_content"),
    "tags": _values_table("record_tag"),
    "confidences": _values_table("record_confidence"),
}

entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    _moment("at"),
    _text("who"),
    _text("why"),
    _text("operation"),
    _whole("reverses"),
    _whole("records"),
    _text("title"),
    _text("previous_hash"),
    _text("hash"),
)


def _of_entry() -> Column[int]:
    # Deferred: an entry's hash covers its changes, so that the entry is written after them.
    key = ForeignKey("entry.id", deferrable=True, initially="DEFERRED")
    return Column("entry_id", key, primary_key=True)


# JSON before and after, "" for none; where many came together both stand in a pack instead.
change = Table(
    "change",
    metadata,
    _of_entry(),
    Column("number", Integer, primary_key=True),
    _whole("record_id"),
    _text("uid"),
    _text("field"),
    _text("before"),
    _text("after"),
    Column("pack", Integer),
    sqlite_with_rowid=False,
)
Index("ix_change_uid", change.c.uid)

# Many changes in one: zlib over the JSON list of their [before, after].
pack = Table(
    "pack",
    metadata,
    _of_entry(),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# Derived: the records that are gone, and the entry that took each; ``words`` are the folded ones of
# reference and title, each after a blank.
gone = Table(
    "gone",
    metadata,
    Column("record_id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _whole("entry_id"),
    *[_text(name) for name in ("reference", "title", "kind", "area", "words")],
)
Index("ix_gone_entry_id", gone.c.entry_id)

# Derived: the folded words of each searchable field, of which the search index is made, so that a
# change of one field needs none of the others.
record_text = Table(
    "record_text",
    metadata,
    Column("record_id", ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    *[_text(field.name) for field in SEARCHABLE],
)

# Apart from the others, since only its own statement can create it.
search_words = Table(
    "record_words",
    MetaData(),
    Column("rowid", Integer),
    Column("words", Text),
)
# The domain has folded the text and parted the words, so the tokenizer has only blanks to see.
SEARCH_DDL = (
    f"CREATE VIRTUAL TABLE {search_words.name} USING fts5(words, content='', contentless_delete=1, "
    "tokenize='ascii', detail='none', prefix='2 3')"
)
APPEND_ONLY_DDL = tuple(
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
    for table in ("entry", "change", "pack")
    for verb in ("update", "delete")
)


@event.listens_for(metadata, "after_create")
def _create_the_rest(_metadata: MetaData, connection: Connection, **_options: object) -> None:
    for statement in (SEARCH_DDL, *APPEND_ONLY_DDL):
        connection.exec_driver_sql(statement)
