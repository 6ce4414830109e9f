"""Words in the user's language: ours by gettext, countries, dates and numbers by CLDR."""

import gettext
import struct
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from coopdesk import i18n


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    directory = i18n._state.directory
    yield
    i18n.activate("en")
    i18n._state.directory = directory
    i18n._translations.cache_clear()


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    """Two languages with one word each, in the form that gettext reads."""
    for language, word in (("da", "Optegnelse"), ("sr", "Запис")):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "coopdesk.mo").write_bytes(compiled({"Record": word}))
    return tmp_path


def compiled(words: dict[str, str]) -> bytes:
    """Return a .mo file, as the GNU gettext manual lays it out (section 10.3)."""
    header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
    pairs = sorted({"": header, **words}.items())
    originals = [key.encode() for key, _value in pairs]
    translated = [value.encode() for _key, value in pairs]
    start = 28 + 16 * len(pairs)
    tables, blob = b"", b""
    for texts in (originals, translated):
        for text in texts:
            tables += struct.pack("<II", len(text), start + len(blob))
            blob += text + b"\x00"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables + blob


def test_that_a_word_is_said_in_the_language_that_is_active(translations: Path) -> None:
    i18n.activate("da", translations)
    assert i18n._("Record") == "Optegnelse"
    i18n.activate("sr")
    assert i18n._("Record") == "Запис"
    i18n.activate("en")
    assert i18n._("Record") == "Record"


def test_that_a_report_can_speak_another_language_than_the_window(translations: Path) -> None:
    i18n.activate("da", translations)
    assert i18n.translator("sr").gettext("Record") == "Запис"
    assert i18n.translator(None).gettext("Record") == "Optegnelse"


def test_that_a_word_without_a_translation_stays_english(translations: Path) -> None:
    i18n.activate("da", translations)
    assert i18n._("Nobody has translated this") == "Nobody has translated this"
    assert i18n.ngettext("one", "many", 3) == "many"


def test_that_a_language_without_a_catalogue_stays_english(translations: Path) -> None:
    i18n.activate("sr_Latn", translations)
    assert i18n.language() == "sr_Latn"
    assert i18n._("Record") == "Record"


@pytest.mark.parametrize("unknown", ["de", "", "EN", "sr_Cyrl", "../da"])
def test_that_an_unknown_language_falls_back_to_english(unknown: str) -> None:
    i18n.activate(unknown)
    assert i18n.language() == "en"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "sr_RS.UTF-8"}, "sr"),
        ({"LANG": "sr_RS.UTF-8@latin"}, "sr_Latn"),
        ({"LANG": "sr_Latn_RS"}, "sr_Latn"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE", "LC_ALL": "da_DK"}, "da"),
        ({"LANG": "da_DK", "LC_MESSAGES": "sr_RS"}, "sr"),
    ],
)
def test_that_the_language_of_the_computer_is_taken(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert i18n.system_language() == language


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Serbia"), ("da", "Serbien"), ("sr", "Србија"), ("sr_Latn", "Srbija")],
)
def test_that_a_country_has_its_name_in_each_language(language: str, name: str) -> None:
    assert i18n.country_name("RS", language) == name


def test_that_a_code_that_is_no_country_stays_a_code() -> None:
    assert i18n.country_name("QQ") == "QQ"
    assert {"DK", "RS", "EE"} <= set(i18n.country_codes())
    assert all(len(code) == 2 for code in i18n.country_codes())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "17 May 2014"),
        ("da", "17. maj 2014"),
        ("sr", "17. мај 2014."),
        ("sr_Latn", "17. maj 2014."),
    ],
)
def test_that_a_day_is_written_as_people_write_it(language: str, words: str) -> None:
    assert i18n.date_words(date(2014, 5, 17), language) == words


def test_that_a_moment_is_told_in_local_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2014, 5, 17, 9, 5, tzinfo=UTC)
    local = moment.astimezone()
    assert i18n.moment_words(moment, "en") == f"{local.day} May 2014, {local:%H:%M}"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "1,234.5"), ("da", "1.234,5"), ("sr", "1.234,5")]
)
def test_that_a_number_has_the_separators_of_its_language(language: str, words: str) -> None:
    assert i18n.number_words(1234.5, language) == words


def test_that_every_language_has_a_locale_of_cldr() -> None:
    from babel import Locale

    for code, name in i18n.LANGUAGES:
        assert Locale.parse(i18n.babel_locale(code)).language == code[:2]
        assert name


def test_that_marking_a_word_leaves_it_as_it_is() -> None:
    assert i18n.N_("Record") == "Record"
    assert isinstance(i18n.translator("en"), gettext.NullTranslations)


CODES = pytest.mark.parametrize("code", [code for code, _name in i18n.LANGUAGES])


_WHOLE = st.integers(-(10**12), 10**12)


@CODES
@given(number=_WHOLE | _WHOLE.map(float))
def test_that_whole_numbers_are_grouped_as_cldr_has_it(code: str, number: float) -> None:
    assert i18n.number_words(number, code) == format_decimal(number, locale=i18n.babel_locale(code))


@CODES
@given(day=st.dates())
def test_that_days_and_months_read_as_cldr_has_it(code: str, day: date) -> None:
    locale = i18n.babel_locale(code)
    assert i18n.date_words(day, code) == format_date(day, "long", locale=locale)
    assert i18n.month_words(day, code) == format_skeleton("yMMMM", day, locale=locale)


@pytest.mark.parametrize(
    ("language", "krone", "serbian"),
    [
        ("en", "Danish Krone", "Serbian (Latin)"),
        ("da", "dansk krone", "serbisk (latinsk)"),
        ("sr", "данска круна", "српски (латиница)"),
        ("sr_Latn", "danska kruna", "srpski (latinica)"),
    ],
)
def test_that_currencies_and_languages_have_their_names_in_each_language(
    language: str, krone: str, serbian: str
) -> None:
    assert i18n.currency_name("DKK", language) == krone
    assert i18n.language_name("sr_Latn", language) == serbian
    assert i18n.language_name("sr", language) != serbian


def test_that_what_is_no_currency_and_no_language_stays_a_code() -> None:
    assert i18n.currency_name("QQQ") == "QQQ"
    assert i18n.language_name("qq") == "qq"


def test_that_the_lists_of_currencies_and_languages_are_whole() -> None:
    assert {"DKK", "RSD", "EUR", "CSD"} <= set(i18n.currency_codes())
    assert i18n.language_codes()[:4] == ("en", "da", "sr", "sr_Latn")
    assert {"de", "fr", "hu"} <= set(i18n.language_codes())
    assert len(set(i18n.language_codes())) == len(i18n.language_codes())


def test_that_a_country_tells_what_it_pays_in_today() -> None:
    assert i18n.currencies_of("RS") == ("RSD",)
    assert i18n.currencies_of("DK") == ("DKK",)
    assert i18n.currencies_of("QQ") == ()
