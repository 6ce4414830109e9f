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
    UNDER_WAY,
    Code,
    Kind,
    code_label,
    kind_of,
    statuses_for,
)
from coopdesk.catalogue.errors import UnknownCode
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
        assert re.fullmatch("[A-Z][a-z ]+", entry.label)


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


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_that_only_agreements_have_the_statuses_of_agreements(kind: Kind) -> None:
    expected = AGREEMENT_STATUSES if kind.code == "agreement" else ACTIVITY_STATUSES
    assert statuses_for(kind.code) == expected


def test_that_what_is_under_way_is_a_status() -> None:
    assert UNDER_WAY
    assert set(UNDER_WAY) <= {status.code for status in STATUSES}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_that_a_kind_is_found_by_its_code(kind: Kind) -> None:
    assert kind_of(kind.code) is kind


@pytest.mark.parametrize("code", ["", "Course", "course ", "closed", "%s", "x" * 10_000])
def test_that_an_unknown_kind_is_refused_with_the_known_ones(code: str) -> None:
    for refusing in (kind_of, statuses_for):
        with pytest.raises(UnknownCode) as refused:
            refusing(code)
        for kind in KINDS:
            assert kind.code in str(refused.value)
        assert code[:30] in str(refused.value)
        assert len(str(refused.value)) < 400


@pytest.mark.parametrize("name", CODE_LISTS)
def test_that_a_code_is_shown_as_its_word_and_an_unknown_one_as_it_is(name: str) -> None:
    for entry in CODE_LISTS[name]:
        assert code_label(name, entry.code) == entry.label
    assert code_label(name, "of another program") == "of another program"


def test_that_a_code_is_worded_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shouting(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    monkeypatch.setattr(codes, "translator", {"da": Shouting(), "en": NullTranslations()}.get)
    assert code_label("status", "in_force", "da") == "IN FORCE"
    assert code_label("status", "in_force", "en") == "In force"
    assert code_label("status", "in_force") == "In force"
    assert code_label("status", "unheard", "da") == "unheard"
