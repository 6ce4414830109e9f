"""What the readable text form of a catalogue holds, and how it refuses what it cannot."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.catalogue.facets import Item, Party, Relation, Term, Translation
from coopdesk.catalogue.fields import Field, editable_fields
from coopdesk.catalogue.plain import to_plain
from coopdesk.exchange.toml_catalogue import contents_from_plain, read_toml
from tests.builders import a_full_record

WHOLE = """
coopdesk = 1
name = "Nordic"

[[area]]
code = "AIR"
colour = "#AABBCC"
names.en = "Air forces"
names.da = "Luftstyrker"

[[area]]
code = "LOG"

[[partnership]]
code = "DK-RS"
countries = ["DK", "RS"]
since = "2004"
purpose = ["supporting reforms"]
contact.name = "Embassy"
contact.phone = "+381"

[defaults]
partnership = "DK-RS"
area = "AIR"
marking = "UNCLASSIFIED"

[[record]]
reference = "DK-RS/2015/001"
kind = "exercise"
title = "Øvelse {0} <b> #let x"
period = 2015-05-17
parties = [{ country = "DK", role = "provider" }]
items = [{ description = "pump", quantity = 2.5, unit = "module" }]
relations = [{ type = "related", reference = "DK-RS/2014/001" }]

[[record]]
kind = "course"
area = "LOG"
title = "Обука"
"""


def read(tmp_path: Path, text: str) -> Contents:
    path = tmp_path / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return read_toml(path)


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(CatalogueError) as refused:
        read(tmp_path, text)
    message = str(refused.value)
    assert str(tmp_path / "catalogue.toml") in message
    assert "\n" not in message
    return message


def test_that_a_file_gives_its_areas_in_order_with_names_and_colours(tmp_path: Path) -> None:
    air, log = read(tmp_path, WHOLE).areas
    assert (air.code, air.position, air.colour) == ("AIR", 0, "#aabbcc")
    assert (air.name("da"), air.name("sr")) == ("Luftstyrker", "Air forces")
    assert (log.code, log.position, log.name()) == ("LOG", 1, "LOG")


def test_that_a_file_gives_its_partnership_with_its_contact(tmp_path: Path) -> None:
    (partnership,) = read(tmp_path, WHOLE).partnerships
    assert partnership.countries == ("DK", "RS")
    assert partnership.since == "2004"
    assert partnership.contact is not None
    assert (partnership.contact.name, partnership.contact.fax) == ("Embassy", "")


def test_that_a_record_keeps_its_text_reference_and_facets(tmp_path: Path) -> None:
    first = read(tmp_path, WHOLE).records[0]
    assert first.reference == "DK-RS/2015/001"
    assert first.title == "Øvelse {0} <b> #let x"
    assert first.parties == (Party(country="DK", role="provider"),)
    assert first.items == (Item("pump", 2.5, "module"),)
    assert first.relations == (Relation("related", "DK-RS/2014/001"),)


def toml(value: Any) -> str:
    """Return a plain value as TOML writes it within one line; what is None is left out."""
    if isinstance(value, dict):
        given = (f"{name} = {toml(part)}" for name, part in value.items() if part is not None)
        return "{ " + ", ".join(given) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("field", editable_fields(), ids=lambda field: field.name)
def test_that_each_field_and_facet_is_read_as_it_was_written(tmp_path: Path, field: Field) -> None:
    full = a_full_record()
    line = f"{field.name} = {toml(to_plain(full)[field.name])}"
    (record,) = read(tmp_path, f"coopdesk = 1\n[[record]]\n{line}\n").records
    assert getattr(record, field.name) == getattr(full, field.name)


def test_that_facets_may_be_written_as_tables_of_their_own(tmp_path: Path) -> None:
    text = """
        coopdesk = 1
        [[record]]
        title = "Protocol"
        [[record.terms]]
        signed = 2010-03-01
        expires = "2015"
        signatories = ["DK MoD", "RS MoD"]
        [[record.terms]]
        title = "Amendment 1"
        [[record.translations]]
        language = "da"
        title = "Protokol"
    """
    (record,) = read(tmp_path, text).records
    assert record.terms == (
        Term(signed="2010-03-01", expires="2015", signatories=("DK MoD", "RS MoD")),
        Term("Amendment 1"),
    )
    assert record.translations == (Translation("da", "Protokol"),)


def test_that_a_date_without_quotes_is_read_as_the_same_period(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE).records[0].period.edtf == "2015-05-17"


def test_that_a_record_has_the_defaults_unless_it_says_otherwise(tmp_path: Path) -> None:
    first, second = read(tmp_path, WHOLE).records
    assert (first.area, second.area) == ("AIR", "LOG")
    assert {first.marking, second.marking} == {"UNCLASSIFIED"}
    assert second.reference == ""


def test_that_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeff" + WHOLE).name == "Nordic"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('titel = "x"', "titel"),
        ("title = 7", "title"),
        ('period = "last week"', "last week"),
        ('items = [{ quantity = "many" }]', "items.delivered"),
        ('items = [{ colour = "red" }]', "items"),
        ('items = [{ serials = "A1, A2" }]', "items.serials"),
        ("items = [{ quantity = 1, delivered = 2 }]", "given twice"),
        ('terms = [{ signed = "in May" }]', "terms.signed"),
        ('transactions = [{ amount = "a lot" }]', "transactions.amount"),
        ("documents = [{ size = 1.5 }]", "documents.size"),
        ("contacts = [{ contact = 1 }]", "contacts.contact"),
        ('translations = { da = "x" }', "translations"),
        ("milestones = [{ due = 07:32:00 }]", "milestones.due"),
        ("publish = 1", "publish"),
        ('tags = "a, b"', "tags"),
        ("participants = [{ headcount = 1.5 }]", "participants.headcount"),
    ],
)
def test_that_a_wrong_field_is_refused_with_file_record_and_field(
    tmp_path: Path, line: str, said: str
) -> None:
    lines = ['kind = "course"', line]
    if not line.startswith("title"):
        lines.insert(0, 'title = "Second of its kind"')
    message = refusal(
        tmp_path, 'coopdesk = 1\n[[record]]\ntitle = "A"\n[[record]]\n' + "\n".join(lines)
    )
    assert "record 2" in message
    assert said in message
    if not line.startswith("title"):
        assert "Second of its kind" in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "coopdesk = 1"),
        ("name = 'other program'", "coopdesk = 1"),
        ("coopdesk = 2", "coopdesk = 1"),
        ("coopdesk = 1\nrecords = []", "records"),
        ("coopdesk = 1\nname = 3", "name"),
        ("coopdesk = 1\nrecord = 3", "[[record]]"),
        ("coopdesk = 1\ndefaults = 3", "defaults"),
        ("coopdesk = 1\n[[record]\n", "line 2"),
        ("coopdesk = 1\n[[area]]\nnames.en = 'x'", "code"),
        ("coopdesk = 1\n[[area]]\ncode = 'A'\ncolour = 'red'", "red"),
        ("coopdesk = 1\n[[area]]\ncode = 'A'\ncolor = '#ffffff'", "color"),
        ("coopdesk = 1\n[[area]]\ncode = 'A'\nnames = 'x'", "names"),
        ("coopdesk = 1\n[[area]]\ncode = 'A'\n[[area]]\ncode = 'A'", "twice"),
        ("coopdesk = 1\n[[partnership]]\ncode = 'P'\nsince = 'long ago'", "long ago"),
        ("coopdesk = 1\n[[partnership]]\ncode = 'P'\ncountries = 'DK'", "countries"),
        ("coopdesk = 1\n[[partnership]]\ncode = 'P'\ncontact = 3", "contact"),
        ("coopdesk = 1\n[[partnership]]\ncode = 'P'\ncontact.mobile = '1'", "mobile"),
        ("coopdesk = 1\n[[record]]\nreference = 'R'\n[[record]]\nreference = 'R'", "twice"),
    ],
)
def test_that_a_wrong_file_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, text)


def test_that_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('coopdesk = 1\nname = "Ø"'.encode("latin-1"))
    with pytest.raises(CatalogueError, match="UTF-8"):
        read_toml(path)


def test_that_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.toml: there is no such file"):
        read_toml(tmp_path / "none.toml")


def test_that_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="not a file"):
        read_toml(tmp_path)


def test_that_deep_nesting_is_refused_rather_than_ending_the_program(tmp_path: Path) -> None:
    refusal(tmp_path, "coopdesk = " + "[" * 20_000)


TEXT = st.sampled_from(
    ["", "2015", "2015-13", "../..", "DK", "title", "quantity", "\x00", "#1", "\u202e", "9" * 99]
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["uid", "title", "period", "items", "parties", "tags", "created_at", "publish", "id", "notes"]
) | st.sampled_from(
    ["terms", "deployments", "budget", "transactions", "documents", "contacts", "translations"]
)


@given(st.dictionaries(NAMES, PLAIN), st.dictionaries(st.sampled_from(["code", "names"]), PLAIN))
def test_that_any_record_is_read_or_refused(
    record: dict[str, object], area: dict[str, object]
) -> None:
    with suppress(CatalogueError):
        contents_from_plain({"coopdesk": 1, "record": [record], "area": [area]})
