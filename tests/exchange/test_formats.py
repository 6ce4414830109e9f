"""Which files can be imported."""

from pathlib import Path

import pytest

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.exchange.formats import FORMATS, format_of


@pytest.mark.parametrize("name", ["a.toml", "A.TOML", "a.b.toml"])
def test_that_a_format_is_found_by_the_suffix_in_either_case(name: str) -> None:
    assert format_of(Path(name)).code == "toml"


@pytest.mark.parametrize("name", ["a.docx", "toml", "a", ""])
def test_that_any_other_suffix_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(CatalogueError, match=r"\.toml"):
        format_of(Path(name))


def test_that_each_suffix_belongs_to_one_format() -> None:
    suffixes = [suffix for entry in FORMATS for suffix in entry.suffixes]
    assert len(suffixes) == len(set(suffixes))
