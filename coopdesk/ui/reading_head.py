"""The head of a record's page: what it is, its title and words, the facts, and the small print."""

from html import escape

from coopdesk.catalogue.facets import Party, Place
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.record_marking import effective_marking
from coopdesk.catalogue.vocabulary import code_label, in_force
from coopdesk.i18n import LANGUAGES, _, country_name, language_name, moment_words
from coopdesk.ui.reading_page import (
    ORIGINAL,
    SEPARATOR,
    Page,
    cell,
    country,
    cross,
    joined,
    link,
    prose,
    styled,
    table,
    text_html,
    together,
    years,
)


def head(page: Page) -> str:
    """Return area, kind and title; under a translated title the original one."""
    record, area, c = page.record, page.area, page.colours
    translated = page.translation.title.strip() if page.translation else ""
    original = f'<p class="quiet" style="margin-top:0px">{text_html(record.title)}</p>'
    return (
        f'<p style="margin-bottom:4px"><span style="color:{escape(area.colour)}">●</span>&nbsp;'
        f'<span class="quiet">{cross(page, "areas", record.area, area.name(), quiet=True)}'
        f" &nbsp;·&nbsp; "
        f"{cross(page, 'kinds', record.kind, code_label('kind', record.kind), quiet=True)}"
        f"</span></p>"
        f'<p style="font-size:15pt;font-weight:600;color:{c.text};margin-top:0px;'
        f'margin-bottom:{2 if translated else 10}px;line-height:115%">'
        f"{text_html(translated or record.title)}</p>{original if translated else ''}"
    )


def summary(page: Page) -> str:
    """Return the summary; under a translated one the original."""
    translated = page.translation.summary if page.translation else ""
    if not translated.strip():
        return prose(page.record.summary, "lead")
    return prose(translated, "lead") + prose(page.record.summary, "quiet")


def description(page: Page) -> str:
    """Return the description in the language that is read, else the original."""
    translated = page.translation.description if page.translation else ""
    return prose(translated if translated.strip() else page.record.description, "text")


def languages(page: Page) -> str:
    """Return links to the other languages that the record can be read in."""
    read = page.translation.language if page.translation else ORIGINAL
    others = [ORIGINAL, *dict.fromkeys(one.language for one in page.record.translations)]
    links = [link(f"language:{code}", _tongue(code)) for code in others if code not in ("", read)]
    if not links:
        return ""
    words = escape(_("Read in: {languages}")).format(languages=SEPARATOR.join(links))
    return f'<p class="small" style="margin-top:6px;margin-bottom:8px">{words}</p>'


def _tongue(code: str) -> str:
    """Return what a language calls itself where it is one of ours, else its name."""
    own = dict(LANGUAGES)
    return _("the original") if code == ORIGINAL else own.get(code) or language_name(code)


def facts(page: Page) -> str:
    """Return when, how it stands, where, who and the tags, each with its label."""
    record = page.record
    rows = [
        (field("period").words(), years(page, period_words(record.period))),
        (field("status").words(), _status(page)),
        (field("places").words(), "<br>".join(_place(page, place) for place in record.places)),
        *_parties(page),
        (
            field("tags").words(),
            ", ".join(cross(page, "tags", tag, code_label("tag", tag)) for tag in record.tags),
        ),
    ]
    return table(
        cell(escape(words), style="label", width="104") + cell(value)
        for words, value in rows
        if value
    )


def _status(page: Page) -> str:
    code = page.record.status
    words = cross(page, "statuses", code, code_label("status", code)) if code else ""
    return f"<b>{words}</b>" if code and code in in_force().under_way else words


def _place(page: Page, place: Place) -> str:
    parts = (
        cross(page, "place_names", place.name),
        cross(page, "partners", place.country, country(place.country)),
    )
    named = ", ".join(part for part in parts if part)
    if place.latitude is not None and place.longitude is not None:
        named += escape(f" ({place.latitude:.4f}, {place.longitude:.4f})")
    return named


def _parties(page: Page) -> list[tuple[str, str]]:
    parties = page.record.parties
    roles = [entry.code for entry in in_force().entries("role")]
    roles += [party.role for party in parties if party.role not in roles]
    rows = []
    for role in dict.fromkeys(("", *roles)):
        named = [_party(page, party) for party in parties if party.role == role]
        words = code_label("role", role) if role else _("Involved")
        rows.append((words, "<br>".join(filter(None, named))))
    return rows


def _party(page: Page, party: Party) -> str:
    quiet = bool(party.organisation)
    named = cross(page, "partners", party.country, country(party.country), quiet=quiet)
    who = cross(page, "organisations", party.organisation)
    return f"{who} {styled('quiet', named)}" if who and named else who or named


def foot(page: Page) -> str:
    """Return the small print: reference, marking and release, and who changed it last."""
    record = page.record
    whole = effective_marking(record)
    release = []
    if whole != record.marking:
        release.append(_("{marking} with its documents").format(marking=whole))
    if record.releasable_to:
        names = ", ".join(country_name(code) for code in record.releasable_to)
        release.append(_("releasable to {countries}").format(countries=names))
    if record.publish:
        release.append(_("cleared for publication"))
    marked = cross(page, "markings", record.marking, quiet=True)
    rows = [text_html(record.reference), together(marked, joined(*release))]
    if record.changed_at is not None:
        changed = _("Changed {moment} by {who}").format(
            moment=moment_words(record.changed_at), who=record.changed_by or _("unknown")
        )
        rows.append(text_html(changed))
    body = "<br>".join(filter(None, rows))
    return f'<p class="quiet" style="margin-top:22px;font-size:9pt">{body}</p>'
