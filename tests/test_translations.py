"""The words of the program in Danish and Serbian: complete, true to the code, and in use."""

import gettext
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import translations
from babel.messages.catalog import Message

from coopdesk import i18n
from coopdesk.i18n import _, ngettext
from coopdesk.resources import resource
from coopdesk.ui.actions import ACTIONS, MENUS, SUBMENUS

LANGUAGES = ("da", "sr", "sr_Latn")
# Gaj's letters for Vuk Karadžić's, written out once more so that the tool is not its own judge.
LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "đ", "е": "e", "ж": "ž", "з": "z",
    "и": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "ć", "у": "u", "ф": "f", "х": "h", "ц": "c",
    "ч": "č", "џ": "dž", "ш": "š",
}  # fmt: skip


@pytest.fixture(scope="module")
def template() -> translations.Words:
    return translations.gather()


@pytest.fixture(scope="module", params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> translations.Words:
    path = translations.po_path(request.param)
    assert path.is_file()
    return translations.read(path, request.param)


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    before = i18n._state.directory
    i18n._translations.cache_clear()
    yield
    i18n.activate("en")
    i18n._state.directory = before
    i18n._translations.cache_clear()


def messages(words: translations.Words) -> list[Message]:
    return [message for message in words if message.id]


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def strings(message: Message) -> tuple[str, ...]:
    assert message.string is not None
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_that_the_template_has_the_texts_of_the_code_and_no_others(
    template: translations.Words,
) -> None:
    kept = translations.read(translations.TEMPLATE)
    assert {m.id for m in messages(kept)} == {m.id for m in messages(template)}
    assert len(messages(template)) > 400


def test_that_each_language_has_the_texts_of_the_code(
    words: translations.Words, template: translations.Words
) -> None:
    assert [m.id for m in messages(words)] == [m.id for m in messages(template)]


def test_that_nothing_is_left_untranslated(words: translations.Words) -> None:
    lacking = translations.missing(words)
    assert lacking == [], f"{len(lacking)} of {len(words)} are missing: {words.locale_identifier}"


def test_that_no_place_mnemonic_or_blank_is_lost(words: translations.Words) -> None:
    assert translations.faults(words) == []


def test_that_what_gettext_reads_is_compiled_from_what_people_edit(
    words: translations.Words,
) -> None:
    compiled = translations.po_path(str(words.locale_identifier)).with_suffix(".mo")
    assert compiled.read_bytes() == translations.as_mo(words)


@pytest.mark.parametrize("name", ["POT-Creation-Date", "PO-Revision-Date", "Generated-By", ".py:"])
def test_that_files_do_not_change_with_the_day_the_tool_or_the_lines(name: str) -> None:
    for path in translations.FOLDER.rglob("coopdesk.*"):
        assert name.encode() not in path.read_bytes(), path.name
        assert str(translations.ROOT).encode() not in path.read_bytes(), path.name


def test_that_writing_what_was_read_changes_nothing(template: translations.Words) -> None:
    for path, content in translations.files(template).items():
        assert path.read_bytes() == content, path.name


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("da", {0: "0 poster", 1: "1 post", 2: "2 poster", 21: "21 poster"}),
        (
            "sr",
            {0: "0 поља", 1: "1 поље", 2: "2 поља", 5: "5 поља", 11: "11 поља", 21: "21 поље"},
        ),
    ],
)
def test_that_a_count_takes_the_form_of_its_language(
    language: str, counted: dict[int, str]
) -> None:
    i18n.activate(language, resource("translations"))
    singular, plural = (
        ("{count} record", "{count} records")
        if language == "da"
        else (
            "Not saved yet: {n} field needs mending ({fields}).",
            "Not saved yet: {n} fields need mending ({fields}).",
        )
    )
    for number, expected in counted.items():
        said = ngettext(singular, plural, number).format(count=number, n=number, fields="…")
        assert expected in said


@pytest.mark.parametrize(("language", "forms"), [("da", 2), ("sr", 3), ("sr_Latn", 3)])
def test_that_each_language_has_its_number_of_plural_forms(language: str, forms: int) -> None:
    words = translations.read(translations.po_path(language), language)
    assert words.num_plurals == forms
    assert {len(strings(m)) for m in messages(words) if m.pluralizable} == {forms}


def test_that_serbian_says_three_different_things_of_one_two_and_five() -> None:
    i18n.activate("sr", resource("translations"))
    said = {n: ngettext("country", "countries", n) for n in (1, 2, 5, 11, 22, 101)}
    assert said[1] == said[101] == "држава"
    assert said[2] == said[22] == "државе"
    assert said[5] == said[11] == "држава"


@pytest.mark.parametrize(
    ("language", "menu", "kind", "period"),
    [
        ("da", "&Fil", "Øvelse", "foråret 2015"),
        ("sr", "&Датотека", "Вежба", "пролеће 2015."),
        ("sr_Latn", "&Datoteka", "Vežba", "proleće 2015."),
    ],
)
def test_that_the_program_speaks_the_language_that_is_chosen(
    language: str, menu: str, kind: str, period: str
) -> None:
    from coopdesk.catalogue.period import Period
    from coopdesk.catalogue.period_words import period_words
    from coopdesk.catalogue.vocabulary import code_label

    i18n.activate(language, resource("translations"))
    assert _("&File") == menu
    assert code_label("kind", "exercise") == kind
    assert period_words(Period.parse("2015-21")) == period
    i18n.activate("en")
    assert _("&File") == "&File"


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_word_of_a_counted_text_is_found_on_its_own(language: str) -> None:
    path = translations.po_path(language).with_suffix(".mo")
    with path.open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext("Record") == found.ngettext("Record", "Records", 1) != "Record"


def test_that_both_serbian_scripts_say_the_same_letter_by_letter() -> None:
    cyrillic = translations.read(translations.po_path("sr"), "sr")
    latin = translations.read(translations.po_path("sr_Latn"), "sr_Latn")
    for one, other in zip(messages(cyrillic), messages(latin), strict=True):
        for text, same in zip(strings(one), strings(other), strict=True):
            folded = "".join(LETTERS.get(letter, letter) for letter in text.lower())
            assert same.lower() == folded
            assert same == translations.latin(text)
            assert not re.search("[\u0400-\u04ff]", same)


def test_that_serbian_in_cyrillic_has_no_serbian_word_in_latin_letters() -> None:
    for message in messages(translations.read(translations.po_path("sr"), "sr")):
        for text in strings(message):
            bare = re.sub(r"\{[^{}]*\}", "", text)
            ours = set(re.findall(r"[A-Za-zČĆŽŠĐčćžšđ]{2,}", bare))
            assert ours <= set(re.findall(r"[A-Za-z]{2,}", first(message))), text
            assert not re.search("[А-шђћџљњј][A-Za-z]|[A-Za-z][А-шђћџљњј]", bare), text


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Ђоковић", "Đoković"),
        ("Његош, ЊЕГОШ", "Njegoš, NJEGOŠ"),
        ("Љ, Љубав, ЉУБАВ, КРАЉ", "Lj, Ljubav, LJUBAV, KRALJ"),
        ("Џеп, џеп, ЏЕП", "Džep, džep, DŽEP"),
        ("Извоз у PDF за {country}…", "Izvoz u PDF za {country}…"),
        ("&Њега", "&Njega"),
    ],
)
def test_that_cyrillic_becomes_latin_letter_by_letter(cyrillic: str, latin: str) -> None:
    assert translations.latin(cyrillic) == latin


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_that_no_two_entries_of_a_menu_have_the_same_mnemonic(language: str) -> None:
    i18n.activate(language, resource("translations"))
    menus: dict[str, list[str]] = {"": [_(text) for _name, text in MENUS]}
    for spec in ACTIONS:
        menus.setdefault(spec.menu.removeprefix("-"), []).append(_(spec.text) if spec.text else "")
    for _name, menu, text in SUBMENUS:
        menus.setdefault(menu, []).append(_(text))
    for name, entries in menus.items():
        keys = [key.casefold() for entry in entries for key in re.findall(r"&(\w)", entry)]
        assert sorted(keys) == sorted(set(keys)), (name, entries)


def test_that_texts_inside_other_calls_are_found() -> None:
    source = (
        "# Translators: short, it stands\n"
        "# on a button.\n"
        "button = _('Go')\n"
        "say = translator(code).gettext\n"
        "say('Stop')\n"
        "_('A {what}').format(what=_(WORDS.get(name, N_('thing'))))\n"
        "shown = f'<b>{_(\"bold\")}</b>'\n"
        "wording.ngettext('one', 'many', number)\n"
        "shout('not this')\n"
    )
    found = [(text.forms, text.note) for text in translations.marked(source)]
    assert found == [
        (("Go",), "Translators: short, it stands on a button."),
        (("Stop",), ""),
        (("A {what}",), ""),
        (("thing",), ""),
        (("bold",), ""),
        (("one", "many"), ""),
    ]


@pytest.mark.parametrize("call", ["_(f'{n} records')", "_('a' + name)", "ngettext('a', f'{n}', n)"])
def test_that_a_text_that_is_put_together_before_it_is_translated_is_refused(call: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        translations.marked(call)


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("{n} of {total}", "{n} af {totalt}", "places"),
        ("&File", "Fil", "mnemonic"),
        ("File", "&Fil", "mnemonic"),
        ("&File", "&F&il", "mnemonic"),
        ("&Open…", "&Åbn", "dots"),
        (" (read only)", "(skrivebeskyttet)", "blanks"),
    ],
)
def test_that_a_faulty_translation_is_told(source: str, translation: str, fault: str) -> None:
    words = translations.Words("da")
    words.add(source, translation)
    assert [fault in found for found in translations.faults(words)] == [True]


def test_that_an_uncertain_or_half_translated_text_is_told() -> None:
    words = translations.Words("sr")
    words.add("Record", "Запис", flags=("fuzzy",))
    words.add(("country", "countries"), ("држава", "", ""))
    assert translations.missing(words) == ["country"]
    assert len(translations.faults(words)) == 1


def test_that_translations_live_on_when_the_code_changes() -> None:
    known = translations.Words("da")
    known.add("Save", "Gem")
    known.add("Gone", "Væk")
    known.add("record", "post")
    template = translations.Words()
    for text in ("Save", "New", ("record", "records")):
        template.add(text, locations=[("coopdesk/x.py", 0)])
    merged = translations.merged(template, known)
    assert [(first(m), m.string) for m in messages(merged)][:1] == [("Save", "Gem")]
    assert translations.missing(merged) == ["New", "record"]


def test_that_an_edited_translation_is_stale_until_it_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "translations"
    shutil.copytree(translations.FOLDER, copy)
    monkeypatch.setattr(translations, "FOLDER", copy)
    monkeypatch.setattr(translations, "TEMPLATE", copy / "coopdesk.pot")
    before = translations.check()
    edited = translations.po_path("sr")
    text = edited.read_text("utf-8")
    assert '"Вежба"' in text
    edited.write_text(text.replace('"Вежба"', '"Вежбање"'), "utf-8")
    assert translations.check() == before + 3
    assert "sr_Latn" in capsys.readouterr().err
    assert translations.main(["compile"]) == 0
    assert translations.check() == before
    i18n.activate("sr_Latn", copy)
    assert _("Exercise") == "Vežbanje"
