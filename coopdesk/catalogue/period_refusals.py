"""Why a typed period is refused: one sentence each, with the forms that can be written instead."""

from calendar import monthrange
from datetime import date

from coopdesk.catalogue.errors import quoted
from coopdesk.catalogue.period import Period, PeriodError
from coopdesk.catalogue.period_words import period_words
from coopdesk.i18n import _, month_words, ngettext


def unreadable(text: str) -> PeriodError:
    """Return the refusal of ``text`` which is no period at all."""
    return PeriodError(
        _(
            "{text} cannot be read as a date or a period; write for example 2015, May 2014, "
            "17 May 2014, spring 2015, since 2006, 2006–2009 or about 2010."
        ).format(text=quoted(text))
    )


def strange_character(text: str) -> PeriodError:
    """Return the refusal of a character that nobody sees, or a figure that is not plain."""
    return PeriodError(
        _(
            "{text} holds a character that does not belong in a date; "
            "type it anew in plain letters and figures, for example 2014-05-17."
        ).format(text=quoted(text))
    )


def without_year(text: str) -> PeriodError:
    """Return the refusal of a date that does not say its year."""
    return PeriodError(
        _(
            "{text} does not say the year with four figures; "
            "write for example May 2014, 17 May 2014 or 2014-05-17."
        ).format(text=quoted(text))
    )


def no_year(text: str) -> PeriodError:
    """Return the refusal of a number that is no year."""
    return PeriodError(
        _(
            "{text} names no year from 1 to 9999; write the year with four figures, "
            "for example 2014 or 0800."
        ).format(text=quoted(text))
    )


def no_month(text: str, month: int, *forms: str) -> PeriodError:
    """Return the refusal of a month after December or before January; ``forms`` are what to write.

    There are one or two forms.
    """
    if len(forms) > 1:
        message = _("{text}: there is no month {month}; write {first} or {second}.")
    else:
        message = _("{text}: there is no month {month}; write for example {first}.")
    written = dict(zip(("first", "second"), map(_glossed, forms), strict=False))
    return PeriodError(message.format(text=quoted(text), month=month, **written))


def no_day(text: str, year: int, month: int) -> PeriodError:
    """Return the refusal of a day that the month does not have."""
    days = monthrange(year, month)[1]
    last = date(year, month, days)
    return PeriodError(
        ngettext(
            "{text}: {month} has {count} day; write one of them, for example {form}.",
            "{text}: {month} has {count} days; write one of them, for example {form}.",
            days,
        ).format(text=quoted(text), month=month_words(last), count=days, form=last.isoformat())
    )


def either(text: str, first: str, second: str) -> PeriodError:
    """Return the refusal of what can mean ``first`` or ``second``, which are EDTF."""
    return PeriodError(
        _("{text} can mean more than one thing; write {first} or {second}.").format(
            text=quoted(text), first=_glossed(first), second=_glossed(second)
        )
    )


def unclear(text: str, form: str) -> PeriodError:
    """Return the refusal of what should be said as ``form``, which is EDTF."""
    return PeriodError(
        _("{text} is not clear enough; write for example {form}.").format(
            text=quoted(text), form=_glossed(form)
        )
    )


def _glossed(edtf: str) -> str:
    """Return ``edtf`` and, where there are words for it, these."""
    words = period_words(Period(edtf))
    return edtf if words == edtf else f"{edtf} ({words})"
