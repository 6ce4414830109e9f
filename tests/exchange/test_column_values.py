import pytest

from coopdesk.catalogue.record import Record
from coopdesk.catalogue.vocabulary import BUILT_IN
from coopdesk.exchange.column_values import guessed_by_values
from coopdesk.exchange.row_records import Frame
from tests.builders import areas

FRAME = Frame(areas(), BUILT_IN, Record(kind="project", area="GEN"))
UNKNOWN = ("", "", "", "")


@pytest.mark.parametrize(
    ("rows", "targets"),
    [
        (
            [["1", "Fuel trucks", "2014", "Donation"], ["2", "First aid", "spring 2015", "course"]],
            ("", "title", "period", "kind"),
        ),
        (
            [["Air forces", "Trucks for all", "closed", "RS"], ["TRN", "Training", "", "Denmark"]],
            ("area", "title", "status", "country"),
        ),
        ([["RESTRICTED", "2014", "2015", "x"]], ("marking", "period", "", "")),
        ([["", " ", "", ""]], UNKNOWN),
    ],
)
def test_that_columns_are_told_by_their_values(
    rows: list[list[str]], targets: tuple[str, ...]
) -> None:
    assert guessed_by_values(rows, UNKNOWN, FRAME) == targets


def test_that_what_a_heading_says_stays_and_is_given_to_no_other() -> None:
    rows = [["2014", "2015", "Fuel trucks", "Long and wordy"]]
    known = ("period", "", "", "title")
    assert guessed_by_values(rows, known, FRAME) == known


def test_that_one_value_that_does_not_fit_speaks_against_a_column() -> None:
    rows = [["2014", "a", "b", "c"], ["2014-13", "a", "b", "c"]]
    assert guessed_by_values(rows, UNKNOWN, FRAME)[0] == ""
