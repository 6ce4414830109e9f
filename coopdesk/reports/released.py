"""What of the records an audience may see: nothing else may leave a trace in what it is given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.marking import (
    PUBLIC_LIMIT,
    AboveCeiling,
    Audience,
    rank,
    refuse_above_ceiling,
)
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.query import All, Either, Not, OneOf, Query
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.record_marking import document_marking, effective_marking
from coopdesk.i18n import N_, _

# Parts of a filter that only the house is told.
_INSIDE = ("excluded", "problems")


REASONS: tuple[tuple[str, str], ...] = (
    ("not-released", N_("not released to this country")),
    ("not-cleared", N_("not cleared for publication")),
    ("marked-above", N_("marked too high for the public")),
    ("document-above", N_("one of its documents is marked too high for the public")),
)
"""Why a record is withheld: codes, and their words."""


def released(
    records: Sequence[Record], audience: Audience, contacts: Iterable[Contact] = ()
) -> tuple[Record, ...]:
    """Return the records that ``audience`` may see, as it may see them, in the same order.

    A record counts as marked as high as its highest document, so that the public gets none with a
    document above its limit; a partner gets the record to which it was released without the
    documents that are marked higher than that.

    An audience outside gets no notes, be they of the record or of a part of it, no names or moments
    of who worked on a record, no list of whom else it may go to, no contact that is not one of
    ``contacts`` and an office (see `told_contact`), and no tie to a record that is not among those
    returned. Raises AboveCeiling where a record is marked higher than the program may hold.
    """
    seen = []
    for record in records:
        marking = effective_marking(record)
        if audience.may_see(marking, record.releasable_to, record.publish):
            _refuse_above_ceiling(record, marking)
            seen.append(record)
    if audience.name == "internal":
        return tuple(seen)
    known = {record.reference for record in seen}
    offices = told_contacts(contacts, audience)
    return tuple(_for_outside(record, known, offices) for record in seen)


def withheld(records: Iterable[Record], audience: Audience) -> tuple[tuple[Record, str], ...]:
    """Return the records that ``audience`` may not see, in the same order, each with the reason.

    The reason is one of the codes of `REASONS`.
    """
    found = ((record, _reason(record, audience)) for record in records)
    return tuple((record, reason) for record, reason in found if reason)


def _reason(record: Record, audience: Audience) -> str:
    """Return why ``audience`` may not see ``record``, "" where it may."""
    marking = effective_marking(record)
    if audience.may_see(marking, record.releasable_to, record.publish):
        return ""
    if audience.name == "partner":
        return "not-released"
    if not record.publish:
        return "not-cleared"
    above = rank(record.marking) > rank(PUBLIC_LIMIT)
    return "marked-above" if above else "document-above"


def reason_words(code: str) -> str:
    """Return why something is withheld, in the interface's words; any other code as it is."""
    return _(dict(REASONS)[code]) if code in dict(REASONS) else code


def documents_withheld(
    records: Iterable[Record], audience: Audience
) -> tuple[tuple[Record, tuple[Document, ...]], ...]:
    """Return the records that ``audience`` sees without some of their documents, and these."""
    if audience.name == "internal":
        return ()
    seen = (record for record in records if not _reason(record, audience))
    found = (
        (record, tuple(one for one in record.documents if not _goes_with(record, one)))
        for record in seen
    )
    return tuple((record, documents) for record, documents in found if documents)


def _refuse_above_ceiling(record: Record, marking: str) -> None:
    try:
        refuse_above_ceiling(marking)
    except AboveCeiling as refused:
        raise AboveCeiling(
            _("{record}: {problem}").format(
                record=f"{record.reference} {record.title}".strip(), problem=refused
            )
        ) from None


def _for_outside(record: Record, known: set[str], offices: Mapping[str, Contact]) -> Record:
    return replace(
        record,
        relations=tuple(tie for tie in record.relations if tie.reference in known),
        documents=tuple(_without_note(one) for one in record.documents if _goes_with(record, one)),
        contacts=tuple(role for role in record.contacts if role.contact in offices),
        milestones=tuple(replace(one, note="") for one in record.milestones),
        results=tuple(replace(one, note="") for one in record.results),
        notes="",
        releasable_to=(),
        created_at=None,
        created_by="",
        changed_at=None,
        changed_by="",
    )


def _goes_with(record: Record, document: Document) -> bool:
    """Tell whether whatever released the record covers the document too."""
    limit = rank(record.marking)
    if record.publish:
        limit = max(limit, rank(PUBLIC_LIMIT))
    return rank(document_marking(document)) <= limit


def _without_note(document: Document) -> Document:
    return replace(document, note="", digest="")


def told_contacts(contacts: Iterable[Contact], audience: Audience) -> dict[str, Contact]:
    """Return what ``audience`` may know of ``contacts``, by their names."""
    told = (told_contact(contact, audience) for contact in contacts)
    return {contact.name: contact for contact in told if contact is not None}


def told_contact(contact: Contact, audience: Audience) -> Contact | None:
    """Return what ``audience`` may know of a contact, None for nothing.

    Outside, that is the office without the person, and without numbers that may be the person's; a
    contact that goes by the name of the person stays inside.
    """
    if audience.name == "internal":
        return contact
    if not contact.person.strip():
        return replace(contact, notes="")
    if set(tokens(contact.person)) & set(tokens(contact.name)):
        return None
    return replace(contact, person="", phone="", fax="", email="", notes="")


def told_filter(wanted: Filter, seen: Sequence[Record], audience: Audience) -> tuple[Filter, bool]:
    """Return what of ``wanted`` may be told to ``audience``, and whether that is all of it.

    An audience outside is told only what it can find in the records that it is given: a filter on
    a tag, a name or a reference that only withheld records have would betray them. So would what
    is excluded, which none of those records has, and what is wrong with records.
    """
    if audience.name == "internal":
        return wanted, True
    kept: dict[str, object] = {}
    for dimension in fields(wanted):
        values = getattr(wanted, dimension.name)
        if dimension.name in _INSIDE:
            kept[dimension.name] = ()
        elif isinstance(values, str):
            kept[dimension.name] = _told_search(wanted, seen)
        else:
            kept[dimension.name] = tuple(
                value for value in values if _found(seen, dimension.name, (value,))
            )
    told = replace(wanted, **kept)  # type: ignore[arg-type]  # each value keeps its own type
    return told, told == wanted


def _told_search(wanted: Filter, seen: Sequence[Record]) -> str:
    """Return the search where its every word is found in what was given, else ""."""
    try:
        query = wanted.query
    except CatalogueError:
        return ""
    found = _may_be_told(query, seen) and _found(seen, "search", wanted.search)
    return wanted.search if found else ""


def _may_be_told(query: Query, seen: Sequence[Record]) -> bool:
    from coopdesk.catalogue.query_text import query_text

    match query:
        case Not():
            return False
        case All() | Either():
            return all(_may_be_told(part, seen) for part in query.parts)
        case OneOf(dimension, values):
            return dimension not in _INSIDE and all(
                _found(seen, "search", query_text(OneOf(dimension, (value,)))) for value in values
            )
        case _leaf:
            return _found(seen, "search", query_text(query))


def _found(seen: Sequence[Record], dimension: str, value: object) -> bool:
    one = Filter(**{dimension: value})  # type: ignore[arg-type]  # the name says which type
    return any(one.matches(record) for record in seen)
