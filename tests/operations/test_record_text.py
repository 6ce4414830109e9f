"""A record as plain text says all that the record says."""

from dataclasses import replace

from coopdesk.catalogue.fields import FIELDS
from coopdesk.operations.record_text import record_lines
from tests.builders import NOON, a_full_record, a_record, areas


def shown(**changes: object) -> str:
    return "\n".join(record_lines(replace(a_full_record(), **changes), areas()))  # type: ignore[arg-type]


def test_that_each_field_with_a_value_is_shown_with_its_label() -> None:
    record = replace(
        a_full_record(),
        reference="DK-RS/2014/001",
        created_at=NOON,
        created_by="Jens",
        changed_at=NOON,
        changed_by="Anna",
    )
    starts = [line.split("  ")[0] for line in record_lines(record, areas()) if line[0] != " "]
    assert starts == [field.words() for field in FIELDS]


def test_that_fields_without_a_value_are_left_out() -> None:
    text = "\n".join(record_lines(a_record(), areas()))
    assert "Notes" not in text
    assert "Items" not in text


def test_that_codes_are_words_and_facets_readable() -> None:
    text = " ".join(shown().split())
    assert "Kind Donation Area Air forces (AIR) Status Closed" in text
    assert "Provider: Danish Air Force, Denmark" in text
    assert "Kruševac, Serbia, 43.58, 21.33" in text
    assert "fuel truck, 14 vehicle" in text
    assert "drivers, Serbia, Head count: 12" in text
    assert "First run, May 2014, Number of runs: 2" in text
    assert "Follows: DK-RS/1999/001" in text
    assert "Embassy page, Air forces, 17 May 2024, Official" in text


def test_that_a_tie_is_shown_with_the_title_that_is_known() -> None:
    lines = record_lines(a_full_record(), areas(), {"DK-RS/1999/001": "Letter of Intent"})
    assert "Follows: DK-RS/1999/001 Letter of Intent" in "\n".join(lines)


def test_that_paragraphs_stay_apart_and_lines_are_wrapped() -> None:
    lines = record_lines(a_record(notes="word " * 40 + "\nSecond part."), areas(), width=60)
    assert all(len(line) <= 60 for line in lines)
    assert lines[-2].strip() != "Second part." or lines[-1].strip()
    assert any(line.strip() == "Second part." for line in lines)


def test_that_control_characters_command_nothing_and_long_words_stay_whole() -> None:
    text = shown(title="\x1b[2Jred", notes="x" * 10_000)
    assert "\x1b" not in text
    assert "x" * 10_000 in text
