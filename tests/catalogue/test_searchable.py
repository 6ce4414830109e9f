from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.folding import tokens
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.searchable import searchable_text
from tests.builders import a_full_record
from tests.catalogue.strategies import records

# Text that nobody searches for as such: dates are a filter's, codes are shown as words.
_NOT_SEARCHED = (
    FieldType.CODE,
    FieldType.PERIOD,
    FieldType.NUMBER,
    FieldType.INTEGER,
    FieldType.CURRENCY,
    FieldType.LANGUAGE,
    FieldType.MARKING,
)
# What the program tells a file by.
_OF_A_FILE = ("digest", "media_type")
SEARCHED = [
    (field, part)
    for field in FIELDS
    if field.searchable
    for part in (FACET_FIELDS[field.facet] if field.facet else (None,))
    if part is None or (part.type not in _NOT_SEARCHED and part.name not in _OF_A_FILE)
]


def written_in(field: Field, part: Field | None, text: str) -> Record:
    value: Any = text
    if field.facet and part:
        written = ("first", text) if part.type is FieldType.TAGS else text
        value = (field.facet(), field.facet(**{part.name: written}))
    elif field.type is FieldType.TAGS:
        value = ("first", text)
    return replace(Record(), **{field.name: value})


@pytest.mark.parametrize(("field", "part"), SEARCHED, ids=lambda shown: shown.name if shown else "")
def test_that_what_is_written_in_a_searched_field_is_found(
    field: Field, part: Field | None
) -> None:
    record = written_in(field, part, "before Xylophonø after")
    assert "before Xylophonø after" in searchable_text(record)
    assert Filter(search="xylo after").matches(record)
    assert not Filter(search="xylo").matches(Record())


def test_that_all_text_that_a_user_writes_is_searched() -> None:
    left_out = {
        field.name
        for field in FIELDS
        if field.type in (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.TAGS, FieldType.FACET)
        and not field.searchable
    }
    # A budget is of codes, dates and numbers alone, and what a tie leads to is found by itself.
    assert left_out == {"relations", "budget", "created_by", "changed_by"}


def test_that_fields_that_are_not_searched_find_nothing() -> None:
    record = replace(Record(), created_by="xylophone", area="xylophone", marking="xylophone")
    assert searchable_text(record) == ""


def test_that_what_the_program_tells_a_file_by_finds_nothing() -> None:
    document = Document(media_type="application/pdf", digest="ab" * 32, language="da")
    assert searchable_text(replace(Record(), documents=(document,))) == ""


def test_that_the_reader_s_text_stays_as_it_was_written() -> None:
    text = searchable_text(a_full_record())
    for written in ("Øvelse på Kopaonik: Đoković", "Споразум", "Baltic Defence College", "RS"):
        assert written in text


@given(records())
def test_that_every_word_of_the_title_is_found_by_its_beginning(record: Record) -> None:
    for word in tokens(record.title)[:3]:
        assert Filter(search=word[:3]).matches(record)


@given(records(), st.sampled_from(["title", "notes", "summary"]))
def test_that_words_of_two_fields_do_not_run_together(record: Record, name: str) -> None:
    written: dict[str, Any] = {name: "xylo"}
    assert "xylo" in tokens(searchable_text(replace(record, **written)))
