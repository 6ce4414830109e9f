import ast
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import bootstrap
import pytest
import system_libraries
from environment import Environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder, with a space in its path, that looks set up; its Python is this one."""
    root = tmp_path / "a clone"
    (root / "packaging").mkdir(parents=True)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (root / "packaging" / name).write_text(f"{name}==1\n")
    venv = Environment(str(root))
    Path(venv.python).parent.mkdir(parents=True)
    Path(venv.python).symlink_to(sys.executable)
    for kind in ("run", "test"):
        venv.remember(kind, venv.stamp(kind))
    return root


@pytest.fixture
def started(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command lines that bootstrap would have become, in this project."""
    lines: list[list[str]] = []

    def start(python: str, arguments: list[str], environment: dict[str, str]) -> int:
        lines.append(arguments)
        return 0

    monkeypatch.setattr(bootstrap, "start", start)
    monkeypatch.setattr(bootstrap, "ROOT", str(project))
    monkeypatch.setattr(system_libraries, "loads", lambda _file: True)
    monkeypatch.setattr(system_libraries, "has_font", lambda _beginning: True)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.chdir(project)
    return lines


@pytest.mark.parametrize(
    ("typed", "command", "passed_on"),
    [
        ([], "run", []),
        (["run"], "run", []),
        (
            ["run", "--", "list", "a b.coopdesk", "--json"],
            "run",
            ["list", "a b.coopdesk", "--json"],
        ),
        (["run", "list", "x.coopdesk"], "run", ["list", "x.coopdesk"]),
        (["run", "--", "--", "x"], "run", ["--", "x"]),
        (["test", "-k", "period"], "test", ["-k", "period"]),
        (["setup"], "setup", []),
    ],
)
def test_that_what_follows_the_command_is_passed_on(
    typed: list[str], command: str, passed_on: list[str]
) -> None:
    assert bootstrap.split_arguments(typed) == (command, passed_on)


@pytest.mark.parametrize("typed", [["start"], ["setup", "now"], ["--verbose"]])
def test_that_an_unknown_command_is_wrong_usage(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        bootstrap.split_arguments(typed)
    assert stopped.value.code == 2
    assert " ".join(typed) in capsys.readouterr().err


def test_that_help_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        bootstrap.split_arguments(["--help"])
    assert stopped.value.code == 0
    assert "bootstrap.py run" in capsys.readouterr().out


def test_that_only_a_window_needs_a_display() -> None:
    assert bootstrap.opens_window([])
    assert bootstrap.opens_window(["serbia.coopdesk"])
    assert not bootstrap.opens_window(["report", "catalogue", "serbia.coopdesk"])
    assert not bootstrap.opens_window(["--help"])


def test_that_a_command_line_needs_no_library_of_qt() -> None:
    assert bootstrap.library_groups("run", ["list", "x"], {}) == []
    assert bootstrap.library_groups("run", [], {}) == ["qt", "screen", "extra"]
    assert bootstrap.library_groups("run", [], {"QT_QPA_PLATFORM": "offscreen"}) == ["qt"]
    assert "screen" not in bootstrap.library_groups("test", [], {})


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 8, 1), (3, 10, 13)])
def test_that_an_older_python_is_told_what_it_takes(version: tuple[int, ...]) -> None:
    said = bootstrap.python_refusal(version)
    assert "3.11 or newer" in said
    assert ".".join(map(str, version)) in said


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 2), (3, 14, 0), (4, 0, 0)])
def test_that_a_newer_python_is_let_in(version: tuple[int, ...]) -> None:
    assert bootstrap.python_refusal(version) == ""


def test_that_an_older_python_gets_as_far_as_its_refusal() -> None:
    source = (ROOT / "packaging" / "bootstrap.py").read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 7))
    check = next(i for i, node in enumerate(tree.body) if isinstance(node, ast.If))
    before = ast.Module(tree.body[:check], type_ignores=[])
    imported = [
        alias.name
        for node in ast.walk(before)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
    assert imported == ["os", "sys"]
    annotations = [node.annotation for node in ast.walk(before) if isinstance(node, ast.arg)]
    assert all(isinstance(annotation, ast.Constant) for annotation in annotations)


def test_that_nobody_is_refused_who_has_a_display() -> None:
    assert bootstrap.display_refusal({"WAYLAND_DISPLAY": "wayland-0"}) == ""
    assert bootstrap.display_refusal({"QT_QPA_PLATFORM": "offscreen"}) == ""
    assert bootstrap.display_refusal({"QT_QPA_PLATFORM": "vnc:size=800x600"}) == ""
    assert bootstrap.display_refusal({"DISPLAY": "localhost:10.0"}) == ""


@pytest.mark.parametrize("environment", [{}, {"QT_QPA_PLATFORM": "xcb"}, {"DISPLAY": ""}])
def test_that_a_missing_display_is_said_with_how_to_get_one(environment: dict[str, str]) -> None:
    said = bootstrap.display_refusal(environment)
    assert "no display" in said
    for way in ("desktop session", "ssh -X", "xvfb-run -a", "run -- "):
        assert way in said


def test_that_a_display_where_nothing_answers_is_as_good_as_none() -> None:
    number = 50_000 + os.getpid() % 10_000
    assert f"DISPLAY is :{number}" in bootstrap.display_refusal({"DISPLAY": f":{number}"})
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()
        assert bootstrap.display_refusal({"DISPLAY": f":{number}.0"}) == ""


def test_that_a_window_without_a_display_is_refused_only_once_all_is_set_up(
    started: list[list[str]],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert bootstrap.main(["run"]) == 1
    assert started == []
    assert "no display" in capsys.readouterr().err
    assert (project / ".venv" / ".coopdesk-libraries-qt-screen-extra").exists()
    assert bootstrap.main(["run", "--", "report", "catalogue", "x"]) == 0
    assert started == [["-m", "coopdesk", "report", "catalogue", "x"]]


def test_that_the_tests_run_in_the_project_without_a_display(
    project: Path, monkeypatch: pytest.MonkeyPatch, started: list[list[str]], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    environments: list[dict[str, str]] = []
    monkeypatch.setattr(
        bootstrap, "start", lambda _p, _a, environment: environments.append(environment)
    )
    bootstrap.main(["test", "-q"])
    assert Path.cwd() == project
    assert environments[0]["QT_QPA_PLATFORM"] == "offscreen"


def test_that_a_later_start_asks_nothing_and_installs_nothing(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bootstrap.main(["run"]) == 0

    def never(*_arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr(system_libraries, "missing", never)
    monkeypatch.setattr(subprocess, "run", never)
    assert bootstrap.main(["run"]) == 0
    assert started == [["-m", "coopdesk"]] * 2


def test_that_libraries_are_looked_for_again_when_the_system_changed(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bootstrap.main(["run"]) == 0
    monkeypatch.setattr(bootstrap, "system_stamp", lambda: b"another time")
    monkeypatch.setattr(system_libraries, "loads", lambda file: file != "libEGL.so.1")
    monkeypatch.setattr(system_libraries, "install", _refuse)
    with pytest.raises(SystemExit, match="libegl1"):
        bootstrap.main(["run"])


def _refuse(needs: list[system_libraries.Need]) -> None:
    raise SystemExit(" ".join(need.debian for need in needs))


def test_that_a_start_where_another_user_set_up_needs_no_right_to_write(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Environment, "remember", denied)
    monkeypatch.setattr(Environment, "alone", denied)
    assert bootstrap.main(["run"]) == 0


def _changed_pins(project: Path) -> None:
    (project / "packaging" / "requirements.txt").write_text("requirements.txt==2\n")


def _no_python(project: Path) -> None:
    (project / ".venv" / "bin" / "python").unlink()


@pytest.mark.parametrize("change", [_changed_pins, _no_python])
def test_that_what_changed_is_installed_before_the_start(
    change: Callable[[Path], None],
    started: list[list[str]],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change(project)
    done: list[str] = []
    monkeypatch.setattr(Environment, "is_usable", lambda venv: Path(venv.python).exists())
    monkeypatch.setattr(Environment, "create", lambda _venv: done.append("create"))
    monkeypatch.setattr(Environment, "install", lambda _venv, kind: done.append(kind))
    bootstrap.main(["run", "list", "x"])
    assert done == (["run"] if change is _changed_pins else ["create", "run"])
    assert len(started) == 1


def test_that_a_folder_that_cannot_be_written_to_is_one_sentence(
    started: list[list[str]],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def denied(_venv: Environment) -> None:
        raise PermissionError(13, "Permission denied", str(project))

    _no_python(project)
    monkeypatch.setattr(Environment, "alone", denied)
    assert bootstrap.main(["run", "list", "x"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "cannot be written to" in said


def test_that_an_interrupted_set_up_ends_without_a_trace(
    started: list[list[str]],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupted(_venv: Environment) -> None:
        raise KeyboardInterrupt

    _no_python(project)
    monkeypatch.setattr(Environment, "create", interrupted)
    monkeypatch.setattr(system_libraries, "missing_python_modules", list)
    assert bootstrap.main(["run", "list", "x"]) == 130
    assert "Stopped" in capsys.readouterr().err


def test_that_the_folder_packaging_is_not_a_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
