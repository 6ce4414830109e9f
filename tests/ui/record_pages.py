"""A record's page as a reader of HTML takes it: its text, its links, what it is built of."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.facets import Relation
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.ties import Tie, Ties
from coopdesk.ui.reading import Reading
from coopdesk.ui.record_html import record_html
from coopdesk.ui.theme import LIGHT
from tests.builders import a_full_record, a_record

TODAY = date(2026, 11, 26)
AIR = Area("AIR", {"en": "Air forces", "da": "Luftvåben"}, "#7b5ea7", 1)
NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
FULL = a_full_record(
    id=7,
    relations=(Relation("follows", "DK-RS/2004/001"),),
    reference="DK-RS/2014/007",
    changed_at=NOON,
    changed_by="A.K.",
    created_by="founder",
)
RELATED = Ties((Tie("follows", "DK-RS/2004/001", False, 17, "The first letter"),))
# What a page is built of; nothing else may come from anywhere.
TAGS = {"style", "p", "span", "table", "tr", "td", "b", "br", "h3", "a"}
ATTRIBUTES = {
    *("style", "class", "width", "valign", "cellspacing", "cellpadding"),
    *("align", "colspan", "bgcolor", "href"),
}


class Page(HTMLParser):
    """What a reader of HTML makes of it: the tags, the links, the text, cells apart by a blank.

    ``crosslinks`` are the links that lead to filters, ``links`` all others.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.crosslinks: list[str] = []
        self.attributes: set[str] = set()
        self.styles: dict[str, str] = {}
        self.headings: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self._style: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        for target in (value or "" for name, value in attrs if name in ("href", "src")):
            (self.crosslinks if target.startswith("filter:") else self.links).append(target)
        if tag == "br":
            self.text += "\n"
            return
        self.open.append(tag)
        self._style.append(dict(attrs).get("class") or "")
        if tag in ("td", "p", "h3") and self.text and not self.text[-1].isspace():
            self.text += " " if tag == "td" else "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._style.pop()

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["h3"]:
            self.headings.append(data)
        if self.open[-1:] != ["style"]:
            self.text += data
            for style in filter(None, self._style[-1:]):
                self.styles[style] = self.styles.get(style, "") + data

    @property
    def words(self) -> str:
        """The text with blanks and line ends as one blank."""
        return " ".join(self.text.split())


def reading(record: Record, **known: Any) -> Reading:
    values: dict[str, Any] = {"area": AIR, "today": TODAY, **known}
    return Reading(record, **values)


def page(record: Record, opened: str = "", language: str = "", **known: Any) -> Page:
    """Return the page of ``record``, with the lists that ``opened`` names shown whole."""
    shown = reading(record, **known)
    return Page(record_html(shown, LIGHT, frozenset(opened.split()), language))


def told(opened: str = "", **facets: Any) -> str:
    """Return the text of the page of a record that has these facets and no parties."""
    return page(a_record(parties=(), id=7, **facets), opened).words
