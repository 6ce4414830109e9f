"""Whose name the history carries."""

import getpass

import pytest

from coopdesk.operations.user import account_name, user_name
from coopdesk.settings import Settings


def test_that_the_name_in_the_settings_comes_first() -> None:
    settings = Settings(None)
    settings.set("user_name", "  Jens Sørensen ")
    assert user_name(settings) == "Jens Sørensen"


def test_that_the_account_is_named_where_no_name_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "jens")
    assert user_name(Settings(None)) == "jens"


@pytest.mark.parametrize("error", [KeyError("uid"), OSError("no such user"), ImportError("pwd")])
def test_that_an_account_without_a_name_is_unknown(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", refuse)
    assert account_name() == "unknown"
