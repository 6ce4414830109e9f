"""The window in which a file is chosen, made so that it opens none of those it shows."""

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QWidget

from coopdesk.i18n import _


class _PlainIcons(QAbstractFileIconProvider):
    """Tells a folder from a file by its name in the folder alone.

    Qt's own provider opens each file to see what it is. On POSIX, closing any descriptor of a file
    gives up all locks that the process has on it: also those of the catalogue that is open.
    """

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        folder = (
            what.isDir()
            if isinstance(what, QFileInfo)
            else what != QAbstractFileIconProvider.IconType.File
        )
        pixmap = QStyle.StandardPixmap.SP_DirIcon if folder else QStyle.StandardPixmap.SP_FileIcon
        return QApplication.style().standardIcon(pixmap)

    def type(self, info: QFileInfo) -> str:
        return _("Folder") if info.isDir() else _("File")


class FileWindow(QFileDialog):
    """Qt's window for choosing a file, where the system has none of its own."""

    def __init__(
        self, parent: QWidget | None, title: str, folder: str = "", names: str = ""
    ) -> None:
        super().__init__(parent, title, folder, names)
        self._icons = _PlainIcons()
        self.setIconProvider(self._icons)
