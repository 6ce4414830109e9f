"""From plain values and a template to a PDF that can be archived and read aloud."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from coopdesk.reports.printable import breakable, is_broken, is_everyday, printable
from coopdesk.resources import resource

STANDARDS: tuple[Literal["a-2a", "ua-1"], ...] = ("a-2a", "ua-1")
"""PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), both in one file."""

# Each style in which a template sets text of the data (see house.typ).
_STYLES = ("", 'weight: "semibold"', 'style: "italic"')
_LINE = re.compile(r":(\d+):\d+$", re.MULTILINE)


def compile_pdf(template: str, data: dict[str, Any], printed_at: datetime) -> bytes:
    """Return the PDF that ``template`` (of resources/reports) makes of ``data``.

    The same arguments give the same bytes. Texts of ``data`` are only ever data: nothing in them
    is read as markup. Characters that no font has are printed as U+FFFD, and the template is told
    by ``mended`` how many texts have some. ``printed_at`` (aware) is the date in the metadata.
    Raises TypstError where a template is wrong.
    """
    import typst

    text = template_input(data)
    try:
        return _compiled(template, text, printed_at)
    except typst.TypstError:
        # A font may have each cluster of a text and still not their combination.
        plainest = _template_input(data, lambda _unusual: set())
        if plainest == text:
            raise
        return _compiled(template, plainest, printed_at)


def template_input(data: dict[str, Any]) -> str:
    """Return the JSON that a template gets: ``data``, as it can be printed and broken into lines.

    ``mended`` in it is the number of texts with something that no font has.
    """
    return _template_input(data, _shown)


def _template_input(data: dict[str, Any], shows: Callable[[list[str]], set[str]]) -> str:
    mended = 0
    text = json.dumps({**data, "mended": mended}, ensure_ascii=False)
    if not is_everyday(text):
        data, mended = printable(data, shows)
        text = json.dumps({**data, "mended": mended}, ensure_ascii=False)
    if not is_broken(text):
        # What the metadata tells is on no line.
        values = {**breakable(data), "document": data["document"], "mended": mended}
        text = json.dumps(values, ensure_ascii=False)
    return text


def _compiled(template: str, text: str, printed_at: datetime) -> bytes:
    import typst

    return typst.compile(
        str(resource("reports", template)),
        root=str(resource("reports")),
        sys_inputs={"data": text},
        ignore_system_fonts=True,
        pdf_standards=list(STANDARDS),
        timestamp=int(printed_at.timestamp()),
    )


def _shown(clusters: list[str]) -> set[str]:
    """Return those of ``clusters`` that the fonts in the compiler have, in each style of text.

    The compiler is asked with a document of one line a cluster: it names the lines that it cannot
    show. Where it names none of those asked, none is taken as shown.
    """
    import typst

    asked = dict(enumerate(clusters, start=2))
    while asked:
        lines = [_PROBE_HEAD, *(_probe_line(asked.get(n)) for n in range(2, len(clusters) + 2))]
        try:
            typst.compile(
                "\n".join(lines).encode(), ignore_system_fonts=True, pdf_standards=list(STANDARDS)
            )
            break
        except typst.TypstError as refused:
            named = {int(line) for line in _LINE.findall(refused.diagnostic)} & asked.keys()
            if not named:
                return set()
            for line in named:
                del asked[line]
    return set(asked.values())


_PROBE_HEAD = '#set document(title: "?"); #set text(lang: "en")'


def _probe_line(cluster: str | None) -> str:
    if cluster is None:
        return ""
    text = "".join(f"\\u{{{ord(char):x}}}" for char in cluster)
    return " ".join(f'#text({style})[#"{text}"]' for style in _STYLES) + " \\ "
