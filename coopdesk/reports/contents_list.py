"""How the contents of a report are listed: how deep, and where the second column begins."""

from collections.abc import Sequence
from typing import Any

from coopdesk.catalogue.record import Record

_LISTED_RECORDS = 60  # up to here the contents name each record, beyond it the areas alone
_LISTED_ALONE = 400  # the same where there is one area, which alone would be no contents
_LONGEST = 90  # lines that two columns on one page can take together
_LINE_LENGTH = 44  # characters of a title that one line takes
_AREA = 2  # lines that an area's name takes, with the space around it


def contents_list(areas: Sequence[tuple[str, Sequence[Record]]]) -> dict[str, Any]:
    """Return how the contents of these areas (their keys, with their records) are listed.

    ``depth`` is 1 for areas alone, 2 for areas and records. ``split`` is the key of the area that
    begins the second column, "" where one is enough. ``sure`` says that there are more than four
    pages, and so contents, whatever the records hold; else the template has to count.
    """
    heights = [
        _AREA + sum(len(record.title) // _LINE_LENGTH + 1 for record in records)
        for _key, records in areas
    ]
    listed = sum(len(records) for _key, records in areas)
    sure = listed > _LISTED_RECORDS
    if len(areas) < 2:
        return {"sure": sure, "depth": 2 if listed <= _LISTED_ALONE else 1, "split": ""}
    if sure or sum(heights) > _LONGEST:
        return {"sure": sure, "depth": 1, "split": ""}
    place = min(
        range(1, len(areas)), key=lambda place: max(sum(heights[:place]), sum(heights[place:]))
    )
    return {"sure": sure, "depth": 2, "split": areas[place][0]}
