"""Inputs become an edition: pages, or articles that were kept as JSON."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.archive import discover, left_aside
from briefing.cli.progress import progress
from briefing.cli.settings import day
from briefing.codec.articles import load_articles
from briefing.errors import ReadError, counted
from briefing.pipeline import Reading, join_pages, read_all
from briefing.render.cells import harmless

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from briefing.config import Config
    from briefing.model import Note

__all__ = ["DEFAULT_INPUT", "read_input", "tell_notes"]

DEFAULT_INPUT = "seeds"
# A note quotes the page; a line of noise may be very long.
_NOTE = 200
_NAMES = 3


def read_input(options: Namespace, config: Config) -> Reading:
    """Return what the inputs hold, with the date given or found. Raises ReadError and ConfigError."""
    wanted = day(options.date)
    given = options.inputs or [_default_input()]
    if len(given) == 1 and given[0].lower().endswith(".json"):
        articles, sources, date = load_articles(_text_of(given[0]), given[0])
        reading = Reading(pages=(), articles=articles, date=date, kept=sources)
    else:
        paths = discover(given)
        _tell_left_aside(given)
        with progress(len(paths)) as tell:
            pages, failures = read_all(paths, config, tell)
        reading = join_pages(pages, config, failures)
    # A date that was given stands for all pages.
    return replace(reading, date=wanted, days=()) if wanted else reading


def _tell_left_aside(inputs: Sequence[str]) -> None:
    """Tell on standard error what lies in the folders and is no page: it may be one, saved as something else."""
    for folder in inputs:
        if names := left_aside(folder):
            count = counted(len(names), "entry", "entries")
            shown = "、".join(names[:_NAMES]) + "…" * (len(names) > _NAMES)
            print(f"briefing: {harmless(folder)}: {count} left aside, no pages: {harmless(shown)}", file=sys.stderr)


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


def tell_notes(notes: Sequence[Note], *, most: int = 12) -> None:
    """Tell notes on standard error, warnings first."""
    ordered = sorted(notes, key=lambda note: note.level != "warning")
    for note in ordered[:most]:
        word = "注意" if note.level == "warning" else "备注"
        shown = "".join(c if c.isprintable() else " " for c in note.message[:_NOTE])
        print(f"{word}：{shown}{'……' * (len(note.message) > _NOTE)}", file=sys.stderr)
    if len(ordered) > most:
        print(f"……另有{len(ordered) - most}条，见 brief.json 的 notes。", file=sys.stderr)
