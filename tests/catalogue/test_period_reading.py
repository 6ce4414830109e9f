import contextlib
import itertools
import re
import subprocess
import sys
from calendar import monthrange
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopdesk import i18n
from coopdesk.catalogue.period import UNKNOWN, Period, PeriodError
from coopdesk.catalogue.period_reading import read_period
from coopdesk.catalogue.period_words import period_words

LANGUAGES = [code for code, _name in i18n.LANGUAGES]
SPOKEN = st.sampled_from(LANGUAGES)
QUALIFIERS = st.sampled_from(["", "~", "?", "%"])
DAYS = st.dates(date(1000, 1, 1))
YEARS = st.integers(1000, 9999)
PARTS = st.sampled_from([*range(1, 13), 21, 22, 23, 24])
DATES = st.one_of(
    YEARS.map(str), st.builds("{}-{:02}".format, YEARS, PARTS), DAYS.map(date.isoformat)
)
SIDES = st.builds("{}{}".format, DATES, QUALIFIERS)
PLAIN = st.one_of(
    SIDES,
    st.builds("{}/..".format, SIDES),
    st.builds("../{}".format, SIDES),
    st.builds("{}/".format, SIDES),
    st.builds("/{}".format, SIDES),
    st.builds("{}/{}".format, SIDES, SIDES),
)


def _read_or_none(text: str, language: str | None = None) -> Period | None:
    with contextlib.suppress(PeriodError):
        return read_period(text, language)
    return None


def _parsed_or_none(text: str) -> Period | None:
    with contextlib.suppress(PeriodError):
        return Period.parse(text)
    return None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("spring 2015", "2015-21"),
        ("forår 2015", "2015-21"),
        ("foråret 2015", "2015-21"),
        ("FORAAR 2015", "2015-21"),
        ("пролеће 2015", "2015-21"),
        ("у пролеће 2015. године", "2015-21"),
        ("the summer of 2014", "2014-22"),
        ("i efteråret 2014", "2014-23"),
        ("fall 2014", "2014-23"),
        ("зима 2014.", "2014-24"),
        ("May 2014", "2014-05"),
        ("maj 2014", "2014-05"),
        ("maja 2014.", "2014-05"),
        ("u oktobru 2014. godine", "2014-10"),
        ("Sept. 2014", "2014-09"),
        ("2014 May", "2014-05"),
        ("05/2014", "2014-05"),
        ("5.2014.", "2014-05"),
        ("17 May 2014", "2014-05-17"),
        ("17th of May, 2014", "2014-05-17"),
        ("May 17, 2014", "2014-05-17"),
        ("17-May-2014", "2014-05-17"),
        ("17MAY2014", "2014-05-17"),
        ("17. maj 2014", "2014-05-17"),
        ("den 17. maj 2014", "2014-05-17"),
        ("17. маја 2014. године", "2014-05-17"),
        ("17.\u00a0maj\u202f2014", "2014-05-17"),
        ("17.05.2014", "2014-05-17"),
        ("17. 5. 2014.", "2014-05-17"),
        ("17/5/2014", "2014-05-17"),
        ("17-05-2014", "2014-05-17"),
        ("17/5-2014", "2014-05-17"),
        ("5/5/2014", "2014-05-05"),
        ("2014.05.17", "2014-05-17"),
        ("2014-5-17", "2014-05-17"),
        ("in 2014", "2014"),
        ("2014. godine", "2014"),
        ("år 2014", "2014"),
    ],
)
def test_that_a_date_is_read_in_the_words_of_any_language(
    text: str, edtf: str, language: str
) -> None:
    assert read_period(text, language) == Period.parse(edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("about 2010", "2010~"),
        ("ca. 2010", "2010~"),
        ("c. 2010", "2010~"),
        ("around May 2014", "2014-05~"),
        ("omkring 17. maj 2014", "2014-05-17~"),
        ("око 2010", "2010~"),
        ("~ 2010", "2010~"),
        ("2010 ?", "2010?"),
        ("May 2014?", "2014-05?"),
        ("possibly 2010", "2010?"),
        ("måske foråret 2015", "2015-21?"),
        ("можда 2010.", "2010?"),
        ("2010 (uncertain)", "2010?"),
        ("2010 (usikkert)", "2010?"),
        ("about May 2014?", "2014-05%"),
        ("since about May 2014", "2014-05~/.."),
    ],
)
def test_that_estimates_and_doubts_are_read(text: str, edtf: str) -> None:
    assert read_period(text) == Period.parse(edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2006–", "2006/.."),
        ("2006-", "2006/.."),
        ("since 2006", "2006/.."),
        ("from 2006 onwards", "2006/.."),
        ("2006 – present", "2006/.."),
        ("from 2006 to date", "2006/.."),
        ("from 2006 to the present", "2006/.."),
        ("siden maj 2006", "2006-05/.."),
        ("fra og med 2006", "2006/.."),
        ("2006 til i dag", "2006/.."),
        ("од 2006. до данас", "2006/.."),
        ("2006. – данас", "2006/.."),
        ("2006 – …", "2006/.."),
        ("since 17.05.2014", "2014-05-17/.."),
        ("since 2014-05", "2014-05/.."),
        ("since Q2 2015", "2015-04/.."),
        ("until 2010", "../2010"),
        ("til 2010", "../2010"),
        ("до маја 2010.", "../2010-05"),
        ("–2010", "../2010"),
        ("... – 2010", "../2010"),
        ("from 2006, end not known", "2006/"),
        ("2006–?", "2006/"),
        ("?–2010", "/2010"),
        ("indtil 2010, begyndelse ukendt", "/2010"),
    ],
)
def test_that_an_open_or_unknown_side_is_read(text: str, edtf: str) -> None:
    assert read_period(text) == Period.parse(edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2006–2009", "2006/2009"),
        ("2006-2009", "2006/2009"),
        ("2006 to 2009", "2006/2009"),
        ("from 2006 until 2009", "2006/2009"),
        ("fra 2006 til 2009", "2006/2009"),
        ("од 2006. до 2009. године", "2006/2009"),
        ("May–July 2014", "2014-05/2014-07"),
        ("maj til juli 2014", "2014-05/2014-07"),
        ("12–17 May 2014", "2014-05-12/2014-05-17"),
        ("12.-17. maj 2014", "2014-05-12/2014-05-17"),
        ("12-17-May-2014", "2014-05-12/2014-05-17"),
        ("May 12–17, 2014", "2014-05-12/2014-05-17"),
        ("od 12. do 17. maja 2014.", "2014-05-12/2014-05-17"),
        ("12.–17.05.2014", "2014-05-12/2014-05-17"),
        ("12.05.–17.05.2014.", "2014-05-12/2014-05-17"),
        ("1.-30.06.2014", "2014-06-01/2014-06-30"),
        ("28 May – 3 June 2014", "2014-05-28/2014-06-03"),
        ("5.6.2014 – 17.6.2014", "2014-06-05/2014-06-17"),
        ("summer 2014 – spring 2015", "2014-22/2015-21"),
        ("spring–autumn 2015", "2015-21/2015-23"),
        ("spring 2015 – 2016", "2015-21/2016"),
        ("2014-05-17 to 2014-05-20", "2014-05-17/2014-05-20"),
        ("Q2–Q4 2015", "2015-04/2015-12"),
        ("2010 – about 2012", "2010/2012~"),
        ("from about 2004 to 2006", "2004~/2006"),
        ("about 2004 – about 2006", "2004~/2006~"),
    ],
)
def test_that_an_interval_is_read(text: str, edtf: str) -> None:
    assert read_period(text) == Period.parse(edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Q2 2015", "2015-34"),
        ("2015-Q4", "2015-36"),
        ("Q1/2015", "2015-33"),
        ("2. kvartal 2015", "2015-34"),
        ("third quarter of 2015", "2015-35"),
        ("други квартал 2015.", "2015-34"),
        ("first half of 2015", "2015-40"),
        ("2. halvår 2015", "2015-41"),
        ("u prvoj polovini 2015. godine", "2015-40"),
        ("1990s", "199X"),
        ("the 1990's", "199X"),
        ("1990'erne", "199X"),
        ("1990-ih", "199X"),
        ("about the 2010s", "201X~"),
        ("about Q2 2015", "2015-04~/2015-06~"),
    ],
)
def test_that_quarters_half_years_and_decades_are_read(text: str, edtf: str) -> None:
    assert read_period(text) == Period.parse(edtf)


def _says(refused: PeriodError, *parts: str) -> None:
    said = str(refused)
    assert all(part in said for part in parts), said
    assert said.endswith(".")
    assert "\n" not in said


@pytest.mark.parametrize("language", ["en", None])
@pytest.mark.parametrize("text", ["5/6/2014", "5.6.2014", "05-06-2014", "5.6.–7.6.2014"])
def test_that_in_english_the_month_may_lead_and_both_dates_are_offered(
    text: str, language: str | None
) -> None:
    with pytest.raises(PeriodError) as refused:
        read_period(text, language)
    _says(refused.value, "2014-06-05 (5 June 2014)", "2014-05-06 (6 May 2014)")


@pytest.mark.parametrize("language", ["da", "sr", "sr_Latn"])
def test_that_elsewhere_the_day_leads(language: str) -> None:
    assert read_period("5/6/2014", language).edtf == "2014-06-05"
    with pytest.raises(PeriodError, match=r"no month 17; write for example 2014-05-17"):
        read_period("5/17/2014", language)


def test_that_a_figure_above_twelve_settles_the_order() -> None:
    assert read_period("5/17/2014", "en").edtf == "2014-05-17"
    assert read_period("5/6/2014 – 5/17/2014", "en").edtf == "2014-05-06/2014-05-17"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("2014/15", "2014/2015", "2014-09/2015-08"),
        ("2014–15", "2014/2015", "2014-09/2015-08"),
        ("2014-15", "2014-12", "2014/2015"),
        ("2014/5", "2014-05", "2014/2015"),
        ("2006–09", "2006-09", "2006/2009"),
        ("winter 2014/15", "2014-12/2015-02", "2014-24"),
        ("vinteren 2014–2015", "2014-12/2015-02", "2014-24"),
        ("about 2004–2006", "2004~/2006", "2004~/2006~"),
        ("2004–2006?", "2004/2006?", "2004?/2006?"),
        ("about 2004 – 2006 (uncertain)", "2004~/2006?", "2004%/2006%"),
        ("May/June 2014", "2014-05/2014-06", "[2014-05,2014-06]"),
        ("17/18 May 2014", "2014-05-17/2014-05-18", "[2014-05-17,2014-05-18]"),
        ("the 2000s", "200X", "20XX"),
        ("before 2010", "../2010", "../2009-12-31"),
        ("efter maj 2014", "2014-05/..", "2014-06-01/.."),
    ],
)
def test_that_what_can_mean_two_things_is_refused_with_both(
    text: str, first: str, second: str
) -> None:
    with pytest.raises(PeriodError) as refused:
        read_period(text)
    _says(refused.value, f" {first} ", f" or {second}")
    for form in (first, second):
        assert read_period(form).edtf == form


def test_that_in_danish_jul_may_be_christmas() -> None:
    assert read_period("jul 2014", "sr_Latn").edtf == "2014-07"
    for text in ("jul. 2014", "јул 2014.", "juli 2014"):
        assert read_period(text, "da").edtf == "2014-07"
    assert read_period("12.–17. jul 2014.", "da").edtf == "2014-07-12/2014-07-17"
    with pytest.raises(PeriodError, match=r"2014-07 .* or 2014-12 "):
        read_period("jul 2014", "da")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Nov–Feb 2015", "2014-11/2015-02"),
        ("winter–spring 2015", "2014-24/2015-21"),
        ("spring/summer 2015", "2015-21/2015-22"),
        ("since the 1990s", "1990/.."),
        ("1980s–1990s", "1980/1999"),
        ("-2010", "../2010"),
        ("2015-5", "2015-05"),
        ("2014-05-", "2014-05/.."),
        ("before 0001", "../0001"),
    ],
)
def test_that_what_is_not_clear_is_refused_with_what_to_write(text: str, form: str) -> None:
    with pytest.raises(PeriodError, match="not clear enough") as refused:
        read_period(text)
    _says(refused.value, f"for example {form} ")
    assert read_period(form).edtf == form


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("31 April 2015", ("April 2015 has 30 days", "2015-04-30")),
        ("31.04.2015", ("April 2015 has 30 days",)),
        ("2015-02-30", ("February 2015 has 28 days", "2015-02-28")),
        ("2015-02-30/2015-03-01", ("February 2015 has 28 days",)),
        ("29–31 April 2015", ("April 2015 has 30 days",)),
        ("30 February – 1 March 2015", ("February 2015 has 28 days",)),
        ("29 Feb – 1 Jan 2016", ("February 2015 has 28 days",)),
        ("0 May 2014", ("May 2014 has 31 days",)),
        ("2014-05-00", ("May 2014 has 31 days",)),
        ("2015-13", ("no month 13", "2015-12")),
        ("2015-00", ("no month 0",)),
        ("13/2014", ("no month 13", "2014-12")),
        ("2015/13", ("no month 13", "2015-12")),
        ("17.13.2014", ("no month 13", "2014-12-31")),
        ("2014/17/05", ("no month 17", "2014-05-17")),
        ("0", ("the year with four figures",)),
        ("0000", ("no year from 1 to 9999",)),
        ("0000-05", ("no year from 1 to 9999",)),
        ("1.1.0000", ("no year from 1 to 9999",)),
        ("0000s", ("no year from 1 to 9999",)),
        ("20155", ("no year from 1 to 9999",)),
        ("May 20155", ("no year from 1 to 9999",)),
        ("800", ("no year from 1 to 9999", "0800")),
        ("9" * 90, ("no year from 1 to 9999",)),
        ("May", ("does not say the year",)),
        ("May 14", ("does not say the year",)),
        ("jul", ("does not say the year",)),
        ("17.05.14", ("does not say the year", "four figures")),
        ("12–17 May", ("does not say the year",)),
        ("spring", ("does not say the year",)),
        ("2009–2006", ("ends before it begins",)),
        ("17–12 May 2014", ("ends before it begins",)),
        ("2016/2015", ("ends before it begins",)),
    ],
)
def test_that_a_refusal_says_what_is_wrong(text: str, parts: tuple[str, ...]) -> None:
    with pytest.raises(PeriodError) as refused:
        read_period(text)
    _says(refused.value, *parts)


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "today",
        "until now",
        "Saturday 17 May 2014",
        "17 May 2014, 10:00",
        "2006 and 2009",
        "maj og juni 2014",
        "May – 2014",
        "12 May – 2014",
        "12 – June 2014",
        "2.–3. kvartal 2014",
        "12.05. – 17. maj 2014",
        "0 May – 3 June 2014",
        "17–May 2014",
        "05–07/2014",
        "5. kvartal 2015",
        "third half of 2015",
        "12, 2014",
        "spring 17 2014",
        "2014-05-2014",
        "about",
        "–",
        "?",
        "x" * 2000,
        "2015 " * 400,
        "May" + " " * 100 + "2014",
        "{text}",
    ],
)
def test_that_nothing_is_guessed(text: str) -> None:
    with pytest.raises(PeriodError, match="cannot be read as a date or a period"):
        read_period(text)


@pytest.mark.parametrize("text", ["2015-1X", "2014-05-17/20", "/", "2015-25/.."])
def test_that_broken_edtf_is_refused_as_edtf_is(text: str) -> None:
    with pytest.raises(PeriodError) as parsed:
        Period.parse(text)
    with pytest.raises(PeriodError) as refused:
        read_period(text)
    assert str(refused.value) == str(parsed.value)


@pytest.mark.parametrize(
    "text",
    [
        "May\x002014",
        "May\t2014",
        "May 2014\u202e",
        "\ufeffMay 2014",
        "1² May 2014",
        "May 2014²",
        "１７ May 2014",
        "17\u0336 May 2014",
        "May \ud800 2014",
    ],
)
def test_that_a_character_that_could_deceive_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="holds a character") as refused:
        read_period(text)
    str(refused.value).encode()


def test_that_accents_may_be_written_apart() -> None:
    assert read_period("fora\u030ar 2015").edtf == "2015-21"


def test_that_without_a_language_the_interface_s_decides() -> None:
    i18n.activate("da")
    assert read_period("5/6/2014").edtf == "2014-06-05"
    with pytest.raises(PeriodError):
        read_period("5/6/2014", "en")


def test_that_a_refusal_offers_forms_in_the_words_of_the_interface() -> None:
    i18n.activate("da")
    with pytest.raises(PeriodError, match=r"2014-06-05 \(5\. juni 2014\)"):
        read_period("5/6/2014", "en")


@pytest.mark.parametrize("text", ["", "  ", "\t\n"])
def test_that_no_text_is_the_unknown_period(text: str) -> None:
    assert read_period(text) == UNKNOWN


EDTF = st.one_of(
    PLAIN,
    st.sampled_from(["201X", "2015-34", "[2014,2016]", "~2010", "2014-05-17T10:00:00Z", "Y2E3"]),
    st.from_regex(r"(2015|201X|-05|-21|-30|/|\.\.|[-0-9X/~?%,.\s]){1,5}", fullmatch=True),
)


@settings(max_examples=200)
@given(EDTF, SPOKEN)
@example("2020-21", "en")
@example(" 2006 / .. ", "da")
@example("12-05", "en")
def test_that_edtf_keeps_its_exact_meaning(text: str, language: str) -> None:
    parsed = _parsed_or_none(text)
    if parsed is not None:
        assert read_period(text, language) == parsed


def _two_readings(edtf: str) -> bool:
    """Tell whether the words of an interval leave open whose the marks are, or which winter."""
    start, _slash, end = edtf.partition("/")
    if not start or not end or ".." in (start, end):
        return False
    ahead = start[-1] in "~%" and end[-1] not in "~%"
    behind = end[-1] in "?%" and start[-1] not in "?%"
    winter = start[4:] == "-24" and end == f"{int(start[:4]) + 1}"
    return ahead or behind or winter


@given(PLAIN, SPOKEN, SPOKEN)
@example("2014-24/2015", "en", "da")
@example("2004~/2006?", "sr", "en")
@example("2014-07", "sr_Latn", "sr_Latn")
@example("../2010-05-17%", "sr", "sr")
@example("/2010", "sr_Latn", "da")
def test_that_the_words_of_a_period_are_read_as_it(edtf: str, spoken: str, read: str) -> None:
    period = _parsed_or_none(edtf)
    if period is None:
        return
    words = period_words(period, spoken)
    if _two_readings(edtf):
        with pytest.raises(PeriodError, match="can mean more than one thing"):
            read_period(words, read)
    elif read == "da" and re.search(r"(?<![0-9]\. )jul ", words):
        with pytest.raises(PeriodError, match="-12 "):
            read_period(words, read)
    else:
        assert read_period(words, read) == period


@given(DAYS, st.sampled_from(["{d}.{m}.{y}", "{d}/{m}/{y}", "{d}. {m}. {y}.", "{d:02}-{m:02}-{y}"]))
def test_that_a_day_in_figures_is_read_unless_english_may_turn_it(day: date, form: str) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year)
    assert read_period(text, "da") == Period.parse(day.isoformat())
    turnable = day.day <= 12 and day.day != day.month
    assert _read_or_none(text, "en") == (None if turnable else Period.parse(day.isoformat()))


@given(YEARS, st.integers(1, 12), st.integers(0, 40))
def test_that_a_day_is_read_if_the_month_has_it(year: int, month: int, day: int) -> None:
    name = i18n.month_words(date(year, month, 1), "en")
    exists = 1 <= day <= monthrange(year, month)[1]
    assert (_read_or_none(f"{day} {name}") is not None) is exists


PIECES = """
2014|2015|14|5|17|31|0|0000|9999|0001|May|maja|jul|spring|zima|Q2|2. kvartal|first half|1990s|2000s
17.05.2014|5/6|2014-05|2014-05-31|2015-34|2015-13|since|fra|od|until|do|to|about|ca.|oko|maybe
(uncertain)|?|~|%|-|–|/|,|.|..|…|(|)|today|danas|onwards|before|posle|end not known|the|of|i|og
godine|T|X|[|]
"""
TYPED = st.lists(
    st.tuples(st.sampled_from(re.split(r"[|\n]", PIECES.strip())), st.sampled_from(["", " "])),
    max_size=9,
).map(lambda pieces: "".join(itertools.chain.from_iterable(pieces)))


@settings(max_examples=500)
@given(st.one_of(TYPED, st.text(), st.text(st.characters(exclude_categories=()))), SPOKEN)
@example("before 0001-01-01", "en")
@example("after 9999", "en")
@example("2000s–1990s", "da")
@example("29 February – 1 January 0001", "en")
@example("Nov–Feb 0001", "en")
def test_that_any_text_is_read_as_edtf_has_it_or_refused(text: str, language: str) -> None:
    period = _read_or_none(text, language)
    if period is not None:
        assert Period.parse(period.edtf) == period


def test_that_reading_words_loads_neither_the_library_nor_babel() -> None:
    program = (
        "import sys; from coopdesk.catalogue.period_reading import read_period;"
        "texts = 'spring 2015', '1990s', 'Q2 2015', '2006–', '1.-30.06.2014', '12.-17. maj 2014';"
        "[read_period(text, 'da') for text in texts];"
        "sys.exit('edtf' in sys.modules or 'babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
