"""Generated catalogues: the same for the same size, and as varied as real ones."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from coopdesk.catalogue.codes import KINDS, STATUSES
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.plain import to_plain
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.rules import Context, refuse_errors
from tests.bench import generate, vocabulary

MANY = tuple(generate.records(3_000))
FACETS = [field for field in FIELDS if field.facet]


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


NEWER = (
    "terms", "deployments", "budget", "transactions", "milestones", "results", "documents",
    "contacts", "translations",
)  # fmt: skip


def test_that_a_third_of_the_records_carry_further_facets() -> None:
    carrying = [record for record in MANY if any(getattr(record, name) for name in NEWER)]
    assert 0.28 < len(carrying) / len(MANY) < 0.38


@pytest.mark.parametrize("field", FACETS, ids=lambda field: field.name)
def test_that_every_part_of_every_facet_is_told_somewhere(field: Field) -> None:
    assert field.facet is not None
    entries = [entry for record in MANY for entry in getattr(record, field.name)]
    told = {
        part.name
        for part in FACET_FIELDS[field.facet]
        for entry in entries
        if getattr(entry, part.name) not in ("", None, ())
    }
    declared = {part.name for part in FACET_FIELDS[field.facet]}
    assert declared - told == LEFT_OUT.get(field.name, set())


# Documents are mere links here; the others are long or rare.
LEFT_OUT = {
    "documents": {"file_name", "media_type", "size", "digest", "marking", "note"},
    "milestones": {"note"},
    "results": {"note"},
    "translations": {"description"},
}


def test_that_money_is_of_three_currencies_with_a_rate_between_them() -> None:
    paid = {entry.currency for record in MANY for entry in record.transactions}
    planned = {entry.currency for record in MANY for entry in record.budget}
    assert paid == planned == {"DKK", "EUR", "RSD"}
    assert {rate.per for rate in generate.frame(9).rates} == {"DKK", "RSD"}


def test_that_records_name_contacts_and_organisations_of_the_catalogue() -> None:
    frame = generate.frame(9)
    contacts = {entry.contact for record in MANY for entry in record.contacts}
    assert contacts == {contact.name for contact in frame.contacts}
    named = {entry.provider for record in MANY for entry in record.transactions}
    assert named | {name for record in MANY for name in record.organisations} <= {
        organisation.name for organisation in frame.organisations
    }


def test_that_a_translation_is_into_another_language_and_says_the_same() -> None:
    for record in MANY:
        languages = [translation.language for translation in record.translations]
        assert len(set(languages)) == len(languages)
        for translation in record.translations:
            assert translation.title != record.title
            number = record.title.partition(":")[0].rpartition(" ")[2]
            assert f" {number}: " in translation.title


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
