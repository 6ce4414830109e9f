"""A query as a condition on table ``record``: what `query` says of each node, in SQL.

``by_row`` is for few records that are looked at one by one, else the condition is for many: then
what hangs on other tables is gathered from their indexes at once.
"""

from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date
from operator import eq, ge, gt, le, lt
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Select,
    String,
    Table,
    TextualSelect,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    text,
    true,
)

from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.measures import MEASURES
from coopdesk.catalogue.query import All, Compared, Either, Named, Not, OneOf, Query, Text, Years
from coopdesk.catalogue.searchable import SEARCHABLE
from coopdesk.storage.connection import folded_words
from coopdesk.storage.derived import LONGEST_WORD, MARKING_KEYS
from coopdesk.storage.matching_words import match_of
from coopdesk.storage.schema import (
    FACET_TABLES,
    VALUES_TABLES,
    document_text,
    record,
    record_text,
    search_words,
)
from coopdesk.storage.schema_search import RECORD_OF_PLACE

# The dimensions that are one column of a record, by their name in `Filter`.
COLUMN_OF: dict[str, Column[str]] = {
    "areas": record.c.area,
    "kinds": record.c.kind,
    "statuses": record.c.status,
    "markings": record.c.marking_key,
}
# The same as expressions, so that no index of theirs is taken where another gives the order; those
# of an area give both.
_ASIDE: dict[str, ColumnElement[str]] = {
    name: literal_column(f"+record.{column.name}", String)
    for name, column in COLUMN_OF.items()
    if name != "areas"
}
_document = FACET_TABLES[Document]
WORDED_DOCUMENTS = _document.join(document_text, document_text.c.digest == _document.c.digest)
"""The documents of records that were read, with their words."""
# In no folded word: what stands beside it is not taken for neighbours.
_BETWEEN = " | "
# FTS5 takes the name of the table itself for "any of its columns".
_ANYWHERE = literal_column(search_words.name, String)
_MEASURES = {measure.name: measure for measure in MEASURES}
_FACET_OF = {field.name: field.facet for field in FIELDS if field.facet}
_DAYS: dict[str, Column[str]] = {
    "begins": record.c.period_earliest,
    "ends": record.c.period_latest,
    "created": record.c.created_at,
    "changed": record.c.changed_at,
}
_OPERATORS = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt}
# After every moment of the day that it is put behind.
_END_OF_DAY = "~"
# The names of one dimension, each read once by a seek in the index, of which one has these words.
_NAMES = """WITH RECURSIVE known(name) AS (
    SELECT min(value) FROM {table}
    UNION ALL
    SELECT (SELECT min(value) FROM {table} WHERE value > known.name) FROM known
    WHERE known.name IS NOT NULL
) SELECT name FROM known WHERE name IS NOT NULL AND instr(folded_words(name), :sought) > 0"""


def condition(query: Query, *, by_row: bool = False) -> ColumnElement[bool]:  # noqa: PLR0911
    """Return what must hold of a row of table ``record``; never NULL."""
    match query:
        case Text():
            return _text(query, by_row=by_row)
        case OneOf(dimension, values):
            return one_of(dimension, values, by_row=by_row)
        case Named(dimension, words, whole):
            table = VALUES_TABLES[dimension]
            named = table.c.value.in_(_names(table, _needle(words, whole=whole)))
            return _having(table.c.record_id, named, by_row=by_row)
        case Years(first, last):
            return touches(first, last)
        case Compared():
            return _compared(query, by_row=by_row)
        case Not(part):
            return not_(condition(part, by_row=by_row))
        case All(parts):
            return and_(true(), *(condition(part, by_row=by_row) for part in parts))
        case Either(parts):
            return or_(false(), *(condition(part, by_row=by_row) for part in parts))


def one_of(dimension: str, values: tuple[str, ...], *, by_row: bool = False) -> ColumnElement[bool]:
    """Return that a record has one of the values in a dimension of `filters.DIMENSIONS`."""
    if dimension == "years":
        years = [int(value) for value in values]
        return or_(false(), *(touches(*span) for span in spans(years)))
    if dimension in COLUMN_OF:
        column = (_ASIDE if by_row else COLUMN_OF).get(dimension, COLUMN_OF[dimension])
        if dimension == "markings":
            values = tuple(MARKING_KEYS.get(value, "") for value in values)
        return column == values[0] if len(values) == 1 else column.in_(values)
    table = VALUES_TABLES[dimension]
    return _having(table.c.record_id, table.c.value.in_(values), by_row=by_row)


def _names(table: Table, needle: str) -> TextualSelect:
    wanted: BindParameter[str] = bindparam("sought", needle, unique=True)
    known = text(_NAMES.format(table=table.name)).bindparams(wanted)
    return known.columns(table.c.value)


def seek(query: Query) -> Select[tuple[int]] | None:
    """Return the ids of those that one leaf lets through, read from an index; None without one."""
    match query:
        case OneOf("years", _) | Years():
            return None
        case OneOf(dimension, values) if dimension in VALUES_TABLES:
            table = VALUES_TABLES[dimension]
            return select(table.c.record_id).where(table.c.value.in_(values))
        case OneOf() | Named() | Compared():
            return select(record.c.id).where(condition(query))
    return None


def spans(years: list[int]) -> list[tuple[int, int]]:
    """Return the runs of consecutive years, first and last, as far as dates can have them."""
    runs: list[tuple[int, int]] = []
    for year in sorted({year for year in years if MINYEAR <= year <= MAXYEAR}):
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def touches(first: int, last: int) -> ColumnElement[bool]:
    """Return that the period of a record touches one of the years; never NULL."""
    first, last = max(first, MINYEAR - 1), min(last, MAXYEAR + 1)
    known = record.c.year_from.is_not(None)
    return and_(known, record.c.year_from <= last, record.c.year_to >= first)


def _having(
    record_id: Column[int], narrowed: ColumnElement[bool], *, by_row: bool
) -> ColumnElement[bool]:
    if by_row:
        return exists(select(literal(1)).where(narrowed, record_id == record.c.id))
    return record.c.id.in_(select(record_id).where(narrowed))


def stating(query: Compared) -> tuple[Column[int], ColumnElement[bool]]:
    """Return the column that names the records, and what must hold beside it, to be asked alone."""
    measure = _MEASURES[query.measure]
    if not measure.part:
        return record.c.id, _compared(query, by_row=False)
    table = FACET_TABLES[_FACET_OF[measure.field]]
    number = table.c[measure.part]
    within = [_OPERATORS[query.operator](number, query.value)]
    if query.until is not None:
        within.append(number <= query.until)
    return table.c.record_id, and_(number.is_not(None), *within)


def _compared(query: Compared, *, by_row: bool) -> ColumnElement[bool]:
    measure = _MEASURES[query.measure]
    compare = _OPERATORS[query.operator]
    if measure.part:
        record_id, stated = stating(query)
        return _having(record_id, stated, by_row=by_row)
    if query.until is not None:
        sides = replace(query, until=None), Compared(query.measure, "<=", query.until)
        return and_(*(_compared(side, by_row=by_row) for side in sides))
    assert isinstance(query.value, date)
    column, day = _DAYS[measure.name], query.value.isoformat()
    if measure.field == "period":
        return and_(column.is_not(None), compare(column, day))
    begins, ends = column >= day, column < day + _END_OF_DAY
    limits: dict[str, ColumnElement[bool]] = {
        "<": column < day,
        "<=": ends,
        "=": and_(begins, ends),
        ">=": begins,
        ">": column > day + _END_OF_DAY,
    }
    return limits[query.operator]


def _text(query: Text, *, by_row: bool) -> ColumnElement[bool]:
    beside = _stands(query)
    if by_row:
        return beside
    match = match_of(query)
    assert match is not None
    found: Select[tuple[int]] = select(search_words.c.rowid.op("&")(RECORD_OF_PLACE)).where(
        _ANYWHERE.op("MATCH")(match.text)
    )
    indexed = record.c.id.in_(found)
    return indexed if match.exact else and_(indexed, beside)


def _stands(query: Text) -> ColumnElement[bool]:
    """Return that the words stand so in the text of a record, or of one of its documents."""
    of_record = record_text.c.record_id == record.c.id, stands_in_record(query)
    own = exists(select(literal(1)).select_from(record_text).where(*of_record))
    if not looks_into_documents(query):
        return own
    of_document = _document.c.record_id == record.c.id, stands_in_document(query)
    return or_(own, exists(select(literal(1)).select_from(WORDED_DOCUMENTS).where(*of_document)))


def stands_in_record(query: Text) -> ColumnElement[bool]:
    """Return that the words stand so in a row of table ``record_text``."""
    names = [field.name for field in SEARCHABLE if query.field in ("", field.name)]
    # One call for all fields: joined one by one, the text would be copied for each of them.
    held = func.concat_ws(_BETWEEN, *(record_text.c[name] for name in names), type_=String)
    return _has(held, query)


def looks_into_documents(query: Text) -> bool:
    """Tell whether the words may stand inside a document."""
    return query.field in ("", "documents")


def stands_in_document(query: Text) -> ColumnElement[bool]:
    """Return that the words stand so inside a document, in a row of WORDED_DOCUMENTS."""
    return _has(document_text.c.words, query)


def _has(text: ColumnElement[str], query: Text) -> ColumnElement[bool]:
    needle = _needle(query.words, whole=query.whole)
    return func.instr(literal(" ") + text + " ", needle) > 0


def has_words(name: str, words: tuple[str, ...], *, whole: bool) -> bool:
    """Tell whether a name has these words, as `Named` asks."""
    return _needle(words, whole=whole) in folded_words(name)


def _needle(words: tuple[str, ...], *, whole: bool) -> str:
    joined = " ".join(word[:LONGEST_WORD] for word in words)
    return f" {joined} " if whole else f" {joined}"


def sought(match: str) -> ColumnElement[Any]:
    """Return that a row of the search index has what ``match`` asks for."""
    return _ANYWHERE.op("MATCH")(match)
