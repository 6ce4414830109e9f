"""What a filter that somebody asked for in words must keep to."""

from collections.abc import Mapping

from coopdesk.catalogue.codes import Code
from coopdesk.catalogue.errors import UnknownCode, quoted
from coopdesk.catalogue.fields import CONTENTS
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import rank
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.i18n import _


def checked_filter(areas: Mapping[str, object], vocabulary: Vocabulary, wanted: Filter) -> Filter:
    """Return ``wanted``, if all words of lists that it asks for, such as kinds, are known.

    Raises UnknownCode otherwise: a wrong word must not look like an empty result.
    """
    _known(_("area"), wanted.areas, tuple(areas))
    _known(_("kind"), wanted.kinds, _codes(vocabulary.kinds))
    _known(_("status"), wanted.statuses, ("", *_codes(vocabulary.statuses)))
    _known(_("part of a record"), wanted.contents, CONTENTS)
    _known(_("confidence"), wanted.confidences, _codes(vocabulary.entries("confidence")))
    for marking in wanted.markings:
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
