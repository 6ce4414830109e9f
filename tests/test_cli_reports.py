"""Reports from the command line: which there are, what is chosen, and what is kept of it."""

import json
import os
import platform
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.operations.exporting import report_request
from coopdesk.operations.folders import release_log_file
from coopdesk.operations.opening import open_catalogue
from coopdesk.operations.report_settings import ReportSettings, write_settings
from coopdesk.reports import registry
from coopdesk.reports.options import Options
from coopdesk.reports.registry import REPORTS
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.visit import Visit
from tests.builders import a_record
from tests.reports import reading
from tests.terminals import Terminal


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def office(sample_file: Path) -> str:
    return str(sample_file)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ReportRequest]]:
    """What reports are asked for: the tests here are of the line, not of what is compiled."""
    found: list[tuple[str, ReportRequest]] = []

    def asked_for(name: str) -> Any:
        def build(request: ReportRequest) -> dict[str, Any]:
            found.append((name, request))
            return {"told_records": 1}

        return replace(report_named(name), build=build)

    report_named = registry.report_named
    monkeypatch.setattr(registry, "report_named", asked_for)
    monkeypatch.setattr("coopdesk.reports.child.run_job", lambda _job: b"%PDF-1.7")
    return found


def wrong(terminal: Terminal, *arguments: str) -> str:
    """Run what is wrong usage: the usage and one sentence."""
    assert terminal.run(*arguments) == 2
    assert terminal.out == ""
    last = terminal.err.splitlines()[-1]
    assert last.startswith("coopdesk report: error: ")
    return last


def test_that_the_reports_are_told_with_what_each_is_for(terminal: Terminal) -> None:
    said = terminal.does("reports")
    for report in REPORTS:
        assert f"{report.name}  {report.title}" in said.splitlines()
        assert report.about.split(":")[0][:40] in said
    assert "--visit-name" in said


@pytest.mark.parametrize("report", [report.name for report in REPORTS])
def test_that_every_report_is_made_of_the_sample(
    report: str, terminal: Terminal, office: str, tmp_path: Path
) -> None:
    target = tmp_path / "out.pdf"
    terminal.does("report", report, office, "-o", str(target), "--area", "AIR")
    assert PdfReader(BytesIO(target.read_bytes())).pages


def test_that_what_is_chosen_on_the_line_reaches_the_report(
    terminal: Terminal, office: str, tmp_path: Path, asked: list[tuple[str, ReportRequest]]
) -> None:
    base = ("report", "visit-brief", office, "-o", str(tmp_path / "a.pdf"))
    terminal.does(
        *base, "--from", "2010", "--to", "2015", "--detail", "BRIEF", "--order", "newest",
        "--paragraph-marks", "--language", "sr_latn", "--audience", "partner:rs",
        "--visit-name", "Minister", "--visit-date", "spring 2027", "--visit-place", "Niš",
        "--visit-purpose", "Talks", "--participant", "A", "--participant", "B",
        "--talking-point", "Trucks", "--area", "air", "--year", "2014",
    )  # fmt: skip
    ((report, request),) = asked
    assert report == "visit-brief"
    assert request.options == Options(
        first_year=2010,
        last_year=2015,
        detail="brief",
        order="-period",
        paragraph_marks=True,
        visit=Visit(
            name="Minister",
            date="2027-21",
            place="Niš",
            purpose="Talks",
            participants=("A", "B"),
            talking_points=("Trucks",),
        ),
    )
    assert (request.language, str(request.audience)) == ("sr_Latn", "partner:RS")
    assert request.wanted == Filter(areas=("AIR",), years=(2014,))


def test_that_the_year_of_a_plan_is_no_filter(
    terminal: Terminal, office: str, tmp_path: Path, asked: list[tuple[str, ReportRequest]]
) -> None:
    base = ("report", "programme", office, "-o", str(tmp_path / "a.pdf"))
    terminal.does(*base, "--year", "2027")
    ((_report, request),) = asked
    assert request.options.year == 2027
    assert request.wanted == Filter()
    assert "of one year" in wrong(terminal, *base, "--year", "2027", "--year", "2028")
    assert "“soon” is not a year" in wrong(terminal, *base, "--year", "soon")


@pytest.mark.parametrize("behind", [False, True])
def test_that_records_are_named_before_or_behind_the_options(
    behind: bool,
    terminal: Terminal,
    office: str,
    tmp_path: Path,
    asked: list[tuple[str, ReportRequest]],
) -> None:
    names, output = ("DK-RS/2014/001", "dk-rs/nd/019"), ("-o", str(tmp_path / "a.pdf"))
    terminal.does("report", "record", office, *(output + names if behind else names + output))
    ((_report, request),) = asked
    assert {record.reference for record in request.records} == {"DK-RS/2014/001", "DK-RS/ND/019"}
    assert "1999" in terminal.refuses("report", "record", office, *output, "DK-RS/1999/001")


def test_that_the_line_wins_over_the_file_of_choices(
    terminal: Terminal, office: str, tmp_path: Path, asked: list[tuple[str, ReportRequest]]
) -> None:
    choices = tmp_path / "choices.toml"
    options = Options(first_year=2004, detail="brief", areas=("TRN",), order="title")
    kept = ReportSettings(
        language="da", wanted=Filter(kinds=("donation",), areas=("REL",)), options=options
    )
    write_settings(choices, kept)
    base = ("report", "catalogue", office, "-o", str(tmp_path / "a.pdf"))
    terminal.does(*base, "--options", str(choices))
    terminal.does(*base, "--options", str(choices), "--from", "2010", "--area", "AIR",
                  "--language", "en")  # fmt: skip
    (_first, of_file), (_second, of_both) = asked
    assert (of_file.options, of_file.wanted, of_file.language) == (options, kept.wanted, "da")
    assert of_both.options == replace(options, first_year=2010, areas=())
    assert of_both.wanted == Filter(kinds=("donation",), areas=("AIR",))
    assert of_both.language == "en"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--order", "up"), "known are: given, oldest, newest, title, reference"),
        (("--detail", "much"), "known are: full, brief"),
        (("--language", "tlh"), "known are: en, da, sr, sr_Latn"),
        (("--language", ""), "known are: en, da, sr, sr_Latn"),
        (("--from", "20155"), "“20155” is not a year"),
        (("--from", "0"), "“0” is not a year"),
        (("--to", "soon"), "“soon” is not a year"),
        (("--from", "2015", "--to", "2014"), "end before they begin (2015 to 2014)"),
        (("--visit-name", "x"), "has no use for --visit-…; its options are --from, --to"),
        (("--history",), "has no use for --history"),
        (("--visit-date", "soon"), "“soon” cannot be read as a date"),
        (("--colour",), "unknown: --colour"),
    ],
)
def test_that_a_slip_is_told_with_what_would_do(
    arguments: tuple[str, ...], told: str, terminal: Terminal, office: str, tmp_path: Path
) -> None:
    target = tmp_path / "x.pdf"
    assert told in wrong(terminal, "report", "catalogue", office, "-o", str(target), *arguments)
    assert not target.exists()


def test_that_the_history_does_not_leave_the_house(terminal: Terminal, office: str) -> None:
    base = ("report", "record", office, "-o", "x.pdf", "--history", "--audience", "public")
    assert "stays in the house" in wrong(terminal, *base)


def test_that_what_of_a_visit_stays_in_the_house_is_told(
    terminal: Terminal, office: str, tmp_path: Path
) -> None:
    base = ("report", "visit-brief", office, "-o", str(tmp_path / "v.pdf"), "--visit-name", "Visit")
    kept = "talking points stay in the house."
    terminal.does(*base, "--audience", "partner:RS", "--talking-point", "Ask for dates")
    assert kept in terminal.err
    terminal.does(*base, "--audience", "partner:RS")
    assert kept not in terminal.err
    terminal.does(*base, "--talking-point", "Ask for dates")
    assert kept not in terminal.err


def test_that_the_records_that_a_report_tells_of_are_counted(
    terminal: Terminal, office: str, tmp_path: Path
) -> None:
    terminal.does("report", "agreements", office, "-o", str(tmp_path / "a.pdf"))
    assert "a.pdf: 3 records." in terminal.err
    (entry,) = json.loads(terminal.does("releases", "--json"))
    assert entry["records"] == 3


def test_that_an_unknown_report_is_told_with_those_there_are(
    terminal: Terminal, office: str
) -> None:
    told = wrong(terminal, "report", "timetable", office, "-o", "x.pdf")
    assert all(report.name in told for report in REPORTS)


@pytest.mark.parametrize("text", ["", "coopdesk_report = 1\n[options]\norder = 'up'"])
def test_that_a_wrong_file_of_choices_is_named(
    text: str, terminal: Terminal, office: str, tmp_path: Path
) -> None:
    choices = tmp_path / "choices.toml"
    choices.write_text(text)
    base = ("report", "catalogue", office, "-o", str(tmp_path / "x.pdf"), "--options")
    assert "choices.toml: " in terminal.refuses(*base, str(choices))
    assert "no such file" in terminal.refuses(*base, str(tmp_path / "none.toml"))


def test_that_a_word_of_the_file_that_the_catalogue_does_not_know_is_refused(
    terminal: Terminal, office: str, tmp_path: Path
) -> None:
    choices = tmp_path / "choices.toml"
    write_settings(choices, ReportSettings(wanted=Filter(areas=("SEA",))))
    base = ("report", "catalogue", office, "-o", str(tmp_path / "x.pdf"))
    assert "known are: GEN" in terminal.refuses(*base, "--options", str(choices))


def test_that_what_is_released_is_logged_and_told(
    terminal: Terminal, office: str, tmp_path: Path
) -> None:
    with closing(open_catalogue(Path(office))) as store:
        store.add(a_record(title="Only for the house", marking="RESTRICTED"), who="Jens")
        (own,) = store.records(store.ids(Filter(search="house"), Sort()))
    assert "No report has been saved" in (terminal.does("releases"), terminal.err)[1]
    assert json.loads(terminal.does("releases", "--json")) == []
    target = tmp_path / "out.pdf"
    terminal.does("report", "catalogue", office, "-o", str(target), "--audience", "public",
                  "--detail", "brief")  # fmt: skip
    (entry,) = json.loads(terminal.does("releases", "--json"))
    assert entry["sha256"] == sha256(target.read_bytes()).hexdigest()
    assert (entry["report"], entry["audience"], entry["records"]) == ("catalogue", "public", 38)
    assert entry["withheld"] == [{"reference": own.reference, "reason": "not-cleared"}]
    assert entry["options"] == {"detail": "brief"}
    assert (entry["catalogue"], entry["file"]) == (office, str(target))
    said = terminal.does("releases", "--limit", "1")
    assert f"withheld (not cleared for publication): {own.reference}" in said
    assert stat.S_IMODE(release_log_file().stat().st_mode) == 0o600


def test_that_a_log_that_cannot_be_written_is_said_and_the_report_stays(
    terminal: Terminal,
    office: str,
    tmp_path: Path,
    own_home: Path,
    asked: list[tuple[str, ReportRequest]],
) -> None:
    release_log_file().mkdir(parents=True)
    target = tmp_path / "out.pdf"
    terminal.does("report", "catalogue", office, "-o", str(target))
    assert target.read_bytes() == b"%PDF-1.7"
    assert "The log of released reports cannot be written" in terminal.err


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB, a file on it, and no room for another."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:  # only the administrator may: a device that is full is as good
        (disk / "out.pdf").symlink_to("/dev/full")
        yield disk
        return
    try:
        (disk / "out.pdf").write_bytes(b"old")
        with (disk / "rest").open("wb", buffering=0) as rest:
            for size in (4096, 1):
                try:
                    while rest.write(b"x" * size):
                        pass
                except OSError:
                    continue
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_that_a_full_disk_leaves_the_old_report_and_no_other_file(
    full_disk: Path, terminal: Terminal, office: str
) -> None:
    before = sorted(full_disk.iterdir())
    target = full_disk / "out.pdf"
    told = terminal.refuses("report", "catalogue", office, "-o", str(target))
    assert "No space left" in told
    assert sorted(full_disk.iterdir()) == before
    assert target.is_symlink() or target.read_bytes() == b"old"
    assert not release_log_file().exists()


def test_that_a_read_only_folder_is_said_so(
    terminal: Terminal,
    office: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: list[tuple[str, ReportRequest]],
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != tmp_path)
    told = terminal.refuses("report", "catalogue", office, "-o", str(tmp_path / "x.pdf"))
    assert "you may not write there" in told
    assert asked == []


def test_that_a_file_that_is_open_elsewhere_is_replaced_under_its_reader(
    terminal: Terminal, office: str, tmp_path: Path, asked: list[tuple[str, ReportRequest]]
) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"what somebody reads")
    with target.open("rb") as reader:
        terminal.does("report", "catalogue", office, "-o", str(target))
        assert reader.read() == b"what somebody reads"
    assert target.read_bytes() == b"%PDF-1.7"


def test_that_a_file_that_the_system_holds_is_said_so(
    terminal: Terminal,
    office: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: list[tuple[str, ReportRequest]],
) -> None:
    # As Windows refuses it while another program has the file open.
    def held(_part: Path, _final: Path) -> Path:
        raise PermissionError(13, "The file is open in another program")

    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held)
    told = terminal.refuses("report", "catalogue", office, "-o", str(target))
    assert "open in another program" in told
    assert target.read_bytes() == b"old"
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))


def test_that_nothing_in_the_file_says_who_made_it_or_where(
    terminal: Terminal, office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "qwvzuser")
    folder = tmp_path / "qwvzfolder"
    folder.mkdir()
    moved = shutil.move(office, folder / "office.coopdesk")
    target = folder / "out.pdf"
    terminal.does("report", "catalogue", str(moved), "-o", str(target), "--area", "REL")
    assert json.loads(terminal.does("releases", "--json"))[0]["who"] == "qwvzuser"
    pdf = target.read_bytes()
    whole = reading.everything(pdf) + pdf.decode("latin-1")
    for name in ("qwvz", str(Path.home())):
        assert name not in whole
    told = f"{reading.text(pdf)} {reading.xmp(pdf)} {reading.reader(pdf).metadata}"
    assert not re.search(rf"\b{re.escape(platform.node())}\b", told)


def test_that_the_request_reads_the_options(office: str) -> None:
    with closing(open_catalogue(Path(office))) as store:
        options = Options(order="title")
        assert report_request(store, Filter(), options=options).options == options
