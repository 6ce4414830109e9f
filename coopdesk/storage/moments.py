"""Moments as they are stored: text whose order is that of time."""

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=64)
def moment_text(moment: datetime) -> str:
    """Return ``moment`` as ISO 8601 in UTC to the microsecond; a naive one is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)
