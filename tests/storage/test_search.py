from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import insert

from coopdesk.catalogue.bulk import AddEntries, SetField
from coopdesk.catalogue.facets import Document, Party, Place
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.catalogue.query import All, Either, Not, Query, Text, Years
from coopdesk.catalogue.query_error import QueryError
from coopdesk.storage import first_rows
from coopdesk.storage.matching_words import Match, match_of
from coopdesk.storage.places import place, record_of
from coopdesk.storage.schema import document_text
from coopdesk.storage.search import renew_words
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_record, contents

from .queries import words_text


def found(store: Store, search: str) -> list[int]:
    return list(store.ids(Filter(search=words_text(search)), Sort()))


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Øvelse Blå Måne", "ovelse bla"),
        ("Đoković", "djokovic"),
        ("Đoković", "ђоковић"),
        ("Споразум", "sporazum"),
        ("sporazum", "СПОР"),
        ("Search and rescue", "resc sea"),
        ("24/7 service", "24 7"),
    ],
)
def test_that_words_are_found_as_people_type_them(store: Store, written: str, sought: str) -> None:
    kept = store.add(a_record(title=written), who="A.K.").ids[0]
    store.add(a_record(title="Something else"), who="A.K.")
    assert found(store, sought) == [kept]


def test_that_every_searchable_field_is_searched(store: Store) -> None:
    kept = store.add(a_full_record(), who="A.K.").ids[0]
    for field in FIELDS:
        if field.searchable:
            value = getattr(store.record(kept), field.name)
            texts = list(texts_of(field, value)) if field.facet else [value]
            assert texts
            for text in texts:
                sought = " ".join(text) if isinstance(text, tuple) else text
                assert tokens(sought)
                assert found(store, sought) == [kept], (field.name, sought)


def texts_of(field: Field, entries: tuple[Any, ...]) -> Iterator[Any]:
    """Return all that is written in a facet as text."""
    assert field.facet is not None
    for part in FACET_FIELDS[field.facet]:
        if part.type not in NOT_TEXT and part.name not in ("digest", "media_type"):
            yield from filter(None, (getattr(entry, part.name) for entry in entries))


# What is chosen from a list, counted or dated is filtered by, not searched.
NOT_TEXT = (
    FieldType.CODE,
    FieldType.PERIOD,
    FieldType.NUMBER,
    FieldType.INTEGER,
    FieldType.CURRENCY,
    FieldType.LANGUAGE,
    FieldType.MARKING,
)


def test_that_what_is_taken_out_of_a_facet_is_found_no_more(store: Store) -> None:
    kept = store.record(store.add(a_full_record(), who="A.K.").ids[0])
    assert found(store, "tacitly") == found(store, "Logistics School") == [kept.id]
    store.save(replace(kept, terms=()), who="A.K.")
    assert found(store, "tacitly") == []
    assert found(store, "Logistics School") == [kept.id]
    store.undo(who="A.K.")
    assert found(store, "tacitly Logistics School") == [kept.id]


def test_that_a_word_is_found_in_one_part_and_the_next_in_another(store: Store) -> None:
    kept = store.add(
        a_record(
            title="Course",
            places=(Place("Tartu", "EE"),),
            parties=(Party("Baltic Defence College", "LV"),),
        ),
        who="A.K.",
    ).ids[0]
    assert found(store, "tartu baltic cour ee") == [kept]
    assert found(store, "tartu oslo") == []


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '" OR "a',
        "NOT truck",
        "title:truck",
        "truck*",
        "NEAR(a b)",
        "(",
        "'; DROP TABLE",
        "^a",
        "-a",
    ],
)
def test_that_nothing_typed_reaches_the_database_as_a_statement(filled: Store, typed: str) -> None:
    wanted = Filter(search=typed)
    try:
        listed = list(filled.ids(wanted, Sort()))
    except QueryError:
        with pytest.raises(QueryError):
            filled.first_page(wanted, Sort(), 10)
    else:
        expected = [r.id for r in filled.records(range(1, 61)) if wanted.matches(r)]
        assert sorted(listed) == expected
    assert filled.count(Filter()) == 60


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("growing") / "growing.coopdesk"
    opened = Store.create(path, contents(), who="founder")
    yield opened
    opened.close()


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@examples(max_examples=120)
@given(title=words, sought=words)
def test_that_any_script_is_found_as_the_filter_says(
    growing: Store, title: str, sought: str
) -> None:
    record = growing.record(growing.add(a_record(title="x" + title), who="A.K.").ids[0])
    for search in (sought, record.title, record.title[:3], *tokens(record.title)):
        wanted = Filter(search=words_text(search))
        assert (record.id in found(growing, search)) == wanted.matches(record)


def test_that_no_word_is_parted_otherwise_in_the_index(growing: Store) -> None:
    assert growing.check() == ()


def test_that_a_word_of_any_length_is_found_and_checked(store: Store) -> None:
    kept = store.add(
        a_record(description="ђ" * 10_000 + "x" + "\U00020000" * 40_000), who="A.K."
    ).ids[0]
    assert found(store, "ђ" * 9_000) == [kept]
    assert found(store, "ђ" * 70) == [kept]
    assert found(store, "x") == []
    assert store.check() == ()


def test_that_a_page_of_words_can_be_sought(store: Store) -> None:
    page = " ".join(f"word{number}" for number in range(60))
    kept = store.add(a_record(description=page), who="A.K.").ids[0]
    assert found(store, page) == [kept]
    assert found(store, f"{page} another") == []


def asked(query: Query) -> Match | None:
    return match_of(query)


def test_that_the_index_is_asked_for_what_it_knows() -> None:
    assert asked(Text(("ovelse",))) == Match('"ovelse"*', True)
    assert asked(Text(("ovelse",), whole=True)) == Match('"ovelse"', True)
    assert asked(Text(("f", "16"))) == Match('"f" AND "16"*', False)
    assert asked(All((Text(("a",)), Years(2010, 2011)))) == Match('("a"*)', False)
    assert asked(Either((Text(("a",)), Text(("b",))))) == Match('("a"*) OR ("b"*)', True)
    assert asked(Either((Text(("a",)), Years(2010, 2011)))) is None
    assert asked(Not(Text(("a",)))) is None


def test_that_a_long_beginning_is_asked_for_by_the_words_that_begin_so(filled: Store) -> None:
    filled.add(a_record(title="Zebracrossing zebrafish zebra"), who="A.K.")
    with filled._transactions.reading() as connection:
        match = match_of(Text(("zebr",)), connection)
        assert match == Match('("zebra" OR "zebracrossing" OR "zebrafish")', True)
        assert match_of(Text(("zebrx",)), connection) == Match('"zebrx"*', True)
    for number in range(50):
        filled.add(a_record(title=f"zebra{number}"), who="A.K.")
    with filled._transactions.reading() as connection:
        assert match_of(Text(("zebr",)), connection) == Match('"zebr"*', True)
    assert len(found(filled, "zebr")) == 51


def test_that_an_edit_of_its_period_moves_a_record_in_what_is_found(store: Store) -> None:
    given = ("2010", "../2012", "", "2010/2024", "2010/2023", "2009/..", "2010-03")
    texts = (a_record(title=f"Zebra {p}", period=Period.parse(p)) for p in given)
    ids = store.load(contents(records=tuple(texts)), who="A.K.").ids
    assert [ids.index(one) for one in found(store, "zebra")] == [1, 5, 0, 4, 3, 6, 2]
    later = Sort(descending=True)
    backwards = store.first_page(Filter(search="zebra"), later, 9)
    assert [ids.index(row.id) for row in backwards] == [6, 3, 4, 0, 5, 1, 2]
    store.save(replace(store.record(ids[2]), period=Period.parse("2001")), who="A.K.")
    store.bulk.apply([ids[0], ids[4]], SetField("period", Period.parse("2030")), who="A.K.")
    assert [ids.index(one) for one in found(store, "zebra")] == [1, 2, 5, 3, 6, 0, 4]
    assert store.check() == ()
    store.undo(who="A.K.")
    store.undo(who="A.K.")
    assert [ids.index(one) for one in found(store, "zebra")] == [1, 5, 0, 4, 3, 6, 2]
    store.delete(ids[:3], who="A.K.")
    assert [ids.index(one) for one in found(store, "zebra")] == [5, 4, 3, 6]
    assert store.check() == ()


@pytest.mark.parametrize(("few", "many"), [(500, 20_000), (2, 20_000), (2, 5)])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("kinds", [(), ("course", "donation")])
def test_that_long_periods_with_one_beginning_come_in_order(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    few: int,
    many: int,
    *,
    descending: bool,
    kinds: tuple[str, ...],
) -> None:
    monkeypatch.setattr(first_rows, "_FEW", few)
    monkeypatch.setattr(first_rows, "_MANY", many)
    periods = [f"../{2010 + number * 7 % 13}" for number in range(24)]
    periods += [f"2001/{2020 + number * 5 % 9}" for number in range(12)]
    kind_of = ("course", "donation", "exercise")
    records = tuple(
        a_record(title="Zebra", kind=kind_of[number % 3], period=Period.parse(text))
        for number, text in enumerate(periods)
    )
    store.load(contents(records=records), who="A.K.")
    wanted, sort = Filter(search="zebra", kinds=kinds), Sort(descending=descending)
    expected = list(store.ids(Filter(kinds=kinds), sort))
    assert list(store.ids(wanted, sort)) == expected
    for limit in (1, 7, 30, 100):
        assert [row.id for row in store.first_page(wanted, sort, limit)] == expected[:limit]


def test_that_what_a_document_says_is_found_in_its_records(store: Store) -> None:
    digest = store.documents.put(b"%PDF-1.7 recipe")
    named = Document("Note", "note.pdf", "application/pdf", 15, digest)
    (kept,) = store.add(a_record(documents=(named,)), who="A.K.").ids
    with store._transactions.writing() as connection:
        connection.execute(
            insert(document_text).values(
                digest=digest, words="secret recipe inside", state="read", version=1
            )
        )
        renew_words(connection, [kept])
    assert found(store, "recip") == [kept]
    assert store.check() == ()
    store.save(replace(store.record(kept), documents=()), who="A.K.")
    assert found(store, "recip") == []


def test_that_an_index_made_anew_for_almost_all_finds_what_it_found(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopdesk.storage.search._MANY", 1)
    everything = list(filled.ids(Filter(), Sort()))
    kurs = found(filled, "kurs")
    # One is left as it was, and is found as it was.
    filled.bulk.apply(everything[1:], AddEntries("tags", ("quagga",)), who="A.K.")
    assert found(filled, "quagga") == everything[1:]
    assert found(filled, "kurs") == kurs
    assert filled.check() == ()
    filled.undo(who="A.K.")
    assert found(filled, "quagga") == []
    assert found(filled, "kurs") == kurs


@pytest.mark.parametrize("sort", [Sort("title"), Sort("title", descending=True), Sort("kind")])
@pytest.mark.parametrize("wanted", [Filter(search="zebra"), Filter(statuses=("closed",))])
def test_that_ids_that_are_known_give_the_first_page_in_any_order(
    store: Store, monkeypatch: pytest.MonkeyPatch, wanted: Filter, sort: Sort
) -> None:
    texts = ("Zebra" if number % 3 else "Quagga" for number in range(60))
    statuses = ("closed", "suspended")
    records = tuple(
        a_record(title=f"{text} {number % 7}", status=statuses[number % 2])
        for number, text in enumerate(texts)
    )
    store.load(contents(records=records), who="A.K.")
    expected = list(store.ids(wanted, sort))
    for some in (0, 100):
        monkeypatch.setattr(first_rows, "_SOME", some)
        for limit in (1, 3, 20, 100):
            first = [row.id for row in store.first_page(wanted, sort, limit)]
            assert first == expected[:limit]


days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(days, days, st.integers(1, 5))
def test_that_places_are_in_the_order_of_periods(one: date, other: date, number: int) -> None:
    first, last = sorted((one, other))
    period = Period(f"{first}/{last}", first, last)
    later = Period(f"{last}/{last}", last, last)
    assert place(period, number) < place(UNKNOWN, number)
    assert (place(period, number) <= place(later, number)) == (first <= last)
    assert record_of(place(period, number)) == number


def test_that_a_lost_index_can_be_built_anew(filled: Store) -> None:
    before = found(filled, "kurs")
    with filled._transactions.writing() as connection:
        connection.exec_driver_sql("DELETE FROM record_words WHERE rowid % 2 = 0")
    assert found(filled, "kurs") != before
    filled.rebuild_search()
    assert found(filled, "kurs") == before
    assert filled.check() == ()
