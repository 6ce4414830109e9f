"""Requests for reports with valid defaults, and the PDF of one."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from coopdesk.catalogue.record import Record
from coopdesk.reports.compiling import compile_pdf
from coopdesk.reports.registry import report_named
from coopdesk.reports.request import ReportRequest
from tests.builders import a_partnership, a_record, areas

PRINTED = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


def numbered(*records: Record) -> tuple[Record, ...]:
    """Return the records with a reference each, where they have none."""
    return tuple(
        replace(record, reference=record.reference or f"DK-RS/2026/{place:03}")
        for place, record in enumerate(records, start=1)
    )


def a_request(*records: Record, **changes: Any) -> ReportRequest:
    values: dict[str, Any] = {
        "catalogue_name": "Denmark–Serbia",
        "records": numbered(*records),
        "areas": areas(),
        "partnerships": (a_partnership(),),
        "printed_at": PRINTED,
        "release": "0.1.0",
        **changes,
    }
    return ReportRequest(**values)


def courses(number: int, **changes: Any) -> tuple[Record, ...]:
    return tuple(a_record(title=f"Course {place}", **changes) for place in range(1, number + 1))


def pdf_of(request: ReportRequest, name: str = "catalogue") -> bytes:
    report = report_named(name)
    return compile_pdf(report.template, report.build(request), request.printed_at)
