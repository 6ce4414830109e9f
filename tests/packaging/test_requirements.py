import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PINNED = ["requirements.txt", "requirements-dev.txt"]


def pins(name: str) -> dict[str, Requirement]:
    """Return the requirements of a pinned file by the library's name."""
    text = (ROOT / "packaging" / name).read_text("utf-8").replace("\\\n", "")
    lines = [line.split(" --hash")[0] for line in text.splitlines() if line.strip()]
    return {requirement.name: requirement for requirement in map(Requirement, lines)}


def asked(name: str) -> set[str]:
    """Return what a file of requirements asks for, in one spelling."""
    lines = (ROOT / "packaging" / name).read_text("utf-8").splitlines()
    return {str(Requirement(line)) for line in lines if line and line[0] not in "#-"}


@pytest.mark.parametrize("name", PINNED)
def test_that_every_pin_has_its_hashes(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text("utf-8").replace("\\\n", "")
    for line in filter(str.strip, text.splitlines()):
        assert re.fullmatch(r"[a-z0-9-]+==[^ ]+( ; [^-]+?)?( +--hash=sha256:[0-9a-f]{64})+", line)


@pytest.mark.parametrize("name", PINNED)
def test_that_pins_name_no_host_and_no_folder(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text("utf-8")
    assert "://" not in text
    assert "/" not in text
    assert "index" not in text


def test_that_the_project_asks_for_what_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {str(Requirement(line)) for line in project["dependencies"]}
    assert wanted == asked("requirements.in")
    pinned = pins("requirements.txt")
    for requirement in map(Requirement, wanted):
        version = str(pinned[requirement.name.lower()].specifier).removeprefix("==")
        assert requirement.specifier.contains(version)


def test_that_tests_and_program_run_on_the_same_libraries() -> None:
    program, tests = pins("requirements.txt"), pins("requirements-dev.txt")
    for name in program.keys() & tests.keys():
        assert program[name].specifier == tests[name].specifier


def test_that_no_pyside_is_pinned_that_aborts_on_the_oldest_python() -> None:
    for name in ("pyside6-addons", "pyside6-essentials", "shiboken6"):
        version = Version(str(pins("requirements.txt")[name].specifier).removeprefix("=="))
        assert Version("6.11.3") <= version < Version("6.12")
