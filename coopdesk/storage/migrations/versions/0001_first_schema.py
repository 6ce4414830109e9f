"""The first schema: records with their facets, areas, partnerships, search index and history."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables in an empty file."""
    _make_frame()
    _make_record()
    _make_facets()
    for name in ("record_partner", "record_organisation", "record_tag"):
        _make_values(name)
    _make_history()
    op.execute(
        "CREATE VIRTUAL TABLE record_words USING fts5(words, content='', contentless_delete=1, "
        "tokenize='ascii', detail='none', prefix='2 3')"
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _make_frame() -> None:
    op.create_table(
        "catalogue",
        _whole("id"),
        _text("uid"),
        _text("name"),
        _text("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue"),
        sa.CheckConstraint("id = 1", name="ck_catalogue_only_one"),
    )
    op.create_table(
        "counter",
        _text("name"),
        _whole("last"),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "area",
        _text("code"),
        _text("names"),
        _text("colour"),
        _whole("position"),
        sa.PrimaryKeyConstraint("code", name="pk_area"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "partnership",
        _text("code"),
        _text("countries"),
        _text("since"),
        _text("region"),
        _text("purpose"),
        _text("standing"),
        _whole("position"),
        sa.PrimaryKeyConstraint("code", name="pk_partnership"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contact",
        _text("partnership"),
        _text("name"),
        _text("address"),
        _text("country"),
        _text("phone"),
        _text("fax"),
        _text("email"),
        sa.PrimaryKeyConstraint("partnership", name="pk_contact"),
        sa.ForeignKeyConstraint(
            ["partnership"],
            ["partnership.code"],
            name="fk_contact_partnership",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )


def _make_record() -> None:
    op.create_table(
        "record",
        _whole("id"),
        _text("uid"),
        _whole("version"),
        _text("reference"),
        _text("title"),
        _text("kind"),
        _text("area"),
        _text("status"),
        _text("partnership"),
        _text("marking"),
        _text("period"),
        sa.Column("period_earliest", sa.Text()),
        sa.Column("period_latest", sa.Text()),
        _text("places_text"),
        _text("providers"),
        _text("receivers"),
        _text("organisations_text"),
        _text("tags"),
        _text("changed_at"),
        _text("changed_by"),
        _text("created_at"),
        _text("created_by"),
        _text("releasable_to"),
        _whole("publish"),
        sa.Column("year_from", sa.Integer()),
        sa.Column("year_to", sa.Integer()),
        _text("period_key"),
        _text("title_key"),
        _text("reference_key"),
        _text("places_key"),
        _text("marking_key"),
        _text("summary"),
        _text("description"),
        _text("notes"),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        sa.UniqueConstraint("uid", name="uq_record_uid"),
        sa.UniqueConstraint("reference", name="uq_record_reference"),
        sa.ForeignKeyConstraint(["area"], ["area.code"], name="fk_record_area"),
        sa.ForeignKeyConstraint(
            ["partnership"], ["partnership.code"], name="fk_record_partnership"
        ),
    )
    narrowed = ["id", "kind", "status", "marking_key", "year_from", "year_to"]
    op.create_index("ix_record_period", "record", ["period_key", *narrowed, "area"])
    op.create_index("ix_record_area_period", "record", ["area", "period_key", *narrowed])
    for key in ("title_key", "reference_key", "kind", "status", "places_key", "marking_key"):
        op.create_index(f"ix_record_{key}", "record", [key])
        op.create_index(f"ix_record_area_{key}", "record", ["area", key])
    latest_first = sa.text("changed_at DESC")
    op.create_index("ix_record_changed_at", "record", [latest_first])
    op.create_index("ix_record_area_changed_at", "record", ["area", latest_first])
    op.create_index("ix_record_area", "record", ["area"])
    op.create_index("ix_record_partnership", "record", ["partnership"])
    op.create_index("ix_record_years", "record", ["year_from", "year_to"])


def _make_facets() -> None:
    latitude, longitude = sa.Column("latitude", sa.Float()), sa.Column("longitude", sa.Float())
    _make_facet("place", _text("name"), _text("country"), latitude, longitude)
    _make_facet("party", _text("organisation"), _text("country"), _text("role"))
    _make_facet("item", _text("description"), sa.Column("quantity", sa.Float()), _text("unit"))
    headcount = sa.Column("headcount", sa.Integer())
    _make_facet("participant", _text("who"), _text("country"), headcount)
    _make_facet("session", _text("title"), _text("period"), sa.Column("count", sa.Integer()))
    _make_facet("relation", _text("type"), _text("reference"))
    seen, confidence = _text("seen"), _text("confidence")
    _make_facet("source", _text("title"), _text("locator"), seen, confidence)


def _make_facet(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        _whole("record_id"),
        _whole("position"),
        *columns,
        sa.PrimaryKeyConstraint("record_id", "position", name=f"pk_{name}"),
        _to_record(name),
        sqlite_with_rowid=False,
    )


def _make_values(name: str) -> None:
    op.create_table(
        name,
        _text("value"),
        _whole("record_id"),
        sa.PrimaryKeyConstraint("value", "record_id", name=f"pk_{name}"),
        _to_record(name),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{name}_record_id", name, ["record_id"])


def _to_record(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["record_id"], ["record.id"], name=f"fk_{name}_record_id", ondelete="CASCADE"
    )


def _make_history() -> None:
    op.create_table(
        "entry",
        _whole("id"),
        _text("at"),
        _text("who"),
        _text("why"),
        _text("operation"),
        _whole("reverses"),
        _whole("records"),
        _text("title"),
        _text("previous_hash"),
        _text("hash"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
    )
    op.create_table(
        "change",
        _whole("entry_id"),
        _whole("number"),
        _whole("record_id"),
        _text("uid"),
        _text("field"),
        _text("before"),
        _text("after"),
        sa.Column("pack", sa.Integer()),
        sa.PrimaryKeyConstraint("entry_id", "number", name="pk_change"),
        _to_entry("change"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_change_uid", "change", ["uid"])
    op.create_table(
        "pack",
        _whole("entry_id"),
        _whole("number"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "number", name="pk_pack"),
        _to_entry("pack"),
        sqlite_with_rowid=False,
    )
    for table in ("entry", "change", "pack"):
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
            )


def _to_entry(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["entry_id"],
        ["entry.id"],
        name=f"fk_{name}_entry_id",
        deferrable=True,
        initially="DEFERRED",
    )
