"""The catalogue report drawn by others, as plainly as they can: same words, tables and order.

Neither makes tags, an archivable file, contents or a marking on each page: what they leave out is
in our favour of nobody but them.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

_STYLE = "body {font-family: serif; font-size: 9.5pt} td, th {border-bottom: 1px solid #c3cbd3}"


def told(value: Any) -> str:
    """Return a text of a report's data as one line of HTML."""
    text = value if isinstance(value, str) else "".join(value)
    return escape(text).replace("\n", "<br/>")


def _words(row: dict[str, Any]) -> Iterator[str]:
    """Yield the values of a labelled row, one line each."""
    for value in row["values"]:
        if isinstance(value, dict):
            yield told(" ".join(str(one) for one in value.values() if isinstance(one, str)))
        else:
            yield told(value)


def _cells(row: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Return the head and the rows of a table, the small print under the first cell."""
    head = [told(column["label"]) for column in row["columns"]]
    lines = []
    for value in row["values"]:
        first, *rest = map(told, value["cells"])
        small = " · ".join(map(told, value["small"]))
        lines.append([f"{first}<br/>{small}" if small else first, *rest])
    return head, lines


def draw_by_reportlab(data: dict[str, Any], path: str) -> None:
    """Draw the catalogue with ReportLab's platypus, page numbers at the foot."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    font = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    pdfmetrics.registerFont(TTFont("Body", font))
    styles = getSampleStyleSheet()
    body, first, second = styles["BodyText"], styles["Heading1"], styles["Heading2"]
    for style in (body, first, second):
        style.fontName = "Body"
    body.fontSize = 8.5
    flow: list[Any] = []
    for area in data["areas"]:
        flow.append(Paragraph(told(area["name"]), first))
        for record in area["records"]:
            flow.append(Paragraph(told(record["title"]), second))
            flow.append(Paragraph(" · ".join(map(told, record["meta"])), body))
            flow.extend(Paragraph(told(text), body) for text in record["summary"])
            flow.extend(Paragraph(told(text), body) for text in record["description"])
            for row in record["rows"]:
                label = Paragraph(told(row["label"]), body)
                if row["form"] == "table":
                    head, lines = _cells(row)
                    cells = [[Paragraph(cell, body) for cell in line] for line in (head, *lines)]
                    wide = 130 * mm
                    widths = [wide / len(head)] * len(head)
                    inner = Table(cells, colWidths=widths, repeatRows=1, splitInRow=1)
                    flow.extend((label, inner))
                else:
                    words = Paragraph("<br/>".join(_words(row)), body)
                    flow.append(Table([[label, words]], colWidths=[30 * mm, 130 * mm]))

    def foot(canvas: Any, document: Any) -> None:
        canvas.setFont("Body", 8)
        canvas.drawRightString(185 * mm, 12 * mm, f"Page {document.page}")

    made = SimpleDocTemplate(path, pagesize=A4, leftMargin=25 * mm, rightMargin=25 * mm)
    made.build(flow, onFirstPage=foot, onLaterPages=foot)


def draw_by_qt(data: dict[str, Any], path: str) -> None:
    """Draw the catalogue with Qt's rich text and its PDF writer."""
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QGuiApplication, QPageSize, QPdfWriter, QTextDocument

    application = QGuiApplication.instance() or QGuiApplication([])
    writer = QPdfWriter(path)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultStyleSheet(_STYLE)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.setHtml("".join(_html(data)))
    document.print_(writer)
    del application


def _html(data: dict[str, Any]) -> Iterator[str]:
    for area in data["areas"]:
        yield f"<h1>{told(area['name'])}</h1>"
        for record in area["records"]:
            yield f"<h2>{told(record['title'])}</h2>"
            yield f"<p>{' · '.join(map(told, record['meta']))}</p>"
            for text in (*record["summary"], *record["description"]):
                yield f"<p>{told(text)}</p>"
            yield "<table>"
            for row in record["rows"]:
                yield f"<tr><td>{told(row['label'])}</td><td>"
                if row["form"] == "table":
                    head, lines = _cells(row)
                    yield "<table><tr>" + "".join(f"<th>{cell}</th>" for cell in head) + "</tr>"
                    for line in lines:
                        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>"
                    yield "</table>"
                else:
                    yield "<br/>".join(_words(row))
                yield "</td></tr>"
            yield "</table>"
