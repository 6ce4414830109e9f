"""Charts on the page: all that is drawn can be read, and nothing overlaps for want of room."""

from typing import Any

from coopdesk.catalogue.period import Period
from coopdesk.catalogue.record import Record
from coopdesk.i18n import LANGUAGES
from tests.builders import a_record
from tests.reports.reading import everything, pages, reader
from tests.reports.requests import a_request, pdf_of


def dated(first: int, last: int, times: int = 1) -> list[Record]:
    years = [year for year in range(first, last + 1) for _time in range(times)]
    return [a_record(title=f"R{n}", period=Period.parse(f"{year}")) for n, year in enumerate(years)]


def smallest(pdf: bytes) -> float:
    """Return the size of the smallest text, in points."""
    sizes: list[float] = []

    def visit(text: str, _page: Any, line: Any, _font: Any, size: float) -> None:
        if text.strip():
            sizes.append(size * abs(line[3]))

    for page in reader(pdf).pages:
        page.extract_text(visitor_text=visit)
    return min(sizes)


def chart(records: list[Record]) -> list[str]:
    """Return the words of the chart of years on the fact sheet of these records."""
    page = pages(pdf_of(a_request(*records), "fact-sheet"))[0]
    return page[page.index("by year") : page.index("Main areas")].split()[2:]


def test_that_few_years_have_a_label_each() -> None:
    words = chart(dated(2004, 2026))
    assert words.count("1") == 23
    assert [word for word in words if word != "1"] == [str(year) for year in range(2004, 2027)]


def test_that_of_sixty_years_every_fifth_has_a_label() -> None:
    words = chart(dated(1967, 2026))
    assert words.count("1") == 60
    assert [word for word in words if word != "1"] == [str(y) for y in range(1970, 2026, 5)]


def test_that_where_values_have_no_room_the_tallest_column_alone_tells_its_own() -> None:
    words = chart([*dated(1967, 2026, 20), *dated(2000, 2000, 113)])
    assert "133" in words
    assert "20" not in words


def test_that_no_text_in_a_chart_is_too_small_to_read() -> None:
    made = pdf_of(a_request(*dated(2004, 2026), *dated(2010, 2012)), "area")
    assert smallest(made) >= 6.49


def test_that_a_timeline_names_its_records_and_says_when_each_was() -> None:
    records = (
        a_record(title="Letter", period=Period.parse("2004")),
        a_record(title="Programme", period=Period.parse("2006/..")),
    )
    for language, _name in LANGUAGES:
        made = pdf_of(a_request(*records, language=language), "area")
        page = " ".join(pages(made))
        assert page.index("Letter") < page.index("Programme")
        assert "Letter (2004" in everything(made)
