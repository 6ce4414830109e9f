"""What both sides sign when something is handed over."""

from collections.abc import Sequence
from typing import Any

from coopdesk.reports.entry_rows import country
from coopdesk.reports.wording import Wording


def handover_block(
    giver: Sequence[str], receiver: Sequence[str], wording: Wording
) -> dict[str, Any]:
    """Return a statement and lines to fill in for both sides, which are countries (ISO 3166-1)."""
    sides = [", ".join(country(code, wording) for code in codes) for codes in (giver, receiver)]
    blank = (
        wording.gettext("Name"),
        wording.gettext("Rank or function"),
        wording.gettext("Place"),
        wording.gettext("Date"),
        wording.gettext("Signature"),
    )
    return {
        "title": wording.gettext("Handover"),
        "statement": wording.gettext(
            "The undersigned confirm that the items in this register were handed over and received "
            "as they are listed."
        ),
        "heads": ["", wording.gettext("Handed over by"), wording.gettext("Received by")],
        "rows": [
            {"label": wording.gettext("For"), "cells": sides},
            *({"label": words, "cells": ["", ""]} for words in blank),
        ],
    }
