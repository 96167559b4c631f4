"""A run that is killed at one step with the second reader: `python crashing.py STEP PORT OUT`.

The kill is SIGKILL: no handler, no clean-up, as when the power fails or the system runs out of memory.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import smtplib
import sys

from briefing.codec.mime import Letter
from briefing.config import DeliverConfig, Recipient
from briefing.deliver import Clock, Mailing, send
from briefing.deliver.ledger import Ledger
from briefing.deliver.session import Session

VICTIM = "b@example.org"


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def around(owner, method, *, before=None, after=None):
    """Wrap a method; before and after see its arguments."""
    real = getattr(owner, method)

    def wrapped(self, *given, **named):
        if before:
            before(*given)
        result = real(self, *given, **named)
        if after:
            after(*given)
        return result

    setattr(owner, method, wrapped)


def arm(step):
    """Set the trap."""
    now = {"reader": ""}

    def when(test=lambda *_: True):
        return lambda *given: die() if now["reader"] == VICTIM and test(*given) else None

    def look(_message, _sender, reader, _before):
        now["reader"] = reader

    def is_body(data):
        return isinstance(data, bytes) and b"Message-ID" in data

    def is_dot(data):
        return data == b"\r\n.\r\n"

    traps = {
        "connected": lambda: around(Session, "__init__", after=lambda *_: die()),
        "mail": lambda: around(smtplib.SMTP, "mail", after=when()),
        "rcpt": lambda: around(smtplib.SMTP, "rcpt", after=when()),
        "data": lambda: around(smtplib.SMTP, "docmd", after=when(lambda *given: given[0] == "DATA")),
        "body": lambda: around(smtplib.SMTP, "send", after=when(is_body)),
        "before claim": lambda: around(Ledger, "write", before=when(lambda row: row.state == "claimed")),
        "after claim": lambda: around(Ledger, "write", after=when(lambda row: row.state == "claimed")),
        "after dot": lambda: around(smtplib.SMTP, "send", after=when(is_dot)),
        "before confirm": lambda: around(Ledger, "write", before=when(lambda row: row.state == "sent")),
        "after confirm": lambda: around(Ledger, "write", after=when(lambda row: row.state == "sent")),
        "goodbye": lambda: around(Session, "close", before=lambda *_: die()),
    }
    around(Session, "hand_over", before=look)
    traps[step]()


STEPS = (
    "connected", "mail", "rcpt", "data", "body", "before claim", "after claim", "after dot", "before confirm",
    "after confirm", "goodbye",
)


def settings(port, out, **more):
    return DeliverConfig(
        out=out, server="127.0.0.1", port=port, security="none", sender="brief@example.org", timeout_seconds=5.0,
        recipients=tuple(Recipient(f"{name}@example.org") for name in "abc"), **more,
    )


def mailing():
    return Mailing("2024-03-08 x", "d1", dt.date(2024, 3, 8), lambda _: Letter("s", "t\n", "<p>h</p>\n"))


if __name__ == "__main__":
    arm(sys.argv[1])
    send(mailing(), settings(int(sys.argv[2]), sys.argv[3]), clock=Clock(sleep=lambda _: None))
