import os
import shutil
from collections.abc import Iterator
from pathlib import Path

# Before Qt is loaded: no screen, and one dot is one dot.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("QT_SCALE_FACTOR", None)

import pytest
from hypothesis import HealthCheck, settings

from coopdesk import i18n
from coopdesk.catalogue import vocabulary
from coopdesk.operations.opening import create_catalogue
from coopdesk.resources import resource

settings.register_profile(
    "coopdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("coopdesk")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English, whatever the one before it spoke."""
    i18n.activate("en", resource("translations"))
    yield
    i18n.activate("en")


@pytest.fixture(autouse=True)
def own_words() -> Iterator[None]:
    """Every test begins with the program's own code lists, whatever catalogue was open before."""
    vocabulary.use(vocabulary.BUILT_IN)
    yield
    vocabulary.use(vocabulary.BUILT_IN)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes what is the user's own."""
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name))
    return home


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "denmark-serbia.coopdesk"
    create_catalogue(path, sample="denmark-serbia", who="A.K.").close()
    return path


@pytest.fixture
def sample_file(sample_once: Path, tmp_path: Path) -> Path:
    """A catalogue of the sample, this test's own."""
    return Path(shutil.copy(sample_once, tmp_path / "denmark-serbia.coopdesk"))
