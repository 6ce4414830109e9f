"""What was changed, as sentences: "status: Pipeline → Implementation"."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from coopdesk.catalogue.codes import Code
from coopdesk.catalogue.errors import CatalogueError
from coopdesk.catalogue.fields import FACET_FIELDS, FIELDS, Field, FieldType
from coopdesk.catalogue.history import OPERATIONS, Entry, FieldChange
from coopdesk.catalogue.plain import field_from_plain
from coopdesk.catalogue.value_words import entry_words, value_words
from coopdesk.i18n import N_, _, moment_words, ngettext, translator

_LONGEST = 80
_FIELDS = {field.name: field for field in FIELDS}
# What else than a record the history speaks of, by the prefix of its uid.
_FRAME = {
    "area": N_("Area"),
    "partnership": N_("Partnership"),
    "term": N_("List entry"),
    "organisation": N_("Organisation"),
    "contact": N_("Contact"),
    "rate": N_("Exchange rate"),
    "filter": N_("Saved filter"),
}
# What these go by is one name, in which a stroke parts nothing.
_NAMED = ("organisation", "contact", "filter")


def operation_words(operation: str, language: str | None = None) -> str:
    """Return what an entry did, as a word; the code itself where it is not known."""
    known: Code | None = next((c for c in OPERATIONS if c.code == operation), None)
    return known.words(language) if known else operation


def entry_sentence(entry: Entry, areas: Mapping[str, str]) -> str:
    """Return an entry with its changes as one line: when, who, what and, if it is told, why."""
    head = _("{when}, {who}:").format(when=moment_words(entry.at), who=entry.who)
    told = step_words(entry, areas)
    if entry.why:
        told = _("{what} (reason: {why})").format(what=told, why=entry.why)
    return f"{head} {told}"


def step_words(entry: Entry, areas: Mapping[str, str]) -> str:
    """Return what an entry did to a record: field by field, but where the record came or went."""
    parts = [change for change in entry.changes if change.field != "*"]
    lines = "; ".join(change_lines(parts, areas))
    if not lines:
        return operation_words(entry.operation)
    return lines if entry.operation == "edited" else f"{operation_words(entry.operation)}: {lines}"


def entry_title(entry: Entry) -> str:
    """Return what an entry did to what: "Edited: “Fuel trucks”", "Imported: 38 records"."""
    words = operation_words(entry.operation)
    if entry.records > 1:
        what = ngettext("{n} record", "{n} records", entry.records).format(n=entry.records)
    else:
        what = f"“{entry.title}”" if entry.title else ""
    return f"{words}: {what}" if what else words


def change_lines(
    changes: Iterable[FieldChange], areas: Mapping[str, str], language: str | None = None
) -> list[str]:
    """Return each change as a line without a full stop; lists are told entry by entry.

    ``language`` is that of the words, None the interface's; ``areas`` have their names in it.
    """
    return [line for change in changes for line in _lines(change, areas, language)]


def _lines(change: FieldChange, areas: Mapping[str, str], language: str | None) -> list[str]:
    if change.field == "*":
        return [_whole(change, language)]
    field = _FIELDS.get(change.field)
    if field is None:
        return [f"{change.field}: {change.before} → {change.after}"]
    try:
        before = field_from_plain(field, change.before)
        after = field_from_plain(field, change.after)
    except CatalogueError:
        return [f"{field.words(language)}: {change.before} → {change.after}"]
    return [] if before == after else _value_lines(field, before, after, areas, language)


def _value_lines(
    field: Field, before: Any, after: Any, areas: Mapping[str, str], language: str | None
) -> list[str]:
    if field.facet is not None:
        return _list_lines(field, before, after, areas, language)
    if field.type is FieldType.TAGS:
        return _tag_lines(field, before, after, language)
    return [f"{field.words(language)}: {_step(field, before, after, areas, language)}"]


def _whole(change: FieldChange, language: str | None) -> str:
    say = translator(language).gettext
    prefix, colon, key = change.uid.partition(":")
    if colon and prefix in _FRAME:
        name = key if prefix in _NAMED else key.rpartition("/")[2]
        what = f"{say(_FRAME[prefix])} “{name}”"
        if change.before is not None and change.after is not None:
            return say("{what} changed").format(what=what)
        gone = change.after is None
        return (say("{what} removed") if gone else say("{what} added")).format(what=what)
    return say("Deleted") if change.after is None else say("Added")


def _step(
    field: Field, before: Any, after: Any, areas: Mapping[str, str], language: str | None
) -> str:
    say = translator(language).gettext
    old = value_words(field, before, areas, language)
    new = value_words(field, after, areas, language)
    if not old:
        return say("set to {value}").format(value=_short(new))
    if not new:
        return say("{value} removed").format(value=_short(old))
    if max(len(old), len(new)) > _LONGEST:
        old, new = _around_the_difference(old, new)
    return f"{old} → {new}"


def _list_lines(
    field: Field, before: Any, after: Any, areas: Mapping[str, str], language: str | None
) -> list[str]:
    name, lines = field.words(language), []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = list(before[a:b]), list(after[c:d])
        pairs = min(len(old), len(new))
        for one, other in zip(old[:pairs], new[:pairs], strict=True):
            lines.append(f"{name}: {_entry_step(one, other, areas, language)}")
        lines += [
            _gone(name, entry_words(entry, areas, language), language) for entry in old[pairs:]
        ]
        lines += [
            _come(name, entry_words(entry, areas, language), language) for entry in new[pairs:]
        ]
    if sorted(map(repr, before)) == sorted(map(repr, after)):
        return [_reordered(name, language)]
    return lines


def _entry_step(before: Any, after: Any, areas: Mapping[str, str], language: str | None) -> str:
    parts = FACET_FIELDS[type(before)]
    changed = [p for p in parts if getattr(before, p.name) != getattr(after, p.name)]
    if len(changed) * 2 > len(parts):
        old, new = (_short(entry_words(one, areas, language)) for one in (before, after))
        return f"{old} → {new}"
    what = value_words(parts[0], getattr(before, parts[0].name), areas, language)
    what = what or translator(language).gettext("entry")
    steps = []
    for part in changed:
        old, new = getattr(before, part.name), getattr(after, part.name)
        told = _step(part, old, new, areas, language)
        steps.append(f"{part.words(language)} {told}")
    return f"{_short(what)}: {', '.join(steps)}"


def _tag_lines(
    field: Field, before: tuple[str, ...], after: tuple[str, ...], language: str | None
) -> list[str]:
    name = field.words(language)
    lines = [_gone(name, tag, language) for tag in before if tag not in after]
    lines += [_come(name, tag, language) for tag in after if tag not in before]
    return lines or [_reordered(name, language)]


def _come(name: str, what: str, language: str | None) -> str:
    say = translator(language).gettext
    return say("{list}: {entry} added").format(list=name, entry=_short(what))


def _gone(name: str, what: str, language: str | None) -> str:
    say = translator(language).gettext
    return say("{list}: {entry} removed").format(list=name, entry=_short(what))


def _reordered(name: str, language: str | None) -> str:
    return translator(language).gettext("{list}: put in another order").format(list=name)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _around_the_difference(old: str, new: str) -> tuple[str, str]:
    """Return the places where two long texts begin to differ."""
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    start = max(0, (min(len(old), len(new)) if same is None else same) - 20)
    lead = "…" if start else ""
    return f"{lead}{_short(old[start:])}", f"{lead}{_short(new[start:])}"
