"""Where the user's files are: what platformdirs says, without importing it where that is dear."""

import subprocess
import sys
from itertools import product
from pathlib import Path

import platformdirs
import pytest

from coopdesk.operations import folders

VARIABLES = {"config": "XDG_CONFIG_HOME", "data": "XDG_DATA_HOME", "state": "XDG_STATE_HOME"}
VALUES = (None, "", "/srv/office", "/srv/office/", "relative/path", "~/here")


@pytest.mark.parametrize(("what", "value"), list(product(VARIABLES, VALUES)))
@pytest.mark.parametrize("home", [None, "", "/home/officer", "relative"])
def test_that_a_folder_is_the_one_that_platformdirs_names(
    what: str, value: str | None, home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, setting in ((VARIABLES[what], value), ("HOME", home)):
        if setting is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, setting)
    expected = getattr(platformdirs.PlatformDirs("coopdesk", appauthor=False), f"user_{what}_path")
    assert folders.user_folder(what) == expected


def test_that_the_user_files_have_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES.values():
        monkeypatch.setenv(variable, "/srv")
    assert folders.settings_file() == Path("/srv/coopdesk/settings.json")
    assert folders.default_catalogue_path() == Path("/srv/coopdesk/denmark-serbia.coopdesk")
    assert folders.log_file() == Path("/srv/coopdesk/coopdesk.log")


def test_that_a_plain_answer_imports_nothing_heavy() -> None:
    code = (
        "import sys; from coopdesk.operations.folders import settings_file; settings_file();"
        "assert sys.platform != 'linux' or 'platformdirs' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
