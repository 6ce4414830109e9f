"""The report window: choose a report and its options, see the very pages, save them, print them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.filter_words import filter_words
from coopdesk.catalogue.filters import Filter, Sort
from coopdesk.i18n import _
from coopdesk.ui.desk import Desk
from coopdesk.ui.report_foot import ReportFoot
from coopdesk.ui.report_gathering import (
    SELECTED,
    SHOWN,
    WHOLE,
    Choice,
    Opening,
    Scope,
    read_opening,
)
from coopdesk.ui.report_making import CHOSEN_MS, TYPED_MS, Made, ReportMaking
from coopdesk.ui.report_memory import Remembered
from coopdesk.ui.report_option_files import ReportOptionFiles
from coopdesk.ui.report_options import ReportOptions
from coopdesk.ui.report_preview import ReportPreview
from coopdesk.ui.report_printing import ReportPrinting
from coopdesk.ui.report_saving import ReportSaving
from coopdesk.ui.window_size import fit_screen

if TYPE_CHECKING:
    from coopdesk.operations.report_settings import ReportSettings


class ReportWindow(QDialog):
    """A report on the records of a tab, on all or on those selected, with a live preview.

    ``scope_filter`` and ``sort`` are what the tab shows, ``scope_name`` its name, ``filter_name``
    that of the saved filter whose tab it is, ``ids`` what is selected there. ``report`` is the name
    of the report to begin with, "" for the last one. What is saved and printed is the very PDF that
    is shown. ``ready`` tells that it is shown, ``refused`` the sentence that is shown instead.
    """

    ready = Signal()
    refused = Signal(str)

    def __init__(
        self,
        desk: Desk,
        scope_filter: Filter,
        sort: Sort,
        scope_name: str,
        parent: QWidget | None = None,
        *,
        filter_name: str = "",
        ids: tuple[int, ...] = (),
        report: str = "",
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opening: Opening | None = None
        scope = Scope(scope_filter, sort, scope_name, filter_name, ids)
        report = report or str(desk.settings.get("last_report"))
        self.making = ReportMaking(desk, scope, lambda: self.options.choice, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self.setMinimumSize(760, 480)
        self.options = ReportOptions(desk.settings, report, selected=len(ids))
        self.preview = ReportPreview()
        self.foot = ReportFoot()
        self.saving = ReportSaving(desk, self.foot, self._made, self._asked, self._what, self)
        self.printing = ReportPrinting(
            desk, self.foot, self.preview, self._made, self._catalogue_name, self
        )
        self.files = ReportOptionFiles(desk, self.foot, self)
        self._lay_out()
        fit_screen(self, 1120, 860)
        self.options.chosen.connect(self._chosen)
        self.options.typed.connect(lambda: self.making.begin(TYPED_MS))
        self.options.save_button.clicked.connect(self._save_options)
        self.options.load_button.clicked.connect(self.files.choose_to_load)
        self.files.loaded.connect(self._loaded)
        self.preview.cancelled.connect(self.making.cancel)
        self.preview.again.connect(self.making.again)
        self.foot.close_button.clicked.connect(self.reject)
        self.making.begun.connect(self._begun)
        self.making.known.connect(self.options.tell)
        self.making.made.connect(self._shown)
        self.making.refused.connect(self._refused)
        self.making.progress.told.connect(self.preview.tell)
        desk.changed.connect(self._catalogue_changed)
        self._title()
        self.making.await_choice()
        self._read_opening()

    @property
    def pdf(self) -> bytes:
        """The report that is shown, b"" while there is none."""
        made = self.making.current
        return made.pdf if made is not None else b""

    @property
    def process_id(self) -> int:
        """The number of the child that compiles, 0 where none does."""
        return self.making.job.process_id

    @property
    def message(self) -> str:
        """What the window says about saving and printing."""
        return self.foot.message

    def _made(self) -> Made | None:
        return self.making.current

    def _asked(self) -> tuple[Scope, Choice]:
        return self.making.scope, self.options.choice

    # What is shown.

    def _catalogue_changed(self, _changed: object, _origin: object) -> None:
        self.making.await_choice()
        self._read_opening()

    def _read_opening(self) -> None:
        scope = self.making.scope
        self._desk.read(
            self,
            lambda store: read_opening(store, scope),
            self._opened,
            key="opening",
            failed=self.making.fail,
        )

    def _opened(self, opening: Opening) -> None:
        self._opening = opening
        self.options.offer(opening)
        self.making.again()

    def _chosen(self) -> None:
        self._title()
        self.making.begin(CHOSEN_MS)

    def _title(self) -> None:
        self.setWindowTitle(_("Report: {title}").format(title=self.options.report.words()))

    def _begun(self) -> None:
        self.foot.say("")
        self.options.tell(None)
        self.preview.wait(True)
        self.foot.enable(False)

    def _shown(self, made: Made) -> None:
        self.preview.wait(False)
        self.preview.show_pdf(made.pdf)
        self.foot.enable(True)
        if made.volumes > 1:
            words = _(
                "Too much for one document: this is the first of {count} volumes. All are saved, "
                "each as a file; what is shown is printed."
            )
            self.foot.say(words.format(count=made.volumes))
        self.ready.emit()

    def _refused(self, sentence: str, problem: bool, again: bool) -> None:
        self.preview.wait(False)
        self.preview.say(sentence, problem=problem, again=again)
        self.refused.emit(sentence)

    # What the files are called, and what they hold.

    @property
    def _areas(self) -> tuple[Area, ...]:
        return self._opening.areas if self._opening is not None else ()

    def _catalogue_name(self) -> str:
        return self._opening.catalogue_name if self._opening is not None else ""

    def _what(self) -> tuple[str, str]:
        """Return what the name of the PDF says: the catalogue's, and which report on what."""
        choice, report = self.options.choice, self.options.report
        kind = "" if report.name == "catalogue" else report.words(choice.language)
        return self._catalogue_name(), " ".join(filter(None, (kind, self._scope_words())))

    def _scope_words(self) -> str:
        """Return which records are meant, "" for all; a filter's name stays in the house."""
        scope, choice = self.making.scope, self.options.choice
        shown = choice.records == SHOWN
        if choice.records == WHOLE or (shown and scope.wanted.empty):
            return ""
        if choice.records == SELECTED and self._opening is not None and self._opening.reference:
            return self._opening.reference
        inside = choice.audience.name == "internal"
        named = inside if scope.filter_name else bool(scope.wanted.areas)
        return scope.name if shown and named else _("selection")

    def _save_options(self) -> None:
        title = self.options.report.words()
        self.files.choose_to_save(self.making.scope, self.options.choice, title)

    def _loaded(self, settings: "ReportSettings") -> None:
        wanted = settings.wanted
        self.making.scope = replace(self.making.scope, filed=wanted)
        if wanted.empty:
            self.options.records.choose(WHOLE)
        else:
            self.options.records.offer_filed(filter_words(wanted, self._areas))
        now = self.options.choice
        made = Remembered(settings.language or now.language, settings.audience, settings.options)
        self.options.take(settings.report or now.report, made)
        self.foot.say(_("The options were loaded."))

    # The window.

    def done(self, result: int) -> None:
        """Close: end the children, and what is read for them."""
        self.making.close()
        self.saving.close()
        super().done(result)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.options)
        middle.addWidget(_line(QFrame.Shape.VLine))
        middle.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(_line(QFrame.Shape.HLine))
        column.addWidget(self.foot)


def _line(shape: QFrame.Shape) -> QFrame:
    line = QFrame()
    line.setProperty("role", "line" if shape is QFrame.Shape.HLine else "edge")
    return line
