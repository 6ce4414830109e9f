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
from coopdesk.i18n import N_, _, moment_words, ngettext

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


def operation_words(operation: str) -> str:
    """Return what an entry did, as a word; the code itself where it is not known."""
    known: Code | None = next((c for c in OPERATIONS if c.code == operation), None)
    return known.words() if known else operation


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


def change_lines(changes: Iterable[FieldChange], areas: Mapping[str, str]) -> list[str]:
    """Return each change as a line without a full stop; lists are told entry by entry."""
    return [line for change in changes for line in _lines(change, areas)]


def _lines(change: FieldChange, areas: Mapping[str, str]) -> list[str]:
    if change.field == "*":
        return [_whole(change)]
    field = _FIELDS.get(change.field)
    if field is None:
        return [f"{change.field}: {change.before} → {change.after}"]
    try:
        before = field_from_plain(field, change.before)
        after = field_from_plain(field, change.after)
    except CatalogueError:
        return [f"{field.words()}: {change.before} → {change.after}"]
    return [] if before == after else _value_lines(field, before, after, areas)


def _value_lines(field: Field, before: Any, after: Any, areas: Mapping[str, str]) -> list[str]:
    if field.facet is not None:
        return _list_lines(field, before, after, areas)
    if field.type is FieldType.TAGS:
        return _tag_lines(field, before, after)
    return [f"{field.words()}: {_step(field, before, after, areas)}"]


def _whole(change: FieldChange) -> str:
    prefix, colon, key = change.uid.partition(":")
    if colon and prefix in _FRAME:
        name = key if prefix in _NAMED else key.rpartition("/")[2]
        what = f"{_(_FRAME[prefix])} “{name}”"
        if change.before is not None and change.after is not None:
            return _("{what} changed").format(what=what)
        gone = change.after is None
        return (_("{what} removed") if gone else _("{what} added")).format(what=what)
    return _("Deleted") if change.after is None else _("Added")


def _step(field: Field, before: Any, after: Any, areas: Mapping[str, str]) -> str:
    old, new = value_words(field, before, areas), value_words(field, after, areas)
    if not old:
        return _("set to {value}").format(value=_short(new))
    if not new:
        return _("{value} removed").format(value=_short(old))
    if max(len(old), len(new)) > _LONGEST:
        old, new = _around_the_difference(old, new)
    return f"{old} → {new}"


def _list_lines(field: Field, before: Any, after: Any, areas: Mapping[str, str]) -> list[str]:
    name, lines = field.words(), []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = list(before[a:b]), list(after[c:d])
        pairs = min(len(old), len(new))
        for one, other in zip(old[:pairs], new[:pairs], strict=True):
            lines.append(f"{name}: {_entry_step(one, other, areas)}")
        lines += [_gone(name, entry_words(entry, areas)) for entry in old[pairs:]]
        lines += [_come(name, entry_words(entry, areas)) for entry in new[pairs:]]
    if sorted(map(repr, before)) == sorted(map(repr, after)):
        return [_("{list}: put in another order").format(list=name)]
    return lines


def _entry_step(before: Any, after: Any, areas: Mapping[str, str]) -> str:
    parts = FACET_FIELDS[type(before)]
    changed = [p for p in parts if getattr(before, p.name) != getattr(after, p.name)]
    if len(changed) * 2 > len(parts):
        return f"{_short(entry_words(before, areas))} → {_short(entry_words(after, areas))}"
    what = value_words(parts[0], getattr(before, parts[0].name), areas) or _("entry")
    steps = []
    for part in changed:
        told = _step(part, getattr(before, part.name), getattr(after, part.name), areas)
        steps.append(f"{part.words()} {told}")
    return f"{_short(what)}: {', '.join(steps)}"


def _tag_lines(field: Field, before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    name = field.words()
    lines = [_gone(name, tag) for tag in before if tag not in after]
    lines += [_come(name, tag) for tag in after if tag not in before]
    return lines or [_("{list}: put in another order").format(list=name)]


def _come(name: str, what: str) -> str:
    return _("{list}: {entry} added").format(list=name, entry=_short(what))


def _gone(name: str, what: str) -> str:
    return _("{list}: {entry} removed").format(list=name, entry=_short(what))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _around_the_difference(old: str, new: str) -> tuple[str, str]:
    """Return the places where two long texts begin to differ."""
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    start = max(0, (min(len(old), len(new)) if same is None else same) - 20)
    lead = "…" if start else ""
    return f"{lead}{_short(old[start:])}", f"{lead}{_short(new[start:])}"
