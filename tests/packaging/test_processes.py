import os
import sys

import processes
import pytest


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("ERROR: [Errno 28] No space left on device: '/x'", "the disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE", "was refused"),
        (
            "WARNING: Retrying after connection broken by\nERROR: No matching distribution",
            "HTTPS_P",
        ),
        ("ERROR: No matching distribution found for PySide6-Addons==6.11.3", "glibc 2.34"),
        ("error: [Errno 13] Permission denied: '/opt/x'", "cannot be written to"),
    ],
)
def test_that_a_failure_is_one_sentence_with_what_to_do(output: str, advice: str) -> None:
    said = processes.explain("It could not be installed", output)
    assert said.startswith("It could not be installed: ")
    assert advice in said
    assert said.endswith("then start again.")
    assert "\n" not in said


def test_that_an_unknown_failure_is_quoted() -> None:
    said = processes.explain("It failed", "Collecting x\nERROR: the moon is wrong\n\nbye\n")
    assert said == "It failed. Mend this, then start again:\n  ERROR: the moon is wrong"


def test_that_a_failure_without_a_word_is_said_all_the_same() -> None:
    assert processes.explain("It failed", "") == "It failed. Mend this, then start again:"


def test_that_a_program_starts_free_of_what_would_lead_it_astray(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET"):
        monkeypatch.setenv(name, "/elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "kept")
    environment = processes.child_environment()
    assert not {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET"} & set(environment)
    assert environment["PIP_INDEX_URL"] == "kept"
    assert environment["PYTHONSAFEPATH"] == "1"


def test_that_both_streams_and_the_status_of_a_program_are_kept() -> None:
    code = (
        "import sys; print('out'); sys.stdout.flush(); print('err', file=sys.stderr); sys.exit(3)"
    )
    status, output = processes.quietly([sys.executable, "-c", code])
    assert status == 3
    assert output.split() == ["out", "err"]


def test_that_the_status_of_the_program_is_returned_where_it_cannot_take_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arguments = ["-c", "import sys; sys.exit(7)"]
    environment = processes.child_environment()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(os, "name", "nt")
        status = processes.start(sys.executable, arguments, environment)
    assert status == 7
