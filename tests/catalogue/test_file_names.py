"""A file name from elsewhere becomes one that every system takes, and that hides nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.file_names import safe_file_name, stem_of, suffix_of

# Long and short names of all letters, and of those that are dangerous in names.
NAMES = st.one_of(
    st.text(max_size=300),
    st.text(st.sampled_from('aø/\\.:<>" \t\0\n\u202e\u200b\ud800CONUL1'), max_size=40),
    st.builds("{}.{}".format, st.text("æ", min_size=100, max_size=300), st.text("x", max_size=40)),
)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Følgeseddel 2014.pdf", "Følgeseddel 2014.pdf"),
        ("Споразум о сарадњи.docx", "Споразум о сарадњи.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ak\\plan.doc", "plan.doc"),
        ("/", "document"),
        ("..", "document"),
        ("", "document"),
        ("\0\n\t", "document"),
        ("a\0b\nc.txt", "abc.txt"),
        ("plan\u202egpj.exe", "plangpj.exe"),
        ("\u2066plan\u2069.pdf", "plan.pdf"),
        ("half\ud83d.pdf", "half.pdf"),
        ("photo.jpg                 .exe", "photo.jpg .exe"),
        ("plan.pdf. . .", "plan.pdf"),
        ("  .plan.pdf", "plan.pdf"),
        ('what: "a|b" <c>?*.txt', "what_ _a_b_ _c___.txt"),
        ("NUL", "_NUL"),
        ("con.txt", "_con.txt"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("lpt9 .txt", "_lpt9 .txt"),
        ("aux", "_aux"),
        ("COM10.txt", "COM10.txt"),
        ("console.txt", "console.txt"),
        ("CONTRACT.pdf", "CONTRACT.pdf"),
    ],
)
def test_that_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


def test_that_a_long_name_keeps_its_suffix() -> None:
    made = safe_file_name("æ" * 300 + ".PDF")
    assert made.endswith("æ.PDF")
    assert len(made.encode()) in (254, 255)


def test_that_a_suffix_that_is_none_is_cut_like_the_rest() -> None:
    assert safe_file_name("a." + "b" * 300) == "a." + "b" * 253


@given(NAMES)
def test_that_a_safe_name_is_safe_whatever_it_was(name: str) -> None:
    made = safe_file_name(name)
    assert made
    assert len(made.encode()) <= 255
    assert not set('/\\:<>"|?*\0\n\u202e') & set(made)
    assert made == made.strip(" .")
    assert safe_file_name(made) == made


@pytest.mark.parametrize(
    ("name", "stem", "suffix"),
    [
        ("plan.PDF", "plan", "pdf"),
        ("plan.tar.gz", "plan.tar", "gz"),
        ("plan", "plan", ""),
        (".profile", ".profile", ""),
        ("plan.", "plan.", ""),
    ],
)
def test_that_a_suffix_is_what_follows_the_last_dot(name: str, stem: str, suffix: str) -> None:
    assert (stem_of(name), suffix_of(name)) == (stem, suffix)
