"""How fast a mailing goes out and how much memory it takes: `python tests/bench/mail.py [RECIPIENTS]` (10000).

The server runs in a process of its own and throws away what it takes, counting copies by recipient.
Each reader has a salutation of their own; the attached page has 100 kB, as a page in PDF has.
"""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import resource
import socket
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from aiosmtpd.controller import Controller

from briefing.codec.mime import Letter
from briefing.config import DeliverConfig, Recipient
from briefing.deliver import Mailing, send
from briefing.model import Rendered

PDF = Rendered("每日要情2024-03-08.pdf", "application/pdf", bytes(range(256)) * 400)


class Counting:
    """Takes everything, keeps the number of copies."""

    def __init__(self) -> None:
        self.copies: Counter[str] = Counter()
        self.bytes = 0

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the server's name
        self.copies[envelope.rcpt_tos[0]] += 1
        self.bytes += len(envelope.content)
        return "250 taken"


def serve(port: int, pipe) -> None:
    box = Counting()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    pipe.send("ready")
    pipe.recv()
    pipe.send((len(box.copies), max(box.copies.values(), default=0), box.bytes))
    controller.stop()


def letter(recipient: Recipient) -> Letter:
    words = f"{recipient.name}，早上好：\n" + "会议部署今年重点工作任务。\n" * 100
    return Letter("每日要情 2024-03-08：全市产业发展大会召开", words, f"<p>{words * 4}</p>", (PDF,))


def main(count: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(port, theirs))
    server.start()
    ours.recv()
    with tempfile.TemporaryDirectory() as folder:
        readers = tuple(Recipient(f"reader{n}@example.org", name=f"读者{n}") for n in range(count))
        wishes = DeliverConfig(
            out=str(Path(folder) / "out"),
            server="127.0.0.1",
            port=port,
            security="none",
            sender="brief@example.org",
            recipients=readers,
        )
        mailing = Mailing("2024-03-08 每日要情", "d", dt.date(2024, 3, 8), letter)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start, worked = time.perf_counter(), time.process_time()
        receipt = send(mailing, wishes)
        seconds, worked = time.perf_counter() - start, time.process_time() - worked
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        start = time.perf_counter()
        again = send(mailing, wishes)
        second = time.perf_counter() - start
    ours.send("stop")
    reached, most, taken = ours.recv()
    server.join()
    assert receipt.code == again.code == 0
    assert reached == count
    assert most == 1
    print(
        json.dumps(
            {
                "recipients": count,
                "seconds": round(seconds, 1),
                "per_second": round(count / seconds, 1),
                "processor_seconds": round(worked, 1),
                "megabytes_sent": round(taken / 1e6),
                "memory_growth_mb": round(memory / 1024, 1),
                "second_run_seconds": round(second, 2),
                "summary": [receipt.summary, again.summary],
                "most_copies": most,
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
