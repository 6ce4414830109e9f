"""The keys of the record editor: what they do there, and how the help tells of them."""

from PySide6.QtGui import QKeySequence

from coopdesk.i18n import N_

# Each with what it does, by the name that the editor gives it; "" for what lists do themselves.
EDITOR_KEYS: tuple[tuple[str, QKeySequence.StandardKey | str, str], ...] = (
    (N_("Save the record"), QKeySequence.StandardKey.Save, "save"),
    (N_("Save and go on with the next"), "Ctrl+Return", "go on"),
    (N_("Go to a section"), "Ctrl+J", "choose"),
    (N_("Next section"), "F6", "next"),
    (N_("Previous section"), "Shift+F6", "previous"),
    (N_("Move an entry up"), "Alt+Up", ""),
    (N_("Move an entry down"), "Alt+Down", ""),
)
