"""Organisations, contacts, code lists and rates in the readable text form of a catalogue."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.codes import KINDS
from coopdesk.catalogue.contents import Contents
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.rate import Rate
from coopdesk.catalogue.vocabulary import BUILT_IN, Vocabulary
from coopdesk.exchange.toml_catalogue import contents_from_plain, read_toml
from coopdesk.storage.store import Store

pytestmark = pytest.mark.slow

WHOLE = """
coopdesk = 1

[[area]]
code = "AIR"
retired = true

[[partnership]]
code = "DK-RS"
countries = ["DK", "RS"]
contact = "Embassy in Belgrade"

[[partnership]]
code = "DK-UA"
countries = ["DK", "UA"]
contact = { name = "Embassy in Kyiv", phone = "+380" }

[[organisation]]
name = "Beredskabsstyrelsen"
type = "agency"
country = "DK"
identifier = "DK-CVR-52990319"
website = "https://www.brs.dk"
aliases = ["DEMA", "Danish Emergency Management Agency"]
notes = "Ask the duty officer first."

[[organisation]]
name = "OSCE"

[[contact]]
name = "Embassy in Belgrade"
organisation = "Embassy of Denmark"
person = "The defence attaché"
address = "Neznanog Junaka 9 A"
country = "RS"
phone = "+381 11"
fax = "+381 12"
email = "office@example.org"
notes = "In the morning"

[[code]]
list = "tag"
code = "søredning"
names.en = "sea rescue"
colour = "#AABBCC"

[[code]]
list = "kind"
code = "course"
names.da = "Uddannelse"

[[code]]
list = "kind"
code = "port_visit"
names.en = "Port visit"
traits = { agreement = false, first = ["places", "participants"] }

[[code]]
list = "status"
code = "suspended"
retired = true
position = 7

[[rate]]
currency = "EUR"
per = "DKK"
day = 2024-05-17
rate = 7.46

[[rate]]
currency = "EUR"
per = "RSD"
day = "2024-05-17"
rate = 117
"""


def read(tmp_path: Path, text: str = WHOLE) -> Contents:
    path = tmp_path / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return read_toml(path)


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(CatalogueError) as refused:
        read(tmp_path, "coopdesk = 1\n" + text)
    message = str(refused.value)
    assert str(tmp_path / "catalogue.toml") in message
    assert "\n" not in message
    return message


def test_that_a_file_gives_its_organisations_with_all_that_is_said_of_them(tmp_path: Path) -> None:
    agency, osce = read(tmp_path).organisations
    assert agency == Organisation(
        "Beredskabsstyrelsen",
        "agency",
        "DK",
        "DK-CVR-52990319",
        "https://www.brs.dk",
        ("DEMA", "Danish Emergency Management Agency"),
        "Ask the duty officer first.",
    )
    assert osce == Organisation("OSCE")


def test_that_a_file_gives_its_contacts_with_all_that_is_said_of_them(tmp_path: Path) -> None:
    assert read(tmp_path).contacts == (
        Contact(
            "Embassy in Belgrade",
            address="Neznanog Junaka 9 A",
            country="RS",
            phone="+381 11",
            fax="+381 12",
            email="office@example.org",
            person="The defence attaché",
            organisation="Embassy of Denmark",
            notes="In the morning",
        ),
    )


def test_that_a_partnership_names_a_contact_or_writes_it_out(tmp_path: Path) -> None:
    held = read(tmp_path)
    named, written = (partnership.contact for partnership in held.partnerships)
    assert named is not None
    assert named == held.contacts[0]
    assert written == Contact("Embassy in Kyiv", phone="+380")


def test_that_a_retired_area_stays_retired(tmp_path: Path) -> None:
    (area,) = read(tmp_path).areas
    assert area.retired


def test_that_a_file_gives_codes_with_names_colours_and_traits(tmp_path: Path) -> None:
    tag, course, visit, status = read(tmp_path).codes
    assert (tag.list, tag.code, tag.names) == ("tag", "søredning", {"en": "sea rescue"})
    assert tag.colour == "#aabbcc"
    assert course == CodeEntry("kind", "course", {"da": "Uddannelse"}, position=course.position)
    assert visit.traits == {"agreement": False, "first": ["places", "participants"]}
    assert (status.retired, status.position) == (True, 7)


def test_that_codes_of_the_program_keep_their_place_and_new_ones_come_after(
    tmp_path: Path,
) -> None:
    vocabulary = Vocabulary.of(read(tmp_path).codes)
    assert [kind.code for kind in vocabulary.kinds] == [*(k.code for k in KINDS), "port_visit"]
    assert vocabulary.kind("course").words("da") == "Uddannelse"


def test_that_new_codes_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    codes = "".join(f'[[code]]\nlist = "organisation_type"\ncode = "{c}"\n' for c in "zyx")
    vocabulary = Vocabulary.of(read(tmp_path, "coopdesk = 1\n" + codes).codes)
    own = [entry.code for entry in BUILT_IN.organisation_types]
    assert [entry.code for entry in vocabulary.organisation_types] == [*own, "z", "y", "x"]


def test_that_a_file_gives_rates_of_a_day(tmp_path: Path) -> None:
    assert read(tmp_path).rates == (
        Rate("EUR", "DKK", "2024-05-17", 7.46),
        Rate("EUR", "RSD", "2024-05-17", 117.0),
    )


def test_that_all_of_it_is_stored(tmp_path: Path) -> None:
    held = read(tmp_path)
    store = Store.create(tmp_path / "a.coopdesk", held, who="A.K.")
    try:
        assert store.frame(Organisation) == held.organisations
        assert set(store.frame(Contact)) == {
            *held.contacts,
            Contact("Embassy in Kyiv", phone="+380"),
        }
        assert {e.code: e for e in store.frame(CodeEntry)} == {e.code: e for e in held.codes}
        assert store.frame(Rate) == held.rates
        assert store.partnerships() == held.partnerships
    finally:
        store.close()


CODE = "[[code]]\nlist = 'kind'\ncode = 'x'\n"
RATE = "[[rate]]\ncurrency = 'EUR'\nper = 'DKK'\nday = '2024-05-17'\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("organisation = 3", "[[organisation]]"),
        ("contact = [3]", "[[contact]]"),
        ("code = {}", "[[code]]"),
        ("[rate]\nrate = 1", "[[rate]]"),
        ("[[organisation]]\ntype = 'agency'", "an organisation lacks its “name”"),
        ("[[organisation]]\nname = ' '", "an organisation lacks its “name”"),
        ("[[organisation]]\nname = 'A'\nname_da = 'B'", "organisation “A” has an entry “name_da”"),
        ("[[organisation]]\nname = 'A'\naliases = 'B'", "organisation “A”: “aliases” must be a li"),
        ("[[organisation]]\nname = 'A'\ncountry = 'Denmark'", "“A”: “Denmark” is not a country"),
        ("[[organisation]]\nname = 'A'\ntype = 1", "organisation “A”: “type” must be text"),
        (
            "[[organisation]]\nname = 'A'\n[[organisation]]\nname = 'A'",
            "organisation A is given tw",
        ),
        ("[[contact]]\nphone = '1'", "a contact lacks its “name”"),
        ("[[contact]]\nname = 'A'\nmobile = '1'", "a contact has an entry “mobile”"),
        ("[[contact]]\nname = 'A'\nphone = 1", "contact “A”: “phone” must be text"),
        ("[[contact]]\nname = 'A'\ncountry = 'rs'", "“rs” is not a country"),
        ("[[contact]]\nname = 'A'\n[[contact]]\nname = 'A'", "contact A is given twice"),
        ("[[partnership]]\ncode = 'P'\ncontact = 'B'", "there is no contact “B”; write it out as"),
        ("[[partnership]]\ncode = 'P'\ncontact = true", "a table, or the name of a [[contact]]"),
        ("[[partnership]]\ncode = 'P'\ncontact = {}", "the contact of partnership P lacks its “na"),
        (
            "[[contact]]\nname = 'A'\n[[partnership]]\ncode = 'P'\n"
            "contact = { name = 'A', phone = '1' }",
            "the contact A is given twice",
        ),
        ("[[code]]\nlist = 'kind'", "a code lacks its “code”"),
        ("[[code]]\ncode = 'x'", "code “x” lacks its “list”"),
        ("[[code]]\nlist = 'kinds'\ncode = 'x'", "“kinds”"),
        (CODE + "colour = 'red'", "code “x”: “red” is not a colour"),
        (CODE + "color = '#ffffff'", "code “x” has an entry “color”"),
        (CODE + "names = 'x'", "code “x”: “names” must give a text for each language"),
        (CODE + "retired = 1", "code “x”: “retired” must be true or false"),
        (CODE + "position = 1.5", "code “x”: “position” must be a whole number"),
        (CODE + "position = true", "code “x”: “position” must be a whole number"),
        (CODE + "position = -1", "code “x”: the position must be a number"),
        (CODE + "traits = 'x'", "code “x”: “traits” must be a table"),
        (CODE + "traits.fist = []", "code “x”: “traits” has an entry “fist”"),
        (CODE + "traits.first = ['prices']", "code “x”: “first” must be a list of these: places"),
        (CODE + "traits.agreement = 07:32:00", "code “x”: “agreement” must be true or false"),
        (CODE + CODE, "the code kind/x is given twice"),
        ("[[rate]]\nper = 'DKK'", "a rate lacks its “currency”"),
        (RATE, "rate EUR/DKK: “rate” must be a number"),
        (RATE + "rate = '7.46'", "rate EUR/DKK: “rate” must be a number"),
        (RATE + "rate = true", "rate EUR/DKK: “rate” must be a number"),
        (RATE + "rate = nan", "rate EUR/DKK: “rate” must be a number"),
        (RATE + f"rate = 1{'0' * 400}", "rate EUR/DKK: “rate” must be a number"),
        (RATE + "rate = -1", "rate EUR/DKK: give two currencies and a rate above zero"),
        (RATE.replace("DKK", "EUR") + "rate = 2", "give two currencies"),
        (RATE.replace("EUR", "euro") + "rate = 2", "“euro” is not a currency"),
        (RATE.replace("2024-05-17", "2024-05") + "rate = 2", "“2024-05” is not a day"),
        (RATE + "rate = 2\nsource = 'bank'", "a rate has an entry “source”"),
        (RATE + "rate = 2\n" + RATE + "rate = 3", "rate EUR/DKK 2024-05-17 is given twice"),
        ("[[area]]\ncode = 'A'\nretired = 'yes'", "area A: “retired” must be true or false"),
    ],
)
def test_that_what_no_catalogue_holds_is_refused_in_one_sentence(
    tmp_path: Path, text: str, said: str
) -> None:
    assert said in refusal(tmp_path, text)


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(
        ["", "A", "DK", "kind", "tag", "EUR", "2024-05-17", "#112233", "\0", "\ud800"]
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
NAMES = {
    "organisation": ("name", "type", "country", "aliases", "notes", "x"),
    "contact": ("name", "person", "country", "phone", "x"),
    "code": ("list", "code", "names", "colour", "position", "retired", "traits"),
    "rate": ("currency", "per", "day", "rate"),
    "partnership": ("code", "contact", "since"),
}


@pytest.mark.parametrize("table", NAMES)
@given(data=st.data())
def test_that_any_table_is_read_or_refused(table: str, data: st.DataObject) -> None:
    entry: dict[str, Any] = data.draw(st.dictionaries(st.sampled_from(NAMES[table]), JUNK))
    with suppress(CatalogueError):
        contents_from_plain({"coopdesk": 1, table: [entry]})
