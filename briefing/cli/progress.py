"""How far the reading of many pages has come, on standard error: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.render.cells import cells, harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["progress"]

# Fewer pages than this are done before a bar could be read.
_LONG = 8
_BAR = 24


@contextmanager
def progress(count: int) -> Iterator[Callable[[str], None] | None]:
    """Give a teller for so many pages, to be told "3/40 path" before each; None where it is not worth while.

    The bar is gone when the work is done, so what is printed next begins on a line of its own.
    """
    if count < _LONG:
        yield None
    elif sys.stderr.isatty():
        try:
            yield _bar
        finally:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    else:
        yield lambda line: _log(line, max(1, count // 10))


def _bar(line: str) -> None:
    place, _, path = line.partition(" ")
    number, _, count = place.partition("/")
    done = (int(number) - 1) * _BAR // int(count)
    # Signs of one cell in every terminal; block characters take two in some with a Chinese setting.
    shown = f"[{'#' * done}{'.' * (_BAR - done)}] {place} {harmless(path)}"
    room = shutil.get_terminal_size((80, 24)).columns - 1
    while cells(shown, 2) > room:
        shown = shown[:-1]
    print(f"\r\x1b[K{shown}", end="", file=sys.stderr, flush=True)


def _log(line: str, step: int) -> None:
    if int(line.partition("/")[0]) % step == 0:
        print(f"briefing: page {harmless(line)}", file=sys.stderr)
