"""What a filter that somebody asked for in words must keep to."""

from collections.abc import Mapping

from coopdesk.catalogue.codes import Code
from coopdesk.catalogue.errors import UnknownCode, quoted
from coopdesk.catalogue.fields import CONTENTS
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import rank
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.i18n import _

SEVERITIES = ("error", "warning")


def checked_filter(areas: Mapping[str, object], vocabulary: Vocabulary, wanted: Filter) -> Filter:
    """Return ``wanted``, if all words of lists that it asks for or excludes are known.

    Raises UnknownCode otherwise: a wrong word must not look like an empty result.
    """

    def named(dimension: str) -> tuple[str, ...]:
        asked: tuple[str, ...] = getattr(wanted, dimension)
        return asked + tuple(value for name, value in wanted.excluded if name == dimension)

    _known(_("area"), named("areas"), tuple(areas))
    _known(_("kind"), named("kinds"), _codes(vocabulary.kinds))
    _known(_("status"), named("statuses"), ("", *_codes(vocabulary.statuses)))
    roles = tuple(one.partition("/")[2] for one in named("party_roles"))
    _known(_("role"), roles, _codes(vocabulary.entries("role")))
    _known(_("part of a record"), named("contents"), CONTENTS)
    _known(_("confidence"), named("confidences"), _codes(vocabulary.entries("confidence")))
    _known(_("severity"), named("problems"), SEVERITIES)
    for marking in named("markings"):
        rank(marking)
    return wanted


def _codes(entries: tuple[Code, ...]) -> tuple[str, ...]:
    return tuple(entry.code for entry in entries)


def _known(what: str, wanted: tuple[str, ...], known: tuple[str, ...]) -> None:
    for code in wanted:
        if code not in known:
            raise UnknownCode(
                _("There is no {what} {code} in this catalogue; known are: {known}.").format(
                    what=what, code=quoted(code), known=", ".join(filter(None, known))
                )
            )
