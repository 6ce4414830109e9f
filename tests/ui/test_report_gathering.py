from datetime import date
from pathlib import Path
from threading import Event

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage.store import Store
from coopdesk.ui.report_gathering import Choice, Scope, gather, read_opening, suggested_name


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
        whole = gather(store, scope, Choice(whole=True), Event())
    finally:
        store.close()
    assert offered.startswith("Courses on land: Kind: Course")
    assert "Air forces" in offered
    assert printed is not None
    assert whole is not None
    assert b"Courses on land" in (printed.job or b"")
    assert b"Courses on land" not in (whole.job or b"")
