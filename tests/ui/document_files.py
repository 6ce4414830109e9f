"""What the tests of documents share: files of all kinds, and documents in a catalogue."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.catalogue.facets import Document
from coopdesk.operations.documents import Attached, attach_all
from coopdesk.ui.desk import Desk


def a_pdf(pages: int = 1, *, locked: bool = False) -> bytes:
    """Return a PDF of empty pages (ISO 32000-1, 7.5), with a password that nobody knows."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        *["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages,
    ]
    more = ""
    if locked:
        secret = "00" * 32
        bodies.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{secret}> /U <{secret[::-1]}> >>")
        more = f" /Encrypt {len(bodies)} 0 R /ID [<{'11' * 16}> <{'11' * 16}>]"
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}"
    end = f"trailer\n<< /Size {size} /Root 1 0 R{more} >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + (table + end).encode()


def an_image(width: int = 60, height: int = 40, form: str = "png") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form.upper())  # type: ignore[call-overload]  # a name, not bytes
    return bytes(held.data())


def written(folder: Path, **files: bytes) -> tuple[Path, ...]:
    """Write files into a folder, their names with "_" for the dot of the suffix."""
    paths = []
    for name, content in files.items():
        stem, _line, suffix = name.rpartition("_")
        paths.append(folder / f"{stem}.{suffix}")
        paths[-1].write_bytes(content)
    return tuple(paths)


def attached(desk: Desk, qtbot: QtBot, *paths: Path) -> tuple[Document, ...]:
    """Put files into the catalogue on the desk; no record names them."""
    found: list[Attached] = []
    desk.read(desk, lambda store: attach_all(store, paths), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert not found[0].refused
    return found[0].documents


def mime(*paths: Path, links: tuple[str, ...] = ()) -> QMimeData:
    made = QMimeData()
    made.setUrls([*(QUrl.fromLocalFile(str(path)) for path in paths), *map(QUrl, links)])
    return made


_COPY, _LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier


def carry_over(widget: QWidget, data: QMimeData) -> bool:
    """Carry ``data`` over a widget; tell whether it can be dropped there."""
    event = QDragEnterEvent(widget.rect().center(), _COPY, data, _LEFT, _PLAIN)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def carry_away(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QDragLeaveEvent())


def drop_on(widget: QWidget, data: QMimeData) -> bool:
    event = QDropEvent(QPointF(widget.rect().center()), _COPY, data, _LEFT, _PLAIN)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
