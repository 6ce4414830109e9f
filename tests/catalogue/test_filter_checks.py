from typing import Any

import pytest

from coopdesk.catalogue.codes import CONFIDENCES, KINDS, STATUSES
from coopdesk.catalogue.errors import UnknownCode
from coopdesk.catalogue.fields import CONTENTS
from coopdesk.catalogue.filter_checks import checked_filter
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import storable_markings
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import BUILT_IN

AREAS = {"AIR": None, "TRN": None}
KNOWN = {
    "areas": tuple(AREAS),
    "kinds": tuple(kind.code for kind in KINDS),
    "statuses": tuple(status.code for status in STATUSES),
    "contents": CONTENTS,
    "confidences": tuple(confidence.code for confidence in CONFIDENCES),
    "markings": storable_markings(),
    "problems": ("error", "warning"),
}


def asked(name: str, values: tuple[str, ...]) -> Filter:
    narrowing: dict[str, Any] = {name: values}
    return Filter(**narrowing)


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("code", ["air", "Course", "SECRETS", "{known}", "\ud800", "x" * 10_000])
def test_that_a_wrong_word_is_refused_with_the_known_ones(name: str, code: str) -> None:
    with pytest.raises(UnknownCode) as refused:
        checked_filter(AREAS, BUILT_IN, asked(name, (KNOWN[name][0], code)))
    message = str(refused.value)
    assert ", ".join(KNOWN[name]) in message
    assert len(message.encode()) < 400


@pytest.mark.parametrize("name", KNOWN)
def test_that_all_known_words_pass(name: str) -> None:
    wanted = asked(name, KNOWN[name])
    assert checked_filter(AREAS, BUILT_IN, wanted) is wanted


def test_that_a_list_can_be_narrowed_to_what_has_no_status() -> None:
    wanted = Filter(statuses=("",))
    assert checked_filter(AREAS, BUILT_IN, wanted) is wanted
    assert wanted.matches(Record())
    assert not wanted.matches(Record(status="closed"))


@pytest.mark.parametrize("name", KNOWN)
def test_that_what_is_excluded_must_be_known_too(name: str) -> None:
    wanted = Filter(excluded=((name, KNOWN[name][0]),))
    assert checked_filter(AREAS, BUILT_IN, wanted) is wanted
    with pytest.raises(UnknownCode):
        checked_filter(AREAS, BUILT_IN, Filter(excluded=((name, "bicycle"),)))


def test_that_the_role_of_a_country_must_be_known() -> None:
    wanted = Filter(party_roles=("RS/receiver",), excluded=(("party_roles", "DK/provider"),))
    assert checked_filter(AREAS, BUILT_IN, wanted) is wanted
    for wrong in (
        Filter(party_roles=("RS/king",)),
        Filter(party_roles=("RS",)),
        Filter(excluded=(("party_roles", "RS/king"),)),
    ):
        with pytest.raises(UnknownCode, match="provider, receiver"):
            checked_filter(AREAS, BUILT_IN, wrong)
