"""What the catalogue says of itself as a whole."""

from datetime import MINYEAR, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from coopdesk.catalogue.contents import CatalogueInfo
from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.figures import Donated, Figures
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.storage import revisions
from coopdesk.storage.area_counts import counts_by_area, counts_by_kind
from coopdesk.storage.listing import counted, filter_under_way
from coopdesk.storage.schema import FACET_TABLES, VALUES_TABLES, catalogue, record


def read_info(connection: Connection, path: Path) -> CatalogueInfo:
    """Return the catalogue's name, uid, place, birth and schema."""
    row = connection.execute(select(catalogue)).one()
    return CatalogueInfo(
        row.name, row.uid, path, datetime.fromisoformat(row.created_at), revisions.HEAD
    )


def read_figures(connection: Connection) -> Figures:
    """Return the key figures of all records."""
    under_way = filter_under_way(connection)
    by_area = counts_by_area(connection)
    return Figures(
        records=sum(by_area.values()),
        areas=len(by_area),
        areas_with_records=sum(1 for count in by_area.values() if count),
        under_way=counted(connection, under_way) if under_way else 0,
        by_kind=counts_by_kind(connection),
        first_year=connection.scalar(
            select(func.min(record.c.year_from)).where(record.c.year_from > MINYEAR)
        ),
        countries=_distinct(connection, "partners"),
        organisations=_distinct(connection, "organisations"),
        donated=_donated(connection),
    )


def _distinct(connection: Connection, dimension: str) -> int:
    values = select(VALUES_TABLES[dimension].c.value).distinct().subquery()
    return connection.scalar(select(func.count()).select_from(values)) or 0


def _donated(connection: Connection) -> tuple[Donated, ...]:
    item = FACET_TABLES[Item]
    rows = connection.execute(
        select(
            item.c.description,
            item.c.unit,
            func.sum(item.c.delivered),
            func.count(item.c.record_id.distinct()),
        )
        .where(item.c.record_id.in_(select(record.c.id).where(record.c.kind == "donation")))
        .group_by(item.c.description, item.c.unit)
    )
    found = [Donated(*row) for row in rows]
    return tuple(sorted(found, key=lambda d: (folded_sort_key(d.description), d.unit)))
