"""What a list needs of a record, and no more."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.catalogue.period import Period


@dataclass(frozen=True, slots=True)
class Summary:
    """One row of a list. ``places``, ``providers``… are joined for reading, codes left as codes:
    ``places`` as "Kruševac (RS); Tartu (EE)", countries as "DK, RS", ``tags`` and
    ``organisations`` as "a; b"."""

    id: int
    reference: str
    title: str
    kind: str
    area: str
    status: str
    period: Period
    places: str
    providers: str
    receivers: str
    organisations: str
    tags: str
    marking: str
    changed_at: datetime | None
    changed_by: str
