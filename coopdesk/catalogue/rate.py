"""Exchange rates that a user gave: nothing is added up across currencies without one."""

from dataclasses import dataclass

from coopdesk.catalogue.fields import Field, FieldType
from coopdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class Rate:
    """On ``day`` (ISO 8601) 1 ``currency`` was worth ``rate`` of ``per`` (both ISO 4217)."""

    currency: str
    per: str
    day: str
    rate: float


RATE_FIELDS: tuple[Field, ...] = (
    Field("currency", FieldType.CURRENCY, N_("One of this currency"), required=True),
    Field("rate", FieldType.NUMBER, N_("is worth"), required=True),
    Field("per", FieldType.CURRENCY, N_("of this one"), required=True),
    Field("day", FieldType.PERIOD, N_("on the day"), required=True),
)
"""The parts of a rate in the order of the sentence that they make."""
