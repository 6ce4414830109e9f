"""The command line: an officer's day without a window, and everything that can be typed wrongly."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from coopdesk import __version__, cli, i18n
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.vocabulary import BUILT_IN, use
from coopdesk.operations.opening import create_catalogue, open_catalogue
from tests.builders import a_record
from tests.terminals import Terminal

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C")
    yield
    i18n.activate("en")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "office.coopdesk"
    create_catalogue(path, who="Jens", sample="denmark-serbia").close()
    return path


@pytest.fixture
def office(made: Path, tmp_path: Path) -> str:
    return str(shutil.copy(made, tmp_path / "office.coopdesk"))


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def test_that_new_makes_the_sample_catalogue(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "new.coopdesk"
    assert "38 records" in terminal.does("new", str(path), "--sample", "denmark-serbia")
    assert len(terminal.does("list", str(path)).splitlines()) == 39


def test_that_new_makes_an_empty_catalogue(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "new.coopdesk"
    assert "0 records" in terminal.does("new", str(path))
    assert terminal.does("list", str(path), "--json") == "[]\n"
    assert terminal.does("list", str(path)) == ""
    assert "0 of 0" in terminal.err


def test_that_list_shows_each_record_as_an_aligned_line(terminal: Terminal, office: str) -> None:
    header, *lines = terminal.does("list", office).splitlines()
    assert len(lines) == 38
    title = header.index("Title")
    line = next(line for line in lines if "LOGEX15 prep" in line)
    assert line[title:] == "LOGEX15 preparatory training sessions"
    assert "\x1b" not in terminal.out


def test_that_list_has_dated_records_first_and_in_order(terminal: Terminal, office: str) -> None:
    references = [line.split()[0] for line in terminal.does("list", office).splitlines()[1:]]
    assert references[:5] == [
        "DK-RS/2004/001",
        "DK-RS/2006/001",
        "DK-RS/2014/001",
        "DK-RS/2014/002",
        "DK-RS/2015/001",
    ]


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        (("--area", "AIR"), 10),
        (("--area", "air", "--area", "REL"), 11),
        (("--kind", "donation"), 2),
        (("--status", "implementation", "--area", "CEM"), 4),
        (("--partner", "EE"), 1),
        (("--year", "2015"), 2),
        (("--year", "2014", "--kind", "course"), 1),
        (("--tag", "search and rescue"), 5),
        (("--marking", "UNCLASSIFIED"), 38),
        (("--marking", "RESTRICTED"), 0),
        (("--search", "krusevac"), 1),
        (("--search", "logex15", "--search", "train"), 1),
        (("--search", "DROP TABLE record"), 0),
        (("--search", "kind:donation delivered>2"), 1),
        (("--search=-kind:donation", "--area", "AIR"), 8),
        (("--exclude", "kind:donation", "--area", "AIR"), 8),
        (("--role", "RS/receiver"), 34),
    ],
)
def test_that_filters_narrow_the_list(
    filters: tuple[str, ...], number: int, terminal: Terminal, office: str
) -> None:
    assert len(json.loads(terminal.does("list", office, *filters, "--json"))) == number


def test_that_json_is_an_array_of_objects_keyed_by_field_name(
    terminal: Terminal, office: str
) -> None:
    (record,) = json.loads(terminal.does("list", office, "--area", "REL", "--json"))
    assert list(record) == ["uid", *(field.name for field in FIELDS)]
    assert (record["area"], record["period"]) == ("REL", "2014-05")
    volunteers = {"description": "volunteers", "delivered": 26.0, "unit": "person"}
    assert record["items"][0].items() >= volunteers.items()
    (shown,) = json.loads(terminal.does("show", office, "DK-RS/2014/002", "--json"))
    assert shown.items() >= record.items()
    assert list(shown) == [*record, "related_by", "totals"]


def test_that_show_says_everything_of_one_record(terminal: Terminal, office: str) -> None:
    text = " ".join(terminal.does("show", office, "DK-RS/2014/001").split())
    assert "Prepared by: DK-RS/2014/001" in terminal.does("show", office, "DK-RS/2015/001")
    for part in (
        "Title LOGEX15 preparatory training sessions",
        "Area Military logistics (LOG)",
        "Status Closed",
        "Number of runs: 4",
        "Prepares: DK-RS/2015/001 LOGEX15",
        "Military Logistics, Official",
        "Releasable to Denmark, Serbia",
    ):
        assert part in text


def test_that_text_that_looks_like_markup_is_printed_as_it_is(
    terminal: Terminal, office: str
) -> None:
    title = "#let x = {0} <b>%s</b> $(ls) \u202e " + "x" * 250
    with closing(open_catalogue(Path(office))) as store:
        store.add(a_record(title=title, notes="n" * 10_000), who="Jens")
    assert title in terminal.does("list", office)
    (found,) = json.loads(terminal.does("list", office, "--search", "ls", "--json"))
    assert found["title"] == title
    shown = terminal.does("show", office, found["reference"])
    assert "n" * 10_000 in shown


def text_of(pdf: Path) -> str:
    pages = PdfReader(BytesIO(pdf.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_that_report_writes_the_filtered_records_as_a_pdf(
    terminal: Terminal, office: str, tmp_path: Path
) -> None:
    pdf = tmp_path / "air.pdf"
    assert terminal.does("report", "catalogue", office, "-o", str(pdf), "--area", "AIR") == ""
    assert "10 records" in terminal.err
    text = text_of(pdf)
    assert "Fuel trucks for the Serbian Air Force" in text
    assert "floods" not in text
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_that_report_leaves_out_what_the_audience_may_not_see(
    terminal: Terminal, office: str, tmp_path: Path
) -> None:
    with closing(open_catalogue(Path(office))) as store:
        store.add(a_record(title="Only for the house", marking="RESTRICTED"), who="Jens")
    pdf = tmp_path / "out.pdf"
    terminal.does("report", "catalogue", office, "-o", str(pdf), "--audience", "public")
    assert "1 record is left out" in terminal.err
    assert "Only for the house" not in text_of(pdf)


def test_that_report_speaks_the_language_that_is_asked_for(
    terminal: Terminal, office: str, tmp_path: Path
) -> None:
    pdf = tmp_path / "out.pdf"
    terminal.does(
        "report", "catalogue", office, "-o", str(pdf), "--language", "da", "--area", "AIR"
    )
    assert "Luftstyrker" in text_of(pdf)


def test_that_check_says_that_all_is_well(terminal: Terminal, office: str) -> None:
    assert "sound, 38 records" in terminal.does("check", office)


def test_that_check_tells_of_an_altered_history(terminal: Terminal, office: str) -> None:
    Path(office).write_bytes(Path(office).read_bytes().replace(b"Jens", b"Hans"))
    assert "history" in terminal.refuses("check", office)


def test_that_history_and_undo_take_back_the_last_change(terminal: Terminal, office: str) -> None:
    with closing(open_catalogue(Path(office))) as store:
        store.delete(store.ids(Filter(areas=("AIR",)), Sort()), who="Anna")
    newest = terminal.does("history", office, "--limit", "1").splitlines()[1]
    assert "Anna" in newest
    assert "Deleted" in newest
    assert "10 records" in terminal.does("undo", office)
    assert len(json.loads(terminal.does("list", office, "--json"))) == 38
    assert "nothing to undo" in terminal.refuses("undo", office)


WRONG_FILES = ("missing", "folder", "text", "empty", "truncated", "foreign")


@pytest.fixture(params=WRONG_FILES)
def wrong_file(request: pytest.FixtureRequest, tmp_path: Path, made: Path) -> Path:
    path = tmp_path / f"{request.param}.coopdesk"
    match request.param:
        case "folder":
            path.mkdir()
        case "text":
            path.write_text("Dear colleague,\n" * 100)
        case "empty":
            path.touch()
        case "truncated":
            path.write_bytes(made.read_bytes()[:30_000])
        case "foreign":
            import sqlite3

            with closing(sqlite3.connect(path)) as other:
                other.execute("CREATE TABLE t (a)")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("list", "{}"),
        ("show", "{}", "DK-RS/2014/001"),
        ("report", "catalogue", "{}", "-o", "{}.pdf"),
        ("check", "{}"),
        ("history", "{}"),
        ("undo", "{}"),
    ],
    ids=lambda command: command[0],
)
def test_that_a_wrong_file_is_refused_and_left_untouched(
    command: tuple[str, ...], wrong_file: Path, terminal: Terminal, tmp_path: Path
) -> None:
    before = wrong_file.read_bytes() if wrong_file.is_file() else None
    reason = terminal.refuses(*(word.format(wrong_file) for word in command))
    assert str(wrong_file) in reason
    assert (wrong_file.read_bytes() if wrong_file.is_file() else None) == before
    assert {path.name for path in tmp_path.iterdir()} <= {wrong_file.name}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("list", "{}", "--area", "SEA"), "GEN, TRN"),
        (("list", "{}", "--kind", "bicycle"), "exchange_visit"),
        (("list", "{}", "--status", "open"), "in_force"),
        (("list", "{}", "--marking", "PRIVATE"), "RESTRICTED"),
        (("list", "{}", "--year", "soon"), "2015"),
        (("list", "{}", "--partner", "Serbia"), "two letters"),
        (("show", "{}", "DK-RS/1999/001"), "DK-RS/1999/001"),
        (("report", "catalogue", "{}", "-o", "x.pdf", "--audience", "all"), "partner:RS"),
        (("report", "catalogue", "{}", "-o", "x.pdf", "--area", "SEA"), "GEN, TRN"),
        (("report", "catalogue", "{}", "-o", "."), "folder"),
        (("report", "catalogue", "{}", "-o", "none/x.pdf"), "none"),
        (("report", "catalogue", "{}", "-o", "{}"), "catalogue"),
        (("report", "catalogue", "{}", "-o", "/dev/full"), "No space left"),
        (("report", "catalogue", "{}", "-o", "-"), "name of a file"),
        (("report", "catalogue", "{}", "-o", "x.coopdesk-wal"), "catalogue"),
        (("report", "catalogue", "{}", "-o", "x.pdf", "--audience", "partner:QQ"), "QQ"),
        (("list", "{}", "--partner", "QQ"), "two letters"),
        (("new", "."), "folder"),
        (("new", "{}"), "exists"),
        (("new", "none/x.coopdesk"), "none"),
        (("new", "x.coopdesk", "--sample", "atlantis"), "denmark-serbia"),
    ],
)
def test_that_what_is_unknown_or_in_the_way_is_refused_with_what_would_do(
    command: tuple[str, ...],
    told: str,
    terminal: Terminal,
    office: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = Path(office).read_bytes()
    assert told in terminal.refuses(*(word.format(office) for word in command))
    assert Path(office).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [Path(office).name]


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "a.coopdesk"),
        ("report", "catalogue", "a.coopdesk"),
        ("list", "a.coopdesk", "--colour", "red"),
        ("list", "a.coopdesk", "b.coopdesk"),
        ("history", "a.coopdesk", "--limit", "many"),
        ("history", "a.coopdesk", "--limit", "0"),
        ("history", "a.coopdesk", "--limit", "-1"),
        ("history", "a.coopdesk", "--limit", "9" * 30),
        ("new", ""),
        ("new", "a.coopdesk", "--sample="),
        ("report", "catalogue", "a.coopdesk", "-o", ""),
        ("destroy", "a.coopdesk"),
        ("--wrong",),
    ],
)
def test_that_wrong_usage_ends_with_2_and_the_usage(
    arguments: tuple[str, ...], terminal: Terminal
) -> None:
    assert terminal.run(*arguments) == 2
    assert terminal.err.startswith("usage: coopdesk")
    assert terminal.out == ""


def test_that_an_unreadable_search_is_shown_with_its_place_and_ends_with_2(
    terminal: Terminal, office: str
) -> None:
    for command in (("list", office), ("report", "catalogue", office, "-o", "none.pdf")):
        assert terminal.run(*command, "--search", "fuel kynd:donation") == 2
        shown, carets, sentence = terminal.err.splitlines()
        assert (shown, carets) == ("fuel kynd:donation", "     ^^^^^")
        assert sentence.startswith("coopdesk: ")
        assert "kind:" in sentence
        assert terminal.out == ""
    assert not Path("none.pdf").exists()


def test_that_a_search_of_dashes_is_explained_and_not_dropped(
    terminal: Terminal, office: str
) -> None:
    assert terminal.run("list", office, "--search=--") == 2
    assert terminal.out == ""


@pytest.mark.parametrize(
    "search",
    [
        "NEAR(a b)",
        "a*",
        "^a",
        "' OR 1=1 --",
        '"',
        "((",
        "OR",
        "-",
        "…",
        "🚚",
        "a\x00b",
        "x" * 10_001,
    ],
)
def test_that_whatever_is_sought_is_an_answer_or_a_sentence(
    search: str, terminal: Terminal, office: str
) -> None:
    assert terminal.run("list", office, f"--search={search}") in (0, 2)
    assert "Traceback" not in terminal.err
    assert "bug" not in terminal.err


def test_that_the_help_shows_how_to_search_by_examples(terminal: Terminal) -> None:
    said = terminal.does("list", "--help")
    for example in ("fuel truck", "year:2010..2015", "delivered>10", "training -medical"):
        assert any(line.strip().startswith(example) for line in said.splitlines())


@pytest.mark.parametrize("command", ["", *(command.name for command in cli.COMMANDS)])
def test_that_every_command_explains_itself(command: str, terminal: Terminal) -> None:
    said = terminal.does(*filter(None, (command, "--help")))
    assert said.startswith(f"usage: coopdesk {command}".rstrip())
    if command:
        assert f"Example: coopdesk {command} " in f"{' '.join(said.split())} "


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.name)
def test_that_the_example_of_a_command_is_well_formed(command: cli.Command) -> None:
    assert cli.parser().parse_args(command.example.split()).work == command.work


def test_that_the_version_is_told(terminal: Terminal) -> None:
    assert terminal.does("--version") == f"CoopDesk {__version__}\n"


def process(
    *arguments: str, environment: dict[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "coopdesk", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "0", **(environment or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


def test_that_output_is_utf_8_whatever_the_terminal_says(office: str) -> None:
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    done = process("show", office, "DK-RS/ND/019", environment=plain)
    assert "Kruševac" in done.stdout.decode("utf-8")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_that_a_full_disk_under_the_output_is_one_sentence(office: str, unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(
            "list",
            office,
            environment={"PYTHONUNBUFFERED": unbuffered},
            stdout=full.fileno(),
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("coopdesk: The output cannot be written (No space left")
    assert done.stderr.count(b"\n") == 1


def test_that_a_reader_that_goes_away_ends_the_command_quietly(office: str) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = process("list", office, "--json", stdout=write_end)
    finally:
        os.close(write_end)
    assert (done.returncode, done.stderr) == (cli.BROKEN_PIPE, b"")


def test_that_the_words_and_codes_are_those_of_the_catalogue(
    terminal: Terminal, office: str
) -> None:
    with closing(open_catalogue(Path(office))) as store:
        store.lists.rename("kind", "course", {"en": "Training course"}, who="A.K.")
        store.lists.add("kind", {"en": "Table-top exercise"}, who="A.K.")
        store.add(a_record(kind="table_top_exercise", area="AIR"), who="A.K.")
    use(BUILT_IN)
    assert "Training course" in terminal.does("list", office, "--area", "TRN")
    assert "Table-top exercise" in terminal.does("list", office, "--kind", "Table-top exercise")
    assert "table_top_exercise" in terminal.refuses("list", office, "--kind", "tabletop")
