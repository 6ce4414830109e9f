"""A filter as a person reads it: "Area: Air forces · Status: Implementation or Closed"."""

from collections.abc import Mapping, Sequence

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.dimension_words import any_of, dimension_words
from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.fields import field
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.i18n import N_, translator
from coopdesk.i18n import language as interface_language

SEPARATOR = " · "

_PART = N_("{label}: {values}")
_SEARCH = N_("Search: “{text}”")
_NOT = N_("not {value}")
_ASCENDING = N_("Sorted by: {field}")
_DESCENDING = N_("Sorted by: {field}, descending")
_THEN_ASCENDING = N_("then by: {field}")
_THEN_DESCENDING = N_("then by: {field}, descending")
_NOT_STATED = N_("not stated")
_STATED = N_("stated")
_MOST_REFERENCES = 3


def filter_words(
    wanted: Filter,
    areas: Sequence[Area],
    language: str | None = None,
    sort: Sort | None = None,
) -> str:
    """Return ``wanted`` and ``sort`` in the words of ``language`` (None: the interface's).

    ``areas`` give the areas' names; an area that is not among them keeps its code. The result is
    "" where everything passes and no order is given; callers then say "All records".
    """
    code = language or interface_language()
    say = translator(code).gettext
    names = {area.code: area.name(code) for area in areas}
    parts = []

    def told(dimension: str, values: list[str]) -> list[str]:
        return [
            dimension_words(dimension, value, names, code) if value else say(_NOT_STATED)
            for value in values
        ]

    for dimension in DIMENSIONS:
        words = told(dimension.name, [str(value) for value in getattr(wanted, dimension.name)])
        if words:
            parts.append(say(_PART).format(label=say(dimension.label), values=any_of(words, code)))
    for dimension in DIMENSIONS:
        gone = told(dimension.name, [v for name, v in wanted.excluded if name == dimension.name])
        if gone:
            left_out = ", ".join(
                say(_STATED) if value == say(_NOT_STATED) else say(_NOT).format(value=value)
                for value in gone
            )
            parts.append(say(_PART).format(label=say(dimension.label), values=left_out))
    if wanted.references:
        parts.append(_references(wanted.references, code))
    if wanted.search.strip():
        parts += _searched(wanted, names, code)
    ascending, descending = _ASCENDING, _DESCENDING
    while sort is not None:
        pattern = descending if sort.descending else ascending
        parts.append(say(pattern).format(field=field(sort.field).words(code)))
        sort, ascending, descending = sort.then, _THEN_ASCENDING, _THEN_DESCENDING
    return SEPARATOR.join(parts)


def _searched(wanted: Filter, areas: Mapping[str, str], code: str) -> list[str]:
    from coopdesk.catalogue.query_words import query_words

    try:
        query = wanted.query
    except CatalogueError:
        # What cannot be read is told as it stands.
        text = " ".join(wanted.search.split())
        return [translator(code).gettext(_SEARCH).format(text=text)]
    return list(query_words(query, areas, code))


def _references(references: tuple[str, ...], code: str) -> str:
    translations = translator(code)
    if len(references) > _MOST_REFERENCES:
        count = len(references)
        return translations.ngettext(
            "{count} chosen record", "{count} chosen records", count
        ).format(count=count)
    return translations.gettext(_PART).format(
        label=field("reference").words(code), values=any_of(list(references), code)
    )
