"""The words of the program in other languages: gathered, merged and compiled.

    .venv/bin/python packaging/translations.py update    after a text in coopdesk/ has changed
    .venv/bin/python packaging/translations.py compile   after a .po file has been edited
    .venv/bin/python packaging/translations.py check     tells what is stale, wrong or missing

Translate in the .po files of ``da`` and ``sr``. Serbian in Latin script is derived from ``sr``,
letter by letter, so that there is one Serbian text to keep; never edit it. All files come out the
same wherever and whenever they are made: no dates, no line numbers.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "coopdesk"
FOLDER = ROOT / "resources" / "translations"
TEMPLATE = FOLDER / "coopdesk.pot"
TRANSLATED = ("da", "sr")
DERIVED = {"sr_Latn": "sr"}

# How many texts these calls begin with.
MARKS = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2}
_FOR_TRANSLATORS = "Translators:"

# The Serbian alphabet of 30 letters (Vuk Karadžić's), each with its letter in Gaj's.
CYRILLIC = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
LATIN = re.findall("[A-ZĆČĐŠŽ][jž]?", "ABVGDĐEŽZIJKLLjMNNjOPRSTĆUFHCČDžŠ")
_PAIRS = tuple(zip(CYRILLIC, LATIN, strict=True))
_TO_LATIN = dict(_PAIRS) | {one.lower(): other.lower() for one, other in _PAIRS}

_PLACE = re.compile(r"\{[^{}]*\}")
_MNEMONIC = re.compile(r"&(\w)")
_STABLE = ("Project-Id-Version", "Language", "Plural-Forms", "MIME-Version", "Content-Type",
           "Content-Transfer-Encoding")  # fmt: skip


class Words(Catalog):
    """A catalogue of messages whose header says nothing about when or by what it was made."""

    def __init__(self, locale: str | None = None) -> None:
        comment = "# The words of CoopDesk, licensed under EUPL-1.2 as the program is."
        super().__init__(
            locale=locale,
            domain="coopdesk",
            header_comment=comment,
            project="CoopDesk",
            version="1",
            fuzzy=False,
        )

    def __iter__(self) -> Iterator[Message]:
        """Yield the header, then the messages in the order in which they were added."""
        header, *messages = super().__iter__()
        assert isinstance(header.string, str)
        lines = (line for line in header.string.splitlines() if line.split(":")[0] in _STABLE)
        yield Message("", "\n".join((*lines, "")))
        yield from messages


def latin(text: str) -> str:
    """Return Serbian ``text`` with its Cyrillic letters in Latin script, all else as it is.

    Two letters that stand for one are both large where the word around them is: ЊЕГОШ, Његош.
    """
    return "".join(
        letters.upper()
        if len(letters) > 1 and letter.isupper() and _among_large(text, place)
        else letters
        for place, letter in enumerate(text)
        if (letters := _TO_LATIN.get(letter, letter))
    )


def _among_large(text: str, place: int) -> bool:
    after, before = text[place + 1 : place + 2], text[max(place - 1, 0) : place]
    return after.isupper() if after.isalpha() else before.isupper()


@dataclass(frozen=True, slots=True)
class Marked:
    """A text that is marked for translation: its forms (singular, plural), and a note on it."""

    forms: tuple[str, ...]
    note: str


def marked(source: str) -> list[Marked]:
    """Return the marked texts of a Python file, in the order in which they stand.

    Reads the syntax tree: Babel's own extraction, by tokens, misses what stands inside another
    marked call or inside an f-string. A name that is given one of the translating methods
    (``say = translations.gettext``) marks as well. Raises ValueError for a marked call whose text
    is put together before it is translated, since no translation of that could ever be found.
    """
    tree = ast.parse(source)
    forms_of = dict(MARKS)
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Attribute(attr=method)):
                if method in MARKS:
                    forms_of[name] = MARKS[method]
    notes = _notes(tree, source.splitlines())
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in forms_of:
                texts = node.args[: forms_of[name]]
                if any(isinstance(text, ast.JoinedStr | ast.BinOp) for text in texts):
                    raise ValueError(
                        f"line {node.lineno}: the text is put together: format it after"
                    )
                forms = tuple(
                    text.value
                    for text in texts
                    if isinstance(text, ast.Constant) and isinstance(text.value, str)
                )
                if forms:
                    found.append((node.lineno, node.col_offset, forms, notes.get(node, "")))
    return [Marked(forms, note) for _line, _column, forms, note in sorted(found)]


def _notes(tree: ast.Module, lines: list[str]) -> dict[ast.AST, str]:
    """Return the comment above a statement, where it is for translators, for all calls in it."""
    notes: dict[ast.AST, str] = {}
    if not any(_FOR_TRANSLATORS in line for line in lines):
        return notes
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt):
            continue
        comment: list[str] = []
        for line in reversed(lines[: node.lineno - 1]):
            if not line.lstrip().startswith("#"):
                break
            comment.insert(0, line.strip().lstrip("# "))
        if comment and comment[0].startswith(_FOR_TRANSLATORS):
            notes |= {inner: " ".join(comment) for inner in ast.walk(node)}
    return notes


def gather(source: Path = SOURCE) -> Words:
    """Return all marked texts of the package at ``source``, file by file, as they stand there."""
    words = Words()
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source.parent).as_posix()
        for text in marked(path.read_text("utf-8")):
            words.add(
                text.forms if len(text.forms) > 1 else text.forms[0],
                locations=[(name, 0)],
                auto_comments=[text.note] if text.note else [],
            )
    return words


def po_path(language: str) -> Path:
    """Return where the translations into ``language`` are."""
    return FOLDER / language / "LC_MESSAGES" / "coopdesk.po"


def read(path: Path, language: str | None = None) -> Words:
    """Return the messages of a .po or .pot file; none where there is no such file yet."""
    words = Words(language)
    if path.exists():
        with path.open("rb") as file:
            PoFileParser(words, ignore_obsolete=True, abort_invalid=True).parse(file)
    return words


def merged(template: Words, known: Words) -> Words:
    """Return the messages of ``template`` with the translations that ``known`` has of them."""
    words = Words(str(known.locale_identifier))
    for message in _messages(template):
        old = known.get(message.id)
        words.add(
            message.id,
            old.string if old and old.id == message.id else None,
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old else (),
            flags=message.flags,
        )
    return words


def derived(serbian: Words, language: str = "sr_Latn") -> Words:
    """Return ``serbian``, whose script is Cyrillic, in Latin script."""
    words = Words(language)
    for message in _messages(serbian):
        strings = tuple(map(latin, _strings(message)))
        words.add(
            message.id,
            strings if message.pluralizable else strings[0],
            locations=message.locations,
            auto_comments=message.auto_comments,
            flags=message.flags,
        )
    return words


def translations(template: Words) -> dict[str, Words]:
    """Return the messages of ``template`` in each language, by its code."""
    return _with_derived({code: merged(template, read(po_path(code), code)) for code in TRANSLATED})


def _with_derived(words: dict[str, Words]) -> dict[str, Words]:
    return words | {code: derived(words[origin], code) for code, origin in DERIVED.items()}


def as_po(words: Words) -> bytes:
    """Return the text of the .po file that holds ``words``."""
    file = BytesIO()
    write_po(file, words, width=100, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


def as_mo(words: Words) -> bytes:
    """Return the compiled form that gettext reads."""
    file = BytesIO()
    write_mo(file, words)
    return file.getvalue()


def files(template: Words) -> dict[Path, bytes]:
    """Return what every file of translations ought to hold, where the code has ``template``."""
    return {TEMPLATE: as_po(template)} | _files_of(translations(template))


def _files_of(by_language: dict[str, Words]) -> dict[Path, bytes]:
    made = {}
    for code, words in by_language.items():
        made[po_path(code)] = as_po(words)
        made[po_path(code).with_suffix(".mo")] = as_mo(words)
    return made


def missing(words: Words) -> list[str]:
    """Return the texts that have no translation, or not in all forms of the plural."""
    return [_id(message) for message in _messages(words) if not all(_strings(message))]


def faults(words: Words) -> list[str]:
    """Return what is wrong with translations: uncertain, or a place or a mnemonic not kept."""
    found = []
    for message in _messages(words):
        if message.fuzzy:
            found.append(f"“{_id(message)}”: marked as uncertain")
        places = [_places(text) for text in _ids(message)]
        for string in filter(None, _strings(message)):
            if _places(string) not in places:
                found.append(f"“{string}”: not the places in {{}} of “{_id(message)}”")
            if len(_MNEMONIC.findall(string)) != len(_MNEMONIC.findall(_id(message))):
                found.append(f"“{string}”: not the mnemonic (&) of “{_id(message)}”")
            if _edges(string) != _edges(_id(message)):
                found.append(f"“{string}”: not the blanks or dots around “{_id(message)}”")
    return found


def _messages(words: Words) -> Iterable[Message]:
    return (message for message in words if message.id)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _id(message: Message) -> str:
    return _ids(message)[0]


def _strings(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _places(text: str) -> list[str]:
    return sorted(_PLACE.findall(text))


def _edges(text: str) -> tuple[bool, bool, bool]:
    return text[:1].isspace(), text[-1:].isspace(), text.endswith("…")


def check() -> int:
    """Print what is stale, wrong or missing; return how many things that is."""
    template = gather()
    found = [
        f"{path.relative_to(FOLDER)} is stale: run “translations.py update”"
        for path, content in files(template).items()
        if not path.exists() or path.read_bytes() != content
    ]
    for code, words in translations(template).items():
        lacking = missing(words)
        print(f"{code}: {len(words) - len(lacking)} of {len(words)} translated")
        found += [f"{code}: “{text}” is not translated" for text in lacking]
        found += [f"{code}: {fault}" for fault in faults(words)]
    for line in found:
        print(line, file=sys.stderr)
    return len(found)


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(description="The words of the program in other languages.")
    parser.add_argument("command", choices=("update", "compile", "check"))
    command = parser.parse_args(arguments).command
    if command == "check":
        return 1 if check() else 0
    if command == "update":
        made = files(gather())
    else:
        made = _files_of(_with_derived({code: read(po_path(code), code) for code in TRANSLATED}))
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
