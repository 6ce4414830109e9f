"""A filled catalogue of every schema ever shipped is kept in tests/data, to be migrated by tests.

Beside each stands what the program of that schema read out of it, as JSON.
``python -m tests.storage.kept_catalogues`` writes both for the present schema; do it once, before
that schema is shipped, and never again.
"""

import json
from dataclasses import asdict, replace
from pathlib import Path

from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.facets import Item
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.plain import to_plain
from coopdesk.catalogue.rate import Rate
from coopdesk.storage import revisions
from coopdesk.storage.history_log import INLINE_LIMIT
from coopdesk.storage.store import Store
from tests.builders import NOON, a_full_record, a_partnership, a_varied_record, contents

DATA = Path(__file__).parents[1] / "data"
RECORDS = 12


def kept_path(revision: str, suffix: str = ".coopdesk") -> Path:
    """Return where the catalogue of that schema is kept, or with ".json" what is read of it."""
    return DATA / f"schema-{revision}{suffix}"


def fill(path: Path) -> None:
    """Make a catalogue with records and a frame of all sorts, and a history of every kind."""
    store = Store.create(path, _founding(), who="founder", clock=lambda: NOON)
    full = store.add(a_full_record(), who="A.K.", why="kept").ids
    bulk = tuple(map(a_varied_record, range(INLINE_LIMIT + 1)))
    store.load(Contents(records=bulk), who="A.K.")
    store.undo(who="M.J.")
    kept = store.record(full[0])
    items = (replace(kept.items[0], delivered=13.0, serials=("A1",)), Item("spare wheels"))
    store.save(replace(kept, items=items, deployments=(), notes=""), who="M.J.", why="recounted")
    store.put(replace(a_partnership(), standing="Close"), who="M.J.")
    store.delete(full, who="M.J.")
    store.undo(who="M.J.")
    store.close()


def _founding() -> Contents:
    return contents(
        RECORDS,
        organisations=(
            Organisation("Danish Air Force", country="DK", aliases=("Flyvevåbnet", "RDAF")),
        ),
        contacts=(Contact("Logistics School", person="M. Jovanović", country="RS"),),
        codes=(CodeEntry("tag", "vehicles", {"da": "køretøjer"}, "#336699", 1),),
        rates=(Rate("EUR", "DKK", "2024-05-17", 7.46),),
    )


def read_out(path: Path) -> dict[str, object]:
    """Return what a catalogue holds as JSON knows it."""
    store = Store.open(path)
    try:
        ids = sorted(store.ids(Filter(), Sort()))
        return {
            "areas": [asdict(area) for area in store.areas()],
            "partnerships": [asdict(partnership) for partnership in store.partnerships()],
            "records": [to_plain(record) for record in store.records(ids)],
        }
    finally:
        store.close()


if __name__ == "__main__":
    fill(kept_path(revisions.HEAD))
    held = json.dumps(read_out(kept_path(revisions.HEAD)), ensure_ascii=False, indent=1)
    kept_path(revisions.HEAD, ".json").write_text(held + "\n", encoding="utf-8")
