"""``python -m tests.reports.printed FOLDER``: write every report in every language there."""

import sys
from pathlib import Path

from coopdesk.i18n import LANGUAGES
from coopdesk.reports.registry import REPORTS
from tests.reports.test_conformance import made


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for report in REPORTS:
        for language, _name in LANGUAGES:
            (folder / f"{report.name}-{language}.pdf").write_bytes(made(report.name, language))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
