"""A report in volumes: all of them are saved, or none."""

import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from coopdesk.catalogue.filters import Filter
from coopdesk.operations.exporting import export_report, exported_words, report_request
from coopdesk.operations.exporting_volumes import compiled_in_child, write_volumes
from coopdesk.operations.writing import CannotWrite
from coopdesk.reports import child
from coopdesk.reports import volumes as volumes_module
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.volumes import volumes
from coopdesk.storage.store import Store
from tests.builders import contents
from tests.reports.reading import pages
from tests.reports.requests import a_request, courses

pytestmark = pytest.mark.slow

THREE = volumes(a_request(*courses(12)), "catalogue", 1_000)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".coopdesk")


def test_that_every_volume_is_there_at_the_end_and_nothing_else(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    paths = write_volumes(
        "catalogue",
        THREE,
        tmp_path / "All.pdf",
        tmp_path / "x.coopdesk",
        lambda done, of: heard.append((done, of)),
    )
    assert [path.name for path in paths] == [f"All {n} of 3.pdf" for n in (1, 2, 3)]
    assert names(tmp_path) == [path.name for path in paths]
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]
    for number, path in enumerate(paths, start=1):
        assert f"Volume {number} of 3" in pages(path.read_bytes())[0]


def test_that_work_that_is_stopped_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "All 1 of 3.pdf").write_bytes(b"old")

    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_volumes("catalogue", THREE, tmp_path / "All.pdf", tmp_path / "x.coopdesk", stop)
    assert names(tmp_path) == ["All 1 of 3.pdf"]
    assert (tmp_path / "All 1 of 3.pdf").read_bytes() == b"old"


def test_that_a_file_that_cannot_be_written_is_said_before_anything_is_made(
    tmp_path: Path,
) -> None:
    (tmp_path / "All 3 of 3.pdf").mkdir()
    with pytest.raises(CannotWrite, match=r"All 3 of 3\.pdf. is a folder"):
        write_volumes("catalogue", THREE, tmp_path / "All.pdf", tmp_path / "x.coopdesk")
    assert names(tmp_path) == ["All 3 of 3.pdf"]


def test_that_a_child_that_fails_is_a_bug_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [sys.executable, "-c", "import sys; sys.exit('no compiler here')"]
    monkeypatch.setattr(child, "start_child_command", lambda: broken)
    with pytest.raises(RuntimeError, match="no compiler here"):
        compiled_in_child(b"{}")


def test_that_an_export_that_is_too_large_for_one_document_tells_of_its_volumes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volumes_module, "volumes", partial(volumes, largest=1_000))
    path = tmp_path / "c.coopdesk"
    with closing(Store.create(path, contents(12), who="A.K.")) as store:
        request: ReportRequest = report_request(store, Filter(), language="en")
    written = export_report("catalogue", request, tmp_path / "All.pdf", path, who="A.K.")
    made = [name for name in names(tmp_path) if name.endswith(".pdf")]
    assert written.volumes == len(made) > 1
    assert written.path.name == made[0]
    assert written.size == sum((tmp_path / name).stat().st_size for name in made)
    assert f"in {len(made)} volumes" in exported_words(written, request.audience)
