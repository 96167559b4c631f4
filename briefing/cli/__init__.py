"""Flags become settings, settings one pipeline call, the result an exit code.

0 done; 1 done in part (warnings under `--strict`, or some pages or recipients failed); 2 could not.
Heavy imports wait until a command needs them, so `--help` is instant.
"""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

__all__ = ["DONE", "FAILED", "PARTLY", "entry", "main"]

DONE, PARTLY, FAILED = 0, 1, 2
_INTERRUPTED = 130
# A message quotes what it found; a hostile input must not fill the log with it.
_LONGEST = 600

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

    # A descriptor closed by the caller (>&-) is None here; what is said to it goes nowhere.
    sys.stderr = sys.stderr or _nowhere()
    out = stdout or sys.stdout or _nowhere()
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
    module, _, function = _COMMANDS[command].partition(":")
    try:
        code: int = getattr(import_module(module), function)(options, out)
        out.flush()
    except BrokenPipeError:
        # The reader of a pipe (head, less) has left.
        _silence()
        return DONE
    except KeyboardInterrupt:
        print("briefing: stopped; earlier output is untouched.", file=sys.stderr)
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last net: nobody is shown a traceback
        print(f"briefing: {_one_line(_told(error))}", file=sys.stderr)
        if isinstance(error, OSError) and out is sys.stdout:
            _silence()
        return FAILED
    return code


def _told(error: Exception) -> str:
    """Return what the user is told of an error."""
    from briefing.errors import BriefingError

    if isinstance(error, BriefingError):
        return str(error)
    if isinstance(error, MemoryError):
        return "out of memory. Give fewer or smaller pages at once."
    if isinstance(error, OSError):
        # Files of ours are told where they are read and written; what is left is standard output on a full disk.
        return f"{error.filename or 'standard output'}: {error.strerror or error}. Make room, or check it."
    return _fault(error)


def _fault(error: Exception) -> str:
    """Return the message for a fault of ours: what it was and where. Raises it again for those who look for it."""
    if os.environ.get("BRIEFING_TRACEBACK"):
        raise error
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "briefing" in frame.filename]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    told = f"{type(error).__name__}{place}: {error}"
    return f"internal fault ({told[:300]}). Report it with its input; BRIEFING_TRACEBACK=1 shows all of it."


def _silence() -> None:
    """Turn standard output into nothing, so that what is still buffered does not raise again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _one_line(message: str) -> str:
    """Return the message on one line of bounded length, control characters shown, never obeyed."""
    if len(message) > _LONGEST:
        message = f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 2 :]}"
    return "".join(c if c.isprintable() else " " if c in "\n\u3000" else repr(c)[1:-1] for c in message)
