"""The line for the reason of a change, where the settings ask for one."""

from PySide6.QtWidgets import QLineEdit

from coopdesk.i18n import _
from coopdesk.settings import Settings

_LONGEST = 500


class ReasonLine(QLineEdit):
    """Hidden where no reason is asked for."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(_("Reason for the change"))
        self.setAccessibleName(_("Reason for the change"))
        self.setVisible(bool(settings.get("ask_reason")))

    @property
    def why(self) -> str:
        """The reason that is given, "" where none is asked for."""
        return "" if self.isHidden() else self.text().strip()
