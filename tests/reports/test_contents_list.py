"""The contents are as deep as fits, in two columns of about the same height."""

from coopdesk.catalogue.record import Record
from coopdesk.reports.contents_list import contents_list
from tests.builders import a_record


def some(number: int, title: str = "Course") -> list[Record]:
    return [a_record(title=title)] * number


def test_that_the_second_column_begins_where_the_columns_are_most_alike() -> None:
    areas = [("a", some(10)), ("b", some(2)), ("c", some(3)), ("d", some(7))]
    assert contents_list(areas) == {"sure": False, "depth": 2, "split": "c"}


def test_that_long_titles_count_for_the_lines_that_they_take() -> None:
    areas = [("a", some(2)), ("b", some(2)), ("c", some(5, "x" * 200))]
    assert contents_list(areas)["split"] == "c"


def test_that_many_records_are_not_listed_one_by_one() -> None:
    areas = [("a", some(40)), ("b", some(21))]
    assert contents_list(areas) == {"sure": True, "depth": 1, "split": ""}


def test_that_titles_too_long_for_a_page_are_not_listed() -> None:
    areas = [("a", some(20, "x" * 250)), ("b", some(5))]
    assert contents_list(areas)["depth"] == 1


def test_that_the_records_of_one_area_are_listed_since_one_line_is_no_contents() -> None:
    assert contents_list([("a", some(100))]) == {"sure": True, "depth": 2, "split": ""}
    assert contents_list([("a", some(500))])["depth"] == 1


def test_that_no_records_have_no_contents() -> None:
    assert contents_list([]) == {"sure": False, "depth": 2, "split": ""}
