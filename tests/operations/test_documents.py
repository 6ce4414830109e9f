"""Files are attached whole or refused in one sentence; what is written out is what came in."""

import io
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.marking import AboveCeiling
from coopdesk.catalogue.record import Record
from coopdesk.operations import documents
from coopdesk.operations.documents import add_to_record, attach, attach_all, joined, save_out
from coopdesk.operations.writing import CannotWrite
from coopdesk.storage.store import Store
from tests.builders import a_record, contents

PDF = b"%PDF-1.7\n delivery note"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "office.coopdesk", contents(), who="founder")
    yield made
    made.close()


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "Følgeseddel 2014.pdf"
    path.write_bytes(PDF)
    return path


def added(store: Store, **changes: object) -> Record:
    return store.record(store.add(a_record(**changes), who="A.K.").ids[0])


def test_that_a_file_becomes_a_document(store: Store, pdf: Path) -> None:
    made = attach(store, pdf)
    assert made == Document(
        title="Følgeseddel 2014",
        file_name="Følgeseddel 2014.pdf",
        media_type="application/pdf",
        size=len(PDF),
        digest=made.digest,
    )
    assert store.documents.content(made.digest) == PDF


def test_that_the_file_itself_stays_as_it_was(store: Store, pdf: Path) -> None:
    before = pdf.stat().st_mtime_ns
    attach(store, pdf)
    assert (pdf.read_bytes(), pdf.stat().st_mtime_ns) == (PDF, before)


def test_that_a_name_with_dangerous_parts_is_made_safe(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "CON\\plan\u202e.pdf. "
    path.write_bytes(PDF)
    assert attach(store, path).file_name == "plan.pdf"


def test_that_a_name_that_is_no_utf_8_does_not_matter(store: Store, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/f\xf8lge.pdf"
    with open(path, "wb") as stream:  # noqa: PTH123 (a Path has no such name)
        stream.write(PDF)
    assert attach(store, Path(os.fsdecode(path))).file_name == "flge.pdf"


def test_that_a_long_name_makes_no_title_that_is_too_long(store: Store, tmp_path: Path) -> None:
    path = tmp_path / ("æ" * 125 + ".pdf")
    path.write_bytes(PDF)
    assert attach(store, path).title == "æ" * 125


def test_that_a_marking_in_the_name_is_taken_over(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "Visit plan RESTRICTED.pdf"
    path.write_bytes(PDF)
    assert attach(store, path).marking == "RESTRICTED"


def test_that_what_is_marked_above_the_ceiling_is_not_stored(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "SECRET plan.pdf"
    path.write_bytes(PDF)
    with pytest.raises(AboveCeiling, match=r"SECRET.*rename"):
        attach(store, path)


def made_folder(folder: Path) -> Path:
    (folder / "what").mkdir()
    return folder / "what"


def made_empty(folder: Path) -> Path:
    (folder / "what").touch()
    return folder / "what"


def made_sparse(folder: Path) -> Path:
    with (folder / "what").open("wb") as stream:
        stream.truncate(2**31)
    return folder / "what"


def made_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "what")
    return folder / "what"


def made_broken_link(folder: Path) -> Path:
    (folder / "what").symlink_to("nowhere")
    return folder / "what"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (made_folder, "is a folder: attach the files in it"),
        (made_empty, "is empty: attach it once there is something in it"),
        (made_sparse, "is larger than 64 MB, the most that a document may have"),
        (made_pipe, "is a device or a pipe"),
        (made_broken_link, "There is no file “what” any more"),
        (lambda _folder: Path("/dev/zero"), "is a device or a pipe"),
        (lambda _folder: Path("/proc/self/mem"), "is empty"),
        (lambda folder: folder / "nothing", "There is no file"),
        (lambda folder: folder / "office.coopdesk", "is the catalogue that is open"),
        (lambda folder: folder / ("x" * 300), "cannot be read"),
        (lambda folder: folder / "office.coopdesk" / "x", "cannot be read"),
    ],
)
def test_that_what_cannot_be_attached_is_refused_in_a_sentence(
    store: Store, tmp_path: Path, make: object, sentence: str
) -> None:
    assert callable(make)
    with pytest.raises(CatalogueError, match=sentence) as refused:
        attach(store, make(tmp_path))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("file", ["office.coopdesk", "office.coopdesk-wal", "office.coopdesk-shm"])
def test_that_the_open_catalogue_keeps_its_locks(store: Store, tmp_path: Path, file: str) -> None:
    """To open and close any of its files would give them up."""
    store.info()
    (tmp_path / "another name").symlink_to(tmp_path / file)
    with pytest.raises(CatalogueError, match="is the catalogue that is open"):
        attach(store, tmp_path / "another name")


def test_that_a_file_that_may_not_be_read_is_refused(
    store: Store, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(CatalogueError, match="You may not read “Følge"):
        attach(store, pdf)


def test_that_a_disk_that_fails_is_told(
    store: Store, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(CatalogueError, match=r"cannot be read \(Input/output error\)"):
        attach(store, pdf)


def test_that_a_file_that_grows_while_it_is_read_is_refused(
    store: Store, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Growing(io.BufferedReader):
        def read(self, size: int | None = -1, /) -> bytes:
            found = super().read(size)
            if pdf.stat().st_size == len(PDF):
                with pdf.open("ab") as more:
                    more.write(b"and more")
            return found

    monkeypatch.setattr(os, "fdopen", lambda number, _mode: Growing(io.FileIO(number)))
    with pytest.raises(CatalogueError, match="was changed while it was read"):
        attach(store, pdf)


def test_that_a_file_that_ends_too_soon_is_refused(
    store: Store, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "LIMIT", 4)
    monkeypatch.setattr(documents, "_PIECE", 4)
    with pytest.raises(CatalogueError, match="was changed while it was read"):
        attach(store, pdf)


def test_that_of_several_files_the_good_ones_are_attached(
    store: Store, pdf: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "notes.txt").write_text("notes")
    found = attach_all(store, [pdf, tmp_path / "empty.txt", tmp_path / "notes.txt"])
    assert [entry.file_name for entry in found.documents] == [pdf.name, "notes.txt"]
    assert len(found.refused) == 1
    assert "“empty.txt” is empty" in found.refused[0]


def test_that_documents_are_added_to_a_record_in_one_step(store: Store, pdf: Path) -> None:
    record = added(store, documents=(Document("Page", link="https://example.org"),))
    made = attach(store, pdf)
    changed = add_to_record(store, record.id, [made], who="B.L.")
    assert changed.ids == (record.id,)
    assert store.record(record.id).documents == (*record.documents, made)
    store.undo(who="B.L.")
    assert store.record(record.id).documents == record.documents


def test_that_a_document_that_the_record_has_is_not_added_again(store: Store, pdf: Path) -> None:
    made = attach(store, pdf)
    record = added(store, documents=(replace(made, title="The note", language="da"),))
    assert add_to_record(store, record.id, [made, made], who="B.L.").entry == 0
    assert store.record(record.id).documents == record.documents


def test_that_a_higher_marking_of_a_document_raises_that_of_its_record(
    store: Store, pdf: Path
) -> None:
    record = added(store, marking="UNCLASSIFIED")
    made = replace(attach(store, pdf), marking="RESTRICTED")
    add_to_record(store, record.id, [made], who="B.L.")
    assert store.record(record.id).marking == "RESTRICTED"


def test_that_a_lower_marking_of_a_document_lowers_nothing(store: Store, pdf: Path) -> None:
    record = added(store, marking="RESTRICTED")
    made = replace(attach(store, pdf), marking="UNMARKED")
    add_to_record(store, record.id, [made], who="B.L.")
    assert store.record(record.id).marking == "RESTRICTED"


def test_that_a_restricted_document_is_not_added_to_what_is_published(
    store: Store, pdf: Path
) -> None:
    record = added(store, marking="UNCLASSIFIED", publish=True)
    made = replace(attach(store, pdf), marking="RESTRICTED")
    with pytest.raises(CatalogueError, match="is marked RESTRICTED, and “Staff"):
        add_to_record(store, record.id, [made], who="B.L.")
    assert store.record(record.id) == record


def test_that_links_are_joined_by_their_address() -> None:
    page, other = Document("Page", link="https://a.org"), Document("Other", link="https://b.org")
    same = Document("The page", link="https://a.org")
    assert joined((page,), [same, other, other]) == (page, other)


def test_that_a_document_is_written_out_as_it_came_in(
    store: Store, pdf: Path, tmp_path: Path
) -> None:
    made = attach(store, pdf)
    target = tmp_path / "out.pdf"
    target.write_bytes(b"old")
    save_out(store, made, target)
    assert target.read_bytes() == PDF


def test_that_a_document_is_never_written_over_the_catalogue(store: Store, pdf: Path) -> None:
    made = attach(store, pdf)
    with pytest.raises(CannotWrite, match="is a catalogue"):
        save_out(store, made, store.path)


def test_that_attaching_lets_others_write_meanwhile(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file on a slow drive is read before the catalogue is locked."""
    path = tmp_path / "slow.txt"
    path.write_bytes(b"slow")
    written = threading.Event()
    read = documents.read_file

    def write() -> None:
        added(store)
        written.set()

    def slowly(what: Path, catalogue: Path) -> bytes:
        other = threading.Thread(target=write)
        other.start()
        assert written.wait(20)
        other.join()
        return read(what, catalogue)

    monkeypatch.setattr(documents, "read_file", slowly)
    assert attach(store, path).size == 4
