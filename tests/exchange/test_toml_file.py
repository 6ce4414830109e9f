"""Readable text that is written is read as it was."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.catalogue.errors import CatalogueError, NotFound
from coopdesk.exchange.toml_file import read_tables, toml_text

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
)
tables = st.recursive(
    st.dictionaries(texts, values | st.lists(values)),
    lambda inner: st.dictionaries(
        texts, values | st.lists(values) | inner | st.lists(inner, min_size=1)
    ),
    max_leaves=8,
)


@given(tables)
def test_that_what_is_written_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, plain: dict[str, Any]
) -> None:
    path = tmp_path_factory.getbasetemp() / "tables.toml"
    path.write_bytes(toml_text(plain).encode())
    assert read_tables(path) == plain


def test_that_half_a_character_is_refused_and_not_lost() -> None:
    with pytest.raises(CatalogueError, match="half of a character"):
        toml_text({"name": "\ud800"})


def test_that_what_has_no_form_is_a_bug() -> None:
    with pytest.raises(TypeError):
        toml_text({"name": None})


def test_that_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "tables.toml"
    path.write_bytes(b'\xef\xbb\xbfa = "1"\r\n')
    assert read_tables(path, 12) == {"a": "1"}
    with pytest.raises(CatalogueError, match="larger than 11 bytes"):
        read_tables(path, 11)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"a = \xff", "not text in UTF-8"), (b"a =", "not TOML"), (b"a = " + b"9" * 9999, "not TOML")],
)
def test_that_other_files_are_refused_with_the_reason(
    data: bytes, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "tables.toml"
    path.write_bytes(data)
    with pytest.raises(CatalogueError, match=reason):
        read_tables(path)
    with pytest.raises(CatalogueError, match="not a file"):
        read_tables(tmp_path)
    with pytest.raises(NotFound, match="no such file"):
        read_tables(tmp_path / "none.toml")
