"""What every report begins with: the records that its reader may see, and the words for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.record import Record
from coopdesk.i18n import LANGUAGES, _
from coopdesk.reports.chosen import chosen, narrowed
from coopdesk.reports.options import Options
from coopdesk.reports.record_entry import title_in
from coopdesk.reports.released import released, told_contacts
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.wording import Wording


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request after its options were heeded, what of its records is ``seen``, and the words.

    Only ``seen`` and ``wording`` may be told: ``request`` still holds what is withheld. ``beside``
    are records without a place in the report that ties in it may name.
    """

    request: ReportRequest
    seen: tuple[Record, ...]
    wording: Wording
    _keys: Mapping[int, str]
    beside: tuple[Record, ...] = ()

    def key(self, record: Record) -> str:
        """Return the key of the place that one of ``seen`` has in the report.

        Two records may have one reference: ties to it link to the last of them.
        """
        return self._keys[id(record)]

    @property
    def options(self) -> Options:
        """What was chosen."""
        return self.request.options

    @property
    def today(self) -> date:
        """The day that is printed."""
        return self.request.printed_at.date()

    @property
    def internal(self) -> bool:
        """Whether the report stays in the house."""
        return self.wording.internal


def prepare(
    request: ReportRequest, *, linked: bool = True, beside: Iterable[Record] = ()
) -> Prepared:
    """Return what a report on ``request`` may say; whatever is withheld is left out here.

    ``linked`` says that each record has a place in the report, with the key ``record-N``, that ties
    link to. Of ``beside`` the report may name, in ties, what the audience may see. Raises
    UnknownCode for a language that the program does not speak, AboveCeiling for a record that is
    marked higher than it may hold.
    """
    _check_language(request.language)
    options = request.options
    records = chosen(request.records, options)
    request = replace(request, records=records, wanted=narrowed(request.wanted, options))
    own = {record.reference for record in records}
    others = (record for record in beside if record.reference not in own)
    told = released((*records, *others), request.audience, request.contacts)
    seen = tuple(record for record in told if record.reference in own)
    named = tuple(record for record in told if record.reference not in own)
    places = {id(record): f"record-{number}" for number, record in enumerate(seen, start=1)}
    keys = {
        record.reference: (
            places.get(id(record), "") if linked else "",
            title_in(record, request.language),
        )
        for record in told
    }
    wording = Wording(
        request.language,
        request.audience.name == "internal",
        keys,
        _pointing(told),
        told_contacts(request.contacts, request.audience),
        options.paragraph_marks,
    )
    return Prepared(request, seen, wording, places, named)


def _pointing(records: Sequence[Record]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for record in records:
        for tie in record.relations:
            found.setdefault(tie.reference, []).append((tie.type, record.reference))
    return found


def _check_language(language: str) -> None:
    known = [code for code, _name in LANGUAGES]
    if language not in known:
        raise UnknownCode(
            _("There are no reports in the language “{language}”; known are: {known}.").format(
                language=language, known=", ".join(known)
            )
        )
