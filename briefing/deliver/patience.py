"""An SMTP connection whose every answer must be whole within its time, however slowly it comes.

A time-out of a socket counts from one byte to the next: a server that drips one now and then would never be late.
Here the time of an answer counts from its first wait to its last line.
"""

from __future__ import annotations

import smtplib
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

__all__ = ["PatientSMTP", "PatientTLS"]

_CHUNK = 8192


class _Answers:
    """Lines from a socket; `end` is when, by the monotonic clock, the answer that is being read must be whole."""

    __slots__ = ("_held", "_sock", "end")

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._held = b""
        self.end = 0.0

    def readline(self, limit: int) -> bytes:
        """Return a line of at most `limit` bytes, b"" at the end; TimeoutError when time is up."""
        while b"\n" not in self._held and len(self._held) < limit:
            left = self.end - time.monotonic()
            if left <= 0:
                msg = "timed out"
                raise TimeoutError(msg)
            self._sock.settimeout(left)
            chunk = self._sock.recv(_CHUNK)
            if not chunk:
                break
            self._held += chunk
        size = self._held.find(b"\n", 0, limit) + 1 or min(limit, len(self._held))
        line, self._held = self._held[:size], self._held[size:]
        return line

    def close(self) -> None:
        """Let go of what was read; the socket is closed by its owner."""
        self._held = b""


class PatientSMTP(smtplib.SMTP):
    """smtplib.SMTP that waits `patience` seconds for a whole answer; None: as long as the socket's time-out."""

    patience: float | None = None

    def getreply(self) -> tuple[int, bytes]:
        """Return code and words of an answer; SMTPServerDisconnected when it is not whole in time."""
        seconds = self.timeout if self.patience is None else self.patience
        sock = self.sock
        if sock is None:
            return super().getreply()
        if not isinstance(self.file, _Answers):
            self.file = _Answers(sock)
        self.file.end = time.monotonic() + seconds
        try:
            return super().getreply()
        finally:
            if self.sock is not None:
                self.sock.settimeout(seconds)


class PatientTLS(PatientSMTP, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""
