"""Lists as data: added to, renamed, reordered, coloured, retired, removed, each step undoable."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopdesk.catalogue.code_use import LISTS
from coopdesk.catalogue.codes import CODE_LISTS, KINDS, Code, Kind, Status
from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.errors import CatalogueError, InvalidRecord, NotFound
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.vocabulary import BUILT_IN
from coopdesk.storage.store import Store
from tests.builders import a_record

NAMES = tuple(name for name, _heading in LISTS)


def listed(store: Store, name: str = "kind") -> list[str]:
    return [use.entry.code for use in store.lists.entries(name)]


def entry(store: Store, code: str, name: str = "kind") -> Code:
    return next(use.entry for use in store.lists.entries(name) if use.entry.code == code)


def add(store: Store, name: str, word: str, **more: Any) -> Changed:
    if name == "tag":
        return store.lists.add(name, {}, who="A.K.", code=word, **more)
    return store.lists.add(name, {"en": word}, who="A.K.", **more)


def everything(store: Store) -> list[Any]:
    return [store.lists.entries(name) for name in NAMES]


def test_that_a_new_catalogue_has_the_lists_of_the_program_and_its_own_areas(store: Store) -> None:
    for name in ("kind", "status", "organisation_type"):
        assert [use.entry for use in store.lists.entries(name)] == list(CODE_LISTS[name])
    assert listed(store, "area") == ["GEN", "TRN", "AIR", "REL"]
    assert entry(store, "AIR", "area").words() == "Air forces"
    assert not listed(store, "tag")
    assert store.vocabulary() == BUILT_IN


def test_that_each_entry_tells_how_often_it_is_used(filled: Store) -> None:
    filled.put(Organisation("Red Cross", "ngo"), who="A.K.")
    records = filled.records(range(1, 61))
    having: dict[str, Callable[[str], int]] = {
        "kind": lambda code: sum(record.kind == code for record in records),
        "area": lambda code: sum(record.area == code for record in records),
        "status": lambda code: sum(record.status == code for record in records),
        "tag": lambda code: sum(code in record.tags for record in records),
        "organisation_type": lambda code: code == "ngo",
    }
    for name in NAMES:
        used = {use.entry.code: use.used for use in filled.lists.entries(name)}
        assert used == {code: having[name](code) for code in used}
        assert any(used.values())
    assert listed(filled, "tag") == sorted({tag for record in records for tag in record.tags})


@pytest.mark.parametrize("name", NAMES)
def test_that_what_is_added_stands_last_and_is_offered(store: Store, name: str) -> None:
    before = listed(store, name)
    changed = add(store, name, "Zzz talks", colour="#102030")
    (code,) = set(listed(store, name)) - set(before)
    assert listed(store, name) == [*before, code]
    assert entry(store, code, name).words() == "Zzz talks"
    assert entry(store, code, name).colour == "#102030"
    assert not entry(store, code, name).built_in
    assert (changed.operation, changed.ids) == ("added", ())
    assert changed.title == "Zzz talks"
    assert store.history(limit=1)[0].title == "Zzz talks"


def test_that_a_record_may_have_a_kind_and_a_status_that_the_catalogue_added(store: Store) -> None:
    add(store, "kind", "Memorandum", traits={"agreement": True, "first": ["terms"]})
    add(store, "status", "Ratified", traits={"agreement": True, "under_way": True})
    record = a_record(kind="memorandum", status="ratified")
    store.add(record, who="A.K.")
    assert store.vocabulary().kind("memorandum").first == ("terms",)
    assert store.figures().under_way == 1
    assert [row.status for row in store.under_way(5)] == ["ratified"]
    with pytest.raises(InvalidRecord, match="fits the kind"):
        store.add(replace(record, status="closed"), who="A.K.")


def test_that_filters_count_kinds_and_statuses_in_the_order_of_the_lists(filled: Store) -> None:
    for name, dimension in (("kind", "kinds"), ("status", "statuses")):
        order = list(reversed(listed(filled, name)))
        filled.lists.reorder(name, order, who="A.K.")
        found = [count.value for count in filled.facet(dimension, Filter()) if count.value]
        assert found == [code for code in order if code in found]


def test_that_a_catalogue_without_a_status_under_way_has_nothing_under_way(filled: Store) -> None:
    assert filled.under_way(5)
    for code in BUILT_IN.under_way:
        filled.lists.set_traits("status", code, {"under_way": False}, who="A.K.")
    assert not filled.under_way(5)
    assert filled.figures().under_way == 0


def test_that_an_entry_is_renamed_and_given_its_own_name_back(store: Store) -> None:
    changed = store.lists.rename("kind", "course", {"da": "Uddannelse", "en": " "}, who="A.K.")
    assert (changed.operation, changed.title) == ("edited", "Course")
    assert entry(store, "course").words("da") == "Uddannelse"
    assert entry(store, "course").words("en") == "Course"
    store.lists.rename("kind", "course", {}, who="A.K.")
    assert entry(store, "course") == BUILT_IN.kind("course")
    store.lists.rename("area", "AIR", {"en": "Air power"}, who="A.K.")
    assert entry(store, "AIR", "area").words() == "Air power"
    with pytest.raises(CatalogueError, match="one language"):
        store.lists.rename("area", "AIR", {}, who="A.K.")
    with pytest.raises(CatalogueError, match="in the list already"):
        store.lists.rename("kind", "course", {"en": "seminar"}, who="A.K.")
    with pytest.raises(CatalogueError, match="in the list already"):
        add(store, "kind", "Seminar")


def test_that_a_code_is_not_given_twice(store: Store) -> None:
    with pytest.raises(CatalogueError, match="taken"):
        add(store, "area", "Air lift", code="AIR")
    add(store, "tag", "floods")
    with pytest.raises(CatalogueError, match="already"):
        add(store, "tag", " floods")
    add(store, "kind", "Course!")
    assert "course_2" in listed(store)


@pytest.mark.parametrize("name", NAMES)
def test_that_a_retired_entry_stays_where_it_is_and_is_not_offered(
    filled: Store, name: str
) -> None:
    code = next(use.entry.code for use in filled.lists.entries(name))
    before = listed(filled, name)
    filled.lists.retire(name, code, who="A.K.")
    assert entry(filled, code, name).retired
    assert listed(filled, name) == before
    if name != "area":
        assert code not in [one.code for one in filled.vocabulary().offered(name)]
    filled.lists.retire(name, code, who="A.K.", retired=False)
    assert not entry(filled, code, name).retired


def test_that_a_record_of_a_retired_kind_can_still_be_saved(filled: Store) -> None:
    record = filled.record(1)
    filled.lists.retire("kind", record.kind, who="A.K.")
    filled.lists.retire("status", record.status, who="A.K.")
    filled.lists.retire("area", record.area, who="A.K.")
    filled.save(replace(record, title="Another title"), who="A.K.")
    assert filled.record(1).title == "Another title"


@pytest.mark.parametrize("name", ["kind", "area"])
def test_that_the_last_entry_on_offer_is_not_retired(store: Store, name: str) -> None:
    *others, last = listed(store, name)
    for code in others:
        store.lists.retire(name, code, who="A.K.")
    with pytest.raises(CatalogueError, match="last one on offer"):
        store.lists.retire(name, last, who="A.K.")
    if name == "area":
        with pytest.raises(CatalogueError, match="last one on offer"):
            store.lists.remove(name, last, who="A.K.")


def test_that_one_in_use_is_not_removed_and_one_that_is_not_goes(filled: Store) -> None:
    for name in NAMES:
        add(filled, name, "Zzz talks")
    filled.lists.remove("kind", "zzz_talks", who="A.K.")
    filled.lists.remove("area", "ZZZ_TALKS", who="A.K.")
    filled.lists.remove("tag", "Zzz talks", who="A.K.")
    filled.lists.remove("status", "zzz_talks", who="A.K.")
    filled.put(Organisation("Red Cross", "zzz_talks"), who="A.K.")
    with pytest.raises(CatalogueError, match="used by 1 organisation:"):
        filled.lists.remove("organisation_type", "zzz_talks", who="A.K.")
    with pytest.raises(CatalogueError, match=r"“Training” is used by .. records: retire it"):
        filled.lists.remove("area", "TRN", who="A.K.")
    with pytest.raises(CatalogueError, match=r"“air” is used by .. records"):
        filled.lists.remove("tag", "air", who="A.K.")
    with pytest.raises(CatalogueError, match=r"“Course” belongs to the program.*retire"):
        filled.lists.remove("kind", "course", who="A.K.")
    assert "zzz_talks" not in listed(filled)
    with pytest.raises(NotFound, match="zzz_talks"):
        filled.lists.remove("kind", "zzz_talks", who="A.K.")


def test_that_no_record_is_left_with_a_status_that_does_not_fit(store: Store) -> None:
    store.add(a_record(kind="course", status="closed"), who="A.K.")
    store.add(a_record(kind="course", status=""), who="A.K.")
    for name, code in (("kind", "course"), ("status", "closed")):
        with pytest.raises(CatalogueError, match="1 record has a status"):
            store.lists.set_traits(name, code, {"agreement": True}, who="A.K.")
        store.lists.set_traits(name, code, {"agreement": False}, who="A.K.")
    store.lists.set_traits("kind", "seminar", {"agreement": True}, who="A.K.")
    seminar = entry(store, "seminar")
    assert isinstance(seminar, Kind)
    assert seminar.agreement
    store.lists.set_traits("kind", "seminar", {"first": ["items"]}, who="A.K.")
    assert entry(store, "seminar") == replace(seminar, first=("items",))
    store.lists.set_traits("status", "pipeline", {"under_way": True}, who="A.K.")
    pipeline = entry(store, "pipeline", "status")
    assert isinstance(pipeline, Status)
    assert pipeline.under_way


def test_that_an_edit_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    before = store.history(limit=1)[0].id
    for name, code in (("kind", "course"), ("area", "AIR"), ("status", "closed")):
        colour = entry(store, code, name).colour
        unchanged = [
            store.lists.retire(name, code, who="A.K.", retired=False),
            store.lists.set_colour(name, code, colour, who="A.K."),
            store.lists.reorder(name, listed(store, name), who="A.K."),
            store.lists.reorder(name, (), who="A.K."),
        ]
        assert [changed.entry for changed in unchanged] == [0] * 4
    assert store.history(limit=1)[0].id == before


def test_that_a_colour_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(CatalogueError, match="not a colour"):
        store.lists.set_colour("kind", "course", "blue", who="A.K.")
    with pytest.raises(CatalogueError, match="not a colour"):
        store.lists.set_colour("area", "AIR", "", who="A.K.")
    store.lists.set_colour("kind", "course", "#0000ff", who="A.K.")
    store.lists.set_colour("kind", "course", "", who="A.K.")
    assert entry(store, "course") == BUILT_IN.kind("course")


def test_that_only_the_tags_that_somebody_placed_stand_first(filled: Store) -> None:
    before = listed(filled, "tag")
    filled.lists.set_colour("tag", before[-1], "#0000ff", who="A.K.")
    assert listed(filled, "tag") == before
    filled.lists.reorder("tag", [before[2]], who="A.K.")
    assert listed(filled, "tag") == [before[2], *before[:2], *before[3:]]
    add(filled, "tag", "aaa")
    assert listed(filled, "tag") == [before[2], "aaa", *before[:2], *before[3:]]


def test_that_an_unknown_list_or_code_is_refused(store: Store) -> None:
    for name in NAMES:
        with pytest.raises(NotFound, match="“nothing”"):
            store.lists.retire(name, "nothing", who="A.K.")
        with pytest.raises(NotFound, match="“nothing”"):
            store.lists.reorder(name, ["nothing"], who="A.K.")
    with pytest.raises(KeyError):
        store.lists.entries("weather")


def test_that_each_step_is_undone_and_redone(filled: Store) -> None:
    steps: list[Callable[[], Changed]] = [
        lambda: add(filled, "kind", "Table-top exercise"),
        lambda: filled.lists.rename("kind", "course", {"en": "Training"}, who="A.K."),
        lambda: filled.lists.reorder("kind", ["table_top_exercise", "event"], who="A.K."),
        lambda: filled.lists.set_colour("tag", "air", "#0000ff", who="A.K."),
        lambda: filled.lists.reorder("tag", ["search and rescue"], who="A.K."),
        lambda: filled.lists.retire("area", "REL", who="A.K."),
        lambda: filled.lists.reorder("area", ["REL", "AIR"], who="A.K."),
        lambda: filled.lists.set_traits("status", "pipeline", {"ended": True}, who="A.K."),
        lambda: filled.lists.remove("kind", "table_top_exercise", who="A.K."),
    ]
    states = [everything(filled)]
    for step in steps:
        assert step().entry
        states.append(everything(filled))
        assert states[-1] != states[-2]
    for state in reversed(states[:-1]):
        filled.undo(who="A.K.")
        assert everything(filled) == state
    for state in states[1:]:
        filled.redo(who="A.K.")
        assert everything(filled) == state
    assert not filled.check()


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.data())
def test_that_whatever_is_put_first_stands_first_and_the_rest_keeps_its_order(
    filled: Store, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(NAMES))
    before = listed(filled, name)
    first = data.draw(st.lists(st.sampled_from(before), unique=True))
    if data.draw(st.booleans()):
        filled.lists.set_colour(name, data.draw(st.sampled_from(before)), "#123456", who="A.K.")
        assert listed(filled, name) == before
    changed = filled.lists.reorder(name, first, who="A.K.")
    after = [*first, *(code for code in before if code not in first)]
    assert listed(filled, name) == after
    if changed.entry:
        filled.undo(who="A.K.")
        assert listed(filled, name) == before
    else:
        assert after == before


def test_that_the_kinds_of_the_program_are_the_same_for_every_catalogue(store: Store) -> None:
    store.lists.retire("kind", "course", who="A.K.")
    assert BUILT_IN.kinds == KINDS


def tagged(store: Store) -> dict[int, tuple[str, ...]]:
    return {record.id: record.tags for record in store.records(range(1, 61))}


def test_that_a_tag_is_renamed_in_all_records_that_have_it(filled: Store) -> None:
    before = tagged(filled)
    having = tuple(number for number, tags in before.items() if "air" in tags)
    filled.lists.set_colour("tag", "air", "#0000ff", who="A.K.")
    changed = filled.lists.rename_tag("air", " air  force ", who="B.C.")
    assert (changed.operation, changed.title) == ("edited", "air force")
    assert changed.ids == having
    assert tagged(filled) == {
        number: tuple("air force" if tag == "air" else tag for tag in tags)
        for number, tags in before.items()
    }
    assert entry(filled, "air force", "tag").colour == "#0000ff"
    assert "air" not in listed(filled, "tag")
    assert filled.count(Filter(tags=("air force",))) == filled.count(Filter(search="force"))
    assert filled.record(having[0]).changed_by == "B.C."
    assert not filled.check()
    filled.undo(who="A.K.")
    assert tagged(filled) == before
    assert entry(filled, "air", "tag").colour == "#0000ff"
    assert filled.record(having[0]).changed_by == "founder"
    assert not filled.count(Filter(search="force"))
    filled.redo(who="A.K.")
    assert len(listed(filled, "tag")) == 5


def test_that_two_tags_are_merged_and_no_record_has_one_twice(filled: Store) -> None:
    before = tagged(filled)
    both = next(number for number, tags in before.items() if tags == ("air", "medical"))
    changed = filled.lists.merge_tags(["air", "peacekeeping"], "medical", who="A.K.")
    assert changed.operation == "merged"
    assert filled.record(both).tags == ("medical",)
    assert set(listed(filled, "tag")) == {"medical", "logistics", "search and rescue"}
    used = {use.entry.code: use.used for use in filled.lists.entries("tag")}
    assert used["medical"] == len([1 for tags in tagged(filled).values() if "medical" in tags])
    assert not filled.check()
    filled.undo(who="A.K.")
    assert tagged(filled) == before


def test_that_what_is_said_of_the_tag_that_stays_is_kept(filled: Store) -> None:
    for tag, colour in (("air", "#0000ff"), ("medical", "#00ff00")):
        filled.lists.set_colour("tag", tag, colour, who="A.K.")
    filled.lists.merge_tags(["air"], "medical", who="A.K.")
    assert entry(filled, "medical", "tag").colour == "#00ff00"
    filled.lists.merge_tags(["medical"], "logistics", who="A.K.")
    assert entry(filled, "logistics", "tag").colour == "#00ff00"


def test_that_a_tag_that_cannot_be_renamed_or_merged_is_left_alone(filled: Store) -> None:
    before = tagged(filled)
    for text, problem in (("", "Write"), ("a, b", "comma"), ("medical", "merge the two")):
        with pytest.raises(CatalogueError, match=problem):
            filled.lists.rename_tag("air", text, who="A.K.")
    with pytest.raises(NotFound):
        filled.lists.rename_tag("nothing", "something", who="A.K.")
    with pytest.raises(NotFound):
        filled.lists.merge_tags(["air"], "nothing", who="A.K.")
    assert filled.lists.rename_tag("air", "air ", who="A.K.").entry == 0
    assert filled.lists.merge_tags(["air"], "air", who="A.K.").entry == 0
    assert tagged(filled) == before


def test_that_a_tag_of_many_records_is_renamed_in_one_step(store: Store) -> None:
    records = tuple(a_record(title=f"Course {n}", tags=("old",)) for n in range(250))
    store.load(Contents(records=records), who="A.K.")
    entries = len(store.history(limit=1000))
    assert len(store.lists.rename_tag("old", "new", who="A.K.").ids) == 250
    assert len(store.history(limit=1000)) == entries + 1
    assert store.count(Filter(search="new")) == 250
    store.undo(who="A.K.")
    assert store.count(Filter(tags=("old",))) == 250
    assert not store.check()
