"""The records that the options of a report leave, in the order that they ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coopdesk.catalogue.filters import Filter
from coopdesk.catalogue.folding import folded_sort_key
from coopdesk.catalogue.record import Record
from coopdesk.reports.options import Options


def chosen(records: Iterable[Record], options: Options) -> tuple[Record, ...]:
    """Return those of ``records`` that ``options`` leave, in their order."""
    return ordered([record for record in records if _is_left(record, options)], options.order)


def narrowed(wanted: Filter, options: Options) -> Filter:
    """Return the filter that ``options`` make of ``wanted``, to be told in words."""
    if not options.areas:
        return wanted
    both = tuple(code for code in options.areas if not wanted.areas or code in wanted.areas)
    return replace(wanted, areas=both or options.areas)


def touches(record: Record, first: int | None, last: int | None) -> bool:
    """Tell whether the period of ``record`` touches these years; an unknown one touches none."""
    begins, ends = record.period.year_from, record.period.year_to
    if begins is None and ends is None:
        return first is None and last is None
    open_end = record.period.open_end
    starts_late = last is not None and begins is not None and begins > last
    ends_early = first is not None and ends is not None and ends < first and not open_end
    return not starts_late and not ends_early


def ordered(records: Sequence[Record], order: str) -> tuple[Record, ...]:
    """Return ``records`` in one of `options.ORDERS`; what has no value in it stands last."""
    match order:
        case "period" | "-period":
            dated = [record for record in records if not record.period.sort_key[0]]
            undated = [record for record in records if record.period.sort_key[0]]
            dated.sort(key=lambda record: record.period.sort_key, reverse=order == "-period")
            return (*dated, *undated)
        case "title":
            return tuple(sorted(records, key=lambda record: folded_sort_key(record.title)))
        case "reference":
            return tuple(sorted(records, key=lambda record: record.reference))
    return tuple(records)


def _is_left(record: Record, options: Options) -> bool:
    if options.areas and record.area not in options.areas:
        return False
    if options.first_year is None and options.last_year is None:
        return True
    return touches(record, options.first_year, options.last_year)
