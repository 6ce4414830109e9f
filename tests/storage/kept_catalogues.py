"""A filled catalogue of every schema ever shipped is kept in tests/data, to be migrated by tests.

``python -m tests.storage.kept_catalogues`` writes the one of the present schema; do it once, before
that schema is shipped, and never again.
"""

from pathlib import Path

from coopdesk.catalogue.contents import Contents
from coopdesk.storage import revisions
from coopdesk.storage.history_log import INLINE_LIMIT
from coopdesk.storage.store import Store
from tests.builders import NOON, a_full_record, a_varied_record, contents

DATA = Path(__file__).parents[1] / "data"
RECORDS = 12


def kept_path(revision: str) -> Path:
    """Return where the catalogue of that schema is kept."""
    return DATA / f"schema-{revision}.coopdesk"


def fill(path: Path) -> None:
    """Make a catalogue with records of all sorts, and a history of edits, a bulk and undo."""
    store = Store.create(path, contents(RECORDS), who="founder", clock=lambda: NOON)
    full = store.add(a_full_record(), who="A.K.", why="kept").ids
    bulk = tuple(map(a_varied_record, range(INLINE_LIMIT + 1)))
    store.load(Contents(records=bulk), who="A.K.")
    store.undo(who="M.J.")
    store.delete(full, who="M.J.")
    store.undo(who="M.J.")
    store.close()


if __name__ == "__main__":
    fill(kept_path(revisions.HEAD))
