"""A check tells that a catalogue is sound, or what is wrong, and changes nothing."""

from pathlib import Path

import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.operations.checking import check_catalogue
from coopdesk.operations.opening import create_catalogue


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
