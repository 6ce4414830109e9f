"""The name that a report's file is offered: it says what is in it, and gives away nothing."""

import unicodedata
from datetime import date

from coopdesk.i18n import _

_LONGEST_NAME = 160  # bytes: file systems take 255, or less with a long folder before it
_FORBIDDEN = set('<>:"/\\|?*')  # in names of files on one system or another
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}


def suggested_name(catalogue: str, scope: str, day: date) -> str:
    """Return a name for the file, "Denmark–Serbia Air forces 2026-11-26.pdf", safe on any system.

    ``scope`` is "" for the whole catalogue.
    """
    return f"{_safe(f'{catalogue} {scope}', _('Catalogue'))} {day.isoformat()}.pdf"


def settings_name(report: str) -> str:
    """Return a name for the file that keeps the choices for the report with that title."""
    return f"{_safe(report, _('Report'))}.toml"


def _safe(text: str, instead: str) -> str:
    words = " ".join(text.split())
    kept = "".join(
        "-" if character in _FORBIDDEN else character
        for character in unicodedata.normalize("NFC", words)
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    kept = kept.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(" .-")
    if not kept or kept.split(".")[0].casefold() in _DEVICES:
        kept = " ".join(filter(None, (instead, kept)))
    return kept
