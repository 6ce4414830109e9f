"""Catalogues are made from the sample or empty, opened, and the first one makes itself."""

from contextlib import closing
from pathlib import Path

import pytest

from coopdesk.catalogue.errors import CatalogueError, UnknownCode
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.operations import opening
from coopdesk.operations.opening import (
    SAMPLES,
    create_catalogue,
    default_catalogue_path,
    open_catalogue,
    open_or_create_default,
    sample_contents,
)
from coopdesk.storage.store import Store
from tests.builders import a_record


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def test_that_each_sample_can_be_read_and_has_records() -> None:
    for sample in SAMPLES:
        assert sample_contents(sample.name).records


def test_that_a_catalogue_from_the_sample_holds_all_of_it(tmp_path: Path) -> None:
    with closing(
        create_catalogue(tmp_path / "a.coopdesk", who="Jens", sample="denmark-serbia")
    ) as store:
        assert store.count(Filter()) == 38
        assert store.info().name == "Denmark–Serbia"
        assert store.area_counts()["AIR"] == 10
        assert store.record_by_reference("DK-RS/2015/001").title == "LOGEX15"
        (entry,) = store.history()
        assert (entry.operation, entry.who, entry.records) == ("founded", "Jens", 38)


def test_that_ties_of_the_sample_lead_to_its_records(tmp_path: Path) -> None:
    with closing(
        create_catalogue(tmp_path / "a.coopdesk", who="Jens", sample="denmark-serbia")
    ) as store:
        (tie,) = store.record_by_reference("DK-RS/2014/001").relations
        assert store.record_by_reference(tie.reference).title == "LOGEX15"


def test_that_an_empty_catalogue_can_take_a_record_at_once(tmp_path: Path) -> None:
    with closing(create_catalogue(tmp_path / "office.coopdesk", who="Jens")) as store:
        assert store.info().name == "office"
        assert store.count(Filter()) == 0
        store.add(a_record(), who="Jens")
        assert store.count(Filter()) == 1


def test_that_a_name_that_is_given_becomes_the_catalogue_s(tmp_path: Path) -> None:
    with closing(create_catalogue(tmp_path / "a.coopdesk", who="x", name=" Nordic ")) as store:
        assert store.info().name == "Nordic"


def test_that_an_unknown_sample_is_refused_with_the_known_ones_and_leaves_no_file(
    tmp_path: Path,
) -> None:
    with pytest.raises(UnknownCode, match="denmark-serbia"):
        create_catalogue(tmp_path / "a.coopdesk", who="x", sample="atlantis")
    assert list(tmp_path.iterdir()) == []


def test_that_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.coopdesk").write_text("mine")
    with pytest.raises(CatalogueError, match=r"a\.coopdesk"):
        create_catalogue(tmp_path / "a.coopdesk", who="x")
    assert (tmp_path / "a.coopdesk").read_text() == "mine"


def test_that_the_first_start_makes_the_catalogue_and_later_ones_open_it() -> None:
    with closing(open_or_create_default(who="Jens")) as store:
        assert store.path == default_catalogue_path()
        store.delete(store.ids(Filter(areas=("AIR",)), Sort()), who="Jens")
    with closing(open_or_create_default(who="Jens")) as store:
        assert store.count(Filter()) == 28


def test_that_two_first_starts_at_once_end_with_one_catalogue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = opening.create_catalogue

    def while_another_start_is_quicker(path: Path, **words: str) -> Store:
        real(path, **words).close()
        return real(path, **words)

    monkeypatch.setattr(opening, "create_catalogue", while_another_start_is_quicker)
    with closing(open_or_create_default(who="Jens")) as store:
        assert store.count(Filter()) == 38


def test_that_a_default_that_is_no_catalogue_is_refused_and_left(data: Path) -> None:
    default_catalogue_path().parent.mkdir(parents=True)
    default_catalogue_path().write_text("something else")
    with pytest.raises(CatalogueError, match="denmark-serbia"):
        open_or_create_default(who="Jens")
    assert default_catalogue_path().read_text() == "something else"


def test_that_a_data_folder_that_cannot_be_made_is_named(data: Path) -> None:
    data.write_text("a file where the folder should be")
    with pytest.raises(CatalogueError, match="cannot be made"):
        open_or_create_default(who="Jens")


def test_that_a_missing_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"none\.coopdesk"):
        open_catalogue(tmp_path / "none.coopdesk")


def test_that_the_first_catalogue_is_made_in_the_name_that_is_given() -> None:
    with closing(open_or_create_default(who="Jens Hansen")) as store:
        assert [entry.who for entry in store.history()] == ["Jens Hansen"]


@pytest.mark.parametrize(
    ("file", "name"),
    [(b"\xc3\x98rn".decode("ascii", "surrogateescape"), "Ørn"), ("a\udcffb", "a\ufffdb")],
)
def test_that_a_name_that_the_system_could_not_read_is_stored_as_text(
    file: str, name: str, tmp_path: Path
) -> None:
    with closing(create_catalogue(tmp_path / f"{file}.coopdesk", who="x")) as store:
        assert store.info().name == name


def test_that_a_folder_is_no_new_catalogue(tmp_path: Path) -> None:
    for folder in (tmp_path, Path(), Path("/")):
        with pytest.raises(CatalogueError, match="is a folder"):
            create_catalogue(folder, who="x")


def test_that_the_words_shown_are_those_of_the_catalogue_that_was_opened_last(
    tmp_path: Path,
) -> None:
    one, other = tmp_path / "one.coopdesk", tmp_path / "other.coopdesk"
    for path in (one, other):
        with closing(create_catalogue(path, who="Jens")) as store:
            store.lists.rename("kind", "course", {"en": path.stem}, who="Jens")
    with closing(open_catalogue(one)), closing(open_catalogue(other, read_only=True)):
        assert code_label("kind", "course") == "other"
    open_catalogue(one).close()
    assert code_label("kind", "course") == "one"
    open_or_create_default(who="Jens").close()
    assert code_label("kind", "course") == "Course"
