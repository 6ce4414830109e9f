"""The tables of the history, and of what is gone."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from coopdesk.storage.schema_columns import metadata, moment, text, whole

entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    moment("at"),
    text("who"),
    text("why"),
    text("operation"),
    whole("reverses"),
    whole("records"),
    text("title"),
    text("previous_hash"),
    text("hash"),
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
    whole("record_id"),
    text("uid"),
    text("field"),
    text("before"),
    text("after"),
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
    whole("entry_id"),
    *[text(name) for name in ("reference", "title", "kind", "area", "words")],
)
Index("ix_gone_entry_id", gone.c.entry_id)

APPEND_ONLY_DDL = tuple(
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
    for table in ("entry", "change", "pack")
    for verb in ("update", "delete")
)
