"""The entries of a facet as plain text, a line each: numbers and dates with what they are."""

from collections.abc import Iterator, Mapping
from typing import Any

from coopdesk.catalogue import facets
from coopdesk.catalogue.documents import size_words
from coopdesk.catalogue.fields import FACET_FIELDS
from coopdesk.catalogue.money import money_words
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.value_words import value_words
from coopdesk.i18n import country_name, language_name, number_words

# The parts that a reader knows without their label, by facet.
_PLAIN: Mapping[type, frozenset[str]] = {
    facets.Place: frozenset({"name", "country", "latitude", "longitude"}),
    facets.Party: frozenset({"organisation", "country"}),
    facets.Item: frozenset({"description", "category", "condition"}),
    facets.Participant: frozenset({"who", "country", "rank_group"}),
    facets.Session: frozenset({"title", "period", "place", "country"}),
    facets.Deployment: frozenset({"mission"}),
    facets.Term: frozenset({"title"}),
    facets.Budget: frozenset({"period", "amount"}),
    facets.Transaction: frozenset({"date", "amount", "description"}),
    facets.Milestone: frozenset({"title", "note"}),
    facets.Result: frozenset({"indicator", "note"}),
    facets.Document: frozenset(
        {"title", "file_name", "size", "link", "language", "date", "marking", "note"}
    ),
    facets.ContactRole: frozenset({"contact"}),
    facets.Relation: frozenset({"reference"}),
    facets.Source: frozenset({"title", "locator", "seen", "confidence"}),
}
# What a computer reads, and what is said with something else.
_LEFT_OUT: Mapping[type, frozenset[str]] = {
    facets.Item: frozenset({"unit", "currency"}),
    facets.Budget: frozenset({"currency"}),
    facets.Transaction: frozenset({"currency"}),
    facets.Result: frozenset({"unit"}),
    facets.Document: frozenset({"digest", "media_type"}),
}
# What somebody or something is to the record comes first: "Provider: Denmark".
_HEADS = ("role", "type")


def entry_lines(entry: Any, contacts: Mapping[str, Contact]) -> Iterator[str]:
    """Return an entry of a facet in words: one line, of a translation a line for each text."""
    match entry:
        case facets.Translation():
            yield from _translation(entry)
        case facets.ContactRole():
            known = contacts.get(entry.contact)
            yield ", ".join(filter(None, (_entry(entry), contact_words(known) if known else "")))
        case _other:
            yield _entry(entry)


def _entry(entry: Any) -> str:
    facet = type(entry)
    told: dict[str, str] = {}
    for part in FACET_FIELDS[facet]:
        if part.name in _LEFT_OUT.get(facet, ()):
            continue
        words = _part_words(entry, part.name) or value_words(part, getattr(entry, part.name), {})
        if words:
            plain = part.name in _PLAIN[facet] or part.name in _HEADS
            told[part.name] = words if plain else f"{part.words()}: {words}"
    head = next((told.pop(name) for name in _HEADS if name in told), "")
    rest = ", ".join(told.values())
    return f"{head}: {rest}" if head and rest else head or rest


def _part_words(entry: Any, name: str) -> str:
    """Return the words of a part that is said with another, "" where it stands for itself."""
    value = getattr(entry, name)
    if value in (None, ""):
        return ""
    words = ""
    match entry, name:
        case (facets.Item(), "value") | (facets.Budget() | facets.Transaction(), "amount"):
            words = money_words(value, entry.currency)
        case (facets.Item(), "requested" | "agreed" | "delivered") | (
            facets.Result(),
            "baseline" | "target" | "actual",
        ):
            words = f"{number_words(value)} {entry.unit}".rstrip()
        case facets.Place(), "latitude" | "longitude":
            words = f"{value:.6f}".rstrip("0").rstrip(".")
        case facets.Document(), "size":
            words = size_words(value)
        case _, "language":
            words = language_name(value)
    return words


def contact_words(contact: Contact) -> str:
    """Return what the catalogue knows of a contact beside its name."""
    numbers = (contact.person, contact.organisation, contact.phone, contact.fax, contact.email)
    country = country_name(contact.country) if contact.country else ""
    return ", ".join(filter(None, (*numbers, contact.address, country)))


def _translation(entry: facets.Translation) -> Iterator[str]:
    language = _part_words(entry, "language")
    texts = [text for text in (entry.title, entry.summary, entry.description) if text.strip()]
    first, *more = texts or [""]
    yield f"{language}: {first}" if language and first else language or first
    for text in more:
        yield from text.splitlines()
