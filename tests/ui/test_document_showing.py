"""What there is to see of a document, and the sentence for what cannot be seen."""

import pytest

from coopdesk.ui import document_showing
from coopdesk.ui.document_showing import made_ready

from .document_files import a_pdf, an_image


def test_that_a_pdf_is_shown_as_it_is() -> None:
    pdf = a_pdf()
    assert made_ready(pdf, "plan.pdf").pdf == pdf


@pytest.mark.parametrize("form", ["png", "jpeg", "bmp", "webp", "tiff"])
def test_that_an_image_is_shown(form: str) -> None:
    shown = made_ready(an_image(60, 40, form), f"photo.{form}")
    assert shown.image is not None
    assert (shown.image.width(), shown.image.height()) == (60, 40)
    assert not shown.sentence


def test_that_what_it_is_counts_and_not_its_name() -> None:
    assert made_ready(an_image(), "plan.pdf").image is not None


def test_that_a_large_image_is_shown_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_showing, "_MOST_ACROSS", 50)
    shown = made_ready(an_image(200, 100), "photo.png")
    assert shown.image is not None
    assert (shown.image.width(), shown.image.height()) == (50, 25)


def test_that_an_image_is_turned_as_its_camera_was_held() -> None:
    # Exif 2.3, 4.6.4: orientation 6, the camera held on its side; before the picture itself.
    jpeg = an_image(60, 40, "jpeg")
    tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    exif = b"Exif\0\0" + tiff
    turned = jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:]
    shown = made_ready(turned, "photo.jpg")
    assert shown.image is not None
    assert (shown.image.width(), shown.image.height()) == (40, 60)


@pytest.mark.qt_log_ignore("libpng|Corrupt|premature|image", extend=True)
@pytest.mark.parametrize("kept", [8, 20, 60])
def test_that_a_damaged_image_is_told(kept: int) -> None:
    shown = made_ready(an_image(400, 400)[:kept], "photo.png")
    assert shown.image is None
    assert "damaged" in shown.sentence


@pytest.mark.qt_log_ignore("allocation limit", extend=True)
def test_that_an_image_too_large_to_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_showing, "_MEGABYTES", 1)
    monkeypatch.setattr(document_showing, "_MOST_ACROSS", 10_000)
    shown = made_ready(an_image(1000, 1000, "bmp"), "photo.bmp")
    assert "too large to be shown here (1,000 × 1,000 dots)" in shown.sentence


def test_that_an_image_of_endless_dots_is_not_even_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_showing, "_MOST_DOTS", 1000)
    assert "too large to be shown here" in made_ready(an_image(), "photo.png").sentence


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Đoković; Ørsted\r\nЂоковић".encode(), "Đoković; Ørsted\nЂоковић"),
        ("Ærø".encode("utf-8-sig"), "Ærø"),
        ("Ærø".encode("cp1252"), "Ærø"),
        ("Ærø".encode("utf-16"), "Ærø"),
        (b"\xff\xfeA", "\ufffd"),
    ],
)
def test_that_a_text_is_read_in_its_encoding(content: bytes, text: str) -> None:
    shown = made_ready(content, "notes.txt")
    assert shown.text == text
    assert not shown.part


def test_that_only_the_beginning_of_a_long_text_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_showing, "_MOST_LETTERS", 3)
    shown = made_ready("æøåæøåæøå".encode(), "notes.txt")
    assert (shown.text, shown.part) == ("æøå", True)


def test_that_an_endless_line_is_broken() -> None:
    shown = made_ready(b"x" * 10_000 + b"\n\nend", "notes.txt")
    assert shown.text is not None
    lines = shown.text.split("\n")
    assert max(map(len, lines)) == 4_000
    assert lines[-2:] == ["", "end"]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("letter.docx", b"PK\x03\x04", "Text document"),
        ("drawing.svg", b"<svg/>", "Image"),
        ("what", b"\0\1\2", "File"),
    ],
)
def test_that_what_cannot_be_shown_is_told(name: str, content: bytes, kind: str) -> None:
    shown = made_ready(content, name)
    assert f"({kind}) cannot be shown here" in shown.sentence
