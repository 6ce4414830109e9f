"""The contracts of the floors, in pyproject.toml, hold; and each is seen to fail when broken."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
FLOORS = "Each floor knows only those below it"
SQL = "Only storage speaks to a database"
QT = "Only the window speaks to Qt"
SCHEMA = "Rows and engines stay in storage"
CYCLES = "Nothing imports in a circle"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contracts, free to be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    without_compiled = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "coopdesk", tmp_path / "coopdesk", ignore=without_compiled)
    return tmp_path


def broken_contracts(folder: Path) -> set[str]:
    """Return the names of the contracts that do not hold in a folder, once all were judged."""
    command = [sys.executable, "-c", LINT, "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    verdicts = dict(re.findall(r"^(.+?) (KEPT|BROKEN)", done.stdout, re.MULTILINE))
    assert set(verdicts) == {FLOORS, SQL, QT, SCHEMA, CYCLES}, done.stdout + done.stderr
    broken = {name for name, verdict in verdicts.items() if verdict == "BROKEN"}
    assert done.returncode == (1 if broken else 0)
    return broken


def test_that_the_package_keeps_its_contracts(copy: Path) -> None:
    assert broken_contracts(copy) == set()


@pytest.mark.parametrize(
    ("module", "line", "contracts"),
    [
        # A module on no floor, a neighbour on the same floor, a floor above.
        ("helpers.py", "", {FLOORS}),
        ("reports/planted.py", "import coopdesk.storage", {FLOORS}),
        ("exchange/planted.py", "def late(): from coopdesk import reports", {FLOORS}),
        ("cli.py", "import coopdesk.ui", {FLOORS}),
        ("catalogue/planted.py", "import coopdesk.storage", {FLOORS, CYCLES}),
        ("operations/planted.py", "from sqlalchemy import select", {SQL}),
        ("reports/planted.py", "def late(): import sqlcipher3.dbapi2", {SQL}),
        ("catalogue/planted.py", "from alembic import op", {SQL}),
        ("app.py", "from PySide6.QtWidgets import QApplication", {QT}),
        ("operations/planted.py", "from coopdesk.storage.schema import *", {SCHEMA}),
        ("ui/planted.py", "from coopdesk.storage import engine", {SCHEMA}),
        ("catalogue/planted.py", "import coopdesk.catalogue.planted_too", {CYCLES}),
    ],
)
def test_that_a_planted_violation_breaks_its_contract(
    module: str, line: str, contracts: set[str], copy: Path
) -> None:
    (copy / "coopdesk/catalogue/planted_too.py").write_text("import coopdesk.catalogue.planted\n")
    (copy / "coopdesk/catalogue/planted.py").touch()
    with (copy / "coopdesk" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert broken_contracts(copy) == contracts
