"""Choosing sentences outside a brief: summarise, train, rankers."""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.settings import settings
from briefing.pipeline import check_backends

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from typing import TextIO

__all__ = ["rankers", "summarise", "train"]


def summarise(options: Namespace, out: TextIO) -> int:
    """Print a summary for each row of a JSONL file."""
    from briefing.rank import summarise_text
    from briefing.rank.rows import read_rows

    config = settings(options)
    check_backends(config)
    with _readable(options.file) as path:
        for row in read_rows(path, with_summary=False):
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
        kept.write_bytes(sys.stdin.buffer.read())
        yield kept


def train(options: Namespace, out: TextIO) -> int:
    """Fit the learned ranker and print what it learned."""
    from briefing.archive import write_text
    from briefing.rank.rows import read_rows
    from briefing.rank.train import train as fit
    from briefing.rank.weights import dump_weights

    config = settings(options)
    rows = tuple(read_rows(Path(options.file), with_summary=True))
    print(f"briefing: learning from {len(rows)} rows …", file=sys.stderr)
    weights = fit(rows, config.rank)
    write_text(Path(options.out), dump_weights(weights))
    out.write(weights.report() + "\n")
    out.write(f"{options.out}\n")
    return 0


def rankers(options: Namespace, out: TextIO) -> int:
    """Print what sentences can be ranked by, with measured figures."""
    from briefing.rank import describe_rankers

    out.write(describe_rankers(settings(options).rank))
    return 0
