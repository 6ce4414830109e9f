"""Records, periods and text of every kind, worked out from the declared fields."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from coopdesk.catalogue.codes import KINDS, STATUSES
from coopdesk.catalogue.dimensions import DIMENSIONS
from coopdesk.catalogue.facets import Item, Party, Place, Session, Source, Transaction
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import storable_markings
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record

HOSTILE_TEXTS = (
    "#set text(red) *bold* $x$ @ref",
    "<script>alert(1)</script>&amp;",
    "'; DROP TABLE record; --",
    "%s {0} {title} {{}} ${x}",
    "\u202egnp.exe \u2066x\u2069",
    "a" * 10_000,
    "Đoković Øvelse Споразум",
    "\x00",
    "\ud800",
    "\r\n\t\u2028 ",
    "🇩🇰🇷🇸e\u0301",
)
TEXTS = st.one_of(
    st.text(max_size=12), st.text(st.characters(), max_size=6), st.sampled_from(HOSTILE_TEXTS)
)
STORABLE_TEXTS = TEXTS.map(lambda text: text.encode(errors="replace").decode().replace("\0", " "))

YEARS = st.integers(1990, 2030)
EDTF = st.one_of(
    st.just(""),
    st.builds("{:04}".format, YEARS),
    st.builds("{:04}-{:02}{}".format, YEARS, st.integers(1, 12), st.sampled_from(["", "~", "?"])),
    st.builds("{:04}-{}".format, YEARS, st.integers(21, 24)),
    st.dates().map(lambda day: day.isoformat()),
    st.builds("{:04}/..".format, YEARS),
    st.builds("../{:04}".format, YEARS),
    st.builds(lambda year, more: f"{year}/{year + more}", YEARS, st.integers(0, 9)),
)
PERIODS = EDTF.map(Period.parse)
MOMENTS = st.datetimes(
    datetime(1971, 1, 2),  # noqa: DTZ001 (Hypothesis wants its bounds naive)
    datetime(2999, 12, 30),  # noqa: DTZ001
    timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=2, minutes=30))]),
)
COUNTRIES = st.sampled_from(["", "DK", "RS", "EE"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
INTEGERS = st.integers(-(10**30), 10**30)
SCALARS: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: TEXTS,
    FieldType.LONG_TEXT: TEXTS,
    FieldType.CODE: TEXTS,
    FieldType.AREA: TEXTS,
    FieldType.PARTNERSHIP: TEXTS,
    FieldType.COUNTRY: TEXTS,
    FieldType.MARKING: TEXTS,
    FieldType.REFERENCE: TEXTS,
    FieldType.CURRENCY: TEXTS,
    FieldType.LANGUAGE: TEXTS,
    FieldType.ORGANISATION: TEXTS,
    FieldType.CONTACT: TEXTS,
    FieldType.COUNTRIES: st.lists(TEXTS, max_size=3).map(tuple),
    FieldType.TAGS: st.lists(TEXTS, max_size=3).map(tuple),
    FieldType.FLAG: st.booleans(),
    FieldType.MOMENT: st.none() | MOMENTS,
    FieldType.PERIOD: PERIODS,
    FieldType.NUMBER: st.none() | NUMBERS,
    FieldType.INTEGER: st.none() | INTEGERS,
}


def values(field: Field) -> st.SearchStrategy[Any]:
    """Return what a record may hold in ``field``, whether or not the rules would accept it."""
    if field.facet is None:
        return SCALARS[field.type]
    parts = {
        part.name: EDTF if part.type is FieldType.PERIOD else SCALARS[part.type]
        for part in FACET_FIELDS[field.facet]
    }
    return st.lists(st.builds(field.facet, **parts), max_size=2).map(tuple)


def records() -> st.SearchStrategy[Record]:
    """Return records with hostile text in every place that holds text."""
    return st.builds(Record, uid=TEXTS, **{field.name: values(field) for field in FIELDS})


# Few values, so that records and filters often meet.
_AREAS = ("AIR", "TRN")
_KINDS = tuple(kind.code for kind in KINDS[:2])
_STATUSES = ("", *(status.code for status in STATUSES[:2]))
_ORGANISATIONS = ("Air Force", "Forsvaret")
_TAGS = ("fuel", "Øvelse")
_PLACES = ("Niš", "Tartu")
_CONFIDENCES = ("official", "reported")
_ROLES = ("", "provider", "receiver")
_REFERENCES = ("DK-RS/2015/001", "DK-RS/2015/002")
_SEARCHES = (
    *("", "  ", "øv", "ovelse", "truck fuel", "đoko", "zzz", '"fuel truck"', "-truck"),
    *("kind:donation OR year:2014", "delivered>10", "place:tartu -status:closed", "fuel-tr"),
)


def listed_records() -> st.SearchStrategy[Record]:
    """Return records that differ only where a filter looks."""

    def some(entries: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
        return st.lists(entries, max_size=2).map(tuple)

    return st.builds(
        Record,
        reference=st.sampled_from(_REFERENCES),
        title=st.sampled_from(["Øvelse", "Trucks", "Đoković"]),
        kind=st.sampled_from(_KINDS),
        area=st.sampled_from(_AREAS),
        status=st.sampled_from(_STATUSES),
        partnership=st.sampled_from(["DK-RS", "DK-EE"]),
        period=st.sampled_from(["", "2014", "2015-21", "2015/..", "2014/2016"]).map(Period.parse),
        parties=some(
            st.builds(
                Party, st.sampled_from(("", *_ORGANISATIONS)), COUNTRIES, st.sampled_from(_ROLES)
            )
        ),
        places=some(st.builds(Place, st.sampled_from(("", *_PLACES)), COUNTRIES)),
        sessions=some(st.builds(Session, place=st.sampled_from(("", *_PLACES)))),
        items=st.sampled_from([(), (Item("fuel truck", 14.0, "vehicle"),)]),
        transactions=some(
            st.builds(
                Transaction,
                provider=st.sampled_from(("", *_ORGANISATIONS)),
                receiver=st.sampled_from(("", *_ORGANISATIONS)),
            )
        ),
        sources=some(st.builds(Source, confidence=st.sampled_from(("", *_CONFIDENCES)))),
        tags=st.lists(st.sampled_from(_TAGS), max_size=2, unique=True).map(tuple),
        marking=st.sampled_from(storable_markings()),
    )


FILTER_VALUES: dict[str, tuple[Any, ...]] = {
    "areas": _AREAS,
    "kinds": _KINDS,
    "statuses": _STATUSES,
    "partners": ("DK", "RS", "EE"),
    "party_roles": ("DK/provider", "RS/receiver", "EE/receiver"),
    "years": (2013, 2014, 2015, 2016),
    "organisations": _ORGANISATIONS,
    "place_names": _PLACES,
    "contents": ("places", "items", "sessions"),
    "markings": storable_markings(),
    "tags": _TAGS,
    "confidences": _CONFIDENCES,
    "references": _REFERENCES,
}
# What the rules find is known to the store alone.
DIMENSION_NAMES = (
    *(dimension.name for dimension in DIMENSIONS if dimension.name != "problems"),
    "references",
)


def filters() -> st.SearchStrategy[Filter]:
    """Return filters that narrow `listed_records` in any number of dimensions."""
    chosen = {
        name: st.just(()) | st.lists(st.sampled_from(FILTER_VALUES[name]), max_size=2).map(tuple)
        for name in DIMENSION_NAMES
    }
    excluded = st.sampled_from(
        [(name, str(value)) for name in DIMENSION_NAMES[:-1] for value in FILTER_VALUES[name]]
    )
    return st.builds(
        Filter,
        search=st.sampled_from(_SEARCHES),
        excluded=st.just(()) | st.lists(excluded, max_size=2, unique=True).map(tuple),
        **chosen,
    )


# What a file or a caller may bring instead of a value: junk of every type, nested.
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**4000), 0.5, -0.0, 1e308])
    | st.floats()
    | TEXTS
    | st.sampled_from(["DK", "2015", "2015-13", "{..2015,2016}", "2024-05-17T09:05:00+00:00"])
    | st.binary(max_size=3)
    | st.builds(object),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=3) | st.integers() | st.none(), inner, max_size=2)
    ),
    max_leaves=5,
)
