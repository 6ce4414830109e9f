"""A check says which documents a search does not find yet; that is no fault."""

from contextlib import closing
from pathlib import Path

from coopdesk.catalogue.document_text import DocumentText
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.exchange.document_words.reading import VERSION
from coopdesk.operations.checking import check_lines
from coopdesk.operations.documents import add_to_record, attach
from coopdesk.operations.indexing import index_lines
from coopdesk.storage.store import Store

HINT = "1 document has not been read for searches yet: “coopdesk index” does that."


def test_that_a_check_tells_of_a_document_that_is_not_read_or_by_an_older_reader(
    sample_file: Path, tmp_path: Path
) -> None:
    text = tmp_path / "protocol.txt"
    text.write_text("Vatrogasna cisterna", encoding="utf-8")
    assert len(list(check_lines(sample_file, repair=False, most=0))) == 1
    with closing(Store.open(sample_file)) as store:
        document = attach(store, text)
        add_to_record(store, store.ids(Filter(), Sort())[0], [document], who="A.K.")
    hint, sound = check_lines(sample_file, repair=False, most=0)
    assert hint == HINT
    assert "sound" in sound
    assert list(index_lines(sample_file, documents=True, problems=False, told=lambda _words: None))
    assert len(list(check_lines(sample_file, repair=False, most=0))) == 1
    with closing(Store.open(sample_file)) as store:
        store.document_texts.put(document.digest, DocumentText("read", "old"), VERSION - 1)
    assert HINT in check_lines(sample_file, repair=False, most=0)
