"""Generated catalogues: the same for the same size, and as varied as real ones."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from coopdesk.catalogue.codes import KINDS, STATUSES
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.plain import to_plain
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Context, refuse_errors
from tests.bench import generate, vocabulary

MANY = tuple(generate.records(3_000))


def test_that_the_same_number_gives_the_same_records() -> None:
    again = tuple(generate.records(3_000))
    assert [to_plain(record) for record in again] == [to_plain(record) for record in MANY]
    assert generate.frame(9) == generate.frame(9)


def test_that_a_larger_catalogue_begins_with_a_smaller_one() -> None:
    assert tuple(islice(generate.records(100_000), 3_000)) == MANY


def test_that_the_rules_accept_every_record() -> None:
    frame = generate.frame(3_000)
    context = Context(
        {area.code for area in frame.areas},
        {partnership.code for partnership in frame.partnerships},
        date(2025, 1, 1),
    )
    for record in MANY:
        refuse_errors(record, context)


def test_that_references_and_uids_are_given_once() -> None:
    assert len({record.reference for record in MANY}) == len(MANY)
    assert len({record.uid for record in MANY}) == len(MANY)


def test_that_ties_lead_to_records_that_are_there() -> None:
    known = {record.reference for record in MANY}
    ties = [tie.reference for record in MANY for tie in record.relations]
    assert len(ties) > 100
    assert set(ties) <= known


def test_that_records_vary_in_everything_that_a_filter_knows() -> None:
    assert {record.area for record in MANY} == {code for code, _c, _n in vocabulary.AREAS}
    assert {record.kind for record in MANY} == {kind.code for kind in KINDS}
    assert {record.status for record in MANY} == {"", *(status.code for status in STATUSES)}
    assert {record.marking for record in MANY} == {"UNMARKED", "UNCLASSIFIED", "RESTRICTED"}
    assert {record.partnership for record in MANY} == {c for c, _w in vocabulary.PARTNERSHIPS}
    assert {tag for record in MANY for tag in record.tags} == set(vocabulary.TAGS)
    assert any(record.publish for record in MANY)


def test_that_dates_have_every_precision() -> None:
    periods = [record.period for record in MANY]
    assert any(period.unknown for period in periods)
    assert any(period.open_end for period in periods)
    assert any(period.open_start for period in periods)
    assert any(period.approximate for period in periods)
    assert any(period.uncertain for period in periods)
    assert {len(period.edtf) for period in periods if period.edtf.isdecimal()} == {4}
    for season in ("-21", "-22", "-23", "-24"):
        assert any(period.edtf.endswith(season) for period in periods)


@pytest.mark.parametrize("sign", ["ø", "Đ", "ж", "თ"])
def test_that_text_is_written_in_several_scripts(sign: str) -> None:
    def text(record: Record) -> str:
        return record.title + record.summary + "".join(p.organisation for p in record.parties)

    assert any(sign in text(record) for record in MANY)


def test_that_a_file_holds_the_records_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "CHUNK", 40)
    with closing(generate.generate(100, tmp_path / "a.coopdesk")) as store:
        assert store.count(Filter()) == 100
        stored = sorted(store.records(store.ids(Filter(), Sort())), key=lambda record: record.id)
    given = {"id": 0, "version": 0, "created_by": "", "changed_by": ""}
    for record, made in zip(stored, generate.records(100), strict=True):
        bare = replace(record, **given, created_at=None, changed_at=None)  # type: ignore[arg-type]
        assert bare == made


def test_that_the_program_writes_a_file_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.coopdesk"
    assert generate.main(["12", str(path)]) == 0
    assert "12 records" in capsys.readouterr().out
    assert path.stat().st_size > 10_000


@pytest.mark.parametrize("arguments", [[], ["12"], ["many", "a.coopdesk"], ["-1", "a.coopdesk"]])
def test_that_wrong_usage_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(arguments) == 2
    assert "usage" in capsys.readouterr().err
