"""Many pages in, files out: what lies in the folders, and what is written safely."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import ReadError, RenderError
from briefing.read import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Rendered

__all__ = ["discover", "left_aside", "write_all", "write_text"]

_DIGITS = re.compile(r"(\d+)")


def discover(inputs: Iterable[str]) -> tuple[str, ...]:
    """Return the page files of files and folders: folders are read in name order (A2 before A10), hidden files not.

    Raises ReadError where a path does not exist or a folder holds nothing readable.
    """
    found: list[str] = []
    for given in inputs:
        if not given:
            msg = 'an INPUT is empty (""). Name a page file or a folder of pages.'
            raise ReadError(msg)
        path = Path(given)
        try:
            is_folder = given != "-" and path.is_dir()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            denied = isinstance(error, PermissionError)
            advice = "Check its permissions." if denied else "Name a page file or a folder of pages."
            msg = f"{given!r}: not a path that can be read ({reason}). {advice}"
            raise ReadError(msg) from error
        if not is_folder:
            found.append(given)
            continue
        pages = _pages_in(path)
        if not pages:
            kinds = ", ".join(sorted(SUFFIXES))
            msg = f"{given}: nothing readable in the folder itself. Put page files there ({kinds})."
            raise ReadError(msg)
        found += pages
    return tuple(dict.fromkeys(found))


def left_aside(folder: str) -> tuple[str, ...]:
    """Return the names of what lies in the folder and is no page (A03.docx, A04/), in name order; of a file nothing."""
    path = Path(folder)
    others = [each for each in _entries(path) if not _is_page(each)] if path.is_dir() else []
    return tuple(each.name + "/" * each.is_dir() for each in sorted(others, key=lambda each: _natural(each.name)))


def _pages_in(folder: Path) -> list[str]:
    pages = [each for each in _entries(folder) if _is_page(each)]
    return [str(each) for each in sorted(pages, key=lambda each: _natural(each.name))]


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.is_file()


def _entries(folder: Path) -> list[Path]:
    """Return what lies in the folder, but for what is hidden."""
    try:
        return [each for each in folder.iterdir() if not each.name.startswith(".")]
    except OSError as error:
        msg = f"{folder}: cannot be read ({error.strerror}). Check its permissions."
        raise ReadError(msg) from error


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a key that puts A2 before A10."""
    parts = _DIGITS.split(name)
    return tuple((int(part) if at % 2 else -1, "" if at % 2 else part) for at, part in enumerate(parts))


def write_all(folder: Path, files: Iterable[Rendered]) -> tuple[Path, ...]:
    """Write finished files into the folder, each beside and then renamed; return their paths.

    All are written before the first is renamed, so a full disk leaves earlier output untouched. Raises RenderError.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Not a comprehension: what is written already must be known when the next one fails.
        for file in files:
            waiting.append((_write_beside(folder, file.data), folder / file.filename))  # noqa: PERF401 - as said
        for beside, target in waiting:
            beside.replace(target)
    except OSError as error:
        msg = f"{folder}: cannot be written ({error.strerror}). Name another folder with --out, or make room."
        raise RenderError(msg) from error
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
    return tuple(target for _, target in waiting)


def write_text(path: Path, text: str) -> None:
    """Write one text file, beside and then renamed. Raises RenderError."""
    beside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = _write_beside(path.parent, text.encode("utf-8"))
        beside.replace(path)
    except OSError as error:
        msg = f"{path}: cannot be written ({error.strerror}). Name another place with --out."
        raise RenderError(msg) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _write_beside(folder: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".briefing-", dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError:
        # On a full disk half a file would keep the room that is lacking.
        path.unlink(missing_ok=True)
        raise
    # mkstemp makes files private; finished files follow the user's umask.
    umask = os.umask(0)
    os.umask(umask)
    path.chmod(0o666 & ~umask)
    return path
