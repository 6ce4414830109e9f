"""An agenda as lines of text, "09:30 Welcome – Ministry", and back."""

import re

from coopdesk.reports.visit import AgendaItem

_CLOCK = r"[0-2]?[0-9][:.][0-5][0-9]"
_TIME = re.compile(rf"({_CLOCK}(?:\s*[–—-]\s*{_CLOCK})?)(?:\s+|$)")
_LEAD = re.compile(r"\s[–—-]\s")


def agenda_line(item: AgendaItem) -> str:
    """Return ``item`` as a line: its time, its title, and after a dash who leads it."""
    said = " ".join(filter(None, (item.time, item.title)))
    return f"{said} – {item.lead}" if item.lead else said


def agenda_item(line: str) -> AgendaItem:
    """Return what ``line`` says: a time of day where it begins with one, and after its last dash
    who leads."""
    text = line.strip()
    time = _TIME.match(text)
    rest = text[time.end() :] if time else text
    dashes = list(_LEAD.finditer(f" {rest}"))
    if not dashes:
        return AgendaItem(time=time[1] if time else "", title=rest)
    # The blank put before it lets a line begin with the dash.
    at = dashes[-1]
    return AgendaItem(
        time=time[1] if time else "",
        title=rest[: max(0, at.start() - 1)].strip(),
        lead=rest[at.end() - 1 :].strip(),
    )
