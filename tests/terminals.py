"""A terminal for the tests of the command line: it runs commands and keeps what they say."""

import pytest

from coopdesk import app


class Terminal:
    """Runs commands, and keeps what they say."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = ""
        self.err = ""

    def run(self, *arguments: str) -> int:
        status = app.main(arguments)
        self.out, self.err = self._capsys.readouterr()
        return status

    def does(self, *arguments: str) -> str:
        assert self.run(*arguments) == 0, self.err
        return self.out

    def refuses(self, *arguments: str) -> str:
        """Run what must be refused: one sentence, no trace, nothing on standard output."""
        assert self.run(*arguments) == 1
        assert self.out == ""
        assert self.err.startswith("coopdesk: ")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        assert "bug" not in self.err
        return self.err
