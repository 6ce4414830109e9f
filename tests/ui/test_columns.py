"""The columns: each shows something of a row, and what was kept is taken with care."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coopdesk.catalogue.filters import SORTABLE
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.summary import Summary
from coopdesk.i18n import country_name
from coopdesk.ui import columns
from coopdesk.ui.columns import BY_NAME, COLUMNS, NOTHING, chosen_columns, default_columns

AREAS = {"AIR": "Air forces"}


@pytest.fixture(autouse=True)
def _countries_have_names() -> None:
    assert country_name("DK") == "Denmark"


FULL = Summary(
    id=7,
    reference="DK-RS/2015/003",
    title="LOGEX15",
    kind="exercise",
    area="AIR",
    status="closed",
    period=Period.parse("2015-21"),
    places="Kruševac (RS); EE",
    providers="DK, SE",
    receivers="RS",
    organisations="Danish Air Force; NORDEFCO",
    tags="logistics; air",
    marking="UNCLASSIFIED",
    changed_at=datetime(2024, 5, 17, 12, tzinfo=UTC),
    changed_by="A.K.",
)
BARE = replace(
    FULL,
    area="XXX",
    status="",
    period=Period(),
    places="",
    providers="",
    receivers="",
    organisations="",
    tags="",
    changed_at=None,
    changed_by="",
)


def shown(row: Summary) -> dict[str, str]:
    return {column.name: column.text(row, AREAS) for column in COLUMNS}


def test_that_countries_are_codes_until_their_names_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(columns, "countries_loaded", lambda: False)
    row = shown(FULL)
    assert row["places"] == "Kruševac (RS); EE"
    assert row["providers"] == "DK, SE"


def test_that_a_place_that_only_looks_like_one_with_a_country_stays_as_it_is() -> None:
    for place in ("Hall (B)", "Base (RSX)", "(RS", "Пункт (РС)"):
        assert shown(replace(FULL, places=place))["places"] == place


def test_that_each_column_shows_its_part_of_a_row_in_words() -> None:
    assert shown(FULL) == {
        "title": "LOGEX15",
        "area": "Air forces",
        "kind": "Exercise",
        "period": "spring 2015",
        "status": "Closed",
        "places": "Kruševac, Serbia; Estonia",
        "providers": "Denmark, Sweden",
        "receivers": "Serbia",
        "organisations": "Danish Air Force; NORDEFCO",
        "tags": "logistics; air",
        "marking": "UNCLASSIFIED",
        "reference": "DK-RS/2015/003",
        "changed_at": "17 May 2024",
        "changed_by": "A.K.",
    }


def test_that_what_is_not_stated_is_shown_as_nothing_and_an_unknown_area_by_its_code() -> None:
    row = shown(BARE)
    stated = {"title", "kind", "marking", "reference", "area"}
    assert row["area"] == "XXX"
    assert {row[name] for name in row.keys() - stated} == {NOTHING}


def test_that_a_column_has_a_heading_and_grows_and_never_shrinks() -> None:
    headings = [column.words() for column in COLUMNS]
    assert len(set(headings)) == len(headings)
    assert all(headings)
    assert all(column.wide >= column.narrow for column in COLUMNS)


def test_that_every_order_of_a_list_has_a_heading_to_click() -> None:
    assert set(SORTABLE) <= BY_NAME.keys()


@pytest.mark.parametrize("tab", ["all", "AIR", "a tab that somebody adds"])
def test_that_a_tab_shows_its_defaults_until_others_are_chosen(tab: str) -> None:
    names = [column.name for column in chosen_columns(None, tab)]
    assert tuple(names) == default_columns(tab)
    assert ("area" in names) == (tab == "all")


@pytest.mark.parametrize(
    "kept", [42, "title", [], ["kind"], [None, 3, ["title"]], ["gone", "kind"], {"title": 1}]
)
def test_that_settings_which_make_no_sense_count_as_none(kept: object) -> None:
    assert [c.name for c in chosen_columns(kept, "AIR")] == list(default_columns("AIR"))


def test_that_chosen_columns_keep_their_order_and_come_once() -> None:
    found = chosen_columns(["reference", "title", "gone", "reference", "tags"], "all")
    assert [column.name for column in found] == ["reference", "title", "tags"]
