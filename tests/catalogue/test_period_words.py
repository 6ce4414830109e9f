import subprocess
import sys
from gettext import NullTranslations

import pytest

from coopdesk.catalogue import period_words as module
from coopdesk.catalogue.period import UNKNOWN, Period
from coopdesk.catalogue.period_words import period_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2004", "2004"),
        ("0800", "800"),
        ("2014-05", "May 2014"),
        ("2014-05-17", "17 May 2014"),
        ("2015-21", "spring 2015"),
        ("2015-22", "summer 2015"),
        ("2015-23", "autumn 2015"),
        ("2015-24", "winter 2015"),
        ("2010~", "about 2010"),
        ("2010?", "2010 (uncertain)"),
        ("2010%", "about 2010 (uncertain)"),
        ("2015-21~", "about spring 2015"),
        ("2014-05-17?", "17 May 2014 (uncertain)"),
        ("2006/..", "since 2006"),
        ("2014-05~/..", "since about May 2014"),
        ("../2010", "until 2010"),
        ("2006/", "from 2006, end not known"),
        ("/2010", "until 2010, beginning not known"),
        ("2004/2006", "2004–2006"),
        ("2014-05/2015-06", "May 2014 – June 2015"),
        ("2015-21/2016", "spring 2015 – 2016"),
        ("2004~/2006?", "about 2004 – 2006 (uncertain)"),
    ],
)
def test_that_a_plain_period_reads_as_a_person_says_it(edtf: str, words: str) -> None:
    assert period_words(Period.parse(edtf), "en") == words


def test_that_the_unknown_period_has_no_words() -> None:
    assert period_words(UNKNOWN, "en") == ""


@pytest.mark.parametrize(
    "edtf", ["[2014,2016]", "2015-25", "201X/2020", "2004-06~-11", "2015-05-17T10:00:00Z"]
)
def test_that_any_other_form_reads_as_its_edtf(edtf: str) -> None:
    assert period_words(Period.parse(edtf), "en") == edtf


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("da", "maj 2014", "17. maj 2014"),
        ("sr", "мај 2014.", "17. мај 2014."),
        ("sr_Latn", "maj 2014.", "17. maj 2014."),
    ],
)
def test_that_months_and_days_follow_the_language(language: str, month: str, day: str) -> None:
    assert period_words(Period.parse("2014-05"), language) == month
    assert period_words(Period.parse("2014-05-17"), language) == day


def test_that_without_a_language_the_interface_s_is_spoken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "interface_language", lambda: "da")
    assert period_words(Period.parse("2014-10")) == "oktober 2014"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2004", "[da:{year}]"),
        ("2015-21", "[da:spring {year}]"),
        ("2010~", "[da:about {date}]"),
        ("2006/..", "[da:since {date}]"),
        ("../2010", "[da:until {date}]"),
        ("2004/2006", "[da:{start}–{end}]"),
        ("2014-05/2015-06", "[da:{start} – {end}]"),
    ],
)
def test_that_every_pattern_is_asked_for_in_the_language(
    monkeypatch: pytest.MonkeyPatch, edtf: str, words: str
) -> None:
    class Braced(NullTranslations):
        def __init__(self, language: str) -> None:
            super().__init__()
            self.language = language

        def gettext(self, message: str) -> str:
            doubled = message.replace("{", "{{").replace("}", "}}")
            return f"[{self.language}:{doubled}]"

    monkeypatch.setattr(module, "translator", Braced)
    assert period_words(Period.parse(edtf), "da") == words


def test_that_years_and_seasons_do_without_babel() -> None:
    program = (
        "import sys; from coopdesk.catalogue.period import Period;"
        "from coopdesk.catalogue.period_words import period_words;"
        "[period_words(Period.parse(text), 'da') for text in ('2004', '2015-21~', '2006/..')];"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2015-34", "Q2 2015"),
        ("2015-40", "first half of 2015"),
        ("2015-41", "second half of 2015"),
        ("199X", "the 1990s"),
        ("200X", "2000–2009"),
    ],
)
def test_that_quarters_halves_and_decades_have_words(edtf: str, words: str) -> None:
    assert period_words(Period.parse(edtf), "en") == words
