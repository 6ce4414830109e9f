"""What holds of every report: it is marked, refused above the ceiling, and made the same twice."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.marking import AboveCeiling, Audience
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.i18n import LANGUAGES
from coopdesk.reports.child import job, run_job
from coopdesk.reports.options import Options
from coopdesk.reports.registry import REPORTS, Report
from coopdesk.reports.request import ReportRequest
from coopdesk.reports.visit import Visit
from tests.builders import a_full_record
from tests.reports import reading
from tests.reports.requests import a_request

ROOT = Path(__file__).resolve().parents[2]
SERBIA = Audience("partner", "RS")
# One kind for each report that tells only of some.
_KINDS = (("agreement", "in_force"), ("donation", "closed"), ("course", "pipeline"))
every = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)


def records(**changes: object) -> list[Record]:
    return [
        a_full_record(kind=kind, status=status, period=Period.parse("2026-11"), **changes)
        for kind, status in _KINDS
    ]


def request(*given: Record, **changes: object) -> ReportRequest:
    visit = Visit(name="Minister", date="2026-11-24")
    return a_request(*given, options=Options(visit=visit), **changes)


@every
@pytest.mark.parametrize("audience", [Audience(), SERBIA], ids=str)
def test_that_a_record_above_the_ceiling_is_refused(report: Report, audience: Audience) -> None:
    for changes in (
        {"marking": "CONFIDENTIAL"},
        {"marking": "RESTRICTED", "documents": (Document("Plan", marking="SECRET"),)},
    ):
        above = request(*records(**changes), audience=audience)
        with pytest.raises(AboveCeiling, match="is not accredited"):
            job(above, report.name)


@every
@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_that_the_banner_has_the_marking_and_where_it_may_go(report: Report, language: str) -> None:
    restricted = records(marking="RESTRICTED", publish=False, releasable_to=("RS",))
    own = {"da": " / TIL TJENESTEBRUG", "sr": " / ИНТЕРНО", "sr_Latn": " / INTERNO"}
    expected = f"RESTRICTED{own.get(language, '')} – REL TO DNK, SRB"
    for audience in (Audience(), SERBIA):
        text = job(request(*restricted, language=language, audience=audience), report.name)
        data = json.loads(text)["data"]
        assert data["banner"] == {"text": expected, "grave": True}
        assert expected in data["document"]["description"]
        assert expected in data["document"]["keywords"]


@every
@pytest.mark.slow
def test_that_marking_and_audience_are_on_each_page_and_in_the_metadata(report: Report) -> None:
    restricted = records(marking="RESTRICTED", publish=False, releasable_to=("RS",))
    pdf = run_job(job(request(*restricted, audience=SERBIA, language="sr"), report.name))
    banner = "RESTRICTED / ИНТЕРНО – REL TO DNK, SRB"
    assert [page.count(banner) >= 2 for page in reading.pages(pdf)] == [True] * len(
        reading.pages(pdf)
    )
    assert banner in reading.xmp(pdf)
    assert "Србија" in reading.xmp(pdf)
    info = reading.reader(pdf).metadata
    assert info is not None
    assert banner in str(info["/Keywords"])


@every
@pytest.mark.slow
def test_that_the_same_records_options_and_day_give_the_same_file(report: Report) -> None:
    asked = request(*records(), audience=Audience())
    assert run_job(job(asked, report.name)) == run_job(job(replace(asked), report.name))


_DIGESTS = """
import hashlib
from tests.reports import test_release
for report in test_release.REPORTS:
    print(report.name, test_release.digest(report))
"""


def digest(report: Report) -> str:
    """Return the digest of what the child is given for a report."""
    return hashlib.sha256(job(request(*records()), report.name)).hexdigest()


@pytest.mark.slow
def test_that_no_order_is_left_to_chance() -> None:
    def told(seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", _DIGESTS],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    first = told("1")
    assert len(first.splitlines()) == len(REPORTS)
    assert first == told("2")


@every
@pytest.mark.slow
def test_that_no_name_of_user_machine_or_folder_is_in_the_file(
    report: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for variable in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "HOME", "TMPDIR"):
        monkeypatch.setenv(variable, str(tmp_path / "qwvzname"))
    monkeypatch.chdir(tmp_path)
    worked = records(created_by="Jens", changed_by="Mette")
    pdf = run_job(job(request(*worked, audience=SERBIA), report.name))
    whole = reading.everything(pdf) + pdf.decode("latin-1")
    for name in ("qwvz", "Jens", "Mette", str(tmp_path), str(ROOT)):
        assert name not in whole
