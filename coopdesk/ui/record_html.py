"""A record as a person would read it, as the HTML that Qt's text browser shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.codes import ROLES, UNDER_WAY, code_label
from coopdesk.catalogue.facets import Item, Place
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record import Record
from coopdesk.i18n import _, country_name, moment_words, ngettext, number_words
from coopdesk.ui.theme import Colours


@dataclass(frozen=True, slots=True)
class Reading:
    """A record with what is needed to read it: its area, and the titles of related records."""

    record: Record
    area: Area
    related: Mapping[str, tuple[int, str]]


def record_html(reading: Reading, c: Colours) -> str:
    """Return the page of a record; all of the record's own text is escaped."""
    record = reading.record
    return "".join(
        (
            f"<style>{_css(c)}</style>",
            _head(reading, c),
            _prose(record.summary, "lead"),
            _facts(record),
            _prose(record.description, "text"),
            _section(field("items").words(), [_item(item) for item in record.items]),
            _section(field("participants").words(), _participants(record)),
            _section(field("sessions").words(), _sessions(record)),
            _section(field("relations").words(), _relations(reading)),
            _notes(record),
            _section(field("sources").words(), _sources(record), "quiet"),
            _foot(record),
        )
    )


def _css(c: Colours) -> str:
    return (
        f"body {{ color: {c.text}; }} a {{ color: {c.accent}; text-decoration: none; }}"
        f".quiet, .label {{ color: {c.secondary}; }}"
        f"h3 {{ color: {c.secondary}; font-size: 9pt; font-weight: 600;"
        " margin-top: 18px; margin-bottom: 3px; }"
        ".lead { font-size: 11pt; margin-top: 0px; margin-bottom: 10px; }"
        ".text { margin-top: 8px; margin-bottom: 0px; }"
        "td { padding-top: 3px; padding-bottom: 3px; }"
        "p { line-height: 132%; }"
    )


def text_html(text: str) -> str:
    """Return ``text`` as it is, escaped, its line breaks kept."""
    return escape(text).replace("\n", "<br>")


def _head(reading: Reading, c: Colours) -> str:
    record, area = reading.record, reading.area
    kind = escape(code_label("kind", record.kind))
    return (
        f'<p style="margin-bottom:4px"><span style="color:{escape(area.colour)}">●</span>'
        f'&nbsp;<span class="quiet">{escape(area.name())} &nbsp;·&nbsp; {kind}</span></p>'
        f'<p style="font-size:15pt;font-weight:600;color:{c.text};margin-top:0px;'
        f'margin-bottom:10px;line-height:115%">{text_html(record.title)}</p>'
    )


def _prose(text: str, style: str) -> str:
    return f'<p class="{style}">{text_html(text)}</p>' if text.strip() else ""


def _facts(record: Record) -> str:
    rows = [
        (field("period").words(), text_html(period_words(record.period))),
        (field("status").words(), _status(record)),
        (field("places").words(), "<br>".join(_place(place) for place in record.places)),
    ]
    for role in ("", *(entry.code for entry in ROLES)):
        named = [_party(p.organisation, p.country) for p in record.parties if p.role == role]
        if named:
            label = code_label("role", role) if role else _("Involved")
            rows.append((label, "<br>".join(named)))
    rows.append((field("tags").words(), text_html(", ".join(record.tags))))
    stated = "".join(
        f'<tr><td class="label" width="104" valign="top">{escape(label)}</td>'
        f'<td valign="top">{value}</td></tr>'
        for label, value in rows
        if value
    )
    return f'<table cellspacing="0" cellpadding="0" width="100%">{stated}</table>'


def _status(record: Record) -> str:
    if not record.status:
        return ""
    words = escape(code_label("status", record.status))
    return f"<b>{words}</b>" if record.status in UNDER_WAY else words


def _place(place: Place) -> str:
    country = country_name(place.country) if place.country else ""
    named = ", ".join(part for part in (place.name, country) if part)
    if place.latitude is not None and place.longitude is not None:
        named += f" ({place.latitude:.4f}, {place.longitude:.4f})"
    return text_html(named)


def _party(organisation: str, country: str) -> str:
    named = country_name(country) if country else ""
    if organisation and named:
        return f'{text_html(organisation)} <span class="quiet">{escape(named)}</span>'
    return text_html(organisation or named)


def _item(item: Item) -> str:
    if item.delivered is None:
        return text_html(item.description)
    amount = number_words(item.delivered)
    unit = f" {item.unit}" if item.unit else ""
    return (
        f"{escape(amount)} × {text_html(item.description)}"
        f'<span class="quiet">{text_html(f" ({unit.strip()})" if unit else "")}</span>'
    )


def _participants(record: Record) -> list[str]:
    found = []
    for participant in record.participants:
        country = country_name(participant.country) if participant.country else ""
        head = f" ({number_words(participant.headcount)})" if participant.headcount else ""
        quiet = f' <span class="quiet">{escape(country)}</span>' if country else ""
        found.append(text_html(participant.who + head) + quiet)
    return found


def _sessions(record: Record) -> list[str]:
    found = []
    for session in record.sessions:
        parts = [session.title, period_words(Period.parse(session.period))]
        if session.count is not None:
            parts.append(
                ngettext("{n} session", "{n} sessions", session.count).format(n=session.count)
            )
        found.append(text_html(" · ".join(part for part in parts if part)))
    return found


def _relations(reading: Reading) -> list[str]:
    found = []
    for relation in reading.record.relations:
        words = escape(code_label("relation", relation.type) if relation.type else _("Related to"))
        known = reading.related.get(relation.reference)
        if known is None:
            named = f'{text_html(relation.reference)} <span class="quiet">{_("not here")}</span>'
        else:
            named = f'<a href="record:{known[0]}">{text_html(known[1])}</a>'
        found.append(f'<span class="quiet">{words}</span> {named}')
    return found


def _sources(record: Record) -> list[str]:
    found = []
    for source in record.sources:
        parts = [source.title, source.locator]
        if source.seen:
            parts.append(_("seen {date}").format(date=period_words(Period.parse(source.seen))))
        if source.confidence:
            parts.append(code_label("confidence", source.confidence).lower())
        found.append(text_html(" · ".join(part for part in parts if part)))
    return found


def _notes(record: Record) -> str:
    if not record.notes.strip():
        return ""
    return f"<h3>{escape(field('notes').words())}</h3>" + _prose(record.notes, "text")


def _section(heading: str, entries: list[str], style: str = "") -> str:
    if not entries:
        return ""
    body = "".join(
        f'<p class="{style}" style="margin-top:2px;margin-bottom:2px">{entry}</p>'
        for entry in entries
    )
    return f"<h3>{escape(heading)}</h3>{body}"


def _foot(record: Record) -> str:
    release = [record.marking]
    if record.releasable_to:
        names = ", ".join(country_name(code) for code in record.releasable_to)
        release.append(_("releasable to {countries}").format(countries=names))
    if record.publish:
        release.append(_("cleared for publication"))
    lines = [record.reference, " · ".join(release)]
    if record.changed_at is not None:
        lines.append(
            _("Changed {moment} by {who}").format(
                moment=moment_words(record.changed_at), who=record.changed_by or _("unknown")
            )
        )
    body = "<br>".join(text_html(line) for line in lines if line)
    return f'<p class="quiet" style="margin-top:22px;font-size:9pt">{body}</p>'
