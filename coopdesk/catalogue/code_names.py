"""The names that a user gives to the entries of a list, and the codes that are made of them."""

import re
from collections.abc import Collection, Mapping, Sequence

from coopdesk.catalogue.codes import Code
from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.folding import folded_sort_key, tokens
from coopdesk.i18n import LANGUAGES, _

LONGEST_NAME = 100
_LONGEST_CODE = 40
_LONGEST_AREA_CODE = 12
_NOT_IN_A_CODE = re.compile("[^a-z0-9]")


class NameRefused(CatalogueError):
    """A name that an entry cannot have; ``tongue`` is its language, "" where none is to blame."""

    def __init__(self, message: str, tongue: str = "") -> None:
        super().__init__(message)
        self.tongue = tongue


def tidy_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return ``names`` on one line each, with single blanks, without those that say nothing."""
    tidy = {tongue: " ".join(name.split()) for tongue, name in names.items()}
    return {tongue: name for tongue, name in tidy.items() if name}


def refuse_names(others: Sequence[Code], names: Mapping[str, str]) -> None:
    """Raise NameRefused where ``names`` cannot be an entry's beside the ``others``.

    There must be one at least, and none that another entry has in the same language.
    """
    if not names:
        raise NameRefused(_("Give a name in one language at least."))
    for tongue, name in names.items():
        if len(name) > LONGEST_NAME:
            raise _too_long(name, tongue)
        _refuse_unseen(name, tongue)
        folded = folded_sort_key(name)
        known = tongue if tongue in dict(LANGUAGES) else "en"
        for other in others:
            if folded_sort_key(other.words(known)) == folded:
                said = (
                    _("{name} is in the list already, as a retired entry: offer that one again.")
                    if other.retired
                    else _("{name} is in the list already: choose another name.")
                )
                raise NameRefused(said.format(name=quoted(name)), tongue)


def tidy_tag(text: str, others: Sequence[Code]) -> str:
    """Return ``text`` as a tag beside the ``others``: on one line, with single blanks.

    Raises NameRefused where nothing is left of it, it has a comma, or it is there already.
    """
    tag = " ".join(text.split())
    if not tag:
        raise NameRefused(_("Write the tag."))
    if "," in tag:
        raise NameRefused(_("A tag has no comma: commas stand between tags."))
    if len(tag) > LONGEST_NAME:
        raise _too_long(tag)
    _refuse_unseen(tag)
    if any(other.code == tag for other in others):
        raise NameRefused(
            _("There is a tag {name} already: merge the two, or write another text.").format(
                name=quoted(tag)
            )
        )
    return tag


def code_for(names: Mapping[str, str], taken: Collection[str]) -> str:
    """Return a new code made of the English name, or else of the first: "table_top_exercise"."""
    code = "_".join(_letters(names))[:_LONGEST_CODE].strip("_")
    return _free(code or "code", taken, _LONGEST_CODE)


def area_code_for(names: Mapping[str, str], taken: Collection[str]) -> str:
    """Return a new code of an area made of its name: "AIR_FORCES"; see `frame_rules`."""
    code, *others = _letters(names)
    for word in others:
        if len(code) + 1 + len(word) > _LONGEST_AREA_CODE:
            break
        code += f"_{word}"
    return _free(code[:_LONGEST_AREA_CODE].upper() or "AREA", taken, _LONGEST_AREA_CODE)


def _too_long(name: str, tongue: str = "") -> NameRefused:
    said = _("Shorten the name {name}: it takes {limit} characters and has {length}.")
    return NameRefused(said.format(name=quoted(name), limit=LONGEST_NAME, length=len(name)), tongue)


def _refuse_unseen(name: str, tongue: str = "") -> None:
    if not name.isprintable():
        said = _("The name {name} contains characters that cannot be shown: type it anew.")
        raise NameRefused(said.format(name=quoted(name)), tongue)


def _letters(names: Mapping[str, str]) -> list[str]:
    name = names.get("en") or next(iter(names.values()), "")
    words = (_NOT_IN_A_CODE.sub("", word) for word in tokens(name))
    return [word for word in words if word] or [""]


def _free(code: str, taken: Collection[str], most: int) -> str:
    if code not in taken:
        return code
    number = 2
    while True:
        ending = f"_{number}"
        tried = code[: most - len(ending)].rstrip("_") + ending
        if tried not in taken:
            return tried
        number += 1
