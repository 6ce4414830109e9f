"""How many records each area and each kind has, of all that there are: read from their indexes."""

from sqlalchemy import Connection, func, select

from coopdesk.catalogue.filters import FacetCount
from coopdesk.storage.frame import read_vocabulary
from coopdesk.storage.schema import area, record


def area_codes(connection: Connection) -> tuple[str, ...]:
    """Return the codes of all areas, in their order."""
    statement = select(area.c.code).order_by(area.c.position, area.c.code)
    return tuple(connection.scalars(statement))


def counts_by_area(connection: Connection) -> dict[str, int]:
    """Return the number of records in every area, the empty ones too, in the areas' order."""
    rows = connection.execute(select(record.c.area, func.count()).group_by(record.c.area))
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    return {code: counts.get(code, 0) for code in area_codes(connection)}


def counts_by_kind(connection: Connection) -> tuple[FacetCount, ...]:
    """Return the kinds that records have, in the order of their list."""
    rows = connection.execute(select(record.c.kind, func.count()).group_by(record.c.kind))
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    places = {kind.code: place for place, kind in enumerate(read_vocabulary(connection).kinds)}
    ordered = sorted(counts, key=lambda code: (places.get(code, len(places)), code))
    return tuple(FacetCount(code, counts[code]) for code in ordered)
