"""Portion marks: the marking of a record before each of its paragraphs, in its short form.

A mark is short, as is usual where a page has many: "(U)", "(R)". What is not marked is "(UM)", so
that it is not taken for unclassified. The letters are those of the scale in every language; the
first page says what those in the report mean, with the equivalents of the report's language.
"""

from collections.abc import Sequence

from coopdesk.catalogue.marking import SCALE
from coopdesk.catalogue.record import Record

_SHORT = {"UNMARKED": "UM", "UNCLASSIFIED": "U", "RESTRICTED": "R"}
_SEPARATOR = " · "


def paragraph_mark(marking: str) -> str:
    """Return what stands before a paragraph with that marking; one without a short form is whole.

    It is the marking of the record: that of a document stands beside the document's name.
    """
    return f"({_SHORT.get(marking, marking)})"


def paragraph_marks_words(records: Sequence[Record], language: str) -> str:
    """Return what the marks of ``records`` mean, lowest first: "(U) UNCLASSIFIED"."""
    given = {record.marking for record in records}
    return _SEPARATOR.join(
        f"{paragraph_mark(marking.code)} {marking.banner(language)}"
        for marking in SCALE
        if marking.code in given
    )
