"""Inputs become an edition: pages, or articles that were kept as JSON."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.archive import discover
from briefing.cli.settings import day
from briefing.codec.articles import load_articles
from briefing.errors import ReadError
from briefing.pipeline import Reading, join_pages, read_all

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from briefing.config import Config
    from briefing.model import Note

__all__ = ["DEFAULT_INPUT", "progress_for", "read_input", "tell_notes"]

DEFAULT_INPUT = "seeds"
# Fewer pages than this are done before a progress line could be read.
_LONG = 8
# A note quotes the page; a line of noise may be very long.
_NOTE = 200


def read_input(options: Namespace, config: Config) -> Reading:
    """Return what the inputs hold, with the date given or found. Raises ReadError and ConfigError."""
    wanted = day(options.date)
    given = options.inputs or [_default_input()]
    if len(given) == 1 and given[0].lower().endswith(".json"):
        articles, sources, date = load_articles(_text_of(given[0]), given[0])
        reading = Reading(pages=(), articles=articles, date=date, kept=sources)
    else:
        paths = discover(given)
        pages, failures = read_all(paths, config, progress_for(len(paths)))
        reading = join_pages(pages, config, failures)
    return replace(reading, date=wanted or reading.date)


def _default_input() -> str:
    here = Path(DEFAULT_INPUT)
    if here.is_dir():
        return str(here)
    msg = f"no INPUT given and no {DEFAULT_INPUT}/ here. Name a page file or a folder of pages."
    raise ReadError(msg)


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}). Give a page file or a folder of pages."
        raise ReadError(msg) from error
    except ValueError as error:
        msg = f"{path}: not UTF-8 text ({error}). Save it as UTF-8."
        raise ReadError(msg) from error


def progress_for(count: int) -> Callable[[str], None] | None:
    """Return a teller of progress for long work: one line on a terminal, a line every so often in a log."""
    if count < _LONG:
        return None
    if sys.stderr.isatty():
        return lambda line: print(f"\r\x1b[K{_fit(line)}", end="", file=sys.stderr, flush=True)
    step = max(1, count // 10)

    def tell(line: str) -> None:
        number = int(line.partition("/")[0])
        if number % step == 0:
            print(f"briefing: page {line}", file=sys.stderr)

    return tell


def _fit(line: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in line)[:70]


def tell_notes(notes: Sequence[Note], *, most: int = 12) -> None:
    """Tell notes on standard error, warnings first."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    ordered = sorted(notes, key=lambda note: note.level != "warning")
    for note in ordered[:most]:
        word = "注意" if note.level == "warning" else "备注"
        shown = "".join(c if c.isprintable() else " " for c in note.message[:_NOTE])
        print(f"{word}：{shown}{'……' * (len(note.message) > _NOTE)}", file=sys.stderr)
    if len(ordered) > most:
        print(f"……另有{len(ordered) - most}条，见 brief.json 的 notes。", file=sys.stderr)
