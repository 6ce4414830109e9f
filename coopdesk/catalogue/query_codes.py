"""The codes that a person means by a word of a list, in whichever language it is written."""

from collections.abc import Iterable, Sequence

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.codes import Code
from coopdesk.catalogue.errors import quoted
from coopdesk.catalogue.fields import CONTENTS, field
from coopdesk.catalogue.marking import SCALE
from coopdesk.catalogue.query_error import QueryError
from coopdesk.catalogue.query_fields import QueryField, folded_word, nearest_words
from coopdesk.catalogue.query_values import Value
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.i18n import LANGUAGES, N_, _, country_codes, country_name, translator

# Between a country and its role.
_OF = "/"
_TONGUES = tuple(code for code, _name in LANGUAGES)
SEVERITIES: dict[str, str] = {"error": N_("Error"), "warning": N_("Warning")}
_Known = dict[str, str]


def code_meant(
    asked: QueryField, value: Value, areas: Sequence[Area], vocabulary: Vocabulary
) -> str:
    """Return the code that ``value`` means in the dimension that ``asked`` names.

    A code is taken in either case, a word of the list in any language of the interface. Raises
    QueryError, with the nearest known ones, where the list has neither.
    """
    if asked.target == "party_roles":
        return _role(asked, value, vocabulary)
    if asked.target == "partners":
        return _country(asked, value, value.text)
    return _code(asked, value, value.text, known_words(asked.target, areas, vocabulary))


def known_words(  # noqa: PLR0911 (one for each list)
    dimension: str, areas: Sequence[Area], vocabulary: Vocabulary
) -> _Known:
    """Return the codes of a dimension by the folded words that mean them; codes come first.

    KeyError for a dimension that has no list.
    """
    match dimension:
        case "areas":
            return _by_word([(area.code, [area.name(tongue) for tongue in _TONGUES])
                             for area in areas])  # fmt: skip
        case "kinds":
            return _of_list(vocabulary.kinds)
        case "statuses":
            return {"": ""} | _of_list(vocabulary.statuses)
        case "confidences":
            return _of_list(vocabulary.entries("confidence"))
        case "markings":
            return _by_word([(one.code, [word for _tongue, word in one.national]) for one in SCALE])
        case "contents":
            return _by_word(
                [(name, [field(name).words(tongue) for tongue in _TONGUES]) for name in CONTENTS]
            )
        case "problems":
            return _by_word(
                [
                    (code, [translator(tongue).gettext(word) for tongue in _TONGUES])
                    for code, word in SEVERITIES.items()
                ]
            )
    raise KeyError(dimension)


def _of_list(entries: Iterable[Code]) -> _Known:
    return _by_word(
        [(entry.code, [entry.words(tongue) for tongue in _TONGUES]) for entry in entries]
    )


def _by_word(named: list[tuple[str, list[str]]]) -> _Known:
    known = {folded_word(code): code for code, _words in named}
    for code, words in named:
        for word in words:
            known.setdefault(folded_word(word), code)
    return known


def _code(asked: QueryField, value: Value, text: str, known: _Known) -> str:
    code = known.get(folded_word(text)) if folded_word(text) or not text else None
    if code is None:
        raise _unknown(asked, value, text, dict.fromkeys(known.values()))
    return code


def _country(asked: QueryField, value: Value, text: str) -> str:
    # Before upper(): it makes two Latin letters of "ß".
    if text.isascii() and text.upper() in country_codes():
        return text.upper()
    sought = folded_word(text)
    for code in country_codes():
        if sought and any(folded_word(country_name(code, tongue)) == sought for tongue in _TONGUES):
            return code
    raise QueryError(
        value.start,
        value.end,
        _("There is no country {text}: write its two letters or its name, e.g. {field}RS.").format(
            text=quoted(text), field=f"{asked.word}:"
        ),
    )


def _role(asked: QueryField, value: Value, vocabulary: Vocabulary) -> str:
    country, between, role = value.text.partition(_OF)
    if not between:
        raise QueryError(
            value.start,
            value.end,
            _("Write a country and its role, such as {field}RS/receiver.").format(
                field=f"{asked.word}:"
            ),
        )
    code = _code(asked, value, role, _of_list(vocabulary.entries("role")))
    return f"{_country(asked, value, country)}{_OF}{code}"


def _unknown(asked: QueryField, value: Value, text: str, codes: Iterable[str]) -> QueryError:
    known = [code for code in codes if code]
    near = nearest_words(text, known) or tuple(known)
    return QueryError(
        value.start,
        value.end,
        _("{field} knows no {text}; use for example {known}.").format(
            field=f"{asked.word}:", text=quoted(text), known=", ".join(near[:8])
        ),
    )
