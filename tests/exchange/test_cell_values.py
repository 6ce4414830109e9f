import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.exchange.cell_values import country_of, number_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14", 14), ("14,5", 14.5), ("-3.25", -3.25), ("−3", -3), ("1 400", 1400), ("1'400", 1400),
        ("0.125", 0.125), ("0,125", 0.125), ("1.234.567", 1234567), ("1.234,5", 1234.5),
        ("1,234.50", 1234.5), ("12.345.678,9", 12345678.9),
    ],
)  # fmt: skip
def test_that_a_number_is_read_in_any_countrys_way(text: str, value: float) -> None:
    assert number_of(text) == value


@pytest.mark.parametrize("text", ["1.234", "1,234", "-12,000"])
def test_that_what_is_two_numbers_is_refused_with_both_ways(text: str) -> None:
    with pytest.raises(CatalogueError, match="two ways"):
        number_of(text)


@pytest.mark.parametrize("text", ["many", "1.2.3", "1,2,3", "12 trucks", "1e5", "٣", "1.234,5.6"])
def test_that_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError, match="not a number"):
        number_of(text)


@pytest.mark.parametrize("text", ["RS", "rs", "Serbia", "Serbien", "Србија", "Srbija", " serbia "])
def test_that_a_country_is_known_by_its_code_and_in_all_our_languages(text: str) -> None:
    assert country_of(text) == "RS"


def test_that_another_name_is_no_country() -> None:
    with pytest.raises(CatalogueError, match="Atlantis"):
        country_of("Atlantis")
