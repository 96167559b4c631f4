"""Rows of JSON lines: articles to summarise, or articles with the summaries editors wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.codec import parse_json
from briefing.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Row", "read_rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """An article; paragraphs parted by line feeds. summary: "" if none is asked for. set: what the row belongs to."""

    id: str
    title: str
    article: str
    summary: str = ""
    set: str = ""


def read_rows(path: Path, *, with_summary: bool, name: str = "") -> Iterator[Row]:
    """Yield the rows of a file of JSON lines, `{"id", "title", "article"}` each and "summary" where asked for.

    title and id may be left out. Empty lines are passed over. Half a surrogate pair, which only an escape can
    hold, becomes U+FFFD. name: what messages call the file; its path if left out.
    Raises ReadError with file, line and what would be right; also for a file without any row.
    """
    where = name or str(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        msg = f"{where}: not UTF-8 (byte {error.start}). Save the JSON lines as UTF-8."
        raise ReadError(msg) from error
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or error
        msg = f"{where}: cannot read the rows ({told}). Give a readable file of JSON lines."
        raise ReadError(msg) from error
    count = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            count += 1
            yield _row(line, f"{where}, line {number}", number, with_summary=with_summary)
    if not count:
        wanted = '{"id": "1", "title": "", "article": "…"' + (', "summary": "…"}' if with_summary else "}")
        msg = f"{where}: no rows. Each line must be such as {wanted}."
        raise ReadError(msg)


def _row(line: str, where: str, number: int, *, with_summary: bool) -> Row:
    try:
        data = parse_json(line)
    except (ValueError, RecursionError) as error:
        msg = f"{where}: not JSON: {error}. Each line must be one object in braces."
        raise ReadError(msg) from error
    if not isinstance(data, dict):
        msg = f"{where}: must be an object in braces, not {type(data).__name__}."
        raise ReadError(msg)
    needed = ("article", "summary") if with_summary else ("article",)
    for key in needed:
        if not isinstance(data.get(key), str):
            told = "is missing" if key not in data else "must be text in quotes"
            msg = f'{where}: "{key}" {told}. Each row needs {" and ".join(needed)}.'
            raise ReadError(msg)
    keys = ("title", "article", "summary", "set")
    text = {key: data[key] if isinstance(data.get(key), str) else "" for key in keys}
    return Row(str(data.get("id", number)), **text)
