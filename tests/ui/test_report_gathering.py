from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.ui.report_gathering import suggested_name


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
