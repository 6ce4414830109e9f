"""Records in full: more facets, documents, organisations, contacts, code lists, drafts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

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

# A contact is told by its name now, and was by its partnership. One without a name takes that of
# its partnership, and one that bears another's name beside details of its own gets it added.
_CONTACT_NAME = """CASE
    WHEN trim(old.name) = '' THEN old.partnership
    WHEN EXISTS (
        SELECT 1 FROM old AS other
        WHERE other.name = old.name AND other.partnership < old.partnership
        AND (other.country, other.address, other.phone, other.fax, other.email)
            != (old.country, old.address, old.phone, old.fax, old.email)
    ) THEN old.name || ' (' || old.partnership || ')'
    ELSE old.name
END"""


def upgrade() -> None:
    """Add the tables, and make those anew that have more columns now."""
    # Else the tables that point at one that is renamed would be made to point at its new name.
    op.execute("PRAGMA legacy_alter_table = ON")
    _extend_frame()
    _extend_facets()
    op.execute("PRAGMA legacy_alter_table = OFF")
    _make_lists()
    _make_facets()
    _make_documents()
    op.create_table(
        "record_text",
        _whole("record_id"),
        *[_text(name) for name in _SEARCHABLE],
        sa.PrimaryKeyConstraint("record_id", name="pk_record_text"),
        _to_record("record_text"),
    )
    op.create_table(
        "gone",
        _whole("record_id"),
        _text("uid"),
        _whole("entry_id"),
        *[_text(name) for name in ("reference", "title", "kind", "area", "words")],
        _key("gone", "record_id"),
        sa.UniqueConstraint("uid", name="uq_gone_uid"),
    )
    op.create_index("ix_gone_entry_id", "gone", ["entry_id"])
    for name in ("record_place", "record_content", "record_confidence"):
        _make(
            name,
            _text("value"),
            _whole("record_id"),
            _key(name, "value", "record_id"),
            _to_record(name),
        )
        op.create_index(f"ix_{name}_record_id", name, ["record_id"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _number(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float())


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer())


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _to_record(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["record_id"], ["record.id"], name=f"fk_{name}_record_id", ondelete="CASCADE"
    )


def _make(name: str, *columns: Any) -> None:
    op.create_table(name, *columns, sqlite_with_rowid=False)


def _extend_frame() -> None:
    op.rename_table("area", "old")
    codes = (_text("code"), _text("names"), _text("colour"), _whole("position"))
    _make("area", *codes, _whole("retired"), _key("area", "code"))
    op.execute("INSERT INTO area SELECT code, names, colour, position, 0 FROM old")
    op.drop_table("old")

    op.rename_table("contact", "old")
    op.rename_table("partnership", "old_partnership")
    _make(
        "contact",
        *[_text(name) for name in ("name", "person", "organisation", "country", "address")],
        *[_text(name) for name in ("phone", "fax", "email", "notes")],
        _key("contact", "name"),
    )
    op.execute(
        "INSERT OR IGNORE INTO contact "  # noqa: S608 (text of our own)
        f"SELECT {_CONTACT_NAME}, '', '', country, address, phone, fax, email, '' FROM old"
    )
    _make(
        "partnership",
        *[_text(name) for name in ("code", "countries", "since", "region", "purpose", "standing")],
        _text("contact"),
        _whole("position"),
        _key("partnership", "code"),
    )
    op.execute(
        "INSERT INTO partnership "  # noqa: S608 (text of our own)
        "SELECT p.code, p.countries, p.since, p.region, p.purpose, "
        f"p.standing, coalesce({_CONTACT_NAME}, ''), p.position "
        "FROM old_partnership AS p LEFT JOIN old ON old.partnership = p.code"
    )
    op.drop_table("old")
    op.drop_table("old_partnership")


def _make_lists() -> None:
    _make(
        "term",
        *[_text(name) for name in ("list", "code", "names", "colour")],
        _whole("position"),
        _whole("retired"),
        _text("traits"),
        _key("term", "list", "code"),
    )
    _make(
        "organisation",
        *[_text(name) for name in ("name", "type", "country", "identifier", "website")],
        _text("aliases"),
        _text("notes"),
        _key("organisation", "name"),
    )
    rate = sa.Column("rate", sa.Float(), nullable=False)
    _make(
        "rate",
        *[_text(name) for name in ("currency", "per", "day")],
        rate,
        _key("rate", "currency", "per", "day"),
    )


def _extend_facets() -> None:
    _make_anew(
        "item",
        {"delivered": "quantity"},
        _text("description"),
        _number("delivered"),
        _text("unit"),
        _text("category"),
        _number("requested"),
        _number("agreed"),
        _text("stock_number"),
        _text("serials"),
        _text("condition"),
        _number("value"),
        *[_text(name) for name in ("currency", "handed_over", "handover_place", "receiving_unit")],
    )
    _make_anew(
        "participant",
        {},
        _text("who"),
        _text("country"),
        _count("headcount"),
        *[_text(name) for name in ("rank_group", "role", "outcome")],
    )
    _make_anew(
        "session",
        {},
        _text("title"),
        _text("period"),
        _count("count"),
        _text("place"),
        _text("country"),
        _count("seats"),
    )
    op.create_index("ix_relation_reference", "relation", ["reference"])


def _make_anew(name: str, formerly: dict[str, str], *columns: sa.Column[Any]) -> None:
    """Make a facet's table with more ``columns``, of which some were called otherwise."""
    op.rename_table(name, "old")
    had = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("old")}
    given = [_given(column, formerly.get(column.name, column.name), had) for column in columns]
    _make_facet(name, *columns)
    old = ", ".join(["record_id", "position", *given])
    op.execute(f"INSERT INTO {name} SELECT {old} FROM old")  # noqa: S608 (names of our own)
    op.drop_table("old")


def _given(column: sa.Column[Any], former: str, had: set[str]) -> str:
    if former in had:
        return f'"{former}"'
    if column.nullable:
        return "NULL"
    return "'[]'" if column.name == "serials" else "''"


def _make_facet(name: str, *columns: sa.Column[Any]) -> None:
    _make(
        name,
        _whole("record_id"),
        _whole("position"),
        *columns,
        _key(name, "record_id", "position"),
        _to_record(name),
    )


def _make_facets() -> None:
    _make_facet(
        "deployment",
        *[_text(name) for name in ("mission", "requested", "offered", "arrived", "departed")],
        _text("modules"),
    )
    _make_facet(
        "agreement_term",
        *[_text(name) for name in ("title", "signed", "in_force", "expires", "renewal")],
        _text("signatories"),
    )
    op.create_index("ix_agreement_term_expires", "agreement_term", ["expires"])
    amount, currency, value_date = _number("amount"), _text("currency"), _text("value_date")
    _make_facet("budget", _text("type"), _text("period"), amount, currency, value_date)
    _make_facet(
        "money_transaction",
        _text("type"),
        _text("date"),
        _number("amount"),
        *[_text(n) for n in ("currency", "value_date", "provider", "receiver", "description")],
    )
    _make_facet("milestone", *[_text(name) for name in ("title", "due", "done", "note")])
    numbers = [_number(name) for name in ("baseline", "target", "actual")]
    _make_facet("result", _text("indicator"), _text("unit"), *numbers, _text("note"))
    _make_facet(
        "document",
        *[_text(name) for name in ("title", "file_name", "media_type")],
        _count("size"),
        *[_text(n) for n in ("digest", "link", "language", "date", "marking", "note")],
    )
    op.create_index("ix_document_digest", "document", ["digest"])
    _make_facet("contact_role", _text("contact"), _text("role"))
    op.create_index("ix_contact_role_contact", "contact_role", ["contact"])
    _make_facet(
        "translation", *[_text(name) for name in ("language", "title", "summary", "description")]
    )


def _make_documents() -> None:
    op.create_table(
        "document_content",
        _text("digest"),
        _whole("size"),
        _text("stored_at"),
        _whole("kept"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _key("document_content", "digest"),
    )
    _make(
        "draft",
        *[_text(name) for name in ("who", "uid", "at", "content")],
        _key("draft", "who", "uid"),
    )
