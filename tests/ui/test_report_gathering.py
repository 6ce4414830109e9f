import json
from datetime import date
from pathlib import Path
from threading import Event

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.marking import Audience
from coopdesk.reports.options import Options
from coopdesk.reports.visit import Visit
from coopdesk.storage.store import Store
from coopdesk.ui.report_gathering import SELECTED, WHOLE, Choice, Scope, gather, read_opening
from coopdesk.ui.report_names import suggested_name


@given(st.text(max_size=300), st.text(max_size=300))
def test_that_a_suggested_name_is_safe_on_any_system(catalogue: str, scope: str) -> None:
    name = suggested_name(catalogue, scope, date(2026, 11, 26))
    assert name.endswith(" 2026-11-26.pdf")
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t\u202e')
    assert not name.startswith((".", " ", "-"))
    assert len(name.encode()) <= 255
    assert name.split(".", 1)[0].casefold() not in ("con", "nul", "com1")


def test_that_a_suggested_name_keeps_the_letters_of_every_language() -> None:
    name = suggested_name("Danmark–Србија", "Øvelser: 2015/16", date(2026, 11, 26))
    assert name == "Danmark–Србија Øvelser- 2015-16 2026-11-26.pdf"


def test_that_a_saved_filter_is_offered_and_printed_under_its_name(sample_file: Path) -> None:
    wanted = Filter(kinds=("course",), excluded=(("areas", "AIR"),))
    scope = Scope(wanted, Sort(), "Courses on land", "Courses on land")
    store = Store.open(sample_file)
    try:
        offered = read_opening(store, scope).shown
        printed = gather(store, scope, Choice(), Event())
        whole = gather(store, scope, Choice(records=WHOLE), Event())
    finally:
        store.close()
    assert offered.startswith("Courses on land: Kind: Course")
    assert "Air forces" in offered
    assert printed is not None
    assert whole is not None
    assert b"Courses on land" in (printed.job or b"")
    assert b"Courses on land" not in (whole.job or b"")


def test_that_selected_records_are_offered_and_printed_alone(sample_file: Path) -> None:
    store = Store.open(sample_file)
    try:
        ids = tuple(store.ids(Filter(areas=("AIR",)), Sort()))[:2]
        titles = [record.title for record in store.records(ids)]
        scope = Scope(Filter(), Sort(), "All", ids=ids)
        offered = read_opening(store, scope).selected
        one = read_opening(store, Scope(Filter(), Sort(), "All", ids=ids[:1])).selected
        made = gather(store, scope, Choice("record", SELECTED), Event(), "A.K.")
    finally:
        store.close()
    assert (offered, one) == ("2 records", titles[0])
    assert made is not None
    assert made.count == 2
    assert made.release is not None
    assert (made.release.who, made.release.records) == ("A.K.", 2)
    assert all(json.dumps(title).encode() in (made.job or b"") for title in titles)
    assert b"LOGEX15" not in (made.job or b"")


def test_that_options_narrow_what_is_counted_as_withheld(sample_file: Path) -> None:
    store = Store.open(sample_file)
    try:
        choice = Choice(audience=Audience("public"), options=Options(areas=("AIR",)))
        made = gather(store, Scope(Filter(), Sort(), "All"), choice, Event())
        everywhere = store.count(Filter(areas=("AIR",)))
    finally:
        store.close()
    assert made is not None
    assert made.count == everywhere
    assert made.withheld == "Nothing is withheld"


def test_that_nothing_is_read_for_what_nobody_waits_for(sample_file: Path) -> None:
    store = Store.open(sample_file)
    cancelled = Event()
    cancelled.set()
    try:
        assert gather(store, Scope(Filter(), Sort(), "All"), Choice(), cancelled) is None
    finally:
        store.close()


def test_that_it_is_said_what_of_a_visit_stays_in_the_house(sample_file: Path) -> None:
    visit = Visit(name="Talks", talking_points=("Ask for more places",))
    store = Store.open(sample_file)

    def withheld(audience: Audience, options: Options) -> str:
        choice = Choice("visit-brief", WHOLE, audience=audience, options=options)
        made = gather(store, Scope(Filter(), Sort(), "All"), choice, Event())
        assert made is not None
        return made.withheld

    try:
        inside = withheld(Audience(), Options(visit=visit))
        outside = withheld(Audience("partner", "RS"), Options(visit=visit))
        nothing = withheld(Audience("partner", "RS"), Options(visit=Visit(name="Talks")))
    finally:
        store.close()
    assert inside == nothing == "Nothing is withheld"
    assert outside.splitlines()[1:] == [
        "Purpose, participants and talking points stay in the house"
    ]
