"""Keep a catalogue's index in step: words inside documents, and which records have problems.

Both are done in pieces, so that whoever works in the catalogue meanwhile waits for none of it, and
an end of the program at any moment leaves a sound file and little to do again.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from coopdesk.catalogue.document_text import FAILED, NOTHING, READ, STATES, DocumentText
from coopdesk.catalogue.errors import NotFound
from coopdesk.catalogue.media_types import HEAD, media_type_of
from coopdesk.exchange.document_words.reading import VERSION
from coopdesk.i18n import ngettext, number_words
from coopdesk.operations.document_words import DocumentReader
from coopdesk.operations.opening import open_catalogue
from coopdesk.storage.errors import Damaged

if TYPE_CHECKING:
    from coopdesk.storage.document_text import Unread
    from coopdesk.storage.store import Store

_AT_ONCE = 100
_JUDGED_AT_ONCE = 500  # where nobody waits
Told = Callable[[str], None]


def read_document(
    store: "Store",
    reader: DocumentReader,
    unread: "Unread",
    go_on: Callable[[], bool] = lambda: True,
) -> DocumentText:
    """Read one document, store what there is to find in it, and return that.

    ``go_on`` is asked before each piece of storing it, as `DocumentTexts.put` tells. Raises what
    `DocumentReader.read` and the store raise.
    """
    try:
        content = store.documents.content(unread.digest)
    except NotFound:
        found = DocumentText(NOTHING)  # gone since it was asked for
    except Damaged:
        found = DocumentText(FAILED)
    else:
        found = reader.read(content, media_type_of(unread.file_name, content[:HEAD]))
    store.document_texts.put(unread.digest, found, VERSION, go_on)
    return found


def index_lines(path: Path, *, documents: bool, problems: bool, told: Told) -> Iterator[str]:
    """Read the documents and judge the records of the catalogue at ``path``; yield what came of it.

    ``told`` is given how far it came. Raises CatalogueError where the catalogue does not open or
    cannot be written.
    """
    with closing(open_catalogue(path)) as store:
        if documents:
            yield _documents_indexed(store, told)
        if problems:
            yield _problems_indexed(store, told)


def _documents_indexed(store: "Store", told: Told) -> str:
    states: Counter[str] = Counter()
    left = store.document_texts.unread_number(VERSION)
    with closing(DocumentReader()) as reader:
        while waiting := store.document_texts.unread(VERSION, _AT_ONCE):
            for unread in waiting:
                told(reading_words(max(left, 1)))
                states[read_document(store, reader, unread).state] += 1
                left -= 1
    number = states.total()
    said = ngettext("{count} document read", "{count} documents read", number)
    outcomes = [
        f"{number_words(states[state.code])} {state.words()}"
        for state in STATES
        if states[state.code] and state.code != READ
    ]
    return ", ".join([said.format(count=number_words(number)), *outcomes]) + "."


def _problems_indexed(store: "Store", told: Told) -> str:
    left = store.judging.left()
    judged = 0
    told(judging_words(left))
    while done := store.judging.step(_JUDGED_AT_ONCE):
        judged += done
        told(judging_words(max(left - judged, 0)))
    number = store.judging.number()
    said = ngettext("{count} record has problems.", "{count} records have problems.", number)
    return said.format(count=number_words(number))


def reading_words(left: int) -> str:
    """Return that so many documents are still to be read, for who watches."""
    said = ngettext("Reading documents: {count} left", "Reading documents: {count} left", left)
    return said.format(count=number_words(left))


def judging_words(left: int) -> str:
    """Return that so many records are still to be judged, for who watches."""
    said = ngettext("Checking records: {count} left", "Checking records: {count} left", left)
    return said.format(count=number_words(left))
