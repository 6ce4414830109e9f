"""What is known of a report under way: what is being done, on how many records, for how long."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from coopdesk.i18n import _, ngettext, number_words

_TICK_MS = 1_000
_SECONDS_TOLD = 3  # what takes less needs no count of its seconds


class ReportProgress(QObject):
    """``told`` carries the words anew, whenever there is more to say; ``now`` counts seconds."""

    told = Signal(str)

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._since = 0.0
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._tell)
        self._words = ""

    @property
    def words(self) -> str:
        """What is being done, and since when where it takes long."""
        seconds = int(self._now() - self._since)
        if seconds < _SECONDS_TOLD:
            return self._words
        return _("{words} {seconds} s").format(words=self._words, seconds=number_words(seconds))

    def read(self) -> None:
        """The records are being read; the time is counted from here."""
        self._since = self._now()
        self._ticks.start()
        self._say(_("Reading the records…"))

    def compile(self, count: int, volumes: int = 1) -> None:
        """The pages on ``count`` records are being set, the first of so many ``volumes``."""
        words = ngettext("Compiling {count} record…", "Compiling {count} records…", count)
        if volumes > 1:
            words = ngettext(
                "Compiling volume 1 of {volumes}: {count} record…",
                "Compiling volume 1 of {volumes}: {count} records…",
                count,
            )
        self._say(words.format(count=number_words(count), volumes=volumes))

    def end(self) -> None:
        """It is done, or is not wanted any more."""
        self._ticks.stop()

    def _say(self, words: str) -> None:
        self._words = words
        self._tell()

    def _tell(self) -> None:
        self.told.emit(self.words)
