"""What an agreement binds to, and the chain in which it stands."""

from html import escape

from coopdesk.catalogue.chain import Link, Step
from coopdesk.catalogue.expiry import distance_words, ends_within, in_force_statuses
from coopdesk.catalogue.facets import Term
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.period_words import period_words
from coopdesk.catalogue.ties import relation_words
from coopdesk.catalogue.vocabulary import code_label, in_force
from coopdesk.i18n import _
from coopdesk.ui.reading_page import (
    SEPARATOR,
    Page,
    cell,
    day,
    headed,
    joined,
    label,
    lines,
    link,
    section,
    styled,
    table,
    text_html,
)

_HERE, _OTHER, _DOWN = "●", "○", "↓"


def terms(page: Page) -> str:
    """Return the terms: when signed, in force and until when, how renewed, and who signed."""
    entries = page.record.terms
    shown, more = page.first("terms", entries)
    # What an amendment has put off is past and no reason to worry.
    counts = next((one for one in reversed(entries) if one.expires), None)
    body = "".join(_term(page, one, counts=one is counts) for one in shown)
    return section("terms", body + lines([more]))


def _term(page: Page, one: Term, *, counts: bool) -> str:
    ends = Period.parse(one.expires)
    rows = [
        ("signed", text_html(day(one.signed))),
        ("in_force", text_html(day(one.in_force))),
        (
            "expires",
            _expiry(page, ends, page.record.status) if counts else text_html(period_words(ends)),
        ),
        ("renewal", text_html(one.renewal)),
        ("signatories", "<br>".join(text_html(name) for name in one.signatories)),
    ]
    stated = [
        cell(label(Term, name), style="label", width="104") + cell(value)
        for name, value in rows
        if value
    ]
    return lines([f"<b>{text_html(one.title)}</b>" if one.title else ""]) + table(stated)


def _expiry(page: Page, expires: Period, status: str) -> str:
    """Return an end in words, marked where it is near or past and the agreement binds still."""
    today = page.reading.today
    # In one piece: "in 4" at the end of a line says nothing.
    away = distance_words(expires, today).replace(" ", "\N{NO-BREAK SPACE}")
    words = joined(period_words(expires), away)
    if status not in in_force_statuses(in_force()):
        return text_html(period_words(expires))
    if expires.latest is not None and expires.latest < today:
        return styled("danger", words)
    return styled("warning", words) if ends_within(expires, today) else words


def chain(page: Page) -> str:
    """Return the chain of agreements, the first on top, the one that is read marked."""
    found = page.reading.chain
    rows = []
    above = 0
    for step in found.steps:
        if above:
            rows.append(_arrow(step, above))
        rows.append(_step(page, step, above))
        above = step.id
    if found.more:
        rows.append(cell("") + cell(styled("small", escape(_("There are more than are shown.")))))
    return headed(_("Chain of agreements"), table(rows))


def _arrow(step: Step, above: int) -> str:
    """Return what leads from the step above to this one, "" where nothing does directly."""
    words = [_relation(one) for one in step.links if one.earlier == above]
    if not words:
        return ""
    return cell(styled("quiet", _DOWN), width="16") + cell(styled("small", SEPARATOR.join(words)))


def _relation(one: Link) -> str:
    return text_html(relation_words(one.type, inverse=False).lower())


def _step(page: Page, step: Step, above: int) -> str:
    here = step.id == page.record.id
    title = step.title or step.reference
    named = f"<b>{text_html(title)}</b>" if here else link(f"record:{step.id}", title)
    titles = {one.id: one.title for one in page.reading.chain.steps}
    ties = [
        f"{_relation(one)}: {text_html(titles[one.earlier])}"
        for one in step.links
        if one.earlier != above
    ]
    below = "".join(f"<br>{styled('small', line)}" for line in (_stands(page, step), *ties) if line)
    mark = styled("good" if here else "quiet", _HERE if here else _OTHER)
    here_words = styled("quiet", escape(f" – {_('this record')}")) if here else ""
    return cell(mark, width="16") + cell(named + here_words + below)


def _stands(page: Page, step: Step) -> str:
    """Return how an agreement stands: its status, when it was signed and when it ends."""
    signed = _("signed {date}").format(date=period_words(step.signed))
    when = period_words(step.period) if step.signed.unknown else signed
    parts = [code_label("status", step.status) if step.status else "", when]
    told = joined(*parts)
    if step.expires.unknown:
        return told
    ends = _expiry(page, step.expires, step.status)
    return SEPARATOR.join(filter(None, (told, _("expires {date}").format(date=ends))))
