"""Unsaved work as it is written down and read again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.draft import Draft, draft_from_json, draft_to_json, title_in
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from tests.builders import a_full_record

OPENED = a_full_record(
    id=7,
    uid="3f1c",
    reference="DK-RS/2014/001",
    version=3,
    created_at=datetime(2024, 5, 17, 9, 5, tzinfo=UTC),
    created_by="A.K.",
)


def test_that_a_draft_comes_back_with_what_it_began_from() -> None:
    now = replace(OPENED, title="Another", items=(), period=Period.parse("2016"), tags=("x",))
    draft = Draft(OPENED, now, {"items/3/delivered": "a dozen", "period": "2015-13"}, "typo")
    assert draft_from_json(draft_to_json(draft)) == draft


def test_that_a_new_record_is_a_draft_too() -> None:
    draft = Draft(Record(kind="course"), Record(kind="course", title="Ђурђевдан"))
    assert draft_from_json(draft_to_json(draft)) == draft
    assert title_in(draft_to_json(draft)) == "Ђурђевдан"


@given(title=st.text(st.characters(exclude_categories=())), typed=st.text(st.characters()))
def test_that_whatever_was_typed_can_be_written_down(title: str, typed: str) -> None:
    draft = Draft(OPENED, replace(OPENED, title=title), {"period": typed}, typed)
    text = draft_to_json(draft)
    text.encode()
    assert draft_from_json(text) == draft


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"record": {"tilte": ""}, "id": 1, "version": 1}', "{"]
)
def test_that_what_is_no_draft_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError):
        draft_from_json(text)
    assert title_in(text) == ""
