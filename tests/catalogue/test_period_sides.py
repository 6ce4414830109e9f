import pytest

from coopdesk.catalogue.period import Period, PeriodError
from coopdesk.catalogue.period_sides import Side, Typed
from coopdesk.catalogue.period_terms import terms


def _typed(text: str, language: str = "da") -> Typed:
    return Typed(text, language, *terms(text))


@pytest.mark.parametrize(
    ("before", "after", "qualifier"),
    [
        ("", "", ""),
        ("f", "", ""),
        ("fa", "", "~"),
        ("u", "", "?"),
        ("", "(u)", "?"),
        ("a", "?", "%"),
        ("", "%", "%"),
    ],
)
def test_that_marks_make_a_qualifier(before: str, after: str, qualifier: str) -> None:
    assert Side(2010, before=before, after=after).edtf() == f"2010{qualifier}"


@pytest.mark.parametrize(
    ("side", "edtf"),
    [
        (Side(2014, 5, 17), "2014-05-17"),
        (Side(800), "0800"),
        (Side(2015, 34), "2015-34"),
        (Side(2015, 34, before="a"), "2015-04~/2015-06~"),
        (Side(2015, 41), "2015-41"),
        (Side(1990, decade=True, after="?"), "199X?"),
    ],
)
def test_that_a_date_on_its_own_is_what_edtf_has_it(side: Side, edtf: str) -> None:
    assert side.period() == Period.parse(edtf)


@pytest.mark.parametrize("side", [Side(), Side(0, 5), Side(2014, 0, 17)])
def test_that_without_year_or_month_it_is_none(side: Side) -> None:
    assert side.period() is None


def test_that_what_has_no_place_in_an_interval_gives_its_first_and_last() -> None:
    quarter, decade = Side(2015, 36, after="?"), Side(1990, decade=True)
    assert quarter.bound(last=False).edtf() == "2015-10?"
    assert quarter.bound(last=True).edtf() == "2015-12?"
    assert decade.bound(last=False).edtf() == "1990"
    assert decade.bound(last=True).edtf() == "1999"
    assert Side(2015, 21).bound(last=True) == Side(2015, 21)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("17. maj 2014", Side(2014, 5, 17)),
        ("maj", Side(0, 5)),
        ("17", Side(0, 0, 17)),
        ("17.05.2014", Side(2014, 5, 17)),
        ("2014-05", Side(2014, 5)),
        ("Q2", Side(0, 34)),
        ("the 1990s", Side(1990, decade=True, before="f")),
        ("third half 2015", None),
        ("maj maj 2014", None),
        ("0 maj", None),
        ("12.05. –", None),
    ],
)
def test_that_terms_make_a_date(text: str, side: Side | None) -> None:
    typed = _typed(text)
    assert typed.side(0, len(typed.kinds.rstrip("-"))) == side


@pytest.mark.parametrize("text", ["2014-13", "2014-02-29", "0000-01", "20155", "1.1.0000"])
def test_that_impossible_figures_are_refused_wherever_they_stand(text: str) -> None:
    with pytest.raises(PeriodError, match="“od"):
        _typed(f"od {text} do").check_figures()


def test_that_one_date_settles_the_order_of_another() -> None:
    typed = _typed("5/6/2014 – 5/17/2014", "en")
    assert typed.side(0, 1) == Side(2014, 5, 6)
    assert _typed("5/6/2014 – 17/6/2014", "en").side(0, 1) == Side(2014, 6, 5)
    with pytest.raises(PeriodError, match=r"2014-06-05 .* or 2014-05-06 "):
        _typed("5/6/2014", "en").side(0, 1)
