# ruff: noqa: N802, ARG002 - the handler's methods are as the server calls them
"""A real SMTP server in a thread, and a mailing with three readers."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller

from briefing.codec.mime import Letter
from briefing.config import DeliverConfig, Recipient
from briefing.deliver import Clock, Mailing

DATE = dt.date(2024, 3, 8)
NOW = dt.datetime(2024, 3, 8, 7, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
READERS = ("a@example.org", "b@example.org", "c@example.org")


@dataclass
class Box:
    """What the server took, and what it is told to answer: recipient → answers to RCPT or DATA, used up in turn."""

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    at_mail: list[str] = field(default_factory=list)
    at_rcpt: dict[str, list[str]] = field(default_factory=dict)
    at_data: dict[str, list[str]] = field(default_factory=dict)
    connections: int = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.at_mail:
            return self.at_mail.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        answers = self.at_rcpt.get(address)
        if answers and (answer := answers.pop(0)):
            if answer == "drop":
                server.transport.close()
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        answers = self.at_data.get(address)
        answer = answers.pop(0) if answers else ""
        if answer == "slow":
            await asyncio.sleep(0.8)
            answer = ""
        if answer == "drop":  # not taken
            server.transport.close()
            return "451 gone"
        if answer and answer != "take and drop":
            return answer
        self.taken.append((address, envelope.content))
        if answer == "take and drop":
            server.transport.close()
        return "250 taken"

    @property
    def had(self) -> list[str]:
        return sorted(address for address, _ in self.taken)


class FakeTime:
    """A clock whose sleep is instant."""

    def __init__(self) -> None:
        self.at = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: NOW, monotonic=lambda: self.at, sleep=self.sleep)


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def box():
    return Box()


@pytest.fixture
def server(box):
    with socket.socket() as free:  # the controller cannot be asked which port it got
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()
    controller = Controller(box, hostname=host, port=port, enable_SMTPUTF8=True)
    controller.start()
    yield host, port
    controller.stop()


@pytest.fixture
def wishes(server, tmp_path):
    """Settings that lead to the server."""
    host, port = server
    return DeliverConfig(
        out=str(tmp_path / "out"), server=host, port=port, security="none", sender="每日要情 <brief@example.org>",
        recipients=tuple(Recipient(address) for address in READERS), timeout_seconds=5.0,
    )


@pytest.fixture
def mailing():
    return Mailing(f"{DATE} 每日要情", "d1", DATE, lambda _: Letter("每日要情 要闻", "正文\n", "<p>正文</p>\n"))
