"""No report tells an audience outside anything of what it may not see, anywhere in the file."""

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import StreamObject

from coopdesk.catalogue.marking import Audience
from coopdesk.i18n import LANGUAGES
from coopdesk.reports.child import job, run_job
from coopdesk.reports.registry import REPORTS
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.volumes import IN_VOLUMES, volumes, weight
from tests.builders import a_full_record
from tests.reports.planted import (
    KINDS,
    OUTSIDE,
    PUBLIC,
    SERBIA,
    TIES,
    Planted,
    Shape,
    planted,
    shapes,
)
from tests.reports.reading import everything, reader
from tests.reports.requests import a_request

_HEXADECIMAL = re.compile(b"[0-9A-Fa-f]{16,}")
NAMES = [report.name for report in REPORTS]
few = st.lists(shapes, max_size=8)


def told(report: str, made: Any) -> str:
    """Return what the child that compiles the report is given."""
    return job(made.request, report).decode()


@pytest.mark.parametrize("report", NAMES)
@given(few, st.sampled_from(OUTSIDE), st.sampled_from([code for code, _name in LANGUAGES]))
@settings(max_examples=15)
def test_that_nothing_of_what_is_withheld_is_told(
    report: str, chosen: list[Shape], audience: Audience, language: str
) -> None:
    made = planted(chosen, audience, language=language)
    text = told(report, made)
    assert made.found_in(json.dumps(json.loads(text), ensure_ascii=False)) == set()
    never = planted(chosen, audience, without=True, language=language)
    assert text == told(report, never)


@pytest.mark.parametrize("report", NAMES)
def test_that_what_only_a_withheld_record_leads_to_leaves_no_trace(report: str) -> None:
    withheld = Shape(kind="agreement", publish=False, releasable_to=(), ties=(("supersedes", 0),))
    lonely = Shape(kind="agreement", marking="RESTRICTED", ties=(("supersedes", 1),), beside=True)
    chosen = [Shape(kind="agreement"), withheld, lonely]
    made = planted(chosen, SERBIA)
    assert [record.reference for record in made.request.beside] == ["QZ/02/XV002"]
    assert told(report, made) == told(report, planted(chosen, SERBIA, without=True))


@pytest.mark.parametrize("report", IN_VOLUMES)
@given(few, st.sampled_from(OUTSIDE))
@settings(max_examples=15)
def test_that_volumes_tell_nothing_either(
    report: str, chosen: list[Shape], audience: Audience
) -> None:
    made, never = planted(chosen, audience), planted(chosen, audience, without=True)
    size = 3 * max(map(weight, made.request.records), default=1)

    def each(request: ReportRequest) -> list[bytes]:
        return [job(part, report) for part in volumes(request, report, size)]

    several = each(made.request)
    assert made.found_in(b"".join(several).decode()) == set()
    assert several == each(never.request)


def test_that_where_a_volume_ends_says_nothing_of_what_stays_in_the_house() -> None:
    def cut(notes: str) -> list[int]:
        first = a_full_record(reference="A/0", notes=notes)
        others = [a_full_record(reference=f"A/{place}") for place in range(1, 9)]
        request = a_request(first, *others, audience=PUBLIC)
        return [len(part.records) for part in volumes(request, "catalogue", 3 * weight(others[0]))]

    assert cut("") == cut("a" * 100_000) == [3, 3, 3]


@pytest.mark.parametrize("report", NAMES)
def test_that_inside_the_house_the_words_are_told(report: str) -> None:
    # Otherwise the tests here would find nothing, whatever leaked.
    made = planted(_rich(), Audience())
    inside = planted(_rich(), PUBLIC)
    made.secrets = inside.secrets
    assert len(made.found_in(told(report, made))) > 10


def _rich() -> list[Shape]:
    """Return the shapes of a catalogue in which every kind is there, seen and withheld."""
    found = []
    for place, kind in enumerate(KINDS):
        ties = ((TIES[place % len(TIES)], 2 * place + 1), ("supersedes", 2 * place + 3))
        status = "in_force" if kind == "agreement" else "implementation"
        found.append(Shape(kind=kind, period="2026", ties=ties, status=status))
        found.append(
            Shape(
                kind=kind,
                period="2026",
                marking="RESTRICTED",
                releasable_to=(),
                publish=False,
                document="RESTRICTED",
                ties=((TIES[place % len(TIES)], 2 * place),),
                status=status,
            )
        )
    # Seen, and beside the report, but only a withheld record leads there.
    lonely = Shape(marking="RESTRICTED", publish=False, ties=(("follows", 1),), beside=True)
    for_serbia = Shape(marking="RESTRICTED", publish=False, document="RESTRICTED", period="2026")
    lower = Shape(marking="UNMARKED", publish=False, document="RESTRICTED", period="2026")
    return [*found, for_serbia, lower, lonely]


@pytest.mark.slow
@pytest.mark.parametrize("audience", [SERBIA, PUBLIC], ids=str)
@pytest.mark.parametrize("report", NAMES)
def test_that_the_file_is_that_of_a_catalogue_without_what_is_withheld(
    report: str, audience: Audience
) -> None:
    made = planted(_rich(), audience)
    pdf = run_job(job(made.request, report))
    _nothing_in(pdf, made)
    never = planted(_rich(), audience, without=True)
    assert pdf == run_job(job(never.request, report))


@pytest.mark.slow
@pytest.mark.parametrize("report", NAMES)
@given(few, st.sampled_from(OUTSIDE), st.sampled_from([code for code, _name in LANGUAGES]))
@settings(max_examples=3)
def test_that_no_file_has_a_secret_in_it(
    report: str, chosen: list[Shape], audience: Audience, language: str
) -> None:
    made = planted(chosen, audience, language=language)
    _nothing_in(run_job(job(made.request, report)), made)


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-be", "utf-16-le"])
def test_that_the_search_reads_a_secret_in_whatever_form(encoding: str) -> None:
    made = Planted(a_request(), {"qzabcdxv"})
    plain = "Qzabcdxv".encode(encoding)
    for part in (b"(" + plain + b")", b"<" + plain.hex().encode() + b">"):
        assert any(made.found_in(reading) for reading in _readings(part))


@pytest.mark.slow
def test_that_the_search_finds_a_secret_in_a_file() -> None:
    inside = planted(_rich(), PUBLIC)
    made = planted(_rich(), Audience())
    pdf = run_job(job(made.request, "catalogue"))
    found = inside.found_in(_text(pdf))
    assert len(found) > len(inside.secrets) / 3


def _nothing_in(pdf: bytes, made: Any) -> None:
    assert made.found_in(_text(pdf)) == set()
    for part in _parts(pdf):
        for reading in _readings(part):
            assert made.found_in(reading) == set()


def _text(pdf: bytes) -> str:
    """Return all that can be read in the file, also without what breaks a word over lines."""
    text = everything(pdf).casefold()
    return text + "".join(char for char in text if char.isalnum() or char == "/")


def _parts(pdf: bytes) -> list[bytes]:
    """Return the file, and each of its streams decompressed."""
    whole = reader(pdf)
    size: Any = whole.trailer["/Size"]
    found = [pdf]
    for number in range(1, size):
        one = whole.get_object(number)
        if isinstance(one, StreamObject):
            found.append(one.get_data())
    start = 0
    while (start := pdf.find(b"stream", start)) >= 0:
        begin = start + (8 if pdf[start + 6 : start + 8] == b"\r\n" else 7)
        start += 6
        try:
            found.append(zlib.decompressobj().decompress(pdf[begin:]))
        except zlib.error:
            continue
    return found


def _readings(part: bytes) -> Iterator[str]:
    """Yield what ``part`` says as plain text, as UTF-16, and as both in hexadecimal."""
    yield part.decode("latin-1")
    yield part.replace(b"\0", b"").decode("latin-1")
    for found in _HEXADECIMAL.findall(part):
        plain = bytes.fromhex(found[: len(found) // 2 * 2].decode())
        yield plain.replace(b"\0", b"").decode("latin-1")
