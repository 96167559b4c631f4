"""Choosing sentences outside a brief: summarise, train, rankers."""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.settings import settings
from briefing.errors import ConfigError, counted
from briefing.read import standard_input

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from typing import TextIO

__all__ = ["rankers", "summarise", "train"]


def summarise(options: Namespace, out: TextIO) -> int:
    """Print a summary for each row of a JSONL file."""
    from briefing.rank import RANKERS, summarise_text
    from briefing.rank.rows import read_rows

    config = settings(options)
    RANKERS.check(config.rank.method, "rank.method")
    with _readable(options.file) as path:
        for row in read_rows(path, with_summary=False, name=options.file):
            printed = summarise_text(row.article, config.rank, title=row.title)
            line = {"id": row.id, "sentences": list(printed)}
            out.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n")
    return 0


@contextmanager
def _readable(name: str) -> Iterator[Path]:
    """Give the file named, or standard input as a file."""
    if name != "-":
        yield Path(name)
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "stdin.jsonl"
        kept.write_bytes(standard_input())
        yield kept


def train(options: Namespace, out: TextIO) -> int:
    """Fit the learned ranker and print what it learned."""
    from briefing.archive import write_text
    from briefing.rank.report import describe, held_out
    from briefing.rank.rows import read_rows
    from briefing.rank.train import train as fit
    from briefing.rank.weights import dump_weights

    config = settings(options)
    if options.file != "-" and Path(options.out).resolve() == Path(options.file).resolve():
        msg = f"--out {options.out}: these are the rows to learn from. Name another file for the weights."
        raise ConfigError(msg)
    with _readable(options.file) as path:
        rows = tuple(read_rows(path, with_summary=True, name=options.file))
    print(f"briefing: learning from {counted(len(rows), 'row')} …", file=sys.stderr)
    weights = fit(rows, config.rank)
    write_text(Path(options.out), dump_weights(weights))
    out.writelines(f"{line}\n" for line in describe(weights, held_out(rows, config.rank)))
    out.write(f"{options.out}\n")
    return 0


def rankers(options: Namespace, out: TextIO) -> int:
    """Print what sentences can be ranked by, with measured figures."""
    from briefing.rank import describe_rankers

    chosen = settings(options).rank.method
    rows, measured = describe_rankers()
    for row in rows:
        figures = "/".join(f"{each:.1f}" for each in row.rouge) if row.rouge else "not measured"
        out.write(f"{'*' if row.name == chosen else ' '} {row.name:<12} {figures:<16} {row.what}\n")
    out.write(f"* chosen by the settings. {measured}\n")
    return 0
