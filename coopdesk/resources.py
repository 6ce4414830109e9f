"""Where the files that ship with the program are."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``resource("reports", "catalogue.typ")``.

    Raises FileNotFoundError where the installation lacks it.
    """
    candidates = (
        Path(getattr(sys, "_MEIPASS", _PACKAGE)) / "resources",
        _PACKAGE / "_resources",
        _PACKAGE.parent / "resources",
    )
    for root in candidates:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"the installation lacks resources/{'/'.join(parts)}")
