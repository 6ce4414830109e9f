"""A check tells that a catalogue is sound, or what is wrong, and changes nothing."""

from contextlib import closing
from pathlib import Path

import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Place
from coopdesk.operations import checking
from coopdesk.operations.checking import check_catalogue, check_lines, flaws
from coopdesk.operations.opening import create_catalogue
from coopdesk.storage.store import Store
from tests.builders import a_record, contents


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.coopdesk"
    create_catalogue(path, who="Jens", sample="denmark-serbia").close()
    return path


def test_that_a_sound_catalogue_has_no_problems(office: Path) -> None:
    before = office.read_bytes()
    checked = check_catalogue(office)
    assert (checked.records, checked.problems) == (38, ())
    assert office.read_bytes() == before
    assert [path.name for path in office.parent.iterdir()] == [office.name]


def test_that_a_history_that_was_altered_is_told(office: Path) -> None:
    altered = office.read_bytes().replace(b"Jens", b"Hans")
    office.write_bytes(altered)
    assert any("history" in problem for problem in check_catalogue(office).problems)


def test_that_a_truncated_file_is_refused(office: Path) -> None:
    office.write_bytes(office.read_bytes()[:30_000])
    with pytest.raises(CatalogueError, match="damaged"):
        check_catalogue(office)


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """A catalogue with two records that may be one, and one with a warning of its own."""
    path = tmp_path / "flawed.coopdesk"
    somewhere = (Place("Niš", "RS"),)
    records = (
        a_record(title="Staff talks", places=somewhere),
        a_record(title="Radio course", places=()),
        a_record(title="Staff Talks", places=somewhere),
    )
    Store.create(path, contents(records=records), who="Jens").close()
    return path


def test_that_the_problems_of_records_are_told_and_then_how_many(flawed: Path) -> None:
    before = flawed.read_bytes()
    one, two, last = check_lines(flawed, repair=False, most=10)
    assert one.startswith("warning: DK-RS/2015/002 “Radio course”: Give the place of the training")
    assert two == (
        "warning: DK-RS/2015/001 “Staff talks”: May be the same as DK-RS/2015/003: "
        "compare them, and merge those that are one."
    )
    assert last == f"{flawed}: sound, 3 records. 0 errors, 2 warnings."
    assert flawed.read_bytes() == before


def test_that_no_more_problems_are_told_than_asked_for(flawed: Path) -> None:
    assert list(check_lines(flawed, repair=False, most=1))[1:] == [
        "… and 1 more; --problems lists as many as you say.",
        f"{flawed}: sound, 3 records. 0 errors, 2 warnings.",
    ]
    assert list(check_lines(flawed, repair=False, most=0)) == [f"{flawed}: sound, 3 records."]


def test_that_an_error_is_told_as_one(flawed: Path) -> None:
    with closing(Store.open(flawed)) as store:
        with store._transactions.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE record SET title = 'A' || char(27) || '[31m' || char(7) WHERE id = 2"
            )
        lines = [flaw.line for flaw in flaws(store)]
    assert lines[0].startswith(
        "error: DK-RS/2015/002 “A\ufffd[31m\ufffd”: “Title” contains a contr"
    )
    assert not any(letter in "".join(lines) for letter in "\x1b\x07")


def test_that_what_has_no_problem_is_only_sound(tmp_path: Path) -> None:
    path = tmp_path / "empty.coopdesk"
    Store.create(path, contents(), who="Jens").close()
    assert list(check_lines(path, repair=True, most=10)) == [f"{path}: sound, 0 records."]


def test_that_records_are_not_judged_in_a_file_that_is_not_sound(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write_bytes(office.read_bytes().replace(b"Jens", b"Hans"))
    monkeypatch.setattr(checking, "flaws", lambda _store: pytest.fail("the file comes first"))
    with pytest.raises(CatalogueError, match="history"):
        list(check_lines(office, repair=False, most=10))
