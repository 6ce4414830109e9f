"""A file of readable text (TOML 1.0): its tables read, or written."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.i18n import _

_BARE = re.compile("[A-Za-z0-9_-]+")
# What a basic string must escape beside what JSON does: DEL; half a surrogate pair is no text.
_DELETE, _SURROGATE = "\x7f", re.compile("[\ud800-\udfff]")


def read_tables(path: Path, most: int | None = None) -> dict[str, Any]:
    """Return the tables of the file at ``path``, which may have ``most`` bytes (None: any number).

    Raises NotFound where there is no such file, and CatalogueError, without its name, for what
    cannot be read, is not UTF-8 or is not TOML.
    """
    import tomllib

    text = _text(path, most)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise CatalogueError(
            _("this is not TOML: {reason}.").format(reason=str(error).rstrip("."))
        ) from None


def _text(path: Path, most: int | None) -> str:
    if path.exists() and not path.is_file():
        raise CatalogueError(_("this is not a file."))
    try:
        with path.open("rb") as stream:
            data = stream.read() if most is None else stream.read(most + 1)
    except FileNotFoundError:
        raise NotFound(_("there is no such file.")) from None
    except OSError as error:
        raise CatalogueError(
            _("the file cannot be read ({reason}).").format(reason=error.strerror)
        ) from None
    if most is not None and len(data) > most:
        raise CatalogueError(
            _("the file is larger than {most} bytes: it is hardly the one that you meant.").format(
                most=most
            )
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise CatalogueError(_("this is not text in UTF-8; save it as UTF-8.")) from None


def toml_text(tables: Mapping[str, Any]) -> str:
    """Return ``tables`` written out, as `read_tables` reads them.

    Values are texts, whole and other finite numbers, true and false, lists of these, tables, and
    lists of tables that are not empty. Raises CatalogueError for a text that no file can hold.
    """
    return "\n".join(_lines(tables, ())) + "\n"


def _lines(table: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[str]:
    inner = {name: value for name, value in table.items() if _tables_in(value)}
    for name, value in table.items():
        if name not in inner:
            yield f"{_key(name)} = {_value(value)}"
    for name, value in inner.items():
        here = (*above, _key(name))
        head = "[{}]" if isinstance(value, Mapping) else "[[{}]]"
        for one in _tables_in(value):
            yield f"\n{head.format('.'.join(here))}"
            yield from _lines(one, here)


def _tables_in(value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        return [value]
    if isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
        return list(value)
    return []


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _value(value: Any) -> str:
    match value:
        case str():
            return _quoted(value)
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float() if math.isfinite(value):
            return repr(value)
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
    raise TypeError(f"{value!r} has no form in a file of this kind")


def _quoted(text: str) -> str:
    if _SURROGATE.search(text):
        raise CatalogueError(
            _("a text holds half of a character, which no file can hold: write it anew.")
        )
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")
