"""The reports that there are, and a clear word about those that there are not."""

import pytest

from coopdesk.catalogue.errors import UnknownCode
from coopdesk.reports.registry import REPORTS, report_named
from coopdesk.resources import resource


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_that_each_report_is_found_and_has_its_template(report: object) -> None:
    found = report_named(getattr(report, "name", ""))
    assert found is report
    assert resource("reports", found.template).is_file()
    assert found.words("da") != ""


def test_that_an_unknown_report_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownCode, match=r"“phonebook”.*catalogue"):
        report_named("phonebook")
