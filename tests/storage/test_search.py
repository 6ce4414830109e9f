from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coopdesk.catalogue.facets import Party, Place
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.folding import tokens
from coopdesk.storage.search import match_text
from coopdesk.storage.store import Store
from tests.builders import a_full_record, a_record, contents


def found(store: Store, search: str) -> list[int]:
    return list(store.ids(Filter(search=search), Sort()))


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
def test_that_nothing_typed_is_read_as_a_query(filled: Store, typed: str) -> None:
    records = filled.records(range(1, 61))
    wanted = Filter(search=typed)
    assert sorted(found(filled, typed)) == [r.id for r in records if wanted.matches(r)]
    assert filled.count(Filter()) == 60


def test_that_marks_alone_narrow_nothing(filled: Store) -> None:
    assert len(found(filled, " -- !? ")) == 60


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
        wanted = Filter(search=search)
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
    page = " ".join(f"word{number}" for number in range(5_000))
    kept = store.add(a_record(description=page), who="A.K.").ids[0]
    assert found(store, page) == [kept]
    assert found(store, f"{page} another") == []


def test_that_a_query_names_each_word_once_in_quotes() -> None:
    assert match_text("Øvelse (LOGEX-15)") == '"ovelse"* AND "logex"* AND "15"*'


def test_that_a_lost_index_can_be_built_anew(filled: Store) -> None:
    before = found(filled, "kurs")
    with filled._transactions.writing() as connection:
        connection.exec_driver_sql("DELETE FROM record_words WHERE rowid % 2 = 0")
    assert found(filled, "kurs") != before
    filled.rebuild_search()
    assert found(filled, "kurs") == before
    assert filled.check() == ()
