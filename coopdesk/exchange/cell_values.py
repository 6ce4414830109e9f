"""What a cell of a spreadsheet says: a number, a country."""

import re
from functools import cache

from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.i18n import LANGUAGES, _, country_codes, country_name

_TONGUES = tuple(code for code, _name in LANGUAGES)
_BLANKS = re.compile(r"[\s\u00a0\u202f']+")
_NUMBER = re.compile(r"[-−]?[0-9]+([.,][0-9]+)?")
_THOUSANDS = re.compile(r"[-−]?[1-9][0-9]{0,2}([.,][0-9]{3})+")
# Thousands by one sign and tenths by the other: "1.234,5" and "1,234.5".
_BOTH_SIGNS = re.compile(r"[-−]?[1-9][0-9]{0,2}((\.[0-9]{3})+,[0-9]+|(,[0-9]{3})+\.[0-9]+)")


def number_of(text: str) -> float:
    """Return the number that ``text`` writes, with a point or a comma.

    Raises CatalogueError for anything else, and for what can be read in two ways ("1.234").
    """
    bare = _BLANKS.sub("", text)
    if _THOUSANDS.fullmatch(bare) and len(re.findall("[.,]", bare)) == 1:
        whole = re.sub("[.,]", "", bare)
        raise CatalogueError(
            _("{value} can be read in two ways: write {whole} without a separator.").format(
                value=quoted(text), whole=whole
            )
        )
    if _THOUSANDS.fullmatch(bare):
        bare = re.sub("[.,]", "", bare)
    elif _BOTH_SIGNS.fullmatch(bare):
        whole, fraction = re.split("[.,](?=[0-9]+$)", bare)
        bare = re.sub("[.,]", "", whole) + "." + fraction
    if not _NUMBER.fullmatch(bare):
        raise CatalogueError(_("{value} is not a number.").format(value=quoted(text)))
    return float(bare.replace(",", ".").replace("−", "-"))


def country_of(text: str) -> str:
    """Return the code of the country that ``text`` names, in any of our languages.

    Raises CatalogueError where it names none.
    """
    found = _countries_by_word().get(folded_sort_key(text))
    if found:
        return found
    raise CatalogueError(
        _("{value} is not a country: write its name or its two letters, such as DK.").format(
            value=quoted(text)
        )
    )


@cache
def _countries_by_word() -> dict[str, str]:
    codes = country_codes()
    known = {folded_sort_key(country_name(c, tongue)): c for tongue in _TONGUES for c in codes}
    return known | {folded_sort_key(code): code for code in codes}
