"""Flags become settings, settings one pipeline call, the result an exit code.

0 done; 1 done in part (warnings under `--strict`, or some pages or recipients failed); 2 could not.
Heavy imports wait until a command needs them, so `--help` is instant.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

__all__ = ["DONE", "FAILED", "PARTLY", "entry", "main"]

DONE, PARTLY, FAILED = 0, 1, 2
_INTERRUPTED = 130

# Command → "module:function", each `(options, out) -> exit code`.
_COMMANDS = {
    "build": "briefing.cli.build:build",
    "render": "briefing.cli.build:render",
    "preview": "briefing.cli.preview:preview",
    "articles": "briefing.cli.inspect:articles",
    "facts": "briefing.cli.inspect:facts",
    "summarise": "briefing.cli.summaries:summarise",
    "train": "briefing.cli.summaries:train",
    "rankers": "briefing.cli.summaries:rankers",
    "send": "briefing.cli.deliver:send",
    "morning": "briefing.cli.deliver:morning",
    "explain": "briefing.cli.inspect:explain",
    "config": "briefing.cli.inspect:config",
    "doctor": "briefing.cli.inspect:doctor",
    "completion": "briefing.cli.inspect:completion",
}


def entry() -> None:
    """Run as the installed command."""
    sys.exit(main())


def main(argv: Sequence[str] | None = None, stdout: TextIO | None = None) -> int:
    """Run one command and return its exit code; stdout can be given by a test."""
    from briefing.cli.parser import make_parser

    out = stdout or sys.stdout
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="backslashreplace")
    parser = make_parser(_COMMANDS)
    try:
        options = parser.parse_args(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAILED
    return _run(options.command, options, out)


def _run(command: str, options: object, out: TextIO) -> int:
    from briefing.errors import BriefingError

    module, _, function = _COMMANDS[command].partition(":")
    try:
        code: int = getattr(import_module(module), function)(options, out)
        out.flush()
    except BriefingError as error:
        print(f"briefing: {_one_line(str(error))}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader of a pipe (head, less) has left; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return DONE
    except KeyboardInterrupt:
        print("briefing: stopped; earlier output is untouched.", file=sys.stderr)
        return _INTERRUPTED
    except MemoryError:
        print("briefing: out of memory. Give fewer or smaller pages at once.", file=sys.stderr)
        return FAILED
    return code


def _one_line(message: str) -> str:
    """Return the message with control characters shown, never obeyed."""
    shown = (c if c == "\n" or c.isprintable() else repr(c)[1:-1] for c in message)
    return "".join(shown).replace("\n", "\n  ")
