"""The tables that lists and searches are read from; all in them is derived from the records."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

from coopdesk.catalogue.searchable import SEARCHABLE
from coopdesk.storage.schema_columns import metadata, text, whole

# A place in the search index, 63 bits: first day (as `date.toordinal` counts, 22 bits), days from
# it to the last (12), id of the record (29). So what is found comes in the order of the periods.
DAY_BITS, SPAN_BITS, ID_BITS = 22, 12, 29
RECORD_OF_PLACE = (1 << ID_BITS) - 1
# A span for what has no end, and the longest that is told: longer ones have that one too.
ENDLESS = (1 << SPAN_BITS) - 1
LONGEST_SPAN = ENDLESS - 1
# The first day of what has none, after all others.
UNKNOWN_DAY = (1 << DAY_BITS) - 1

# The folded words of each searchable field in their order, parted by blanks: of them the search
# index is made, so that a change of one field needs none of the others, and in them is looked
# which words stand beside one another. ``place`` is the row of the index that has them.
record_text = Table(
    "record_text",
    metadata,
    Column("record_id", ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    *[text(field.name) for field in SEARCHABLE],
    whole("place"),
)
# The folded words of a document, by its SHA-256. ``state`` tells what came of reading it, by that
# ``version`` of the reading: "read", "nothing", "failed" or "too_large".
document_text = Table(
    "document_text",
    metadata,
    Column("digest", Text, primary_key=True),
    text("words"),
    text("state"),
    whole("version"),
)

# Which records have a value of a dimension, as compressed bits, and one row that tells of which
# state of the catalogue: counts are read from them instead of all records (`bitmaps_snapshot`).
facet_snapshot = Table(
    "facet_snapshot",
    metadata,
    Column("dimension", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("bits", LargeBinary, nullable=False),
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
    "tokenize='ascii', detail='none', prefix='1 2 3')"
)
