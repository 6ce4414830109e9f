from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coopdesk.catalogue.contents import Contents
from coopdesk.storage.store import Store
from tests.builders import contents

Founder = Callable[[Path, Contents], Store]


_made: dict[int, bytes] = {}


def _on_sqlite(path: Path, held: Contents) -> Store:
    return Store.create(path, held, who="founder")


def _copied(found: Founder, path: Path, number: int) -> Store:
    """Return a catalogue of that many records; it is founded once and copied after that."""
    if number not in _made:
        found(path, contents(number)).close()
        _made[number] = path.read_bytes()
    path.write_bytes(_made[number])
    return Store.open(path)


# Each kind of store that there is: what the tests of the store say holds for all of them.
FOUNDERS: dict[str, Founder] = {"sqlite": _on_sqlite}


@pytest.fixture(params=sorted(FOUNDERS))
def found(request: pytest.FixtureRequest) -> Founder:
    """Makes a new catalogue with contents at a path."""
    return FOUNDERS[request.param]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "denmark-serbia.coopdesk"


@pytest.fixture
def store(found: Founder, path: Path) -> Iterator[Store]:
    """A catalogue with areas and partnerships, and no record yet."""
    opened = _copied(found, path, 0)
    yield opened
    opened.close()


@pytest.fixture
def filled(found: Founder, path: Path) -> Iterator[Store]:
    """A catalogue with 60 records that differ in every dimension."""
    opened = _copied(found, path, 60)
    yield opened
    opened.close()
