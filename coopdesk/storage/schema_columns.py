"""What the tables of a catalogue are made of: how they are named, and the columns they share."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def text(name: str) -> Column[str]:
    """Return a column of text that is always there, "" for none."""
    return Column(name, Text, nullable=False)


def whole(name: str) -> Column[int]:
    """Return a column of whole numbers that is always there."""
    return Column(name, Integer, nullable=False)


def moment(name: str) -> Column[str]:
    """Return a column of moments (ISO 8601, UTC, microseconds), so that text order is time order.

    For example "2024-05-17T09:05:00.000000+00:00".
    """
    return Column(name, Text, nullable=False)


def of_record() -> Column[int]:
    """Return the part of a key that names a record, with which the row goes."""
    return Column("record_id", ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
