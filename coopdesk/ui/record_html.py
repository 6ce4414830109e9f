"""A record as a person would read it, as the HTML that Qt's text browser shows."""

from collections.abc import Callable

from coopdesk.catalogue.query import EVERYTHING, Query
from coopdesk.ui import (
    reading_agreement,
    reading_head,
    reading_items,
    reading_money,
    reading_people,
    reading_progress,
    reading_ties,
)
from coopdesk.ui.reading import Reading
from coopdesk.ui.reading_page import Page, css, marking
from coopdesk.ui.theme import Colours

# What a page has, from top to bottom; each leaves out what is empty.
PARTS: tuple[Callable[[Page], str], ...] = (
    reading_head.head,
    reading_head.languages,
    reading_head.summary,
    reading_head.facts,
    reading_head.description,
    reading_agreement.chain,
    reading_agreement.terms,
    reading_progress.deployments,
    reading_items.items,
    reading_people.participants,
    reading_people.sessions,
    reading_progress.milestones,
    reading_progress.results,
    reading_money.budget,
    reading_money.transactions,
    reading_ties.documents,
    reading_people.contacts,
    reading_ties.relations,
    reading_ties.notes,
    reading_ties.sources,
    reading_head.foot,
)


def record_html(
    reading: Reading,
    c: Colours,
    opened: frozenset[str] = frozenset(),
    language: str = "",
    query: Query = EVERYTHING,
) -> str:
    """Return the page of a record; all of the record's own text is escaped.

    ``opened`` names the lists that are shown whole, ``language`` that of the translation that is
    read, "" the interface's (see `Page`). What ``query`` found is marked.
    """
    page = Page(reading, c, opened, language)
    with marking(query):
        return f"<style>{css(c)}</style>" + "".join(part(page) for part in PARTS)
