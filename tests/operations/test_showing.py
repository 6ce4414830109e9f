from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coopdesk.catalogue.errors import NotFound
from coopdesk.operations.showing import history_told
from coopdesk.storage.store import Store
from tests.builders import a_record, contents


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "a.coopdesk", contents(), who="A.K.")
    yield made
    made.close()


def test_that_the_history_of_a_record_reads_as_sentences(store: Store) -> None:
    (key,) = store.add(a_record(status="pipeline"), who="A.K.").ids
    record = store.record(key)
    store.save(replace(record, status="implementation"), who="M.J.", why="Signed today")
    newest, oldest = history_told(store, record.reference, 50, 80)
    assert newest.endswith("M.J.: Status: Pipeline → Implementation (reason: Signed today)")
    assert oldest.endswith("A.K.: Added")


def test_that_the_history_of_no_record_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="NOPE"):
        history_told(store, "NOPE", 50, 80)


def test_that_without_a_reference_every_entry_is_a_line_of_a_table(store: Store) -> None:
    store.add(a_record(), who="A.K.")
    assert len(history_told(store, None, 50, 80)) >= 3
