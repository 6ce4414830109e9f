"""Cooperation areas: data of the catalogue, not of the program."""

from dataclasses import dataclass, field

from coopdesk.i18n import language as interface_language


@dataclass(frozen=True, slots=True)
class Area:
    """A cooperation area: short code, names by language, ``#rrggbb`` colour, place in the order.

    A ``retired`` one keeps its records and is offered for no new ones.
    """

    code: str
    names: dict[str, str] = field(default_factory=dict)
    colour: str = "#5b6b7b"
    position: int = 0
    retired: bool = False

    def name(self, language: str | None = None) -> str:
        """Return the name in ``language`` (None: the interface's), else English, else the code."""
        wanted = language or interface_language()
        return self.names.get(wanted) or self.names.get("en") or self.code
