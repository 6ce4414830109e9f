"""Lists of records and of the history, as text."""

from datetime import UTC, datetime

from coopdesk.catalogue.history import OPERATIONS, Entry
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.summary import Summary
from coopdesk.operations.listing import history_table, operation_words, summary_table

NOON = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)


def a_summary(title: str) -> Summary:
    return Summary(
        id=1,
        reference="DK-RS/2015/001",
        title=title,
        kind="exercise",
        area="LOG",
        status="closed",
        period=Period.parse("2015-21"),
        places="",
        providers="DK",
        receivers="RS",
        organisations="",
        tags="",
        marking="UNCLASSIFIED",
        changed_at=NOON,
        changed_by="Jens",
    )


def test_that_a_record_is_one_line_in_words() -> None:
    header, line = summary_table([a_summary("LOGEX15")], None)
    assert header.split() == ["Reference", "Period", "Area", "Kind", "Status", "Title"]
    assert line == "DK-RS/2015/001  spring 2015  LOG   Exercise  Closed  LOGEX15"


def test_that_a_long_title_is_cut_to_the_terminal_and_else_whole() -> None:
    title = "Regional search and rescue structure in the Balkans " * 3
    assert len(summary_table([a_summary(title)], 80)[1]) <= 80
    assert title.strip() in summary_table([a_summary(title)], None)[1]


def test_that_an_entry_tells_who_did_what_to_how_many() -> None:
    entry = Entry(7, NOON, "Jens", "from the office", "imported", 0, 12, "LOGEX15")
    _header, line = history_table([entry], None)
    for part in ("7", "17 May 2024", "Jens", "Imported", "12", "LOGEX15 (from the office)"):
        assert part in line


def test_that_every_operation_has_a_word() -> None:
    assert [operation_words(entry.code) for entry in OPERATIONS] == [e.label for e in OPERATIONS]
    assert operation_words("something newer") == "something newer"
