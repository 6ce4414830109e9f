"""What the window of pasted rows says of them, and asks before they go."""

from PySide6.QtWidgets import QMessageBox, QWidget

from coopdesk.i18n import _, ngettext, number_words


def may_drop(parent: QWidget, number: int) -> bool:
    """Ask whether so many rows that somebody worked on may go."""
    asked = QMessageBox(parent)
    asked.setIcon(QMessageBox.Icon.Warning)
    asked.setText(
        ngettext(
            "{n} row that you worked on is not added.",
            "{n} rows that you worked on are not added.",
            number,
        ).format(n=number_words(number))
    )
    drop = asked.addButton(_("Drop Them"), QMessageBox.ButtonRole.DestructiveRole)
    keep = asked.addButton(_("Keep Working"), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(keep)
    asked.exec()
    dropped = asked.clickedButton() is drop
    asked.deleteLater()
    return dropped


def counted_words(chosen: int, left: int, refused: int, ragged: int) -> list[str]:
    """Return in words how many rows will be added, are left out, cannot be added, are ragged."""
    told = []
    if chosen:
        told.append(
            ngettext("{n} row will be added", "{n} rows will be added", chosen).format(
                n=number_words(chosen)
            )
        )
    if left:
        told.append(
            ngettext("{n} is left out", "{n} are left out", left).format(n=number_words(left))
        )
    if refused:
        told.append(
            ngettext(
                "{n} cannot be added yet: mend its red cells",
                "{n} cannot be added yet: mend their red cells",
                refused,
            ).format(n=number_words(refused))
        )
    if ragged:
        told.append(
            ngettext(
                "{n} row had more or fewer cells than the first",
                "{n} rows had more or fewer cells than the first",
                ragged,
            ).format(n=number_words(ragged))
        )
    return told
