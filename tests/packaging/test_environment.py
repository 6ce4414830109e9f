import os
import subprocess
import sys
from pathlib import Path

import environment
import pytest
from environment import Environment

THIS_PYTHON = f"{sys.implementation.cache_tag}\n"


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """A .venv whose Python is this one, in a folder of its own; pip is never called."""
    (tmp_path / "packaging").mkdir()
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / "packaging" / name).write_text(f"{name}==1\n")
    made = Environment(str(tmp_path))
    Path(made.python).parent.mkdir(parents=True)
    Path(made.python).symlink_to(sys.executable)
    library = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    (tmp_path / ".venv" / library).mkdir(parents=True)
    monkeypatch.setattr(environment, "quietly", lambda _command: (0, THIS_PYTHON))
    return made


def test_that_a_set_up_is_remembered_until_a_pin_changes(venv: Environment) -> None:
    assert not venv.is_ready("run")
    venv.install("run")
    assert venv.is_ready("run")
    assert not venv.is_ready("test")
    Path(venv.pinned("run")[0]).write_text("another==2\n")
    assert not venv.is_ready("run")


def test_that_the_set_up_for_the_tests_serves_the_program_too(venv: Environment) -> None:
    venv.install("test")
    assert venv.is_ready("run")
    Path(venv.pinned("test")[1]).write_text("another==2\n")
    assert venv.is_ready("run")
    assert not venv.is_ready("test")


def test_that_a_set_up_without_its_python_is_none(venv: Environment) -> None:
    venv.install("run")
    Path(venv.python).unlink()
    Path(venv.python).symlink_to("/nowhere/python3")
    assert not venv.is_ready("run")
    assert not venv.is_usable()


def test_that_a_set_up_of_another_python_is_made_anew(
    venv: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert venv.is_usable()
    monkeypatch.setattr(environment, "quietly", lambda _command: (0, "cpython-39\n"))
    assert not venv.is_usable()


def test_that_a_set_up_that_does_not_start_is_made_anew(
    venv: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "quietly", lambda _command: (1, "No module named 'pip'"))
    assert not venv.is_usable()


def test_that_a_moved_set_up_is_made_anew(venv: Environment, tmp_path: Path) -> None:
    venv.install("run")
    other = tmp_path / "moved"
    other.mkdir()
    (tmp_path / ".venv").rename(other / ".venv")
    (tmp_path / "packaging").rename(other / "packaging")
    moved = Environment(str(other))
    assert not moved.is_ready("run")
    assert not moved.is_usable()


def test_that_an_interrupted_installation_is_made_anew(
    venv: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.install("test")

    def interrupted(_command: list[str]) -> tuple[int, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "quietly", interrupted)
    with pytest.raises(KeyboardInterrupt):
        venv.install("test")
    assert not venv.is_ready("run")
    assert not venv.is_ready("test")
    assert not venv.is_usable()


def test_that_a_failed_installation_says_why_and_is_not_taken_for_done(
    venv: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = "ERROR: Could not install packages: [Errno 28] No space left on device"
    monkeypatch.setattr(environment, "quietly", lambda _command: (1, output))
    with pytest.raises(SystemExit, match=r"the disk is full.*start again"):
        venv.install("run")
    assert not venv.is_ready("run")


def test_that_only_pinned_wheels_are_installed(
    venv: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    def quietly(command: list[str]) -> tuple[int, str]:
        commands.append(command)
        return 0, ""

    monkeypatch.setattr(environment, "quietly", quietly)
    venv.install("test")
    (command,) = commands
    assert {"--require-hashes", "--only-binary=:all:"} <= set(command)
    assert [part for part in command if part.endswith(".txt")] == venv.pinned("test")


@pytest.mark.parametrize("name", ["plain", "with a space", "Đoković ђ 'quoted'"])
def test_that_the_project_is_found_from_any_folder(name: str, tmp_path: Path) -> None:
    root = tmp_path / name
    (root / "coopdesk").mkdir(parents=True)
    (root / "coopdesk" / "__init__.py").write_text("")
    (root / "coopdesk" / "__main__.py").write_text("print(__file__)")
    (tmp_path / "elsewhere" / "coopdesk").mkdir(parents=True)
    (tmp_path / "elsewhere" / "coopdesk" / "__init__.py").write_text("raise SystemExit('hidden')")
    venv = Environment(str(root))
    base = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([base, "-I", "-m", "venv", "--without-pip", venv.folder], check=True)
    venv.make_importable()
    done = subprocess.run(
        [venv.python, "-m", "coopdesk"],
        cwd=tmp_path / "elsewhere",
        env={**os.environ, "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1", "PYTHONPATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(done.stdout.strip()) == root / "coopdesk" / "__main__.py"


def test_that_a_second_set_up_waits_for_the_first(venv: Environment) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from environment import Environment\n"
        "with Environment(sys.argv[2]).alone(): print('second', flush=True)"
    )
    folder = Path(environment.__file__).parent
    with venv.alone():
        second = subprocess.Popen(
            [sys.executable, "-c", code, str(folder), venv.root],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert second.stderr is not None
        assert "waiting" in second.stderr.readline()
        assert second.poll() is None
    out, _err = second.communicate(timeout=20)
    assert out == "second\n"
    assert second.returncode == 0
