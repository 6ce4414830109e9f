"""An import puts a whole file into a catalogue in one step, or nothing of it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.operations.importing import import_file, read_contents
from coopdesk.operations.opening import create_catalogue
from coopdesk.resources import resource
from coopdesk.storage.store import Store

FILE = """
coopdesk = 1
[[area]]
code = "SPA"
names.en = "Space"
[[record]]
partnership = "DK-RS"
area = "SPA"
kind = "seminar"
title = "Satellites"
[[record]]
partnership = "DK-RS"
area = "AIR"
kind = "seminar"
title = "Balloons"
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(create_catalogue(tmp_path / "a.coopdesk", who="Jens")) as made:
        yield made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "space.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_that_an_import_brings_records_and_the_areas_that_they_need(
    store: Store, file: Path
) -> None:
    changed = import_file(file, store, who="Anna")
    assert (changed.operation, len(changed.ids)) == ("imported", 2)
    assert [row.title for row in store.page(changed.ids)] == ["Satellites", "Balloons"]
    assert store.area_counts()["SPA"] == 1
    newest = store.history()[0]
    assert (newest.who, newest.why, newest.records) == ("Anna", "space.toml", 2)


def test_that_one_undo_takes_a_whole_import_back(store: Store, file: Path) -> None:
    import_file(file, store, who="Anna")
    store.undo(who="Anna")
    assert store.count(Filter()) == 0
    assert "SPA" not in store.area_counts()


def test_that_the_sample_comes_in_by_the_same_import(store: Store) -> None:
    import_file(resource("sample", "denmark-serbia.toml"), store, who="Anna")
    assert store.count(Filter()) == 38


def test_that_a_record_that_the_rules_refuse_keeps_the_whole_file_out(
    store: Store, file: Path
) -> None:
    file.write_text(FILE.replace('kind = "seminar"\ntitle = "Balloons"', 'title = "Balloons"'))
    with pytest.raises(CatalogueError, match="Balloons"):
        import_file(file, store, who="Anna")
    assert len(store.ids(Filter(), Sort())) == 0
    assert "SPA" not in store.area_counts()


def test_that_importing_the_same_references_twice_is_refused(store: Store) -> None:
    sample = resource("sample", "denmark-serbia.toml")
    import_file(sample, store, who="Anna")
    with pytest.raises(CatalogueError, match="DK-RS/2004/001"):
        import_file(sample, store, who="Anna")
    assert store.count(Filter()) == 38


def test_that_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"\.toml"):
        read_contents(tmp_path / "records.docx")
