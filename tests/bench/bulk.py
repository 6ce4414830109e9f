"""Many records changed at once and undone, one saved, what was: beside the bare driver's work."""

import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from coopdesk.catalogue.bulk import AddEntries, BulkChange, SetField
from coopdesk.catalogue.facets import Budget, Document, Milestone, Result, Term, Translation
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.searchable import SEARCHABLE
from coopdesk.storage.connection import Access, connect
from coopdesk.storage.moments import moment_text, utc_now
from coopdesk.storage.store import Store

SAVES = 60
ENTRIES = 500
TAG = "bench"
WHO = "bench"


def took(work: Callable[[], object]) -> float:
    """Return the seconds that ``work`` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def bare_tag(path: Path) -> float:
    """Return the seconds that the same takes of the driver alone, in one transaction.

    A tag in every record: its column, its row among the values, its words, the search index, and
    a row of history; nothing is read, judged, packed or hashed.
    """
    connection = connect(path, Access.WRITE)
    ids = [row[0] for row in connection.execute("SELECT id FROM record ORDER BY id")]
    places = connection.execute("SELECT place FROM record_text ORDER BY place").fetchall()
    words = " || ' ' || ".join(field.name for field in SEARCHABLE)
    entry = connection.execute("SELECT max(id) + 1 FROM entry").fetchone()[0]
    now = moment_text(utc_now())

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.executemany(
            "UPDATE record SET tags = ?, version = version + 1, changed_at = ?, changed_by = ? "
            "WHERE id = ?",
            [(json.dumps([TAG]), now, WHO, key) for key in ids],
        )
        connection.executemany("INSERT INTO record_tag VALUES (?, ?)", [(TAG, key) for key in ids])
        connection.executemany(
            "UPDATE record_text SET tags = ? WHERE record_id = ?", [(TAG, key) for key in ids]
        )
        connection.executemany("DELETE FROM record_words WHERE rowid = ?", places)
        connection.execute(
            "INSERT INTO record_words (rowid, words) "
            f"SELECT place, {words} FROM record_text ORDER BY place"
        )
        connection.executemany(
            "INSERT INTO change VALUES (?, ?, ?, ?, 'tags', '', '', 0)",
            [(entry, number, key, f"{key:036}") for number, key in enumerate(ids)],
        )
        connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, '', 'bulk', 0, ?, '', '', '')",
            (entry, now, WHO, len(ids)),
        )
        connection.execute("COMMIT")

    seconds = took(work)
    connection.close()
    return seconds


def in_bulk(store: Store, what: str, change: BulkChange, base: float) -> None:
    """Print how long a change of all records takes, its preview and its undo."""
    everything = Filter()
    looked = took(lambda: store.bulk.preview(everything, change))
    begun = time.perf_counter()
    number = len(store.bulk.apply(everything, change, who=WHO).ids)
    done = time.perf_counter() - begun
    undone = took(lambda: store.undo(who=WHO))
    again = took(lambda: store.redo(who=WHO))
    store.undo(who=WHO)
    for name, seconds in (("changed", done), ("undone", undone), ("done again", again)):
        print(
            f"bulk, {what}: {number:,} records {name} in {seconds:.1f} s,"
            f" {number / seconds:,.0f} a second, {seconds / base:.2f} x bare tag"
        )
    print(f"bulk, {what}: previewed in {looked:.1f} s")


def full(record: Record, number: int) -> Record:
    """Return the record with something else in nearly all fields than for any other number."""
    text = f"Part {number}"
    return replace(
        record,
        title=f"Bench {number}",
        summary=text,
        description=text,
        notes=text,
        tags=(TAG, text),
        items=tuple(replace(item, unit=text) for item in record.items),
        participants=tuple(replace(one, who=text) for one in record.participants),
        sessions=tuple(replace(one, title=text) for one in record.sessions),
        terms=(Term(text, "2015", "2015", "2099"),),
        budget=(Budget("original", "2015", float(number), "DKK"),),
        milestones=(Milestone(text, "2015"),),
        results=(Result(text, actual=float(number)),),
        documents=(Document(text, link="https://example.org"),),
        sources=tuple(replace(one, locator=text) for one in record.sources),
        translations=(Translation("da", text),),
    )


def saved(store: Store) -> None:
    """Print how long it takes to save one record with all its facets, and to read its history."""
    ids = store.ids(Filter(kinds=("donation",)), Sort())
    records = store.records(ids[:200])
    record_id = max(records, key=lambda r: len((*r.items, *r.participants, *r.sessions))).id
    seconds = []
    for number in range(SAVES):
        record = full(store.record(record_id), number)
        seconds.append(took(lambda: store.save(record, who=WHO)))  # noqa: B023
    median, most = statistics.median(seconds), max(seconds)
    print(f"save: one record, all facets, median {median * 1000:.1f} ms, at most {most * 1000:.1f}")
    for number in range(ENTRIES - SAVES):
        store.save(replace(store.record(record_id), notes=f"Note {number}"), who=WHO)
    uid = store.record(record_id).uid
    read = statistics.median(
        took(lambda: store.past.versions(uid, limit=ENTRIES)) for _turn in range(9)
    )
    oldest = store.past.versions(uid, limit=ENTRIES)[-1].id
    then = statistics.median(took(lambda: store.past.record_at(uid, oldest)) for _turn in range(9))
    print(
        f"history: {ENTRIES} entries of a record in {read * 1000:.1f} ms,"
        f" the record as it was {ENTRIES} entries ago in {then * 1000:.1f} ms"
    )


def gone(store: Store) -> None:
    """Print how long the list of deleted records takes when half of the catalogue is gone."""
    ids = store.ids(Filter(), Sort())
    taken = ids[: len(ids) // 2]
    away = took(lambda: store.delete(taken, who=WHO))
    first = took(lambda: store.past.deleted(limit=200))
    found = took(lambda: store.past.deleted(limit=200, search="donation 4"))
    number = len(taken)
    print(
        f"deleted: {number:,} records in {away:.1f} s, {number / away:,.0f} a second;"
        f" the first 200 listed in {first * 1000:.1f} ms, sought in {found * 1000:.1f} ms"
    )
    uids = [deleted.uid for deleted in store.past.deleted(limit=1000)]
    back = took(lambda: store.past.restore(*uids, who=WHO))
    print(f"restored: {len(uids):,} records in {back:.1f} s")


def run(catalogues: dict[str, Path]) -> None:
    """Print the figures of the largest of the catalogues, on copies of it."""
    _name, path = list(catalogues.items())[-1]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        shutil.copy(path, copy)
        base = bare_tag(copy)
        print(f"bulk: bare driver, a tag in each record, in {base:.1f} s")
        shutil.copy(path, copy)
        store = Store.open(copy)
        in_bulk(store, "a tag", AddEntries("tags", (TAG,)), base)
        in_bulk(store, "a status", SetField("status", "suspended"), base)
        saved(store)
        gone(store)
        store.close()
