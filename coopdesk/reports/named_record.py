"""What a register calls a record in one line."""

from typing import Any

from coopdesk.catalogue.record import Record
from coopdesk.reports.paragraph_marks import paragraph_mark
from coopdesk.reports.record_entry import title_in
from coopdesk.reports.record_sentence import is_own
from coopdesk.reports.wording import Wording


def named_record(record: Record, key: str, wording: Wording) -> dict[str, Any]:
    """Return the title and the reference of ``record``, and its ``mark``, "" for none.

    ``own`` says that the title is in the report's language, not in the data's; ``key`` is that of
    the place to link to, "" for none.
    """
    return {
        "title": title_in(record, wording.language),
        "own": is_own(record, wording.language),
        "mark": paragraph_mark(record.marking) if wording.marks else "",
        "reference": record.reference,
        "key": key,
    }
