"""What CoopDesk needs from the system on Linux: finding what is missing, and getting it."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from typing import NamedTuple

from processes import quietly, say


class Need(NamedTuple):
    """Something that the system provides.

    `group`: who needs it. "qt": every use of Qt. "screen": a window on a real display. "test": the
    tests. "extra": a part of the window that can be missing (printers, Wayland, the
    typeface that it prefers where the desktop names none). "python": .venv.
    `file`: a shared library, the beginning of a font file's name, or a module of Python.
    `debian`, `arch`, `others`: the package; `others` is found by what it contains where empty.
    """

    group: str
    file: str
    debian: str
    arch: str = ""
    others: str = ""


NEEDS = (
    Need("qt", "libEGL.so.1", "libegl1", "libglvnd"),
    Need("qt", "libGL.so.1", "libgl1", "libglvnd"),
    Need("qt", "libX11.so.6", "libx11-6", "libx11"),
    Need("qt", "libbrotlidec.so.1", "libbrotli1", "brotli"),
    Need("qt", "libdbus-1.so.3", "libdbus-1-3", "dbus"),
    Need("qt", "libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Need("qt", "libfreetype.so.6", "libfreetype6", "freetype2"),
    Need("qt", "libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Need("qt", "libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5"),
    Need("qt", "libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    Need("qt", "libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Need("qt", "libzstd.so.1", "libzstd1", "zstd"),
    Need("screen", "libX11-xcb.so.1", "libx11-xcb1", "libx11"),
    Need("screen", "libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Need("screen", "libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Need("screen", "libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Need("screen", "libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Need("screen", "libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Need("screen", "libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Need("screen", "libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Need("screen", "libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Need("screen", "libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Need("screen", "libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Need("screen", "libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Need("screen", "libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Need("screen", "libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Need("screen", "libxcb.so.1", "libxcb1", "libxcb"),
    Need("screen", "libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Need("extra", "libcups.so.2", "libcups2", "libcups"),
    Need("extra", "libwayland-client.so.0", "libwayland-client0", "wayland"),
    Need("extra", "libwayland-cursor.so.0", "libwayland-cursor0", "wayland"),
)
FONTS = (
    Need("screen", "", "fonts-dejavu-core", "ttf-dejavu", "dejavu-sans-fonts"),
    Need("extra", "Inter", "fonts-inter", "inter-font", "rsms-inter-fonts"),
    Need("test", "DejaVuSans.ttf", "fonts-dejavu-core", "ttf-dejavu", "dejavu-sans-fonts"),
)
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def missing(
    groups: Iterable[str], needs: Iterable[Need] = NEEDS, fonts: Iterable[Need] = FONTS
) -> list[Need]:
    """Return what these groups need and the system has not."""
    rows = [need for need in needs if need.group in groups and not loads(need.file)]
    return rows + [font for font in fonts if font.group in groups and not has_font(font.file)]


def missing_python_modules() -> list[Need]:
    """Return what this Python needs before it can make .venv: Debian packs these two apart."""
    if all(find_spec(module) for module in ("venv", "ensurepip")):
        return []
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return [Need("python", "Python's modules venv and ensurepip", f"python{version}-venv")]


def loads(file: str) -> bool:
    """Return whether a shared library can be loaded here."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def has_font(beginning: str, folders: Iterable[str] = FONT_FOLDERS) -> bool:
    """Return whether a font is installed whose file's name begins so."""
    return any(
        file.startswith(beginning) and file.lower().endswith((".ttf", ".otf", ".ttc"))
        for folder in folders
        for _path, _folders, files in os.walk(os.path.expanduser(folder))
        for file in files
    )


def package_command(needs: Iterable[Need]) -> str:
    """Return the command that gets these packages on this system; nothing where it is unknown.

    The package managers of Fedora and openSUSE find a package by the library that it contains.
    """
    contained = {need.others or f"'{need.file}()(64bit)'" for need in needs if need.arch}
    for program, arguments, names in (
        ("apt-get", "install --no-install-recommends", {need.debian for need in needs}),
        ("dnf", "install", contained),
        ("zypper", "install", contained),
        ("pacman", "-S --needed", {need.arch for need in needs if need.arch}),
    ):
        if names and shutil.which(program):
            sudo = "" if os.geteuid() == 0 else "sudo "
            return f"{sudo}{program} {arguments} {' '.join(sorted(names))}"
    return ""


def install(needs: list[Need]) -> None:
    """Get these packages, as root on Debian and its kin.

    Raises SystemExit, saying how to get them, when that fails or cannot be done.
    """
    trouble = ""
    if os.geteuid() == 0 and os.path.exists("/etc/debian_version"):
        say("Installing system libraries ...")
        trouble = install_on_debian(sorted({need.debian for need in needs}))
        if not trouble:
            return
    needed = [need for need in needs if need.group != "extra"]
    if not needed:
        return
    command = package_command(needed)
    if command:
        text = f"CoopDesk needs packages of the system. Get them with\n\n    {command}\n"
    else:
        names = ", ".join(sorted({need.file or "a font" for need in needed}))
        text = f"CoopDesk needs these from the system; get them with its package manager: {names}\n"
    sys.exit(f"{trouble}\n{text}\nand start again.".lstrip())


def install_on_debian(packages: list[str]) -> str:
    """Install packages as root; return what went wrong, or nothing."""
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    status, output = quietly(command)
    if status:
        # The lists of packages may be missing, or too old for the servers.
        quietly([*apt, "update"])
        status, output = quietly(command)
    return output.strip()[-500:] if status else ""
