"""What this machine lacks, and the line that mends it.

Cheap on purpose: libraries are opened, never used; no page is read, no heavy
package is imported, no server is called.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefing.deliver.addresses import recipients_of
from briefing.deliver.mailing import sender_of
from briefing.deliver.session import check_settings
from briefing.errors import BriefingError, counted
from briefing.registry import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.config import Config

__all__ = ["Check", "checks", "report"]

State = Literal["ok", "warning", "missing"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    missing: the main job (a PDF of the brief) cannot be done without it; warning: something lesser cannot.
    found: what there is. mend: the line to type or the setting to change; "" where all is well.
    """

    name: str
    state: State
    found: str
    mend: str = ""

    @property
    def ok(self) -> bool:
        """Tell whether nothing has to be done."""
        return self.state == "ok"


# The names under which Linux, macOS and Windows know the libraries that draw the page.
_PANGO = (
    ("Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")),
    ("PangoFT2", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll")),
    ("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")),
    ("Fontconfig", ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")),
)
_SUBSET = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")

# Package names by the tool that installs them; the first tool found on the machine is named.
_INSTALL = {
    "apt-get": ("sudo apt-get install -y", "libpango-1.0-0 libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk"),
    "dnf": ("sudo dnf install -y", "pango", "harfbuzz", "google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts"),
    "apk": ("sudo apk add", "pango", "harfbuzz-subset", "font-noto-cjk"),
    "pacman": ("sudo pacman -S", "pango", "harfbuzz", "noto-fonts-cjk"),
    "zypper": ("sudo zypper install", "libpango-1_0-0", "libharfbuzz-subset0", "noto-sans-cjk-fonts"),
    "brew": ("brew install", "pango", "harfbuzz", "font-noto-sans-cjk font-noto-serif-cjk"),
}
_BY_HAND = ("install", "Pango 1.44 or newer", "HarfBuzz with its subset library", "Noto Sans CJK and Noto Serif CJK")

# Families with a serif (宋体, 明体, 仿宋): Noto Serif CJK SC, SimSun, Songti SC, STFangsong, AR PL UMing CN.
_SERIF = re.compile(r"serif|song|sun\b|ming|mincho|宋|明")
# The rest of what fontconfig knows for Chinese counts as sans, but these, which set no page: 楷, 隶, 行.
_NEITHER = re.compile(r"kai|楷|lisu|隶|xing|行|mono")

_PACKAGES = {  # import name → distribution, and what needs it
    "weasyprint": ("weasyprint", "PDF"),
    "jinja2": ("jinja2", "the templates"),
    "pypdfium2": ("pypdfium2", "reading PDF pages and drawing PNG"),
    "rjieba": ("rjieba", "ranking"),
    "jieba": ("jieba", "ranking with user dictionaries"),
    "numpy": ("numpy", "ranking"),
    "rich": ("rich", "the preview"),
    "css_inline": ("css-inline", "mail"),
}
_ROOM = 50 * 1024 * 1024


def checks(config: Config) -> tuple[Check, ...]:
    """Return everything that was looked at, what the main job needs first; nothing is changed on the machine."""
    return (
        *_packages(),
        *_libraries(),
        *_fonts(_chinese_families()),
        _out_folder(Path(config.deliver.out)),
        *_settings_files(config),
        *_mail(config),
    )


def report(found: Iterable[Check]) -> str:
    """Return the checks as lines for people, each lack with the line that mends it below it."""
    marks = {"ok": "ok     ", "warning": "warning", "missing": "MISSING"}
    lines = []
    for check in found:
        lines.append(f"{marks[check.state]}  {check.name}: {check.found}")
        if check.mend:
            lines.append(f"         → {check.mend}")
    return "\n".join(lines) + "\n"


def _packages() -> Iterator[Check]:
    lacking = [name for name in _PACKAGES if find_spec(name) is None]
    if not lacking:
        yield Check("Python packages", "ok", ", ".join(_PACKAGES))
    for name in lacking:
        distribution, use = _PACKAGES[name]
        line = f"{sys.executable} -m pip install {distribution}"
        yield Check(f"Python package {name}", "missing", f"not installed, {use} needs it", line)


def _libraries() -> Iterator[Check]:
    lacking = [label for label, names in _PANGO if not _opens(names)]
    if lacking:
        yield Check("Pango", "missing", f"{', '.join(lacking)} not found, the PDF needs it", _install(1))
    else:
        yield Check("Pango", "ok", "found")
    if _opens(_SUBSET):
        yield Check("HarfBuzz-subset", "ok", "found")
    else:
        yield Check("HarfBuzz-subset", "warning", "not found: PDF files take whole fonts and are slow", _install(2))


def _opens(names: Iterable[str]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def _install(what: Literal[1, 2, 3]) -> str:
    """Return the line that installs Pango (1), the subset library (2) or the fonts (3) on this machine."""
    known = next((line for tool, line in _INSTALL.items() if shutil.which(tool)), _BY_HAND)
    return f"{known[0]} {known[what]}"


def _chinese_families() -> tuple[str, ...] | None:
    """Return the families that cover simplified Chinese, sorted; None if fontconfig cannot be asked."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    command = [program, ":lang=zh-cn", "--format", "%{family[0]}\n"]
    try:
        # The program comes from the search path and the arguments are constants.
        done = subprocess.run(command, capture_output=True, timeout=20, check=True)  # noqa: S603 - see above
    except (OSError, subprocess.SubprocessError):
        return None
    return tuple(sorted(set(done.stdout.decode("utf-8", "replace").split("\n")) - {""}))


def _fonts(families: tuple[str, ...] | None) -> Iterator[Check]:
    if families is None:
        mend = "install fontconfig (fc-list), then run this again"
        yield Check("Chinese fonts", "warning", "cannot be listed: fc-list did not answer", mend)
        return
    usable = [family for family in families if not _NEITHER.search(family.lower())]
    serif = _preferred(family for family in usable if _is_serif(family))
    sans = _preferred(family for family in usable if not _is_serif(family))
    if not serif and not sans:
        yield Check("Chinese fonts", "missing", "none: the page would be empty boxes (□)", _install(3))
        return
    for kind, font in (("sans (黑体)", sans), ("serif (宋体)", serif)):
        if font:
            yield Check(f"Chinese font, {kind}", "ok", font)
        else:
            yield Check(f"Chinese font, {kind}", "warning", "none, the other kind stands in", _install(3))


def _is_serif(family: str) -> bool:
    name = family.lower()
    return bool(_SERIF.search(name)) and "sans" not in name


def _preferred(families: Iterable[str]) -> str:
    """Return the family to name: simplified Chinese and Noto or Source Han first, then the alphabet; "" for none."""

    def order(name: str) -> tuple[bool, bool, str]:
        return " SC" not in name, not name.startswith(("Noto", "Source Han")), name

    return min(families, key=order, default="")


def _out_folder(folder: Path) -> Check:
    name = "output folder"
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        return Check(name, "missing", f"{there} is not a folder", "choose another with --out or deliver.out")
    if not os.access(there, os.W_OK | os.X_OK):
        return Check(name, "missing", f"{there} cannot be written to", f"chmod u+rwx {there}, or choose another: --out")
    free = shutil.disk_usage(there).free
    if free < _ROOM:
        return Check(name, "warning", f"only {free // 2**20} MB free at {there}", "make room, or choose another: --out")
    return Check(name, "ok", str(folder))


def _settings_files(config: Config) -> Iterator[Check]:
    """Look at each file that the settings name."""
    named = {
        "extract.roster": config.extract.roster,
        "rank.user_dictionary": config.rank.user_dictionary,
        "rank.weights": config.rank.weights,
        "deliver.ca_file": config.deliver.ca_file,
        "deliver.password_file": config.deliver.password_file,
        "deliver.recipients_file": config.deliver.recipients_file,
    }
    lacking = {key: path for key, path in named.items() if path and not os.access(path, os.R_OK)}
    for key, path in lacking.items():
        # Where a file is to be named that holds the password, the password itself may stand by mistake.
        shown = key if key == "deliver.password_file" else f"{key} = {path!r}"
        yield Check("settings", "missing", f"{shown} cannot be read", f"correct {key}, or put the file there")
    if not lacking:
        yield Check("settings", "ok", "every file they name can be read")


def _mail(config: Config) -> Iterator[Check]:
    """Look at the mail settings as far as can be told without calling the server."""
    wishes = config.deliver
    if not (wishes.server or wishes.sender or wishes.recipients or wishes.recipients_file):
        yield Check("mail", "ok", "not set up; `send` and `morning` need sender and recipients in [deliver]")
        return
    try:
        if wishes.server:
            check_settings(wishes)
        sender_of(wishes)
        recipients = recipients_of(wishes)
    except BriefingError as error:
        yield Check("mail", "warning", str(error), "correct [deliver] in the settings")
        return
    if not recipients:
        yield Check("mail", "warning", "no recipients", 'set recipients = ["name@example.org"] in [deliver]')
    else:
        way = wishes.server or "no server, so mail becomes .eml files beside the brief"
        yield Check("mail", "ok", f"{way}; {counted(len(recipients), 'recipient')}")
    sections = config.compose.sections
    choosy = [recipient for recipient in recipients if recipient.sections]
    if choosy:
        from briefing.compose.sections import TITLES  # noqa: PLC0415 - half as long again, for few

        titled = {*sections, *(TITLES[name] for name in sections if name in TITLES)}
    for recipient in choosy:
        lacking = next((name for name in recipient.sections if name not in titled), None)
        if lacking is not None:
            hint = suggest(lacking, sections)
            found = f'{recipient.address} wants the section "{lacking}", which no brief has.{hint}'
            yield Check("mail", "warning", found, "correct sections in [deliver], or add it to compose.sections")
    secret = Path(wishes.password_file)
    if wishes.password_file and secret.is_file() and secret.stat().st_mode & 0o077 and os.name == "posix":
        yield Check("mail password", "warning", f"{secret} can be read by others", f"chmod 600 {secret}")
