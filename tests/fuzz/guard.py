"""Running the program under watch: no traceback, no hang, nothing written outside the output folder, no network.

The watch on files is an audit hook of the interpreter, so it sees every library that opens a file through Python.
"""

import contextlib
import io
import os
import signal
import sys
from functools import cache
from pathlib import Path

import briefing.cli.parser
from briefing.cli import _COMMANDS, main
from briefing.cli.parser import make_parser

LIMIT_S = 10
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Event → positions of the paths that it changes.
_CHANGES = {
    **dict.fromkeys(("os.mkdir", "os.rmdir", "os.remove", "os.truncate", "os.chmod", "sqlite3.connect"), (0,)),
    **dict.fromkeys(("os.rename", "os.link"), (0, 1)),
    "os.symlink": (1,),
}
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")


class Fault(BaseException):
    """What must never happen; no net of the program catches it."""


@cache
def _parser():
    """The command line's parser, kept: making it takes as long as reading a small page."""
    return make_parser(_COMMANDS)


class _Watch:
    """The one audit hook of the process: hooks cannot be taken away, so it is switched on and off."""

    installed = False
    allowed: tuple[str, ...] = ()
    active = False

    @classmethod
    def hook(cls, event, args):
        if not cls.active:
            return
        if event == "open":
            path, _, flags = args
            if isinstance(path, (str, bytes)) and (flags or 0) & _WRITES:
                cls.check(path, event)
        elif event in _CHANGES:
            for place in _CHANGES[event]:
                if isinstance(args[place], (str, bytes, os.PathLike)):
                    cls.check(args[place], event)
        elif event in _NETWORK:
            told = f"network: {event} {args[-1]!r}"
            raise Fault(told)

    @classmethod
    def check(cls, path, event):
        name = os.path.realpath(os.fsdecode(path))
        if name != os.devnull and not any(name == root or name.startswith(root + os.sep) for root in cls.allowed):
            told = f"outside the output folder: {event} {name}"
            raise Fault(told)


def _over_time(_signal, _frame):
    told = f"more than {LIMIT_S} s of processor time"
    raise Fault(told)


def run(argv, allowed):
    """Run one command; return its exit code, what it printed and what it said. Raises Fault, or what the program raised.

    allowed: folders in which it may write.
    """
    if not _Watch.installed:
        sys.addaudithook(_Watch.hook)
        _Watch.installed = True
    _Watch.allowed = tuple(os.path.realpath(folder) for folder in allowed)
    os.environ["BRIEFING_TRACEBACK"] = "1"
    out, said = io.StringIO(), io.StringIO()
    briefing.cli.parser.make_parser = lambda _commands: _parser()
    kept = signal.signal(signal.SIGPROF, _over_time)
    signal.setitimer(signal.ITIMER_PROF, LIMIT_S)  # processor time, so that a busy machine is no fault
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(out):
            _Watch.active = True
            code = main([str(part) for part in argv], out)
    finally:
        _Watch.active = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, kept)
        briefing.cli.parser.make_parser = make_parser
    if code not in {0, 1, 2}:
        told = f"exit code {code}"
        raise Fault(told)
    if code == 2 and not said.getvalue().strip():
        told = "refused without a word"
        raise Fault(told)
    if "internal fault" in said.getvalue():
        raise Fault(said.getvalue())
    return code, out.getvalue(), said.getvalue()


def tree(folder):
    """Every file and folder below, so that a test sees what has come."""
    return {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*")}
