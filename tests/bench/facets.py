"""Counts beside the filters and totals, each beside the SQL that reads the same numbers.

``python -m tests.bench.facets CATALOGUE`` prints the table; the catalogue is copied, and the copy
written to.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, func, select

from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage.filtering import conditions, conditions_on_id
from coopdesk.storage.query_sql import COLUMN_OF
from coopdesk.storage.schema import VALUES_TABLES, record
from coopdesk.storage.store import Store
from tests.bench.search import words

ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """Return what one call takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def resident() -> float:
    """Return the megabytes of this process; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * 4096 / 1e6 if told.exists() else 0.0


def by_sql(connection: Connection, wanted: Filter) -> None:
    """Count all dimensions under a filter by one GROUP BY for each."""
    for dimension in DIMENSIONS:
        name = dimension.name
        if name == "years":
            columns: tuple[Column[Any], ...] = (record.c.year_from, record.c.year_to)
            narrowed = conditions(wanted, without=name)
        elif name in COLUMN_OF:
            columns, narrowed = (COLUMN_OF[name],), conditions(wanted, without=name)
        else:
            table = VALUES_TABLES[name]
            columns = (table.c.value,)
            narrowed = conditions_on_id(table.c.record_id, wanted, without=name)
        counted = select(*columns, func.count()).where(*narrowed).group_by(*columns)
        connection.execute(counted).all()


def filters(path: Path, store: Store) -> dict[str, Filter]:
    """Return filters of all sorts."""
    known = words(path)
    first = {name: counts[0].value for name, counts in store.facets(Filter()).items() if counts}
    area, kind = first["areas"], first["kinds"]
    return {
        "no filter": Filter(),
        "an area": Filter(areas=(area,)),
        "a common word": Filter(search=known["common word"]),
        "a rare word": Filter(search=known["rare word"]),
        "one letter": Filter(search=known["one letter"]),
        "two dimensions": Filter(areas=(area,), kinds=(kind,)),
        "an exclusion": Filter(excluded=(("kinds", kind),)),
        "a comparison": Filter(search="delivered>10"),
    }


def measure(path: Path) -> None:
    """Print the figures of one catalogue, which is written to."""
    store = Store.open(path)
    number = store.count(Filter())
    before = resident()
    cold = seconds(lambda: store.facets(Filter()))
    print(f"{number:>9,} cold build {cold * 1000:.0f} ms, {resident() - before:.0f} MB")
    for name, wanted in filters(path, store).items():
        ours = seconds(lambda: store.facets(wanted))  # noqa: B023
        again = min(seconds(lambda: store.facets(wanted)) for _ in range(ROUNDS))  # noqa: B023
        totals = seconds(lambda: store.totals(wanted))  # noqa: B023
        with store._transactions.reading() as connection:
            bare = seconds(lambda: by_sql(connection, wanted))  # noqa: B023
        print(
            f"{number:>9,} {name:<16} {ours * 1000:7.1f} ms, again {again * 1000:6.1f} ms, "
            f"by SQL {bare * 1000:8.1f} ms; totals {totals * 1000:7.1f} ms"
        )
    (one,) = store.first_page(Filter(), Sort(), 1)
    kept = seconds(store.keep_snapshot)
    store.close()
    store = Store.open(path)
    loaded = seconds(lambda: store.facets(Filter()))
    print(f"{number:>9,} snapshot kept in {kept * 1000:.0f} ms, loaded in {loaded * 1000:.0f} ms")
    store.delete([one.id], who="bench")
    caught = seconds(lambda: store.facets(Filter()))
    print(f"{number:>9,} after an edit {caught * 1000:.1f} ms")
    store.close()


def run(catalogues: dict[str, Path]) -> None:
    """Print the table for each catalogue."""
    for path in catalogues.values():
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "copy.coopdesk")
            shutil.copy(path, copy)
            measure(copy)


if __name__ == "__main__":
    run({name: Path(name) for name in sys.argv[1:]})
