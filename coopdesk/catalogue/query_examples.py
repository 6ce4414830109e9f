"""What one may ask for, by examples: a query, and what it finds."""

from coopdesk.i18n import N_

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("fuel truck", N_("both words, or words that begin so, wherever they stand")),
    ('"fuel truck"', N_("these words one after the other")),
    ("truck OR bus", N_("one of the two; parentheses keep parts together")),
    ("training -medical", N_("the first without the second; so for a field or a group")),
    ("kind:donation,course", N_("one of these kinds; so for area:, status:, has: and others")),
    ("year:2010..2015", N_("the period touches one of these years")),
    ("partner:RS role:RS/receiver", N_("a country takes part, and in this role")),
    ("place:Nis", N_("with this in a place's name; so for organisation: and tag:")),
    ("notes:visit", N_("a word in one field; so for title:, documents: and others")),
    ("delivered>10", N_("a number of the record, compared with < <= = >= or >")),
    ("changed>=2026-01", N_("a day, a month or a year, compared likewise")),
)
