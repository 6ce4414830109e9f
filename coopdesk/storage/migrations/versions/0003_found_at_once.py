"""Found at once: a search index in the order of the periods, words of documents, saved filters."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SEARCHABLE = (
    "reference",
    "title",
    "summary",
    "description",
    "places",
    "parties",
    "items",
    "participants",
    "sessions",
    "deployments",
    "terms",
    "transactions",
    "milestones",
    "results",
    "documents",
    "contacts",
    "translations",
    "notes",
    "sources",
    "tags",
)
_NUMBERS = (
    ("item", "delivered"),
    ("item", "requested"),
    ("item", "agreed"),
    ("item", "value"),
    ("participant", "headcount"),
    ("session", "seats"),
    ("budget", "amount"),
    ("money_transaction", "amount"),
    ("result", "target"),
    ("result", "actual"),
)


def upgrade() -> None:
    """Make the tables of the search anew, and add what is new."""
    # All that they hold is derived from records.
    op.execute("DROP TABLE record_words")
    op.drop_table("record_text")
    _make_search()
    for name in ("record_party_role", "record_problem"):
        _make(
            name,
            _text("value"),
            _whole("record_id"),
            _key(name, "value", "record_id"),
            _to_record(name),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{name}_record_id", name, ["record_id"])
    _make(
        "saved_filter",
        *[_text(name) for name in ("name", "icon", "definition")],
        *[_whole(name) for name in ("tab", "position")],
        _key("saved_filter", "name"),
        sqlite_with_rowid=False,
    )
    for table, column in _NUMBERS:
        stated = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_{table}_{column}", table, [column], sqlite_where=stated)
    for column in ("period_earliest", "period_latest", "created_at"):
        op.create_index(f"ix_record_{column}", "record", [column])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _to_record(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["record_id"], ["record.id"], name=f"fk_{name}_record_id", ondelete="CASCADE"
    )


def _make(name: str, *columns: Any, **options: Any) -> None:
    op.create_table(name, *columns, **options)


def _make_search() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE record_words USING fts5(words, content='', contentless_delete=1, "
        "tokenize='ascii', detail='none', prefix='1 2 3')"
    )
    _make(
        "record_text",
        _whole("record_id"),
        *[_text(name) for name in _SEARCHABLE],
        _whole("place"),
        _key("record_text", "record_id"),
        _to_record("record_text"),
    )
    _make(
        "document_text",
        *[_text(name) for name in ("digest", "words", "state")],
        _whole("version"),
        _key("document_text", "digest"),
    )
    _make(
        "facet_snapshot",
        *[_text(name) for name in ("dimension", "value")],
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        _key("facet_snapshot", "dimension", "value"),
    )
