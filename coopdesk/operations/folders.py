"""Where the program keeps what is the user's: settings, the first catalogue, the log of bugs."""

import os
import sys
from pathlib import Path

_NAME = "coopdesk"
# XDG Base Directory Specification: the variable, and the folder below the home that it replaces.
_XDG = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", ".local/share"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}


def settings_file() -> Path:
    """Return the path of the user's settings."""
    return user_folder("config") / "settings.json"


def default_catalogue_path() -> Path:
    """Return the path of the catalogue that a start without an argument opens."""
    return user_folder("data") / "denmark-serbia.coopdesk"


def log_file() -> Path:
    """Return the path of the log that bugs are written to."""
    return user_folder("state") / "coopdesk.log"


def release_log_file() -> Path:
    """Return the path of the log of the reports that were saved or printed."""
    return user_folder("data") / "releases.jsonl"


def user_folder(what: str) -> Path:
    """Return the user's folder for ``what``: "config", "data" or "state"; it may not exist yet."""
    return _plain_xdg(what) or _by_platformdirs(what)


def _plain_xdg(what: str) -> Path | None:
    # platformdirs takes 20 ms to import, a tenth of the whole start; on Linux its answer is short.
    if sys.platform != "linux" or hasattr(sys, "getandroidapilevel"):
        return None
    variable, below_home = _XDG[what]
    base = os.environ.get(variable, "")
    if base.startswith("/"):
        return Path(base, _NAME)
    home = os.environ.get("HOME", "")
    return Path(home, below_home, _NAME) if home.startswith("/") else None


def _by_platformdirs(what: str) -> Path:
    import platformdirs

    folders = platformdirs.PlatformDirs(_NAME, appauthor=False, roaming=False)
    return {
        "config": folders.user_config_path,
        "data": folders.user_data_path,
        "state": folders.user_state_path,
    }[what]
