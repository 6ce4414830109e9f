"""What stands behind and beside a record: documents, ties, sources, languages, and its handling."""

from collections.abc import Iterable
from typing import Any

from coopdesk.catalogue.facets import Document, Source, Translation
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.ties import Tie, each_once
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import country_name, date_words, language_name
from coopdesk.reports.entry_rows import SEPARATOR, date_of, joined, row
from coopdesk.reports.printable import isolated
from coopdesk.reports.wording import Wording, typesetting


def tie_rows(record: Record, wording: Wording) -> Iterable[dict[str, Any]]:
    """Return the rows of relations, in both directions as far as the report goes, and sources."""
    own = [Tie(one.type, one.reference) for one in record.relations]
    others = [
        Tie(kind, reference, inverse=True)
        for kind, reference in wording.pointing.get(record.reference, ())
        if reference != record.reference
    ]
    ties = each_once((*own, *others))
    yield row("relations", [_tie(tie, wording) for tie in ties], wording, form="ties")
    yield row("sources", [_source(source, wording) for source in record.sources], wording)


def _tie(tie: Tie, wording: Wording) -> dict[str, str]:
    key, title = wording.keys.get(tie.reference, ("", ""))
    return {
        "type": tie.words(wording.language) if tie.type else "",
        "title": isolated(title),
        "reference": isolated(tie.reference),
        "key": key,
    }


def _source(source: Source, wording: Wording) -> str:
    seen = date_of(source.seen, wording)
    return joined(
        source.title,
        source.locator,
        wording.gettext("seen: {date}").format(date=seen) if seen else "",
        code_label("confidence", source.confidence, wording.language).lower()
        if source.confidence
        else "",
    )


def document_row(record: Record, wording: Wording) -> dict[str, Any]:
    """Return the row of the documents."""
    return row("documents", [_document(one, wording) for one in record.documents], wording)


def _document(one: Document, wording: Wording) -> str:
    name = one.title or one.file_name
    return joined(
        name,
        one.file_name if one.file_name != name else "",
        one.link,
        language_name(one.language, wording.language) if one.language else "",
        date_of(one.date, wording),
        one.marking,
        one.note,
    )


def translation_row(record: Record, read: Translation | None, wording: Wording) -> dict[str, Any]:
    """Return the row of the titles in other languages than that which is ``read``.

    Whoever wants all of it in another language prints the report in that.
    """
    values = [
        {
            "language": typesetting(one.language),
            "name": language_name(one.language, wording.language),
            "title": " ".join(one.title.split()),
        }
        for one in record.translations
        if one is not read and one.title.strip()
    ]
    return row("translations", values, wording, form="translations")


def handling_row(record: Record, wording: Wording) -> dict[str, Any]:
    """Return the row that tells to whom a record may go, and who changed it last."""
    handling = SEPARATOR.join(_handling(record, wording))
    made = row("changed_at", [handling], wording, form="handling")
    return made | {"label": wording.gettext("Record")}


def _handling(record: Record, wording: Wording) -> Iterable[str]:
    if record.releasable_to:
        countries = (country_name(code, wording.language) for code in record.releasable_to)
        yield wording.gettext("releasable to {countries}").format(countries=joined(*countries))
    if record.publish:
        yield wording.gettext("cleared for publication")
    if record.changed_at is not None:
        day = date_words(record.changed_at.astimezone().date(), wording.language)
        yield wording.gettext("changed: {date}").format(date=joined(day, record.changed_by))
