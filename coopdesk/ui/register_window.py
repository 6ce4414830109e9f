"""Organisations and contacts: each known once, described, found in records, and united."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from coopdesk.catalogue.folding import fold
from coopdesk.catalogue.history import Changed
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact
from coopdesk.catalogue.register import Named, NameUse
from coopdesk.catalogue.summary import Summary
from coopdesk.catalogue.vocabulary import code_label
from coopdesk.i18n import _, country_name, ngettext
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_maker import BoxMaker
from coopdesk.ui.failures import failure_words
from coopdesk.ui.history_list import Step, StepList, StepModel
from coopdesk.ui.register_form import SHOWN, RegisterForm

if TYPE_CHECKING:
    from coopdesk.storage.store import Store


class RegisterWindow(QDialog):
    """A page for organisations and one for contacts.

    ``record_asked`` carries the id of a record that was clicked, ``link_asked`` the way and the
    link (see `crosslinks`) to the records that name one.
    """

    record_asked = Signal(int)
    link_asked = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Organisations and Contacts"))
        self.resize(940, 660)
        maker = BoxMaker(desk)
        self.organisations = RegisterPage(desk, Organisation, maker)
        self.contacts = RegisterPage(desk, Contact, maker)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.organisations, _("&Organisations"))
        self.tabs.addTab(self.contacts, _("&Contacts"))
        for page in (self.organisations, self.contacts):
            page.form.record_asked.connect(self.record_asked)
            page.form.link_asked.connect(self.link_asked)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 0)
        whole.addWidget(self.tabs)

    def show_organisation(self, name: str) -> None:
        """Choose the organisation of that name."""
        self.tabs.setCurrentWidget(self.organisations)
        self.organisations.choose(name)

    def reject(self) -> None:
        """Close, but let nothing that is typed go unasked."""
        dirty = next((p for p in (self.organisations, self.contacts) if p.form.dirty), None)
        if dirty is not None:
            from coopdesk.ui.file_questions import may_discard

            if not may_discard(self):
                self.tabs.setCurrentWidget(dirty)
                return
        super().reject()


class RegisterPage(QWidget):
    """The list of one class, its search, and the form of the one that is chosen."""

    def __init__(self, desk: Desk, cls: type[Named], maker: BoxMaker) -> None:
        super().__init__()
        self._desk = desk
        self._cls = cls
        self._uses: tuple[NameUse, ...] = ()
        self._wanted = ""
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(_("Search"))
        self.search.setAccessibleName(_("Search"))
        self._model = StepModel()
        name = _("Organisations") if cls is Organisation else _("Contacts")
        self.list = StepList(self._model, name)
        self.list.setSelectionMode(StepList.SelectionMode.ExtendedSelection)
        self.new = QPushButton(_("&New"))
        self.unite = QPushButton(_("&Unite…"))
        self.remove = QPushButton(_("&Remove"))
        self.form = RegisterForm(cls, maker, writable=not desk.read_only)
        self._empty = QLabel()
        self._empty.setProperty("role", "secondary")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        self._side = QStackedWidget()
        self._side.addWidget(self._empty)
        self._side.addWidget(self.form)
        self._build()
        self.search.textChanged.connect(self._list)
        self.list.chosen.connect(self._chosen)
        self.list.selectionModel().selectionChanged.connect(self._selected)
        self.new.clicked.connect(self.begin)
        self.unite.clicked.connect(self._ask_unite)
        self.remove.clicked.connect(self.take_out)
        self.form.save_asked.connect(self.store)
        desk.changed.connect(self._changed)
        self.read_again()

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 10, 12, 10)
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        for button in (self.new, self.unite, self.remove):
            button.setAutoDefault(False)
            button.setEnabled(button is self.new and not self._desk.read_only)
            bar.addWidget(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.list, 1)
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(self._side)
        split.setSizes([460, 480])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def choose(self, name: str) -> None:
        """Choose the one of that name, as soon as the list is there."""
        self.search.clear()
        self._wanted = name
        if self._uses:
            self._list()

    def read_again(self) -> None:
        """Read the list anew."""
        organisations = self._cls is Organisation

        def job(store: "Store") -> tuple[NameUse, ...]:
            register = store.register
            return register.organisations() if organisations else register.contacts()

        self._desk.read(self, job, self._arrived, key="names")

    def _arrived(self, uses: tuple[NameUse, ...]) -> None:
        self._uses = uses
        self._list()

    def _changed(self, _changed: object, _origin: object) -> None:
        self._wanted = self._wanted or (self.form.given.name if self.form.given else "")
        self.read_again()

    def _list(self) -> None:
        words = fold(self.search.text()).split()
        shown = [use for use in self._uses if _matches(use.thing, words)]
        kept = self.form.given if self.form.dirty else None
        wanted = self._wanted or (self.form.given.name if self.form.given else "")
        self._model.show([_step(use) for use in shown])
        if not self._uses:
            self._empty.setText(
                _("No record names one yet. New describes the first.")
                if not self._desk.read_only
                else _("No record names one.")
            )
        elif not shown:
            self._empty.setText(_("Nothing here has these words."))
        if kept is None and not shown:
            self._side.setCurrentIndex(0)
        if kept is None and shown:
            names = [use.thing.name for use in shown]
            self.list.choose(names.index(wanted) if wanted in names else 0)
        self._wanted = ""
        self._selected()

    def _chosen(self, use: object) -> None:
        if not isinstance(use, NameUse):
            return
        if self.form.dirty:
            self.form.say(_("Save what you typed first, or put it back."), problem=True)
            return
        self._show(use.thing)

    def _show(self, thing: Named) -> None:
        self.form.fill(thing)
        self._side.setCurrentIndex(1)
        if not thing.name:
            return

        def job(store: "Store") -> tuple[int, tuple[Summary, ...]]:
            ids = store.register.where_used(thing)
            return len(ids), store.page(ids[:SHOWN])

        def arrived(answer: tuple[int, tuple[Summary, ...]]) -> None:
            self.form.show_uses(*answer)

        self._desk.read(self, job, arrived, key="uses")

    def _selected(self) -> None:
        chosen = self.chosen_things()
        writable = not self._desk.read_only
        self.unite.setEnabled(writable and len(chosen) > 1)
        self.remove.setEnabled(writable and len(chosen) == 1 and chosen[0].records == 0)

    def chosen_things(self) -> list[NameUse]:
        """Return what is selected in the list, in its order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        keys = [self.list.key_at(row) for row in rows]
        return [key for key in keys if isinstance(key, NameUse)]

    def begin(self) -> None:
        """Begin a new one in the form."""
        if self.form.dirty:
            self.form.say(_("Save what you typed first, or put it back."), problem=True)
            return
        self.list.clearSelection()
        self._show(self._cls(""))
        self.form.boxes["name"].control.setFocus()

    def store(self) -> None:
        """Store what is in the form."""
        before, after, who = self.form.given, self.form.value, self._desk.who
        assert before is not None

        def job(store: "Store") -> Changed:
            if before.name:
                return store.register.change(before, after, who=who)
            return store.register.add(after, who=who)

        self._write(job, after, _("Saved."))

    def take_out(self) -> None:
        """Take the chosen one out of the catalogue; no record names it."""
        (use,) = self.chosen_things()
        who = self._desk.who
        self._write(lambda store: store.register.remove(use.thing, who=who), None, _("Removed."))

    def _ask_unite(self) -> None:
        chosen = self.chosen_things()
        names = [use.thing.name for use in sorted(chosen, key=lambda use: -use.records)]
        kept, sure = QInputDialog.getItem(
            self,
            _("Unite"),
            _("Which name is to stand for all {n} of them?").format(n=len(names)),
            names,
            editable=False,
        )
        if sure:
            self.unite_as(kept, [use.thing for use in chosen])

    def unite_as(self, kept: str, things: list[Named]) -> None:
        """Let the one called ``kept`` stand for all of ``things``."""
        one = next(thing for thing in things if thing.name == kept)
        others = [thing for thing in things if thing.name != kept]
        who = self._desk.who
        self._write(
            lambda store: store.register.unite(one, others, who=who),
            one,
            ngettext(
                "United {n} with it. Undo takes them apart again.",
                "United {n} with it. Undo takes them apart again.",
                len(others),
            ).format(n=len(others)),
        )

    def _write(self, job: "Callable[[Store], Changed]", after: Named | None, told: str) -> None:
        self.form.save.setEnabled(False)

        def done(_changed: Changed | None) -> None:
            self._wanted = after.name if after else ""
            if after is not None:
                self.form.fill(after)
            self.form.say(told)

        def failed(error: Exception) -> None:
            self.form.save.setEnabled(True)
            self.form.say(failure_words(error), problem=True)

        self._desk.write(self, job, done, failed=failed)


def _matches(thing: Named, words: list[str]) -> bool:
    also = thing.aliases if isinstance(thing, Organisation) else (thing.person, thing.organisation)
    text = fold(" ".join((thing.name, *also)))
    return all(word in text for word in words)


def _step(use: NameUse) -> Step:
    thing = use.thing
    said = [country_name(thing.country) if thing.country else ""]
    if isinstance(thing, Organisation):
        said.insert(0, code_label("organisation_type", thing.type) if thing.type else "")
    else:
        said.insert(0, thing.person)
    number = ngettext("{n} record", "{n} records", use.records).format(n=use.records)
    return Step(use, thing.name, " · ".join(filter(None, (*said, number))))
