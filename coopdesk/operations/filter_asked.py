"""A filter from what a person typed: words in either case, checked against the catalogue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.filter_checks import checked_filter
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import Audience
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.i18n import N_, _, country_codes

# The word of each option, what stands for its value, and its help.
FILTER_OPTIONS = (
    ("area", N_("CODE"), N_("the code of an area, e.g. AIR")),
    ("kind", N_("KIND"), N_("a kind of record, e.g. donation or exchange_visit")),
    ("status", N_("STATUS"), N_("a status, e.g. implementation, closed or in_force")),
    ("partner", N_("COUNTRY"), N_("a country that takes part, by its two letters, e.g. RS")),
    ("role", N_("COUNTRY/ROLE"), N_("a country and its role, e.g. RS/receiver")),
    ("year", N_("YEAR"), N_("a year that the record's period touches, e.g. 2015")),
    ("organisation", N_("NAME"), N_("an organisation that takes part or pays, as it is written")),
    ("place", N_("PLACE"), N_("a place of the record or of its sessions, as it is written there")),
    ("has", N_("PART"), N_("a part in which the record has entries, e.g. items or documents")),
    ("tag", N_("TAG"), N_("a tag, as it is written in the record")),
    ("marking", N_("MARKING"), N_("a protective marking, e.g. UNCLASSIFIED")),
    ("confidence", N_("CONFIDENCE"), N_("how sure a source is, e.g. official or unconfirmed")),
    ("problem", N_("SEVERITY"), N_("its gravest problem as last found: error or warning")),
    ("exclude", N_("FILTER:VALUE"), N_("what a record must not have, e.g. kind:donation")),
    ("search", N_("QUERY"), N_("words that the record contains, or more: see below")),
)
# What CLDR names beside the assigned codes: an unknown region, and pseudo-locales.
_NO_COUNTRIES = frozenset({"EZ", "QO", "XA", "XB", "ZZ"})


def filter_asked(
    areas: Iterable[Area], vocabulary: Vocabulary, asked: Mapping[str, Sequence[str]]
) -> Filter:
    """Return the filter that ``asked`` means: for each option ("area", "kind" …) what was typed.

    Raises UnknownCode, with the known ones, for an area, kind, status, part, confidence or marking
    that does not exist, and for a country or year that is none: a slip must not look like an empty
    list. Raises UnreadableSearch for a query that cannot be read.
    """
    known = {area.code: area for area in areas}
    wanted = replace(
        _narrowing(known, asked), excluded=tuple(_excluded(known, asked.get("exclude", ())))
    )
    checked = checked_filter(known, vocabulary, wanted)
    if not asked.get("search"):
        return checked
    from coopdesk.operations.search_asked import search_asked

    return replace(checked, search=search_asked(asked["search"], tuple(known.values()), vocabulary))


def _narrowing(known: Mapping[str, Area], asked: Mapping[str, Sequence[str]]) -> Filter:
    """Return the filter that the options ask for, but for what they exclude and the search."""
    return Filter(
        areas=tuple(_in_its_case(text, known) for text in asked.get("area", ())),
        kinds=tuple(_code(text) for text in asked.get("kind", ())),
        statuses=tuple(_code(text) for text in asked.get("status", ())),
        partners=tuple(_country(text) for text in asked.get("partner", ())),
        party_roles=tuple(_role(text) for text in asked.get("role", ())),
        years=tuple(_year(text) for text in asked.get("year", ())),
        organisations=tuple(asked.get("organisation", ())),
        place_names=tuple(asked.get("place", ())),
        contents=tuple(_code(text) for text in asked.get("has", ())),
        tags=tuple(asked.get("tag", ())),
        confidences=tuple(_code(text) for text in asked.get("confidence", ())),
        problems=tuple(_code(text) for text in asked.get("problem", ())),
        markings=tuple(text.strip().upper() for text in asked.get("marking", ())),
    )


def _excluded(known: Mapping[str, Area], texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    options = {dimension.option: dimension.name for dimension in DIMENSIONS}
    for text in texts:
        option, between, value = text.partition(":")
        name = options.get(option.strip().lower())
        if name is None or not between:
            raise UnknownCode(
                _(
                    "“{text}” cannot be excluded: write a filter and its value, e.g. "
                    "kind:donation; the filters are {filters}."
                ).format(text=text[:40], filters=", ".join(options))
            )
        narrowing = _narrowing(known, {option.strip().lower(): (value,)})
        for one in getattr(narrowing, name):
            yield name, str(one)


def _in_its_case(text: str, known: Iterable[str]) -> str:
    return next((code for code in known if code.lower() == text.strip().lower()), text)


def _code(text: str) -> str:
    return text.strip().lower().replace(" ", "_").replace("-", "_")


def _country(text: str) -> str:
    code = text.strip()
    # Before upper(): it makes two Latin letters of "ß".
    if code.isascii() and code.upper() in country_codes() and code.upper() not in _NO_COUNTRIES:
        return code.upper()
    raise UnknownCode(
        _("“{text}” is not a country's code; write its two letters, e.g. DK or RS.").format(
            text=text[:40]
        )
    )


def _role(text: str) -> str:
    country, between, role = text.partition("/")
    if not between:
        raise UnknownCode(
            _("“{text}” is not a country and its role; write for example RS/receiver.").format(
                text=text[:40]
            )
        )
    return f"{_country(country)}/{_code(role)}"


def audience_asked(text: str) -> Audience:
    """Return the audience that ``text`` means; UnknownCode also for a country that is none."""
    audience = Audience.parse(text)
    if audience.country:
        _country(audience.country)
    return audience


def _year(text: str) -> int:
    if text.strip().isdecimal() and 1 <= int(text[:20]) <= 9999:
        return int(text)
    raise UnknownCode(_("“{text}” is not a year; write for example 2015.").format(text=text[:40]))
