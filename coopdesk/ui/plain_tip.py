"""Tooltips that show text as it is."""

from html import escape

_LONGEST_TIP = 2_000


def plain_tip(words: str) -> str:
    """Return ``words`` as a tooltip that shows them as they are.

    Qt reads a tooltip that looks like markup as markup; a user's text is never that.
    """
    return f"<p>{escape(words[:_LONGEST_TIP])}</p>" if words else ""
