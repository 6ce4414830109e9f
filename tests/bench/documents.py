"""What the background costs: words out of long PDFs, their way into the index, and judging all.

Beside them, in the same run, what the bare library takes for the same pages, and what it takes to
read the records alone.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path

import typst
from pypdf import PdfReader

from coopdesk.catalogue.facets import Document
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.exchange.document_words.reading import VERSION
from coopdesk.operations.document_words import DocumentReader
from coopdesk.operations.indexing import read_document
from coopdesk.storage.engine import Transactions
from coopdesk.storage.judging import PIECE
from coopdesk.storage.store import Store
from tests.bench.problems import least
from tests.bench.vocabulary import PLACES
from tests.builders import a_record, contents

# Two hundred take seven minutes and more: who has them says so.
NUMBER = int(os.environ.get("COOPDESK_BENCH_DOCUMENTS", "20"))
PAGES = 100
_PAPER = '#set page(paper: "a4")\n#set text(font: "DejaVu Sans", size: 10pt)\n'
_SAID = 200  # names of places on a page, each with a number
_KINDS = 4  # made by the typesetter; the others differ from one of these in their last bytes
_JUDGED = 100_000  # records, where a catalogue has more
_BARE = 5  # documents that the bare library reads


def long_pdfs(number: int = NUMBER, pages: int = PAGES) -> Iterator[bytes]:
    """Return so many PDFs of that many pages, each full of words and no two alike."""
    kinds = []
    for kind in range(_KINDS):
        said = [f"{place[0]} {(kind + 1) * n}" for n, place in enumerate(PLACES)]
        page = " ".join((said * 40)[:_SAID])
        source = "\n#pagebreak()\n".join(f"{page} page{kind}x{n}" for n in range(pages))
        kinds.append(typst.compile((_PAPER + source).encode()))
    for n in range(number):
        yield kinds[n % _KINDS] + f"\n% {n}\n".encode()


@contextmanager
def held_times() -> Iterator[list[float]]:
    """Yield a list that grows by the seconds for which each write keeps others from writing."""
    times: list[float] = []
    writing = Transactions.writing

    @contextmanager
    def timed(self: Transactions) -> Iterator[object]:
        begun = time.perf_counter()
        with writing(self) as connection:
            yield connection
        times.append(time.perf_counter() - begun)

    Transactions.writing = timed  # type: ignore[method-assign,assignment]
    try:
        yield times
    finally:
        Transactions.writing = writing  # type: ignore[method-assign]


def told(times: list[float]) -> str:
    times.sort()
    return (
        f"each write {times[len(times) // 2] * 1e3:.0f} ms, "
        f"p95 {times[int(len(times) * 0.95)] * 1e3:.0f} ms, slowest {times[-1] * 1e3:.0f} ms"
    )


def extraction(folder: Path) -> None:
    """Print what it takes to read long PDFs and to let searches find them."""
    pdfs = list(long_pdfs())
    begun = time.perf_counter()
    for content in pdfs[:_BARE]:
        for page in PdfReader(BytesIO(content)).pages:
            page.extract_text()
    bare = _BARE * PAGES / (time.perf_counter() - begun)
    path = folder / "documents.coopdesk"
    with closing(Store.create(path, contents(), who="bench")) as store:
        for n, content in enumerate(pdfs):
            name = f"{n}.pdf"
            kept = Document(
                name, name, "application/pdf", len(content), store.documents.put(content)
            )
            store.add(a_record(title=f"Course {n}", documents=(kept,)), who="bench")
        with closing(DocumentReader()) as reader, held_times() as times:
            begun = time.perf_counter()
            for unread in store.document_texts.unread(VERSION, len(pdfs)):
                read_document(store, reader, unread)
            rate = len(pdfs) * PAGES / (time.perf_counter() - begun)
    print(
        f"{len(pdfs)} PDFs of {PAGES} pages: {rate:.0f} pages/s, "
        f"bare library {bare:.0f} pages/s ({bare / rate:.2f} times); {told(times)}"
    )


def judging(name: str, path: Path, folder: Path) -> None:
    """Print what it takes to judge the records of a catalogue, piece by piece."""
    copy = folder / "judged.coopdesk"
    shutil.copyfile(path, copy)
    with closing(Store.open(copy)) as store:
        ids = store.ids(Filter(), Sort("reference"))[:_JUDGED]
        begun = time.perf_counter()
        for start in range(0, len(ids), PIECE):
            store.records(ids[start : start + PIECE])
        base = time.perf_counter() - begun
        with held_times() as times:
            begun = time.perf_counter()
            judged = 0
            while judged < len(ids):
                judged += store.judging.step()
            seconds = time.perf_counter() - begun
        print(
            f"{name}: {judged:,} judged in {seconds:.1f} s ({judged / seconds:,.0f} records/s, "
            f"{seconds / base:.1f} times their reading); {told(times)}"
        )
        look = least(store.judging.left)
        print(f"{name}: to tell how many are left {look * 1e3:.1f} ms")
    copy.unlink()


def run(catalogues: dict[str, Path]) -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        extraction(Path(folder))
        for name, path in catalogues.items():
            judging(name, path, Path(folder))
