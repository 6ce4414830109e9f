import re
from gettext import NullTranslations

import pytest

from coopdesk.catalogue import codes
from coopdesk.catalogue.codes import (
    ACTIVITY_STATUSES,
    AGREEMENT_STATUSES,
    CODE_LISTS,
    KINDS,
    STATUSES,
    Code,
    Kind,
    Tag,
)
from coopdesk.catalogue.fields import FIELDS
from coopdesk.catalogue.history import OPERATIONS

LISTS = {**CODE_LISTS, "operation": OPERATIONS}


@pytest.mark.parametrize("entries", LISTS.values(), ids=LISTS)
def test_that_no_code_and_no_label_stands_twice_in_a_list(entries: tuple[Code, ...]) -> None:
    assert len({entry.code for entry in entries}) == len(entries)
    assert len({entry.label for entry in entries}) == len(entries)


@pytest.mark.parametrize("entries", LISTS.values(), ids=LISTS)
def test_that_codes_are_plain_and_labels_are_words(entries: tuple[Code, ...]) -> None:
    for entry in entries:
        assert re.fullmatch("[a-z]+(_[a-z]+)*", entry.code)
        assert re.fullmatch("[A-Z][A-Za-z -]+", entry.label)


def test_that_activities_have_the_statuses_of_iati() -> None:
    assert [status.code for status in ACTIVITY_STATUSES] == [
        "pipeline",
        "implementation",
        "finalisation",
        "closed",
        "cancelled",
        "suspended",
    ]


def test_that_all_kinds_and_agreement_statuses_of_the_design_are_there() -> None:
    assert " ".join(kind.code for kind in KINDS) == (
        "agreement programme project course exercise exchange_visit seminar mentoring membership "
        "donation equipment_support deployment dialogue event"
    )
    assert " ".join(status.code for status in AGREEMENT_STATUSES) == (
        "draft signed in_force expired superseded terminated"
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_that_a_kind_shows_first_what_a_record_can_carry(kind: Kind) -> None:
    carried = {field.name for field in FIELDS if field.facet}
    assert kind.first
    assert set(kind.first) <= carried
    assert len(set(kind.first)) == len(kind.first)


def test_that_the_statuses_of_agreements_are_theirs_alone() -> None:
    assert {status for status in STATUSES if status.agreement} == set(AGREEMENT_STATUSES)
    assert [kind.code for kind in KINDS if kind.agreement] == ["agreement"]


def test_that_no_status_is_both_under_way_and_ended() -> None:
    assert [status.code for status in STATUSES if status.under_way] == [
        "implementation",
        "finalisation",
        "in_force",
    ]
    assert not [status for status in STATUSES if status.under_way and status.ended]


@pytest.mark.parametrize(
    ("names", "language", "words"),
    [
        ({}, "da", "IN FORCE"),
        ({}, "en", "In force"),
        ({}, None, "In force"),
        ({"da": "Gælder"}, "da", "Gælder"),
        ({"da": "Gælder"}, "en", "In force"),
        ({"da": "Gælder"}, None, "In force"),
        ({"en": "Valid"}, "da", "IN FORCE"),
        ({"en": "Valid"}, None, "Valid"),
    ],
)
def test_that_a_code_is_worded_by_its_name_or_by_the_word_of_the_program(
    names: dict[str, str], language: str | None, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Shouting(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    monkeypatch.setattr(codes, "translator", {"da": Shouting(), "en": NullTranslations()}.get)
    code = Code("in_force", "In force", names=tuple(names.items()))
    assert code.words(language) == words


def test_that_what_a_catalogue_added_has_a_name_in_any_language_before_its_code() -> None:
    own = Code("tabletop", "", names=(("sr", "Штабна вежба"), ("en", "Table-top exercise")))
    assert own.words("sr") == "Штабна вежба"
    assert own.words("da") == "Table-top exercise"
    assert Code("tabletop", "", names=(("sr", "Штабна вежба"),)).words() == "Штабна вежба"
    assert Code("tabletop", "").words("da") == "tabletop"
    assert Tag("floods", "", names=(("da", "oversvømmelser"),)).words("da") == "oversvømmelser"
    assert Tag("floods", "", names=(("da", "oversvømmelser"),)).words() == "floods"
    assert not own.built_in
    assert all(entry.built_in for entries in LISTS.values() for entry in entries)
