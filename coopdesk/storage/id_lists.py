"""Ids of records by the hundred thousand: joined by SQLite, and read without a step for each.

A row that is fetched takes the interpreter's lock for itself, a million of them keep every other
thread waiting. So the ids come as one value of four bytes each, the highest first.
"""

import re
import sys
from array import array
from collections.abc import Iterable
from typing import TypeAlias

from sqlalchemy import ColumnElement, LargeBinary, func

from coopdesk.storage.schema_search import ID_BITS

IdList: TypeAlias = "array[int]"
"""An array of 32-bit ids, as `id_list` makes it."""
MARK = 1 << 31
"""What `joined` may add to an id, which is smaller, for `marked_places` to find."""
assert MARK.bit_length() > ID_BITS
_TYPE = "I"
_WIDTH = 4
_MARKED = re.compile(rb"[\x80-\xff]")


def id_list(ids: Iterable[int] = ()) -> IdList:
    """Return these ids as a list that takes four bytes for each."""
    return array(_TYPE, ids)


def joined(number: ColumnElement[int]) -> ColumnElement[bytes]:
    """Return the numbers of all rows as one value for `ids_from`, in the order of the rows."""
    each = func.printf(f"%0{2 * _WIDTH}x", number)
    return func.unhex(func.group_concat(each, ""), type_=LargeBinary)


def ids_from(value: bytes | None) -> IdList:
    """Return the ids that `joined` joined; none of the NULL that no rows give."""
    ids = id_list()
    ids.frombytes(value or b"")
    if sys.byteorder == "little":
        ids.byteswap()
    return ids


def marked_places(value: bytes) -> list[int]:
    """Return where in what `joined` joined the numbers stand that bear `MARK`."""
    return [found.start() for found in _MARKED.finditer(value[::_WIDTH])]
