"""How far the work has come, on standard error: a bar for many pages, words and seconds for what takes long.

Both are for a terminal and gone when the work is done, so what is printed next begins on a line of its own. In a log
many pages get a line now and then.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.render.cells import cells, harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["at_work", "progress"]

# Fewer pages than this are done before a bar could be read, unless one of them is very long.
_LONG = 8
_BAR = 24
# Seconds before it is told what takes so long.
_SOON = 2.0


@contextmanager
def progress(count: int) -> Iterator[Callable[[str], None]]:
    """Give a teller for so many pages, to be told "3/40 path" before each."""
    if count < _LONG:
        with at_work("reading") as tell:
            yield lambda line: tell(f"reading {line}")
    elif sys.stderr.isatty():
        try:
            yield _bar
        finally:
            _put("")
    else:
        yield lambda line: _log(line, max(1, count // 10))


@contextmanager
def at_work(doing: str) -> Iterator[Callable[[str], None]]:
    """Tell on a terminal what is being done and since when, once it takes long; give a teller for other words."""
    now = [doing]
    if not sys.stderr.isatty():
        yield lambda words: now.__setitem__(0, words)
        return
    done, shown = threading.Event(), threading.Event()

    def tick() -> None:
        start = time.monotonic()
        wait = _SOON
        while not done.wait(wait):
            shown.set()
            wait = 1.0
            _put(f"{time.monotonic() - start:.0f} s  {now[0]}")

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield lambda words: now.__setitem__(0, words)
    finally:
        done.set()
        ticker.join()
        if shown.is_set():
            _put("")


def _bar(line: str) -> None:
    place, _, path = line.partition(" ")
    number, _, count = place.partition("/")
    done = (int(number) - 1) * _BAR // int(count)
    # Signs of one cell in every terminal; block characters take two in some with a Chinese setting.
    _put(f"[{'#' * done}{'.' * (_BAR - done)}] {place} {path}")


def _put(line: str) -> None:
    """Put the line in place of what the terminal's line held, cut to its width."""
    shown = harmless(line)
    room = shutil.get_terminal_size((80, 24)).columns - 1
    while cells(shown, 2) > room:
        shown = shown[:-1]
    print(f"\r\x1b[K{shown}", end="", file=sys.stderr, flush=True)


def _log(line: str, step: int) -> None:
    if int(line.partition("/")[0]) % step == 0:
        print(f"briefing: page {harmless(line)}", file=sys.stderr)
