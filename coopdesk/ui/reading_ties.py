"""What stands behind and beside a record: documents, relations in both directions, sources."""

from coopdesk.catalogue.documents import name_of, size_words, type_words
from coopdesk.catalogue.facets import Document, Source
from coopdesk.catalogue.ties import Tie
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import _, language_name, number_words
from coopdesk.ui.reading_page import (
    Page,
    cross,
    day,
    joined,
    lines,
    link,
    prose,
    section,
    styled,
    text_html,
    together,
)


def documents(page: Page) -> str:
    """Return the documents, each a link that asks for it by its place in the record."""
    shown, more = page.first("documents", page.record.documents)
    told = (_document(number, one) for number, one in enumerate(shown))
    return section("documents", lines([*told, more]))


def _document(number: int, one: Document) -> str:
    name = name_of(one)
    below = joined(
        type_words(one),
        "" if one.size is None else size_words(one.size),
        one.file_name if one.file_name != name else "",
        one.link if one.link != name else "",
        language_name(one.language) if one.language else "",
        day(one.date),
        one.marking,
        one.note,
    )
    return f"{link(f'document:{number}', name)}<br>{styled('small', below)}"


def relations(page: Page) -> str:
    """Return what the record is to others and they to it; those in the catalogue are links."""
    ties = page.reading.ties
    shown, more = page.first("relations", ties.known)
    left = ""
    if ties.more and not more:
        left = styled(
            "quiet", text_html(_("and {count} more").format(count=number_words(ties.more)))
        )
    return section("relations", lines([*map(_tie, shown), more, left]))


def _tie(tie: Tie) -> str:
    named = (
        link(f"record:{tie.id}", tie.title or tie.reference)
        if tie.id
        else f"{text_html(tie.reference)} {styled('quiet', text_html(_('not here')))}"
    )
    return f"{styled('quiet', text_html(tie.words()))} {named}"


def sources(page: Page) -> str:
    """Return where the facts come from, when somebody looked, and how sure they are."""
    shown, more = page.first("sources", page.record.sources)
    told = (_source(page, one) for one in shown)
    return section("sources", lines([*told, more], "quiet"))


def _source(page: Page, one: Source) -> str:
    seen = _("seen {date}").format(date=day(one.seen)) if one.seen else ""
    sure = code_label("confidence", one.confidence).lower() if one.confidence else ""
    known = cross(page, "confidences", one.confidence, sure, quiet=True)
    return together(joined(one.title, one.locator, seen), known)


def notes(page: Page) -> str:
    """Return the notes."""
    return section("notes", prose(page.record.notes, "text"))
