"""A filter as a person reads it: "Area: Air forces · Status: Implementation or Closed"."""

from collections.abc import Mapping, Sequence

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.fields import CONTENTS, field
from coopdesk.catalogue.filters import DIMENSIONS, Filter, Sort
from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import N_, country_name, translator
from coopdesk.i18n import language as interface_language

SEPARATOR = " · "

_PART = N_("{label}: {values}")
_EITHER = N_("{first} or {last}")
_SEARCH = N_("Search: “{text}”")
_ASCENDING = N_("Sorted by: {field}")
_DESCENDING = N_("Sorted by: {field}, descending")
_NOT_STATED = N_("not stated")
_MOST_REFERENCES = 3
_CODE_LISTS = {"kinds": "kind", "statuses": "status", "tags": "tag", "confidences": "confidence"}


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
    for dimension in DIMENSIONS:
        values = [str(value) for value in getattr(wanted, dimension.name)]
        if values:
            words = [
                dimension_words(dimension.name, value, names, code) if value else say(_NOT_STATED)
                for value in values
            ]
            parts.append(say(_PART).format(label=say(dimension.label), values=_any_of(words, code)))
    if wanted.references:
        parts.append(_references(wanted.references, code))
    if tokens(wanted.search):
        parts.append(say(_SEARCH).format(text=" ".join(wanted.search.split())))
    if sort is not None:
        pattern = _DESCENDING if sort.descending else _ASCENDING
        parts.append(say(pattern).format(field=field(sort.field).words(code)))
    return SEPARATOR.join(parts)


def dimension_words(
    dimension: str, value: str, areas: Mapping[str, str], language: str | None = None
) -> str:
    """Return a value of the dimension so named in ``language`` (None: the interface's).

    ``areas`` are the areas' names by their codes. What has no words stays as it is.
    """
    if dimension in _CODE_LISTS:
        return code_label(_CODE_LISTS[dimension], value, language)
    match dimension:
        case "areas":
            return areas.get(value, value)
        case "contents":
            return field(value).words(language) if value in CONTENTS else value
        case "partners":
            return country_name(value, language)
        case _:
            return value


def _any_of(words: list[str], code: str) -> str:
    *others, last = words
    if not others:
        return last
    return translator(code).gettext(_EITHER).format(first=", ".join(others), last=last)


def _references(references: tuple[str, ...], code: str) -> str:
    translations = translator(code)
    if len(references) > _MOST_REFERENCES:
        count = len(references)
        return translations.ngettext(
            "{count} chosen record", "{count} chosen records", count
        ).format(count=count)
    return translations.gettext(_PART).format(
        label=field("reference").words(code), values=_any_of(list(references), code)
    )
