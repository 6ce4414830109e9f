"""The words inside documents: stored by the file, and found in each record that has it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Connection

from coopdesk.catalogue.document_text import DocumentText
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.storage import document_text
from coopdesk.storage.document_text import Unread
from coopdesk.storage.search import renew_words
from coopdesk.storage.store import Store
from tests.builders import a_record

NOTE = Document("Note", "note.txt", "text/plain", 4)
LONG = " ".join(f"word{n}" for n in range(12_000))


def with_document(store: Store, number: int, content: bytes = b"note") -> tuple[str, list[int]]:
    """Add so many records that have one document; return its digest and their ids."""
    digest = store.documents.put(content)
    assert digest == sha256(content).hexdigest()
    named = replace(NOTE, digest=digest, size=len(content))
    made = [a_record(title=f"Course {n}", documents=(named,)) for n in range(number)]
    return digest, [store.add(one, who="A.K.").ids[0] for one in made]


def found(store: Store, search: str) -> list[int]:
    return sorted(store.ids(Filter(search=search), Sort()))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "cisterna"),
        (20, "vatrogasna cisterna"),
        (21, "cisterna"),
        (45, "cisterna"),
        (1, LONG + " cisterna"),
        (3, LONG + " cisterna"),
    ],
)
def test_that_a_document_is_found_in_each_record_that_has_it(
    store: Store, number: int, words: str
) -> None:
    digest, ids = with_document(store, number)
    other = store.add(a_record(), who="A.K.").ids[0]
    assert store.document_texts.unread(1, 10) == (Unread(digest, "note.txt"),)
    assert store.document_texts.state(digest) == ""
    store.document_texts.put(digest, DocumentText("read", words), 1)
    assert found(store, "cisterna") == ids
    assert other not in ids
    assert store.document_texts.state(digest) == "read"
    assert store.document_texts.unread_number(1) == 0
    assert store.check() == ()


def test_that_a_newer_reader_reads_again_and_what_it_no_longer_finds_is_not_found(
    store: Store,
) -> None:
    digest, ids = with_document(store, 2)
    store.document_texts.put(digest, DocumentText("read", "cisterna"), 1)
    assert store.document_texts.unread_number(1) == 0
    assert store.document_texts.unread_number(2) == 1
    store.document_texts.put(digest, DocumentText("read", "vatrogasna"), 2)
    assert (found(store, "cisterna"), found(store, "vatrogasna")) == ([], ids)
    assert store.check() == ()


def test_that_words_stay_with_the_file_when_a_record_is_saved_or_gets_it_later(
    store: Store,
) -> None:
    digest, (first,) = with_document(store, 1)
    store.document_texts.put(digest, DocumentText("read", "cisterna"), 1)
    record = store.record(first)
    store.save(replace(record, title="Another"), who="A.K.")
    later = store.add(a_record(documents=record.documents), who="A.K.").ids[0]
    assert found(store, "cisterna") == [first, later]
    store.save(replace(store.record(first), documents=()), who="A.K.")
    assert found(store, "cisterna") == [later]
    assert store.check() == ()


def test_that_it_can_be_put_off_between_two_pieces_and_is_unread_until_then(store: Store) -> None:
    digest, ids = with_document(store, 45)
    asked = iter([True, True, False])
    text = DocumentText("read", "cisterna")
    store.document_texts.put(digest, text, 1, lambda: next(asked))
    assert len(found(store, "cisterna")) == 40
    assert store.document_texts.state(digest) == ""
    assert store.document_texts.unread_number(1) == 1
    assert store.check() == ()
    store.document_texts.put(digest, text, 1)
    assert found(store, "cisterna") == ids
    assert store.document_texts.unread_number(1) == 0


def test_that_no_piece_puts_much_into_the_index(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest, ids = with_document(store, 5)
    pieces: list[int] = []

    def counted(connection: Connection, some: Sequence[int]) -> None:
        held = list(some)
        pieces.append(len(held))
        renew_words(connection, held)

    monkeypatch.setattr(document_text, "renew_words", counted)
    store.document_texts.put(digest, DocumentText("read", "cisterna"), 1)
    store.document_texts.put(digest, DocumentText("read", LONG), 2)
    # Said over and over, a word is in the index once.
    store.document_texts.put(digest, DocumentText("read", "cisterna " * 50_000), 3)
    assert pieces == [5, 1, 1, 1, 1, 1, 5]
    assert found(store, "cisterna") == ids


def test_that_a_record_that_goes_between_two_pieces_does_no_harm(store: Store) -> None:
    digest, ids = with_document(store, 45)

    def deleted_meanwhile() -> bool:
        there = [key for key in ids if store.records([key])]
        store.delete(there[-1:], who="B.C.")
        return True

    store.document_texts.put(digest, DocumentText("read", "cisterna"), 1, deleted_meanwhile)
    assert found(store, "cisterna") == ids[:-3]
    assert store.check() == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from coopdesk.catalogue.document_text import DocumentText
from coopdesk.storage.store import Store

store = Store.open(Path(sys.argv[1]))
left = [int(sys.argv[2])]

def go_on():
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return True

for unread in store.document_texts.unread(1, 10):
    store.document_texts.put(unread.digest, DocumentText("read", "cisterna"), 1, go_on)
"""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_that_a_program_that_is_killed_in_the_midst_leaves_a_sound_file_and_the_rest_to_do(
    store: Store, after: int
) -> None:
    digest, ids = with_document(store, 45)
    store.close()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(store.path), str(after)],
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        timeout=60,
    )
    assert ended.returncode == -9
    again = Store.open(store.path)
    assert len(found(again, "cisterna")) == 20 * after
    assert again.check() == ()
    assert again.document_texts.unread(1, 10) == (Unread(digest, "note.txt"),)
    again.document_texts.put(digest, DocumentText("read", "cisterna"), 1)
    assert found(again, "cisterna") == ids
    assert again.check() == ()
    again.close()
