"""Contents of documents: stored once, kept while the history may name them, lost never unsaid."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from coopdesk.catalogue.documents import LIMIT
from coopdesk.catalogue.draft import Draft
from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.record import Record
from coopdesk.storage.errors import Damaged, ReadOnly
from coopdesk.storage.store import Store
from tests.builders import NOON, a_record, contents

PDF = b"%PDF-1.7 delivery note"
DAYS = timedelta(days=1)


class Clock:
    """A clock that stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[Store]:
    made = Store.create(path, contents(), who="founder", clock=clock)
    yield made
    made.close()


def held(store: Store) -> dict[str, int]:
    """Return which contents there are, and whether they are kept."""
    with store._transactions.reading() as connection:
        rows = connection.exec_driver_sql("SELECT digest, kept FROM document_content")
        return dict(rows.all())


def added(store: Store, *digests: str, **changes: object) -> Record:
    documents = tuple(Document(f"Note {digest[:4]}", digest=digest) for digest in digests)
    changed = store.add(a_record(documents=documents, **changes), who="A.K.")
    return store.record(changed.ids[0])


def tamper(store: Store, statement: str) -> None:
    with store._transactions.writing() as connection:
        connection.exec_driver_sql(statement)


def test_that_a_content_comes_back_as_it_was(store: Store) -> None:
    digest = store.documents.put(PDF)
    assert digest == sha256(PDF).hexdigest()
    assert store.documents.content(digest) == PDF
    assert store.documents.size_of(digest) == len(PDF)


def test_that_the_same_content_is_stored_once(store: Store) -> None:
    assert store.documents.put(PDF) == store.documents.put(bytes(PDF))
    assert len(held(store)) == 1


def test_that_a_content_of_many_pieces_comes_back(store: Store) -> None:
    large = bytes(range(256)) * 4096 * 3 + b"end"
    assert store.documents.content(store.documents.put(large)) == large


@pytest.mark.parametrize("content", [b"", bytes(LIMIT + 1)], ids=["empty", "too large"])
def test_that_what_no_document_may_be_is_refused(store: Store, content: bytes) -> None:
    with pytest.raises(CatalogueError, match="Document"):
        store.documents.put(content)
    assert held(store) == {}


def test_that_nothing_is_put_into_a_catalogue_that_is_only_read(store: Store) -> None:
    reader = Store.open(store.path, read_only=True)
    with pytest.raises(ReadOnly):
        reader.documents.put(PDF)
    reader.close()


def test_that_an_unknown_digest_says_how_to_mend_it(store: Store) -> None:
    with pytest.raises(NotFound, match="attach its file again"):
        store.documents.content("0" * 64)
    assert store.documents.size_of("0" * 64) is None


def test_that_the_records_that_use_a_content_are_known(store: Store) -> None:
    digest = store.documents.put(PDF)
    other = store.documents.put(b"other")
    first, _second, third = added(store, digest), added(store, other), added(store, digest, other)
    assert store.documents.used_by(digest) == (first.id, third.id)
    assert store.documents.used_by("0" * 64) == ()


def test_that_a_content_is_kept_from_the_save_that_names_it(store: Store) -> None:
    digest, later = store.documents.put(PDF), store.documents.put(b"later")
    assert held(store) == {digest: 0, later: 0}
    record = added(store, digest)
    assert held(store) == {digest: 1, later: 0}
    store.save(replace(record, documents=(Document("L", digest=later),)), who="A.K.")
    assert held(store) == {digest: 1, later: 1}


def test_that_what_was_never_kept_goes_after_a_week(store: Store, clock: Clock) -> None:
    digest = store.documents.put(PDF)
    clock.now += 6 * DAYS
    other = store.documents.put(b"other")
    assert set(held(store)) == {digest, other}
    clock.now += 2 * DAYS
    third = store.documents.put(b"third")
    assert set(held(store)) == {other, third}


def test_that_what_is_put_again_has_another_week(store: Store, clock: Clock) -> None:
    digest = store.documents.put(PDF)
    clock.now += 6 * DAYS
    store.documents.put(PDF)
    clock.now += 6 * DAYS
    store.documents.put(b"other")
    assert digest in held(store)


def test_that_what_a_draft_names_stays(store: Store, clock: Clock) -> None:
    digest = store.documents.put(PDF)
    record = a_record(documents=(Document("Note", digest=digest),))
    store.drafts.put("A.K.", "new", Draft(a_record(), record))
    clock.now += 30 * DAYS
    store.documents.put(b"other")
    assert digest in held(store)


def test_that_what_the_history_names_stays_for_ever(store: Store, clock: Clock) -> None:
    digest = store.documents.put(PDF)
    record = added(store, digest)
    store.delete([record.id], who="A.K.")
    clock.now += 1000 * DAYS
    store.documents.put(b"other")
    store.undo(who="A.K.")
    back = store.record(record.id)
    assert store.documents.content(back.documents[0].digest) == PDF
    assert store.check() == ()


def test_that_what_a_record_named_before_it_came_is_kept(store: Store, clock: Clock) -> None:
    digest = sha256(PDF).hexdigest()
    added(store, digest)
    store.documents.put(PDF)
    clock.now += 30 * DAYS
    store.documents.put(b"other")
    assert held(store)[digest] == 1


def test_that_a_damaged_content_is_refused_and_found(store: Store) -> None:
    digest = store.documents.put(PDF)
    record = added(store, digest)
    tamper(store, "UPDATE document_content SET content = x'00'")
    with pytest.raises(Damaged, match="attach its file again"):
        store.documents.content(digest)
    assert store.check() == (
        f"The document “Note {digest[:4]}” of {record.reference} is damaged: attach its file "
        "again, or restore a backup in which it is sound.",
    )


def test_that_a_missing_content_is_found(store: Store) -> None:
    record = added(store, store.documents.put(PDF))
    tamper(store, "DELETE FROM document_content")
    (said,) = store.check()
    assert f"of {record.reference} is missing" in said


def test_that_many_missing_contents_are_told_in_few_sentences(store: Store) -> None:
    added(store, *(f"{number:064x}" for number in range(30)))
    *told, rest = store.check()
    assert len(told) == 20
    assert rest == "The files of 10 more documents are missing."


def test_that_a_damaged_content_that_only_the_history_names_is_found(store: Store) -> None:
    record = added(store, store.documents.put(PDF))
    store.save(replace(record, documents=()), who="A.K.")
    tamper(store, "UPDATE document_content SET content = x'00'")
    (said,) = store.check()
    assert "no record names any more is damaged" in said


def test_that_attaching_its_file_again_mends_a_damaged_document(store: Store) -> None:
    digest = store.documents.put(PDF)
    added(store, digest)
    tamper(store, "UPDATE document_content SET content = x'00'")
    store.documents.put(PDF)
    assert store.documents.content(digest) == PDF
    assert held(store) == {digest: 1}
    assert store.check() == ()


def test_that_a_link_is_no_missing_document(store: Store) -> None:
    store.add(a_record(documents=(Document("Page", link="https://example.org"),)), who="A.K.")
    assert store.check() == ()
