"""What the rules cost: a record alone, a whole catalogue page by page, and those that are alike.

Beside them what it takes to read the records alone, which the rules cannot undercut.
"""

import time
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.record_problem import Mark
from coopdesk.catalogue.rules import Context, problems_of
from coopdesk.storage.store import Store
from tests.bench import generate
from tests.builders import a_record, areas

SAMPLE = 2_000
ROUNDS = 5


def least(work: Callable[[], object]) -> float:
    """Return the seconds that ``work`` takes in the quickest of some rounds."""
    rounds = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        work()
        rounds.append(time.perf_counter() - begun)
    return min(rounds)


def records_alone() -> None:
    """Print what the rules take for a plain record and for one with many facets."""
    frame, today = generate.frame(SAMPLE), date(2025, 1, 1)
    known = {area.code for area in (*frame.areas, *areas())}
    context = Context(known, {one.code for one in frame.partnerships}, today)
    plain = a_record()
    full = list(islice(generate.records(SAMPLE), SAMPLE))
    seconds = least(lambda: [problems_of(plain, context) for _ in range(SAMPLE)])
    print(f"rules on a plain record: {seconds / SAMPLE * 1e6:.0f} µs")
    seconds = least(lambda: [problems_of(record, context) for record in full])
    print(f"rules on a record with facets: {seconds / SAMPLE * 1e6:.0f} µs")


def whole(name: str, path: Path) -> None:
    """Print what it takes to look for problems and for duplicates in a whole catalogue."""
    store = Store.open(path, read_only=True)
    ids = store.ids(Filter(), Sort("reference"))
    begun = time.perf_counter()
    for start in range(0, len(ids), 500):
        store.records(ids[start : start + 500])
    base = time.perf_counter() - begun
    begun = time.perf_counter()
    found, slowest = 0, 0.0
    mark: Mark | None = Mark()
    while mark is not None:
        asked = time.perf_counter()
        page = store.problems.page(mark)
        slowest = max(slowest, time.perf_counter() - asked)
        found, mark = found + len(page.problems), page.mark
    seconds = time.perf_counter() - begun
    print(
        f"{name}: {found} problems in {seconds:.1f} s ({len(ids) / seconds:,.0f} records/s, "
        f"{seconds / base:.1f} times their reading), slowest page {slowest * 1000:.0f} ms"
    )
    begun = time.perf_counter()
    alike = sum(len(store.problems.likenesses(area.code)) for area in store.areas())
    print(f"{name}: {alike} groups of duplicates in {time.perf_counter() - begun:.2f} s")
    store.close()


def run(catalogues: dict[str, Path]) -> None:
    """Print all figures."""
    records_alone()
    for name, path in catalogues.items():
        whole(name, path)
