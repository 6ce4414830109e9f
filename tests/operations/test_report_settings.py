"""The choices for a report are kept in a file as they were made."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.marking import Audience
from coopdesk.operations.report_settings import (
    LARGEST,
    ReportSettings,
    read_settings,
    write_settings,
)
from coopdesk.operations.writing import CannotWrite
from coopdesk.reports.options import DETAILS, ORDERS, Options
from coopdesk.reports.visit import AgendaItem, Visit

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
lists = st.lists(texts, max_size=3).map(tuple)
years = st.integers(1, 9999)
agenda = st.builds(AgendaItem, time=texts, title=texts, lead=texts)
visits = st.builds(
    Visit,
    name=texts,
    date=st.sampled_from(["", "2026-11-23", "2026-11-23/2026-11-25", "2027-21~"]),
    place=texts,
    purpose=texts,
    participants=lists,
    agenda=st.lists(agenda, max_size=2).map(tuple),
    talking_points=lists,
)
options = st.builds(
    Options,
    first_year=st.none() | st.integers(1, 2010),
    last_year=st.none() | st.integers(2010, 9999),
    areas=lists,
    detail=st.sampled_from([code for code, _words in DETAILS]),
    order=st.sampled_from([code for code, _words in ORDERS]),
    paragraph_marks=st.booleans(),
    history=st.booleans(),
    year=st.none() | years,
    visit=visits,
)
filters = st.builds(
    Filter,
    **{field.name: lists for field in fields(Filter) if field.name not in ("years", "search")}
    | {
        "years": st.lists(years, max_size=3).map(tuple),
        "excluded": st.lists(st.tuples(st.sampled_from(["kinds", "tags"]), texts)).map(tuple),
        "search": st.sampled_from(["", "trucks OR -kind:course", '"in two parts" area:AIR']),
    },
)
settings = st.builds(
    ReportSettings,
    report=texts,
    language=st.sampled_from(["", "en", "sr_Latn"]),
    audience=st.sampled_from([Audience(), Audience("public"), Audience("partner", "RS")]),
    wanted=filters,
    options=options,
)


@given(settings)
def test_that_choices_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, chosen: ReportSettings
) -> None:
    path = tmp_path_factory.getbasetemp() / "choices.toml"
    write_settings(path, chosen)
    assert read_settings(path) == chosen


def test_that_what_is_as_usual_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "choices.toml"
    write_settings(path, ReportSettings())
    assert path.read_text().split("\n") == [
        "coopdesk_report = 1",
        'audience = "internal"',
        "",
    ]


def test_that_a_person_can_write_the_file(tmp_path: Path) -> None:
    path = tmp_path / "choices.toml"
    path.write_text(
        """
        coopdesk_report = 1
        report = "visit-brief"
        audience = "partner:rs"

        [filter]
        areas = ["AIR"]
        excluded = [["kinds", "donation"]]

        [options]
        first_year = 2014
        detail = "brief"

        [visit]
        name = "The minister in Niš"
        date = 2026-11-23
        [[visit.agenda]]
        time = "09:30"
        title = "Talks"
        """
    )
    assert read_settings(path) == ReportSettings(
        report="visit-brief",
        audience=Audience("partner", "RS"),
        wanted=Filter(areas=("AIR",), excluded=(("kinds", "donation"),)),
        options=Options(
            first_year=2014,
            detail="brief",
            visit=Visit(
                name="The minister in Niš",
                date="2026-11-23",
                agenda=(AgendaItem(time="09:30", title="Talks"),),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour = 1", "the file has an entry “colour” that is not known; known are: .*audience"),
        ("report = 1", "“report” must be text"),
        ('language = "tlh"', "“language” must be one of en, da, sr, sr_Latn"),
        ('audience = "everybody"', "“everybody” is not an audience"),
        ('audience = "partner:QQ"', "“QQ” is not a country's code"),
        ("options = 1", r"“options” must be written as \[options\]"),
        ("[options]\ncolour = 1", r"\[options\] has an entry “colour”"),
        ("[options]\nvisit = 1", r"\[options\] has an entry “visit”"),
        ("[options]\nfirst_year = true", r"\[options\]: “first_year” must be a year, such as 2015"),
        ("[options]\nyear = 12345", r"“year” must be a year"),
        ("[options]\nfirst_year = 2015\nlast_year = 2014", r"2015 to 2014\): exchange them"),
        ('[options]\ndetail = "all"', "“detail” must be one of full, brief"),
        ('[options]\norder = ""', "“order” must be one of given, period"),
        ("[options]\nhistory = 1", "“history” must be true or false"),
        ('[options]\nareas = "AIR"', "“areas” must be a list of texts"),
        ("[visit]\nwhere = 1", r"\[visit\] has an entry “where”"),
        ('[visit]\ndate = "soon"', r"\[visit\]: “date”: .*soon"),
        ("[visit]\nparticipants = [1]", "“participants” must be a list of texts"),
        ("[visit]\nagenda = 1", r"“agenda” must be written as \[\[agenda\]\]"),
        ("[[visit.agenda]]\nwhen = 1", r"\[\[visit.agenda\]\] has an entry “when”"),
        ("[filter]\narea = []", r"\[filter\] has an entry “area”"),
        ('[filter]\nyears = ["2015"]', "“years” must be a list of years"),
        ("[filter]\ntags = [1]", "“tags” must be a list of texts"),
        ("[filter]\nsearch = 1", "“search” must be text"),
        ("[filter]\nsearch = '\"open'", "“search”: "),
        ('[filter]\nexcluded = ["kinds"]', "“excluded” must be a list of pairs"),
        ('[filter]\nexcluded = [["colour", "red"]]', "“excluded” must be a list of pairs"),
    ],
)
def test_that_a_slip_is_told_with_its_file_its_entry_and_what_it_takes(
    text: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "choices.toml"
    path.write_text(f"coopdesk_report = 1\n{text}\n")
    with pytest.raises(CatalogueError, match=rf"choices\.toml: .*{told}"):
        read_settings(path)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the line “coopdesk_report = 1” is missing"),
        (b"coopdesk_report = 2", "the line “coopdesk_report = 1” is missing"),
        (b"\xff", "not text in UTF-8"),
        (b"coopdesk_report", "not TOML"),
        (b"#" * (LARGEST + 1), "larger than"),
    ],
)
def test_that_another_file_is_refused(data: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "choices.toml"
    path.write_bytes(data)
    with pytest.raises(CatalogueError, match=rf"choices\.toml: .*{told}"):
        read_settings(path)


def test_that_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"choices\.toml: there is no such file"):
        read_settings(tmp_path / "choices.toml")


def test_that_a_catalogue_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="is a catalogue"):
        write_settings(tmp_path / "office.coopdesk", ReportSettings())
