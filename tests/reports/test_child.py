"""The child that compiles reports: light to start, at home anywhere, gone without a trace."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.reports import child
from coopdesk.reports.child import (
    failure,
    job,
    main,
    run_job,
    start_child_command,
    written_job,
)
from coopdesk.reports.registry import report_named
from tests.builders import a_record
from tests.reports.reading import text
from tests.reports.requests import a_request, courses, pdf_of

ONE = a_request(a_record(title="Øvelse – вежба 漢 \ud800"))


def run(work: bytes, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the child in ``folder``, where it would also put its temporary files."""
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        start_child_command(),
        input=work,
        capture_output=True,
        cwd=folder,
        env=variables | {"TMPDIR": str(folder), "TEMP": str(folder)} | environment,
        check=False,
    )


def test_that_the_child_makes_the_same_pdf_and_writes_no_file(tmp_path: Path) -> None:
    done = run(job(ONE, "catalogue"), tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == pdf_of(ONE)
    assert "Øvelse – вежба �" in text(done.stdout)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("environment", [{}, {"PYTHONSAFEPATH": "1"}])
def test_that_no_module_of_the_current_folder_gets_in(
    environment: dict[str, str], tmp_path: Path
) -> None:
    for name in ("typst", "json", "coopdesk"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(7)")
    assert run(job(ONE, "catalogue"), tmp_path, **environment).returncode == 0


def test_that_a_killed_child_leaves_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        start_child_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=os.environ | {"TMPDIR": str(tmp_path), "TEMP": str(tmp_path)},
    ) as process:
        assert process.stdin is not None
        process.stdin.write(job(a_request(*courses(400)), "catalogue"))
        process.stdin.flush()
        process.kill()
        said, complained = process.communicate()
    assert process.returncode != 0
    assert (said, complained) == (b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_that_what_goes_wrong_is_told_with_its_trace(tmp_path: Path) -> None:
    work = json.loads(job(ONE, "catalogue")) | {"template": "missing.typ"}
    done = run(json.dumps(work).encode(), tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    told = failure(done.stderr)
    assert "missing.typ" in told["error"]
    assert "Traceback" in told["trace"]


@pytest.mark.parametrize("work", [b"", b"not JSON", b"{}"])
def test_that_a_job_that_is_none_is_a_failure_too(work: bytes) -> None:
    out, complaints = BytesIO(), BytesIO()
    assert main(BytesIO(work), out, complaints) == 1
    assert out.getvalue() == b""
    assert failure(complaints.getvalue())["error"]


def test_that_main_answers_on_the_streams_that_it_is_given() -> None:
    out = BytesIO()
    assert main(BytesIO(job(ONE, "catalogue")), out, BytesIO()) == 0
    assert out.getvalue() == run_job(job(ONE, "catalogue"))


def test_that_words_that_are_no_failure_report_are_handed_on() -> None:
    assert failure(b"warning\nSegmentation fault") == {
        "error": "Segmentation fault",
        "trace": "warning\nSegmentation fault",
    }
    assert failure(b"") == {"error": "", "trace": ""}
    assert failure(b'["a list"]')["error"] == '["a list"]'


def test_that_a_refused_request_starts_no_child() -> None:
    with pytest.raises(CatalogueError):
        job(ONE, "phonebook")
    with pytest.raises(CatalogueError):
        job(a_request(a_record(marking="SECRET")), "catalogue")


def test_that_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start_child_command() == [sys.executable, child.FROZEN_OPTION]


def test_that_the_module_can_be_run_by_its_name() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coopdesk.reports.child"],
        input=job(ONE, "catalogue"),
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(b"%PDF")


def test_that_nothing_heavy_is_loaded_before_there_is_a_job() -> None:
    code = (
        "import sys, coopdesk.reports.child as c; c.start_child_command(); "
        "print({'typst', 'babel', 'sqlalchemy', 'PySide6', 'edtf'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "set()"


def test_that_a_job_in_pieces_is_the_job() -> None:
    deep = {"a": [{"b": [{"c": [{"d": ["é\n", None, (1, 2.5)]}, []]}, {}]}, True], "e": {}}
    work = written_job(report_named("catalogue"), deep, ONE.printed_at)
    assert work == json.dumps(json.loads(work)).encode()
    assert json.loads(work)["data"] == json.loads(json.dumps(deep))


def test_that_a_child_without_a_job_ends_with_whoever_started_it(tmp_path: Path) -> None:
    done = run(b"", tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")


def test_that_a_child_loads_the_compiler_before_it_has_a_job() -> None:
    code = (
        "import io, sys; from coopdesk.reports.child import main\n"
        "class Awaited(io.BytesIO):\n"
        "    def read(self): print('typst' in sys.modules); return b''\n"
        "main(Awaited(), io.BytesIO(), io.BytesIO())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "True"
