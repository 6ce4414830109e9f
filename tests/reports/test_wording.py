"""In which language and script a text is set."""

import pytest

from coopdesk.reports.wording import typesetting


@pytest.mark.parametrize(
    ("language", "set_in"),
    [
        ("en", ("en", "latn")),
        ("sr", ("sr", "cyrl")),
        ("sr_Latn", ("sr", "latn")),
        ("de", ("de", "latn")),
        ("pt_BR", ("pt", "latn")),
        ("uz_Cyrl_UZ", ("uz", "cyrl")),
        ("", ("en", "latn")),
        ("#let x", ("en", "latn")),
    ],
)
def test_that_each_language_is_set_in_its_script(language: str, set_in: tuple[str, str]) -> None:
    assert typesetting(language) == set_in
