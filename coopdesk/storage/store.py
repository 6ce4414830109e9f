"""The door to a catalogue's file: what goes in and comes out are values of the domain."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Self, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, insert

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.contents import CatalogueInfo, Contents, UndoState
from coopdesk.catalogue.figures import Figures
from coopdesk.catalogue.filters import FacetCount, Filter, Sort
from coopdesk.catalogue.history import Changed, Entry
from coopdesk.catalogue.merging import Choice
from coopdesk.catalogue.partnership import Partnership
from coopdesk.catalogue.record import Record
from coopdesk.catalogue.summary import Summary
from coopdesk.catalogue.totals import Totals
from coopdesk.catalogue.updating import Told, untold
from coopdesk.catalogue.vocabulary import Vocabulary
from coopdesk.i18n import _
from coopdesk.storage import (
    checking,
    editing,
    founding,
    frame,
    groups,
    history_log,
    inspection,
    listing,
    merging,
    migrating,
    overview,
    records_reading,
    revisions,
    schema,
    search,
    undo,
)
from coopdesk.storage.bulk import Bulk
from coopdesk.storage.code_lists import CodeLists
from coopdesk.storage.connection import BUSY_SECONDS, Access
from coopdesk.storage.document_text import DocumentTexts
from coopdesk.storage.documents import Documents
from coopdesk.storage.door import Clock, Door
from coopdesk.storage.drafts import Drafts
from coopdesk.storage.engine import Transactions
from coopdesk.storage.errors import Outdated
from coopdesk.storage.facets import Facets
from coopdesk.storage.frame import Framing
from coopdesk.storage.history_log import Act
from coopdesk.storage.id_lists import IdList
from coopdesk.storage.judging import Judging
from coopdesk.storage.moments import moment_text, utc_now
from coopdesk.storage.names import Names
from coopdesk.storage.past import Past
from coopdesk.storage.problems import Problems
from coopdesk.storage.rates import Rates
from coopdesk.storage.records_writing import derive_anew
from coopdesk.storage.register import Register
from coopdesk.storage.same_titles import SameTitles
from coopdesk.storage.saved_filters import SavedFilters
from coopdesk.storage.ties import TiesReading

_F = TypeVar("_F", bound=Framing)


class Store:
    """One open catalogue; any thread may call any method.

    Every method is one transaction. All raise `storage.errors.StorageError` where the file, the
    disk or another program prevents them.
    """

    def __init__(
        self,
        path: Path,
        access: Access,
        *,
        busy_seconds: float = BUSY_SECONDS,
        clock: Clock = utc_now,
    ) -> None:
        """For `create` and `open`, which first see to it that the file is right."""
        self.path = path
        self.read_only = not access.writes
        self._transactions = Transactions(path, access, busy_seconds=busy_seconds)
        self._door = Door(path, self._transactions, clock, read_only=self.read_only)
        self._edit = self._door.edit
        self.lists = CodeLists(self._door)
        self.bulk = Bulk(self._door)
        self.documents = Documents(self._door)
        self.document_texts = DocumentTexts(self._door)
        self._facets = Facets(self._door)
        self.drafts = Drafts(self._door)
        self.names = Names(self._door)
        self.titles = SameTitles(self._door)
        self.ties = TiesReading(self._door)
        self.rates = Rates(self._door)
        self.past = Past(self._door)
        self.register = Register(self._door)
        self.problems = Problems(self._door)
        self.judging = Judging(self._door)
        self.saved_filters = SavedFilters(self._door)

    @classmethod
    def create(cls, path: Path, contents: Contents, *, who: str, clock: Clock = utc_now) -> Self:
        """Make a new catalogue with ``contents`` at ``path`` and return it, open.

        Raises FileInTheWay where something is there, InvalidRecord where a record breaks a rule;
        then no file is left behind.
        """
        act = Act(who, clock())

        def fill(connection: Connection) -> None:
            connection.execute(
                insert(schema.catalogue).values(
                    id=1,
                    uid=str(uuid4()),
                    name=contents.name or path.stem,
                    created_at=moment_text(act.at),
                )
            )
            editing.load(connection, contents, act, "founded")

        founding.found_file(path, fill)
        return cls(path, Access.WRITE, clock=clock)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        busy_seconds: float = BUSY_SECONDS,
        clock: Clock = utc_now,
        told: Told = untold,
    ) -> Self:
        """Open the catalogue at ``path``, read-only where it cannot be written or room is lacking.

        One of an earlier version is brought up to date, after a backup beside it; ``told`` is
        called with each step of that. Raises a
        StorageError, the file untouched, where it is missing, damaged, newer or something else.
        """
        revision = inspection.inspected_revision(path)
        writable = inspection.may_write(path)
        if read_only or not writable or inspection.must_only_look(path):
            if revision != revisions.HEAD:
                raise Outdated(
                    _(
                        "“{path}” is of an earlier version and cannot be read as it is: "
                        "open it once for writing."
                    ).format(path=path)
                )
            access = Access.LOOK if writable else inspection.reading_access(path)
        else:
            if revision != revisions.HEAD:
                migrating.bring_up_to_date(path, revision, clock(), told)
            access = Access.WRITE
        if inspection.must_only_look(path):
            # A log has no room: what is there can be read as it lies, and nothing be changed.
            access = Access.UNCHANGING
        return cls(path, access, busy_seconds=busy_seconds, clock=clock)

    def close(self) -> None:
        """Close the file, after the write that is running; running reads are interrupted."""
        self._transactions.close()

    @property
    def today(self) -> date:
        """The day by the store's own clock, where the user is."""
        return self._door.clock().astimezone().date()

    def info(self) -> CatalogueInfo:
        """Return what the catalogue says of itself."""
        with self._door.reading() as connection:
            return overview.read_info(connection, self.path)

    def areas(self) -> tuple[Area, ...]:
        """Return the areas in their order."""
        with self._door.reading() as connection:
            return frame.read_frame(connection, Area)

    def partnerships(self) -> tuple[Partnership, ...]:
        """Return the partnerships in the order in which they came."""
        with self._door.reading() as connection:
            return frame.read_frame(connection, Partnership)

    def frame(self, cls: type[_F]) -> tuple[_F, ...]:
        """Return all areas, partnerships, contacts… of the catalogue, in their order."""
        with self._door.reading() as connection:
            return frame.read_frame(connection, cls)

    def vocabulary(self) -> Vocabulary:
        """Return the catalogue's code lists, as it words and orders them."""
        with self._door.reading() as connection:
            return frame.read_vocabulary(connection)

    def put(self, thing: Framing, *, who: str, why: str = "") -> Changed:
        """Add an area, a contact…, or change the one with its key; an equal one changes nothing.

        Raises CatalogueError where the catalogue cannot hold it.
        """
        return self._edit(lambda connection, act: editing.put(connection, thing, act), who, why)

    def add(self, record: Record, *, who: str, why: str = "") -> Changed:
        """Store a new record; the store gives id, uid, reference, moments and version 1.

        Raises InvalidRecord where the record breaks a rule.
        """
        return self._edit(lambda connection, act: editing.add(connection, record, act), who, why)

    def save(self, record: Record, *, who: str, why: str = "") -> Changed:
        """Store the record over the version that was read; without a difference, do nothing.

        Raises StaleRecord, with both sides, where somebody has saved it since, NotFound where it
        is gone, InvalidRecord where it breaks a rule.
        """
        return self._edit(lambda connection, act: editing.save(connection, record, act), who, why)

    def delete(self, ids: Sequence[int], *, who: str, why: str = "") -> Changed:
        """Take records out in one step; NotFound, and none taken, where one is not there."""
        return self._door.edit_many(
            lambda connection, act: editing.delete(connection, ids, act), who, why
        )

    def merge(
        self,
        kept: Record,
        other: Record,
        choices: Mapping[str, Choice],
        *,
        who: str,
        why: str = "",
    ) -> Changed:
        """Let ``kept`` take over what ``choices`` say, and take ``other`` out, in one step.

        See `catalogue.merging.merged`; ties of other records to ``other`` become ties to ``kept``.
        Raises StaleRecord where one of the two is not as it was read, NotFound where it is gone,
        InvalidRecord where the rules refuse what becomes of ``kept``.
        """
        return self._edit(
            lambda connection, act: merging.merge(connection, kept, other, choices, act), who, why
        )

    def load(
        self, contents: Contents, *, who: str, why: str = "", operation: str = "imported"
    ) -> Changed:
        """Store what is new of the areas and partnerships, and all records, in one step.

        Raises InvalidRecord, and stores nothing, where a record breaks a rule or brings a uid or
        reference that is taken.
        """
        return self._door.edit_many(
            lambda connection, act: editing.load(connection, contents, act, operation), who, why
        )

    def undo(self, *, who: str) -> Changed | None:
        """Reverse the last edit that holds, whoever made it; None where there is none."""
        return self._door.edit_many(undo.undo, who)

    def redo(self, *, who: str) -> Changed | None:
        """Do again what was undone last; None where there is nothing."""
        return self._door.edit_many(undo.redo, who)

    def undo_state(self) -> UndoState:
        """Return what `undo` and `redo` would do."""
        with self._door.reading() as connection:
            return undo.undo_state(connection)

    def record(self, record_id: int) -> Record:
        """Return one record; NotFound where it is gone."""
        with self._door.reading() as connection:
            return records_reading.read_record(connection, record_id)

    def record_by_reference(self, reference: str) -> Record:
        """Return one record; NotFound where no record has that reference."""
        with self._door.reading() as connection:
            return records_reading.read_by_reference(connection, reference)

    def records(self, ids: Sequence[int]) -> tuple[Record, ...]:
        """Return records in the order of ``ids``; those that are gone are left out."""
        with self._door.reading() as connection:
            return tuple(records_reading.read_records(connection, ids))

    def count(self, wanted: Filter) -> int:
        """Return how many records pass."""
        with self._door.reading() as connection:
            return listing.counted(connection, wanted)

    def ids(self, wanted: Filter, sort: Sort, grouped: str = "") -> IdList:
        """Return the ids of all records that pass, in order, as 32-bit integers.

        ``grouped``, one of `filters.GROUPINGS`, puts one group after the other, each in order.
        """
        with self._door.reading() as connection:
            return listing.listed_ids(connection, wanted, sort, grouped)

    def first_page(
        self, wanted: Filter, sort: Sort, limit: int, grouped: str = ""
    ) -> tuple[Summary, ...]:
        """Return the rows of the first ``limit`` records of `ids`."""
        with self._door.reading() as connection:
            return listing.first_summaries(connection, wanted, sort, limit, grouped)

    def groups(self, wanted: Filter, by: str) -> tuple[FacetCount, ...]:
        """Return the groups of a list that is grouped ``by`` area, year or status, in their order.

        Each with how many records it has; what belongs to none is the group "", the last.
        """
        with self._door.reading() as connection:
            return groups.group_counts(connection, wanted, by)

    def page(self, ids: Sequence[int]) -> tuple[Summary, ...]:
        """Return rows in the order of ``ids``; those of records that are gone are left out."""
        with self._door.reading() as connection:
            return listing.summaries(connection, ids)

    def beginning(self, field: str, text: str) -> IdList:
        """Return the ids of the records whose ``field`` begins with ``text``, in no order.

        ``field`` is one of `filters.SORTABLE`; both are folded as for sorting.
        """
        with self._door.reading() as connection:
            return listing.ids_beginning(connection, field, text)

    def position(self, record_id: int, wanted: Filter, sort: Sort) -> int | None:
        """Return the place of a record in that list, from 0; None where it is not in it."""
        ids = self.ids(wanted, sort)
        return ids.index(record_id) if record_id in ids else None

    def facet(self, dimension_name: str, wanted: Filter) -> tuple[FacetCount, ...]:
        """Return the values of one dimension with how many records have each, as `facets` does."""
        return self._facets.counts(wanted, (dimension_name,))[dimension_name]

    def facets(self, wanted: Filter) -> dict[str, tuple[FacetCount, ...]]:
        """Return the values of each of `dimensions.DIMENSIONS` and how many records have each.

        The other dimensions of ``wanted`` apply, its own does not; see `Facets.counts`.
        """
        return self._facets.counts(wanted)

    def area_counts(self, wanted: Filter = Filter()) -> dict[str, int]:  # noqa: B008
        """Return the number of records in every area, whichever areas ``wanted`` names."""
        return self._facets.by_area(wanted)

    def totals(self, wanted: Filter) -> Totals:
        """Return what the records that pass come to, in money and in what was delivered."""
        return self._facets.totals(wanted)

    def keep_snapshot(self) -> None:
        """Keep in the file what counts are read from, where that saves time at the next opening.

        Does nothing in a catalogue for reading only, and where nothing was counted.
        """
        self._facets.keep()

    def history(self, *, limit: int = 50, uid: str = "", before: int = 0) -> tuple[Entry, ...]:
        """Return entries older than ``before`` (0: all), the newest first.

        With ``uid`` those that touched that record, each with what it changed in it.
        """
        with self._door.reading() as connection:
            return history_log.read_entries(connection, limit=limit, uid=uid, before=before)

    def figures(self) -> Figures:
        """Return the key figures of all records."""
        with self._door.reading() as connection:
            return overview.read_figures(connection)

    def under_way(self, limit: int) -> tuple[Summary, ...]:
        """Return rows of records under way, those that began last first."""
        with self._door.reading() as connection:
            return listing.summaries_under_way(connection, limit)

    def check(self) -> tuple[str, ...]:
        """Return what is wrong with the file, in sentences; empty when all is well."""
        with self._door.reading() as connection:
            return checking.check(connection)

    def rebuild_search(self) -> None:
        """Make the search index and the lists anew from the records, where `check` says so."""
        with self._door.writing() as connection:
            derive_anew(connection, search.empty_index(connection))

    def interrupt(self, thread_id: int | None = None) -> None:
        """End the reads that run now, or those on the thread with that identity.

        Each raises `storage.errors.Interrupted` to its caller.
        """
        self._transactions.interrupt(thread_id)
