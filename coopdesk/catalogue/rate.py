"""Exchange rates that a user gave: nothing is added up across currencies without one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """On ``day`` (ISO 8601) 1 ``currency`` was worth ``rate`` of ``per`` (both ISO 4217)."""

    currency: str
    per: str
    day: str
    rate: float
