"""What leaves the catalogue as a report is in the log, line by line, for the user alone."""

import errno
import json
import os
import stat
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import Audience
from coopdesk.operations.exporting import log_printed, save_pdf
from coopdesk.operations.folders import release_log_file
from coopdesk.operations.release_log import (
    CannotLog,
    Release,
    log_release,
    read_releases,
    release_of,
)
from coopdesk.operations.writing import CannotWrite
from coopdesk.reports.options import Options
from tests.builders import a_record
from tests.reports.requests import a_request

RELEASE = Release(
    who="Jens",
    catalogue="/home/office.coopdesk",
    catalogue_name="Denmark–Serbia",
    saved_filter="",
    chosen={"coopdesk_report": 1, "report": "catalogue", "language": "da", "audience": "public"},
    records=3,
    withheld=(("A/1", "not-cleared"),),
)


def entries(most: int = 50) -> list[dict[str, object]]:
    return read_releases(most)[0]


def test_that_a_release_tells_what_is_in_it_and_what_is_withheld() -> None:
    note = Document("Plan", marking="RESTRICTED")
    given = a_record(reference="A/1", releasable_to=("RS",), documents=(note, Document("Open")))
    own = a_record(reference="A/2", marking="RESTRICTED")
    request = a_request(
        given,
        own,
        audience=Audience("partner", "RS"),
        language="sr",
        wanted=Filter(search="course"),
        filter_name="Courses",
        options=Options(order="title", areas=("TRN",)),
    )
    release = release_of("area", request, Path("office.coopdesk"), "Jens")
    assert release.records == 1
    assert release.withheld == (("A/2", "not-released"),)
    assert release.documents == (("A/1", ("Plan",)),)
    assert release.saved_filter == "Courses"
    assert release.catalogue == str(Path("office.coopdesk").absolute())
    assert release.chosen == {
        "coopdesk_report": 1,
        "report": "area",
        "language": "sr",
        "audience": "partner:RS",
        "filter": {"search": "course"},
        "options": {"order": "title", "areas": ("TRN",)},
    }


def test_that_records_that_the_options_leave_out_are_not_withheld() -> None:
    request = a_request(a_record(area="AIR"), options=Options(areas=("TRN",)))
    release = release_of("catalogue", replace(request, audience=Audience("public")), Path("a"), "J")
    assert (release.records, release.withheld) == (0, ())


def test_that_a_saved_report_is_logged_with_the_digest_of_its_file(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    assert save_pdf(b"%PDF", target, RELEASE, tmp_path / "office.coopdesk") == ""
    (entry,) = entries()
    assert target.read_bytes() == b"%PDF"
    assert entry["sha256"] == sha256(b"%PDF").hexdigest()
    assert (entry["how"], entry["file"], entry["size"]) == ("saved", str(target), 4)
    assert (entry["who"], entry["report"], entry["audience"]) == ("Jens", "catalogue", "public")
    assert entry["withheld"] == [{"reference": "A/1", "reason": "not-cleared"}]


def test_that_a_printed_report_is_logged() -> None:
    assert log_printed(b"%PDF", RELEASE) == ""
    (entry,) = entries()
    assert (entry["how"], entry["file"]) == ("printed", "")


def test_that_what_was_not_saved_is_not_logged(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        save_pdf(b"%PDF", tmp_path, RELEASE, tmp_path / "office.coopdesk")
    assert entries() == []


def test_that_only_the_user_can_read_the_log() -> None:
    path = release_log_file()
    path.parent.mkdir(parents=True)
    path.touch(0o644)
    log_release(RELEASE, b"", None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_the_newest_are_told_first_and_no_more_than_asked_for() -> None:
    for who in ("Anna", "Bo", "Carl"):
        log_release(replace(RELEASE, who=who), b"", None)
    assert [entry["who"] for entry in entries(2)] == ["Carl", "Bo"]


def test_that_a_log_that_has_grown_large_is_put_aside_and_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("coopdesk.operations.release_log._LARGEST", 10)
    for number in range(12):
        log_release(replace(RELEASE, records=number), b"", None)
    assert [entry["records"] for entry in entries()] == list(range(11, -1, -1))
    assert len(list(release_log_file().parent.iterdir())) == 12


def test_that_a_line_that_was_cut_off_takes_no_other_with_it() -> None:
    log_release(RELEASE, b"", None)
    with release_log_file().open("ab") as log:
        log.write(b'{"when": "2026-')
    log_release(replace(RELEASE, who="Anna"), b"", None)
    found, unreadable = read_releases(50)
    assert [entry["who"] for entry in found] == ["Anna", "Jens"]
    assert unreadable == 1


@pytest.mark.parametrize("step", ["write", "fsync", "open"])
def test_that_a_log_that_cannot_be_written_is_said_and_the_file_stays(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "a.pdf"
    if step == "write":
        release_log_file().parent.mkdir(parents=True)
        release_log_file().symlink_to("/dev/full")
    elif step == "open":
        release_log_file().mkdir(parents=True)
    with monkeypatch.context() as broken:
        if step == "fsync":
            broken.setattr("coopdesk.operations.release_log.os.fsync", fail)
            with pytest.raises(CannotLog, match="No space left"):
                log_release(RELEASE, b"", None)
            return
        said = save_pdf(b"%PDF", target, RELEASE, tmp_path / "office.coopdesk")
    assert said.startswith("The log of released reports cannot be written")
    assert target.read_bytes() == b"%PDF"


def test_that_a_log_that_cannot_be_read_is_said_so() -> None:
    release_log_file().mkdir(parents=True)
    with pytest.raises(CatalogueError, match="cannot be read"):
        read_releases(1)


def test_that_a_line_is_one_object_whatever_is_in_it() -> None:
    log_release(replace(RELEASE, who="J\n\u2028Đ\ud800"), b"", None)
    (line,) = release_log_file().read_bytes().splitlines()
    assert json.loads(line)["who"] == "J\n\u2028Đ\ud800"
