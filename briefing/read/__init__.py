"""A file becomes pages."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import ReadError
from briefing.model import Source
from briefing.registry import Table

if TYPE_CHECKING:
    from briefing.config import ReadConfig
    from briefing.model import Page

__all__ = ["READERS", "SUFFIXES", "read_pages", "standard_input"]

# Each reader: read(data, source, config) -> tuple[Page, ...]; a file of several pages gives several sources.
READERS = Table(
    "reader",
    {
        "txt": "briefing.read.txt:read",
        "pdf": "briefing.read.pdf:read",
        "html": "briefing.read.html:read",
    },
)
SUFFIXES = {".txt": "txt", ".text": "txt", ".pdf": "pdf", ".html": "html", ".htm": "html", ".xhtml": "html"}

_MEGABYTE = 1024 * 1024


def read_pages(path: str, config: ReadConfig, source_id: str) -> tuple[Page, ...]:
    """Return the pages of one file; `-` reads standard input.

    The reader is chosen by the first bytes, then by the suffix. Raises ReadError.
    """
    data = _bytes_of(path, config)
    kind = _kind(path, data)
    source = Source(source_id, path, hashlib.sha256(data).hexdigest())
    pages: tuple[Page, ...] = READERS.load(kind)(data, source, config)
    return pages


def _bytes_of(path: str, config: ReadConfig) -> bytes:
    limit = config.max_megabytes * _MEGABYTE
    try:
        if path == "-":
            data = standard_input(limit + 1)
        else:
            if not Path(path).is_file():
                word = "is not a regular file" if Path(path).exists() else "does not exist"
                msg = f"{path}: {word}. Give a page file or a folder of pages."
                raise ReadError(msg)
            with Path(path).open("rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}). Check its permissions."
        raise ReadError(msg) from error
    if len(data) > limit:
        msg = f"{path}: larger than {config.max_megabytes} MB. Is this a page? read.max_megabytes lifts the limit."
        raise ReadError(msg)
    if not data.strip():
        empty = "standard input is empty" if path == "-" else "the file is empty"
        msg = f"{path}: {empty}. Fetch or extract the page again."
        raise ReadError(msg)
    return data


def standard_input(most: int = -1) -> bytes:
    """Return what stands on standard input, at most so many bytes; nothing if it is closed."""
    return b"" if sys.stdin is None else sys.stdin.buffer.read(most)


def _kind(path: str, data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in data[:1024].lower():
        return "pdf"
    if head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")):
        return "html"
    return SUFFIXES.get(Path(path).suffix.lower(), "txt") if path != "-" else "txt"
