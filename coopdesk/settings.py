"""What the program remembers between two starts: declared once, kept as JSON."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """One remembered value: its key, its default (whose type it keeps) and what it is for."""

    key: str
    default: Any
    description: str


SETTINGS: tuple[Setting, ...] = (
    Setting("language", "", "interface language; empty: the computer's own"),
    Setting("appearance", "system", "system, light or dark"),
    Setting("recent", [], "catalogues opened lately, newest first (absolute paths)"),
    Setting("user_name", "", "the name that history entries carry; empty: the account's name"),
    Setting("columns", {}, "shown columns per tab: names in order, with widths"),
    Setting("sort", {}, "sort per tab: field name and direction, then those that ties go by"),
    Setting("grouped", {}, "by what each tab's list is grouped"),
    Setting("filter_sections", {}, "sections of the filters that were opened or closed"),
    Setting("last_tab", "all", "the tab shown at the next start"),
    Setting("window", "", "geometry of the main window (base64)"),
    Setting("splitter", [], "widths of filters, table and reading pane (pixels)"),
    Setting("recent_searches", [], "what was sought lately, newest first, as it was typed"),
    Setting("palette", [], "what was chosen in the command palette lately, newest first"),
    Setting("ask_reason", False, "whether a save asks for the reason of the change"),
    Setting("report_language", "", "language of the last report; empty: the interface's"),
    Setting("report_audience", "internal", "audience of the last report"),
    Setting("report_folder", "", "folder of the last report"),
    Setting("report_options", {}, "language, audience and options of each report, by its name"),
    Setting("last_report", "catalogue", "the report that was made last"),
    Setting("document_folder", "", "folder that a document came from, or went to, last"),
)

_BY_KEY = {setting.key: setting for setting in SETTINGS}
RECENT_LIMIT = 10


class Settings:
    """The remembered values of one user; a file that cannot be read counts as empty.

    ``path`` is the JSON file; None keeps everything in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        if path is not None:
            try:
                loaded = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                loaded = {}
            if isinstance(loaded, dict):
                self._values = {
                    key: value
                    for key, value in loaded.items()
                    if key in _BY_KEY and isinstance(value, type(_BY_KEY[key].default))
                }

    def get(self, key: str) -> Any:
        """Return the value of a declared setting; KeyError for any other key."""
        return self._values.get(key, _BY_KEY[key].default)

    def set(self, key: str, value: Any) -> None:
        """Keep ``value`` in memory until `save`; KeyError for an undeclared key."""
        if not isinstance(value, type(_BY_KEY[key].default)):
            raise TypeError(f"setting {key} takes {type(_BY_KEY[key].default).__name__}")
        self._values[key] = value

    def remember_catalogue(self, path: Path) -> None:
        """Put ``path`` first in the list of recent catalogues."""
        entry = str(path.absolute())
        others = [known for known in self.get("recent") if known != entry]
        self.set("recent", [entry, *others][:RECENT_LIMIT])

    def save(self) -> None:
        """Write the values atomically, readable by the user alone; OSError where it cannot."""
        if self._path is None:
            return
        import tempfile  # 15 ms that a start need not pay

        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".settings-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(self._values, stream, ensure_ascii=False, indent=1, sort_keys=True)
            Path(name).replace(self._path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
