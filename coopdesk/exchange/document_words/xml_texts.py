"""The text in the XML of office documents, read as it streams: no entity, no file, no network."""

from collections.abc import Iterator
from typing import IO

from lxml import etree

_BLANKS = frozenset({"tab", "br", "cr", "s", "line-break"})


def run_texts(stream: IO[bytes]) -> Iterator[str]:
    """Return each paragraph of what Office Open XML calls a story: the text of its runs.

    ECMA-376, part 1: elements ``t`` in ``p``, alike in WordprocessingML and DrawingML.
    """
    runs: list[str] = []
    for name, element in _ended(stream):
        if name == "t":
            runs.append(element.text or "")
        elif name in _BLANKS:
            runs.append(" ")
        elif name == "p":
            yield "".join(runs)
            runs.clear()
            _forget(element)
    yield "".join(runs)


def paragraph_texts(stream: IO[bytes]) -> Iterator[str]:
    """Return each paragraph and heading of an OpenDocument: all text in them.

    OpenDocument 1.3, part 3, section 5.1: elements ``p`` and ``h``, in which text is mixed.
    """
    for name, element in _ended(stream):
        if name in _BLANKS:
            element.text = " "
        elif name in ("p", "h"):
            yield "".join(element.itertext(etree.Element))
            _forget(element)


def _ended(stream: IO[bytes]) -> Iterator[tuple[str, etree._Element]]:
    found = etree.iterparse(
        stream,
        events=("end",),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    for _event, element in found:
        yield etree.QName(element).localname, element


def _forget(element: etree._Element) -> None:
    # A paragraph may stand in another one, amid whose text it hangs.
    element.clear(keep_tail=True)
    before = element.getprevious()
    parent = element.getparent()
    if parent is not None and before is not None and not before.tail and not len(before):
        parent.remove(before)
