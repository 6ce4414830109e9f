import ctypes.util
from pathlib import Path

import pytest
import system_libraries
from system_libraries import Need

PRESENT = Need("qt", "libc.so.6", "libc6", "glibc")
ABSENT = Need("qt", "libcoopdesk-absent.so.7", "libabsent7", "absent")
UNNEEDED = Need("screen", "libcoopdesk-unneeded.so.1", "libunneeded1", "unneeded")
MODULE = Need("python", "venv", "python3.11-venv")
EXTRA = Need("extra", "libcoopdesk-printing.so.2", "libprinting2", "printing")


def become(monkeypatch: pytest.MonkeyPatch, user: int, *programs: str) -> None:
    """Let this seem to be a system with these package managers, and this user."""
    monkeypatch.setattr("os.geteuid", lambda: user)
    monkeypatch.setattr(
        "shutil.which", lambda name: f"/usr/bin/{name}" if name in programs else None
    )
    monkeypatch.setattr("os.path.exists", lambda _path: "apt-get" in programs)


def test_that_a_missing_library_is_found_missing() -> None:
    assert system_libraries.missing(["qt"], [PRESENT, ABSENT, UNNEEDED], ()) == [ABSENT]


def test_that_a_damaged_library_counts_as_missing(tmp_path: Path) -> None:
    damaged = tmp_path / "libdamaged.so.1"
    damaged.write_bytes(b"\x7fELF and no more")
    assert not system_libraries.loads(str(damaged))
    assert system_libraries.loads(str(ctypes.util.find_library("c")))


def test_that_a_font_is_found_by_the_beginning_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "README").write_text("")
    assert not system_libraries.has_font("", [str(tmp_path)])
    (tmp_path / "truetype" / "DejaVuSans.ttf").write_text("")
    assert system_libraries.has_font("", [str(tmp_path)])
    assert system_libraries.has_font("DejaVu", [str(tmp_path), "/nowhere"])
    assert not system_libraries.has_font("Inter", [str(tmp_path)])


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install --no-install-recommends libabsent7 python3.11-venv"),
        ("dnf", "sudo dnf install 'libcoopdesk-absent.so.7()(64bit)'"),
        ("zypper", "sudo zypper install 'libcoopdesk-absent.so.7()(64bit)'"),
        ("pacman", "sudo pacman -S --needed absent"),
    ],
)
def test_that_a_user_is_told_the_exact_command(
    manager: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    become(monkeypatch, 1000, manager)
    monkeypatch.setattr(system_libraries, "quietly", lambda _command: pytest.fail("ran something"))
    with pytest.raises(SystemExit) as stopped:
        system_libraries.install([ABSENT, EXTRA, MODULE])
    said = str(stopped.value.code)
    assert f"\n    {command}\n" in said
    assert said.endswith("start again.")


def test_that_an_unknown_system_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch, 1000)
    with pytest.raises(SystemExit, match=r"libcoopdesk-absent\.so\.7"):
        system_libraries.install([ABSENT])


def test_that_nobody_is_stopped_for_what_can_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch, 1000, "apt-get")
    system_libraries.install([EXTRA])


def test_that_root_on_debian_gets_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch, 0, "apt-get")
    commands: list[list[str]] = []

    def quietly(command: list[str]) -> tuple[int, str]:
        commands.append(command)
        return 0, ""

    monkeypatch.setattr(system_libraries, "quietly", quietly)
    system_libraries.install([ABSENT, EXTRA, ABSENT])
    (command,) = commands
    assert command[0] == "apt-get"
    assert command[-2:] == ["libabsent7", "libprinting2"]


def test_that_old_package_lists_are_renewed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch, 0, "apt-get")
    asked: list[str] = []

    def quietly(command: list[str]) -> tuple[int, str]:
        asked.append("update" if "update" in command else "install")
        return (0, "") if "update" in asked else (100, "E: Unable to locate package libabsent7")

    monkeypatch.setattr(system_libraries, "quietly", quietly)
    system_libraries.install([ABSENT])
    assert asked == ["install", "update", "install"]


def test_that_root_is_told_why_the_packages_did_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch, 0, "apt-get")
    trouble = "E: Unable to locate package libabsent7"
    monkeypatch.setattr(system_libraries, "quietly", lambda _command: (100, trouble))
    with pytest.raises(SystemExit) as stopped:
        system_libraries.install([ABSENT])
    said = str(stopped.value.code)
    assert said.startswith(trouble)
    assert "\n    apt-get install --no-install-recommends libabsent7\n" in said


def test_that_a_python_without_venv_is_told_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    assert system_libraries.missing_python_modules() == []
    monkeypatch.setattr(system_libraries, "find_spec", lambda name: name == "venv" or None)
    (need,) = system_libraries.missing_python_modules()
    assert need.debian.startswith("python3.")
    assert need.debian.endswith("-venv")


def test_that_each_need_names_a_package_wherever_packages_have_names() -> None:
    for need in system_libraries.NEEDS + system_libraries.FONTS:
        assert need.debian
        assert need.arch
        assert need.file.startswith("lib") or need.others
