import json
import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Item, Party, Session
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.fields import field as field_named
from coopdesk.catalogue.period import Period, PeriodError
from coopdesk.catalogue.plain import field_from_plain, field_to_plain, from_plain, to_plain
from coopdesk.catalogue.record import Record
from tests.builders import NOON, a_full_record
from tests.catalogue.strategies import JUNK, TEXTS, records, values

pytestmark = pytest.mark.slow

PARTS = {field.name: FACET_FIELDS[field.facet] for field in FIELDS if field.facet}
FORMER = [(name, part) for name, parts in PARTS.items() for part in parts if part.formerly]
LISTS = [
    (name, part) for name, parts in PARTS.items() for part in parts if part.type is FieldType.TAGS
]


def refusal(plain: dict[str, Any]) -> str | None:
    """Return why ``plain`` is refused; None where it is read, and then nothing of it is lost."""
    try:
        record = from_plain(plain)
    except CatalogueError as refused:
        return str(refused)
    assert from_plain(to_plain(record)) == record
    return None


@given(records())
@example(Record())
@example(a_full_record(created_at=NOON, changed_at=NOON))
def test_that_a_record_comes_back_from_plain_values_as_it_was(record: Record) -> None:
    assert from_plain(to_plain(record)) == record


@given(records())
def test_that_plain_values_survive_json_without_loss(record: Record) -> None:
    plain = to_plain(record)
    written = json.dumps(plain, allow_nan=False)
    assert json.loads(written) == plain
    assert from_plain(json.loads(written)) == record


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@settings(max_examples=20)
@given(data=st.data())
def test_that_a_field_alone_comes_back_as_it_was(field: Field, data: st.DataObject) -> None:
    value = data.draw(values(field))
    assert field_from_plain(field, field_to_plain(field, value)) == value


def test_that_all_declared_fields_are_written_in_their_order_after_the_uid() -> None:
    assert list(to_plain(Record())) == ["uid", *(field.name for field in FIELDS)]


def test_that_the_keys_of_the_store_stay_in_it() -> None:
    assert from_plain(to_plain(replace(a_full_record(), id=7, version=3))) == a_full_record()


def test_that_plain_values_are_what_other_programs_know() -> None:
    plain = to_plain(a_full_record(created_at=NOON))
    assert plain["period"] == "2014-05/2015-21"
    assert plain["created_at"] == "2024-05-17T12:00:00+00:00"
    assert plain["changed_at"] is None
    assert plain["tags"] == ["air force", "vehicles"]
    assert plain["publish"] is True
    assert plain["items"][0] == {
        "description": "fuel truck",
        "delivered": 14.0,
        "unit": "vehicle",
        "category": "vehicles",
        "requested": 20.0,
        "agreed": 14.0,
        "stock_number": "2320-00-123-4567",
        "serials": ["A1", "A2"],
        "condition": "serviceable",
        "value": 1_400_000.0,
        "currency": "DKK",
        "handed_over": "2014-10-02",
        "handover_place": "Batajnica",
        "receiving_unit": "204th Air Brigade",
    }
    assert plain["sessions"][1] == {
        "title": "Споразум", "period": "", "count": None, "place": "", "country": "", "seats": None,
    }  # fmt: skip


def test_that_what_is_left_out_has_its_default() -> None:
    assert from_plain({}) == Record()
    assert from_plain({"items": [{"description": "tents"}]}).items == (Item("tents"),)


def test_that_a_part_is_read_by_the_name_that_it_had_in_older_files() -> None:
    assert FORMER
    for name, part in FORMER:
        (entry,) = getattr(from_plain({name: [{part.formerly: 3}]}), name)
        assert entry == replace(type(entry)(), **{part.name: 3.0})
        assert part.formerly not in to_plain(a_full_record())[name][0]


def test_that_a_part_given_by_both_its_names_is_refused() -> None:
    for name, part in FORMER:
        for pair in ((part.name, part.formerly), (part.formerly, part.name)):
            message = refusal({name: [dict.fromkeys(pair, 3)]})
            assert message
            assert part.name in message
            assert part.formerly in message


@pytest.mark.parametrize(("name", "part"), LISTS)
def test_that_a_list_of_texts_in_a_facet_comes_back(name: str, part: Field) -> None:
    for written in ([], ["HCP"], ["b", "", "b, c", "Đ"]):
        (entry,) = getattr(from_plain({name: [{part.name: written}]}), name)
        assert getattr(entry, part.name) == tuple(written)
        (plain,) = field_to_plain(field_named(name), (entry,))
        assert plain[part.name] == written
    for junk in ("HCP", None, {"HCP": 1}, [None], [["HCP"]]):
        assert f"{name}.{part.name}" in (refusal({name: [{part.name: junk}]}) or "")


def test_that_whole_numbers_are_taken_as_quantities_and_counts_as_whole() -> None:
    record = from_plain({"items": [{"delivered": 3}], "sessions": [{"count": 3.0}]})
    assert repr(record.items[0].delivered) == "3.0"
    assert repr(record.sessions[0].count) == "3"


def test_that_periods_are_understood_wherever_they_stand() -> None:
    record = from_plain({"period": " 2006 / .. ", "sessions": [{"period": " 2015-21"}]})
    assert record.period == Period.parse("2006/..")
    assert record.sessions == (Session(period="2015-21"),)


def test_that_a_tuple_is_as_good_as_a_list() -> None:
    record = from_plain({"tags": ("a", "b"), "parties": ({"country": "DK"},)})
    assert record.tags == ("a", "b")
    assert record.parties == (Party(country="DK"),)


REFUSED: list[tuple[str, Any, str]] = [
    ("title", 7, "title"),
    ("title", None, "takes text, not nothing"),
    ("title", True, "not true"),
    ("title", ["a"], "not a list"),
    ("title", b"bytes", "not bytes"),
    ("uid", 7, "uid"),
    ("kind", {}, "not a table"),
    ("publish", 1, "takes true or false, not 1"),
    ("publish", "yes", "not “yes”"),
    ("tags", "a, b", "takes a list of texts, not “a, b”"),
    ("tags", ["a", 2], "takes text, not 2"),
    ("releasable_to", "DK", "takes a list of texts"),
    ("releasable_to", {"DK": 1}, "takes a list of texts"),
    ("period", 2015, "takes text, not 2015"),
    ("period", "last week", "period: “last week” cannot be read"),
    ("created_at", "yesterday", "takes a moment such as 2024-"),
    ("created_at", 0, "takes a moment"),
    ("created_at", "0001-01-01T00:00:00+14:00", "takes a moment"),
    ("changed_at", "9999-12-31T23:59:59-14:00", "takes a moment"),
    ("items", "trucks", "takes a list of tables, not “trucks”"),
    ("items", {"description": "trucks"}, "not a table"),
    ("items", ["trucks"], "takes a list of tables, not “trucks”"),
    ("items", [[]], "not a list"),
    ("items", [{"colour": "red"}], "no field “colour” in “items”; known are: description,"),
    ("items", [{3: "red"}], "no field 3 in “items”"),
    ("items", [{"quantity": "3"}], "“items.delivered” takes a number, not “3”"),
    ("items", [{"delivered": True}], "not true"),
    ("items", [{"delivered": math.nan}], "takes a number, not nan"),
    ("items", [{"delivered": -math.inf}], "takes a number, not -inf"),
    ("items", [{"value": 10**400}], "takes a number, not a number of that size"),
    ("items", [{"requested": [1]}], "items.requested"),
    ("items", [{"serials": "A1, A2"}], "“items.serials” takes a list of texts, not “A1, A2”"),
    ("items", [{"serials": [1]}], "“items.serials” takes text, not 1"),
    ("terms", [{"signed": "2010-13"}], "terms.signed: “2010-13”"),
    ("translations", [{"language": ["da"]}], "translations.language"),
    ("items", [{"description": 3}], "items.description"),
    (
        "participants",
        [{"headcount": 1.5}],
        "“participants.headcount” takes a whole number, not 1.5",
    ),
    ("participants", [{"headcount": math.nan}], "takes a whole number"),
    ("participants", [{"headcount": math.inf}], "takes a whole number"),
    ("participants", [{"headcount": -(10**5000)}], "takes a whole number"),
    ("sessions", [{"period": "2015-13"}], "sessions.period: “2015-13”"),
    ("sources", [{"seen": 2015}], "“sources.seen” takes text"),
    ("id", 3, "no field “id” in a record; known are: uid, reference, title"),
    ("version", 3, "no field “version”"),
    ("", "x", "no field “” in a record"),
    ("ti\ntle\ud800", "x", "no field “ti tle\ufffd”"),
    ("n" * 10_000, "x", "nnn…”"),
]


@pytest.mark.parametrize(("name", "value", "said"), REFUSED)
def test_that_what_no_record_can_have_is_refused_by_name(name: str, value: Any, said: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        from_plain({name: value})
    message = str(refused.value)
    assert said in message
    assert len(message) < 450
    assert message.encode().decode() == message


def test_that_a_period_that_is_none_keeps_its_own_kind_of_error() -> None:
    with pytest.raises(PeriodError):
        from_plain({"period": "2015-13"})


def test_that_the_deepest_junk_is_refused_like_any_other() -> None:
    deep: list[Any] = []
    for _level in range(20_000):
        deep = [deep]
    for name in ("title", "tags", "items", "publish", "period", "created_at"):
        with pytest.raises(CatalogueError, match=f"{name}.*not a list"):
            from_plain({name: deep})


def test_that_a_list_that_holds_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    for name in ("tags", "items", "title"):
        with pytest.raises(CatalogueError, match="not a list"):
            from_plain({name: endless})


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@settings(max_examples=20)
@given(value=JUNK)
def test_that_junk_in_a_field_is_read_or_refused(field: Field, value: Any) -> None:
    assert field.name in (refusal({field.name: value}) or field.name)


@pytest.mark.parametrize("name", PARTS)
@settings(max_examples=20)
@given(data=st.data())
def test_that_junk_in_a_facet_is_read_or_refused(name: str, data: st.DataObject) -> None:
    names = st.sampled_from([part.name for part in PARTS[name]])
    entry = data.draw(st.dictionaries(names | TEXTS, JUNK, min_size=1, max_size=2))
    assert name in (refusal({name: [entry]}) or name)


@given(st.dictionaries(TEXTS | st.sampled_from([field.name for field in FIELDS]), JUNK, max_size=3))
def test_that_any_table_is_read_or_refused(plain: dict[str, Any]) -> None:
    assert len(refusal(plain) or "") < 500


def test_that_moments_keep_their_offset() -> None:
    record = from_plain({"created_at": "2024-05-17T14:00:00+02:00"})
    assert record.created_at == datetime(2024, 5, 17, 12, tzinfo=UTC)
    assert to_plain(record)["created_at"] == "2024-05-17T14:00:00+02:00"


def test_that_every_type_of_field_is_tried_here() -> None:
    used = {field.type for field in FIELDS} | {p.type for parts in PARTS.values() for p in parts}
    assert used == set(FieldType)
