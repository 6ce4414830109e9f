"""The values of a dimension as a person reads them, and a choice between several."""

from collections.abc import Mapping

from coopdesk.catalogue.fields import CONTENTS, field
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import N_, country_name, translator

_EITHER = N_("{first} or {last}")
_CODE_LISTS = {"kinds": "kind", "statuses": "status", "tags": "tag", "confidences": "confidence"}


def dimension_words(
    dimension: str, value: str, areas: Mapping[str, str], language: str | None = None
) -> str:
    """Return a value of the dimension so named in ``language`` (None: the interface's).

    ``areas`` are the areas' names by their codes. What has no words stays as it is.
    """
    match dimension:
        case "kinds" | "statuses" | "tags" | "confidences":
            return code_label(_CODE_LISTS[dimension], value, language)
        case "areas":
            return areas.get(value, value)
        case "contents":
            return field(value).words(language) if value in CONTENTS else value
        case "partners":
            return country_name(value, language)
        case "party_roles":
            return _role_words(value, language)
        case "problems":
            from coopdesk.catalogue.query_codes import SEVERITIES

            value = translator(language).gettext(SEVERITIES.get(value, value))
    return value


def _role_words(value: str, language: str | None) -> str:
    country, _between, role = value.partition("/")
    named = country_name(country, language)
    return f"{named} – {code_label('role', role, language)}" if role else named


def any_of(words: list[str], code: str) -> str:
    """Return ``words`` as a choice between them in the language ``code``: "a, b or c"."""
    *others, last = words
    if not others:
        return last
    return translator(code).gettext(_EITHER).format(first=", ".join(others), last=last)
