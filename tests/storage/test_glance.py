import subprocess
import sys
from pathlib import Path

import pytest

from coopdesk.catalogue.filters import SORTABLE, Filter, Sort
from coopdesk.storage import revisions
from coopdesk.storage.errors import Outdated
from coopdesk.storage.glance import glance
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_record

SORTS = [Sort(name, descending) for name in SORTABLE for descending in (False, True)]


@pytest.mark.parametrize("area", [None, "AIR", "REL", "unknown"])
@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: f"{sort.field}-{sort.descending}")
def test_that_the_first_look_shows_what_the_list_shows(
    filled: Store, area: str | None, sort: Sort
) -> None:
    filled.add(a_full_record(), who="A.K.")
    wanted = Filter(areas=(area,)) if area else Filter()
    for limit in (5, 100):
        seen = glance(filled.path, area=area, sort=sort, limit=limit)
        assert seen.rows == filled.first_page(wanted, sort, limit)
    assert seen.name == filled.info().name
    assert seen.areas == filled.areas()
    assert seen.counts == filled.area_counts()
    assert (seen.records, seen.total) == (61, filled.count(wanted))


def test_that_the_first_look_sees_what_another_window_has_just_saved(filled: Store) -> None:
    filled.add(a_record(area="REL"), who="A.K.")
    assert glance(filled.path, area="REL", sort=Sort(), limit=9).total == 1


def test_that_the_first_look_imports_nothing_heavy(filled: Store) -> None:
    looking = (
        "import sys; from pathlib import Path\n"
        "from coopdesk.storage.glance import glance\n"
        "from coopdesk.catalogue.filters import Sort\n"
        "assert glance(Path(sys.argv[1]), area=None, sort=Sort(), limit=60).rows\n"
        "heavy = {'sqlalchemy', 'alembic', 'babel', 'edtf', 'PySide6', 'typst'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", looking, str(filled.path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert told.stdout.strip() == "[]"


def test_that_the_first_look_leaves_an_older_file_to_the_store(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    monkeypatch.setattr(revisions, "HEAD", "9999")
    with pytest.raises(Outdated, match="open it to bring it up to date"):
        glance(filled.path, area=None, sort=Sort(), limit=1)
