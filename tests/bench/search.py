"""First pages at growing sizes, each beside what the bare driver takes for the same rows.

Bare is one statement: the ids from the index, and what a list shows of these rows, as tuples.

``python -m tests.bench.search [N…]`` prints the table for catalogues of N records; that which
COOPDESK_BENCH_CATALOGUE names is the largest, and is not made.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from coopdesk.catalogue.filters import GROUPINGS, SORTABLE, Filter, Sort
from coopdesk.storage.connection import Access, connect
from coopdesk.storage.schema_search import RECORD_OF_PLACE
from coopdesk.storage.store import Store
from coopdesk.storage.summary_rows import SORT_COLUMNS, SUMMARY_COLUMNS
from tests.bench.generate import generate

SIZES = (1_000, 10_000, 100_000, 1_000_000)
LIMIT = 64
ROUNDS = 25
_VOCABULARY = "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'record_words', 'row')"


def figures(work: Callable[[], object]) -> tuple[float, float]:
    """Return the milliseconds that ``work`` takes once it is warm: median, and 95 of 100 rounds."""
    work()
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken), quantiles(taken, n=20)[-1]


def words(path: Path) -> dict[str, str]:
    """Return what to search for: words that are rare, neither, and common, and beginnings."""
    connection = connect(path, Access.LOOK)
    connection.execute("PRAGMA query_only = OFF")
    connection.execute(_VOCABULARY)
    known = connection.execute("SELECT doc, term FROM temp.words WHERE length(term) > 4").fetchall()
    connection.close()
    known.sort()
    common = known[-1][1]
    middle = min(known, key=lambda one: abs(one[0] - known[-1][0] / 30))[1]
    return {
        "rare word": known[len(known) // 2][1],
        "mid word": middle,
        "common word": common,
        "two words": f"{middle} {common}",
        "one letter": common[:1],
        "two letters": common[:2],
        "three letters": common[:3],
    }


def measure(path: Path) -> None:
    """Print the figures of one catalogue."""
    store = Store.open(path, read_only=True)
    bare = connect(path, Access.LOOK)
    count = store.count(Filter())

    def line(what: str, ours: Callable[[], object], base: Callable[[], object]) -> None:
        (own, most), (other, _most) = figures(ours), figures(base)
        print(
            f"{count:>9,} {what:<34} {own:8.2f} ms, p95 {most:8.2f},"
            f" bare {other:8.2f} ms, {own / other:6.1f} x"
        )

    columns = ", ".join(SUMMARY_COLUMNS)

    def rows(sql: str, *values: object) -> Callable[[], object]:
        return lambda: bare.execute(sql, values).fetchall()

    sought = (
        f"SELECT {columns} FROM record WHERE id IN "
        f"(SELECT rowid & {RECORD_OF_PLACE} FROM record_words WHERE record_words MATCH ?"
    )
    page = f"{sought} ORDER BY rowid LIMIT {LIMIT}) ORDER BY period_key, id"
    by_title = f"{sought}) ORDER BY title_key, id LIMIT {LIMIT}"
    for name, text in words(path).items():
        asked = " AND ".join(f'"{word}"*' for word in text.split())
        wanted = Filter(search=text)
        line(
            f"{name} ({text})",
            lambda: store.first_page(wanted, Sort(), LIMIT),  # noqa: B023
            rows(page, asked),
        )
        line(
            f"{name}, by title",
            lambda: store.first_page(wanted, Sort("title"), LIMIT),  # noqa: B023
            rows(by_title, asked),
        )
    for field in SORTABLE:
        column = SORT_COLUMNS[field]
        for descending in (False, True):
            direction = "DESC" if descending else "ASC"
            line(
                f"by {field} {direction.lower()}",
                lambda: store.first_page(Filter(), Sort(field, descending), LIMIT),  # noqa: B023
                rows(f"SELECT {columns} FROM record ORDER BY {column} {direction} LIMIT {LIMIT}"),
            )
    for area in store.areas():
        line(
            f"area {area.code}",
            lambda: store.first_page(Filter(areas=(area.code,)), Sort(), LIMIT),  # noqa: B023
            rows(
                f"SELECT {columns} FROM record WHERE area = ? ORDER BY period_key LIMIT {LIMIT}",
                area.code,
            ),
        )
    for grouped in GROUPINGS:
        line(
            f"grouped by {grouped}",
            lambda: store.first_page(Filter(), Sort(), LIMIT, grouped),  # noqa: B023
            rows(f"SELECT {columns} FROM record ORDER BY period_key LIMIT {LIMIT}"),
        )
    ids = store.ids(Filter(), Sort())
    last = list(ids[-LIMIT:])
    places = ", ".join("?" * len(last))
    line(
        "jump to the end",
        lambda: store.page(last),
        rows(f"SELECT {columns} FROM record WHERE id IN ({places})", *last),
    )
    line(
        "all ids",
        lambda: store.ids(Filter(), Sort()),
        rows("SELECT id FROM record ORDER BY period_key, id"),
    )
    bare.close()
    store.close()


def run(catalogues: dict[str, Path]) -> None:
    """Print the figures of each catalogue."""
    for path in catalogues.values():
        measure(path)


def at_sizes(sizes: tuple[int, ...] = SIZES) -> None:
    """Print the figures at each size; what is not there is made, and takes its time."""
    given = os.environ.get("COOPDESK_BENCH_CATALOGUE")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder, f"{size}.coopdesk")
            if given and size == max(sizes):
                path = Path(given)
            else:
                generate(size, path)
            measure(path)


if __name__ == "__main__":
    at_sizes(tuple(map(int, sys.argv[1:])) or SIZES)
