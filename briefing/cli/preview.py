"""The day in the terminal: headlines, summaries, facts; one story in full; two rankers side by side."""

from __future__ import annotations

import locale
import os
import pydoc
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.cli.progress import at_work
from briefing.cli.reading import read_input
from briefing.cli.settings import settings
from briefing.errors import ConfigError
from briefing.pipeline import check_backends, edition_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from typing import TextIO

    from briefing.config import Config, RankConfig
    from briefing.model import Story
    from briefing.passage import Passage

__all__ = ["preview"]

_NARROW, _WIDE = 40, 240


def preview(options: Namespace, out: TextIO) -> int:
    """Show the edition on the terminal."""
    from briefing.render import terminal

    names = [name.strip() for name in (options.ranker or "").split(",") if name.strip()]
    if len(names) > 2:
        msg = f"--ranker {options.ranker}: two rankers can stand side by side, not {len(names)}."
        raise ConfigError(msg)
    options.ranker = names[0] if names else None
    config = settings(options)
    configs = [config, *(replace(config, rank=replace(config.rank, method=name)) for name in names[1:])]
    for each in configs:
        check_backends(each)
    reading = read_input(options, config)
    _prepare_console()
    view = terminal.View(_width(options.width), terminal.wants_colour(out, os.environ), options.full)
    with at_work("finding facts") as tell:
        edition = edition_of(reading, config)
        tell("choosing sentences")
        if options.article is not None:
            text = terminal.article(edition, options.article, _chooser(config), view)
        elif len(configs) == 2:
            left, right = ((each.rank.method, _chooser(each)) for each in configs)
            text = terminal.compare(edition, (left, right), view)
        else:
            text = terminal.preview(edition, _chooser(config), view)
    _show(text, out, paged=not options.no_pager)
    for line in edition.failures:
        print(f"briefing: {line}", file=sys.stderr)
    return 1 if edition.failures else 0


def _prepare_console() -> None:
    """Let a console of Windows obey colours and cursor moves, as all other terminals do."""
    if sys.platform == "win32":
        from colorama import just_fix_windows_console

        just_fix_windows_console()


def _chooser(config: Config) -> Callable[[Story], tuple[Passage, ...]]:
    rank: RankConfig = config.rank

    def choose(story: Story) -> tuple[Passage, ...]:
        from briefing.rank import summarise

        return summarise(story.sentences, rank, title=story.article.title)

    return choose


def _width(wanted: int | None) -> int:
    columns = wanted if wanted is not None else shutil.get_terminal_size((80, 24)).columns
    return min(max(columns, _NARROW), _WIDE)


def _show(text: str, out: TextIO, *, paged: bool) -> None:
    """Print, through the user's pager when a terminal is too low for it."""
    lines = text.count("\n")
    on_terminal = out is sys.stdout and out.isatty() and sys.stdin is not None and sys.stdin.isatty()
    # Windows has no pager but `more`, which knows neither colours nor UTF-8; its terminal scrolls back.
    paged = paged and (sys.platform != "win32" or "PAGER" in os.environ)
    if paged and on_terminal and lines >= shutil.get_terminal_size().lines:
        os.environ.setdefault("LESS", "-RFX")
        if locale.getpreferredencoding(do_setlocale=False).lower() == "utf-8":
            os.environ.setdefault("LESSCHARSET", "utf-8")  # else less shows bytes where no locale is set
        pydoc.pager(text)
        return
    out.write(text)
