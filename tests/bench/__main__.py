"""``python -m tests.bench [N]``: print all figures; N records in the large catalogue (100,000)."""

import os
import sys
import tempfile
from pathlib import Path

from coopdesk.operations.opening import create_catalogue
from tests.bench import (
    bulk,
    documents,
    editor,
    facets,
    problems,
    reading,
    reports,
    search,
    start,
    table,
    typing,
    window,
)
from tests.bench.generate import generate


def main() -> None:
    """Make the catalogues that the benchmarks need, then run each."""
    large = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder, "sample.coopdesk")
        create_catalogue(sample, sample="denmark-serbia", who="bench").close()
        many = Path(os.environ.get("COOPDESK_BENCH_CATALOGUE") or Path(folder, "large.coopdesk"))
        if not many.exists():
            generate(large, many)
        catalogues = {"38 records": sample, f"{large:,} records": many}
        start.run(catalogues)
        window.run(catalogues)
        table.run(catalogues)
        typing.run(catalogues)
        search.run(catalogues)
        facets.run(catalogues)
        reading.run()
        reports.run()
        bulk.run(catalogues)
        editor.run()
        problems.run(catalogues)
        documents.run(catalogues)


if __name__ == "__main__":
    main()
