# ruff: noqa: N802, ARG002 - the handler's methods are as the server calls them
"""Kill real runs of `briefing send` at random moments; count who has it twice, who lacks it unsaid, who is in doubt.

    PYTHONPATH=. python tests/bench/killed_sends.py [--rounds 8] [--seed 1]

Each round: forty recipients, a server that refuses or drops a share of them at random, two to five runs that are ended
by SIGKILL within the mail after up to twelve that were taken (two runs at once in a third of the cases), then one run
with a good server. Ends with 1 if anybody has two copies, or lacks one and is not named.
"""

import argparse
import asyncio
import json
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from aiosmtpd.controller import Controller

READERS = tuple(f"r{number}@example.org" for number in range(40))
BRIEFING = [sys.executable, "-m", "briefing"]


class Moody:
    """Takes mail, but for a share of it."""

    def __init__(self, dice):
        self.dice, self.bad, self.taken = dice, 0.0, []

    async def handle_RCPT(self, server, session, envelope, address, options):
        luck = self.dice.random()
        if luck < self.bad * 0.5:
            return "451 later"
        if luck < self.bad * 0.8:
            server.transport.close()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        luck = self.dice.random()
        await asyncio.sleep(self.dice.random() * 0.05)
        if luck < self.bad * 0.4:
            return "452 full"
        if luck < self.bad * 0.6:  # not taken
            server.transport.close()
            return "451 gone"
        self.taken.append(envelope.rcpt_tos[0])
        if luck < self.bad * 0.8:  # taken, and the answer lost
            server.transport.close()
        return "250 taken"


def a_round(dice, home, brief):
    """Return what came of one round."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Moody(dice)
    box.bad = dice.choice((0.0, 0.1, 0.3))
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    (home / "briefing.toml").write_text(
        f'[deliver]\nserver = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "b@example.org"\n'
        f'attach_pdf = false\ntimeout_seconds = 3\ndeadline_minutes = 0.3\nledger = "{home}/ledger.sqlite"\n'
        f"recipients = {json.dumps(READERS)}\n",
        encoding="utf-8",
    )
    send = [*BRIEFING, "send", str(brief), "--config", str(home / "briefing.toml")]
    kills = 0
    for _ in range(dice.randint(2, 5)):
        at_once = 2 if dice.random() < 0.33 else 1
        runs = [subprocess.Popen(send, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(at_once)]
        wanted, end = len(box.taken) + dice.randint(0, 12), time.monotonic() + 8
        while len(box.taken) < wanted and time.monotonic() < end and any(run.poll() is None for run in runs):
            time.sleep(0.001)
        time.sleep(dice.uniform(0.0, 0.1))
        for run in runs:
            kills += run.poll() is None
            run.kill()
            run.wait()
    box.bad = 0.0
    last = subprocess.run(send, capture_output=True, text=True, check=False)
    time.sleep(0.2)
    controller.stop()
    copies = Counter(box.taken)
    return {
        "kills": kills,
        "copies": sum(copies.values()),
        "twice": sum(count > 1 for count in copies.values()),
        "lost": sum(not copies[each] and f"{each}:" not in last.stderr for each in READERS),
        "in_doubt": last.stderr.count("in doubt"),
        "code": last.returncode,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    total = Counter()
    with tempfile.TemporaryDirectory() as folder:
        build = [*BRIEFING, "build", "seeds", "--formats", "json", "--out", f"{folder}/out"]
        brief = subprocess.run(build, capture_output=True, text=True, check=True).stdout.strip()
        for number in range(options.rounds):
            home = Path(folder) / str(number)
            home.mkdir()
            found = a_round(dice, home, brief)
            print(json.dumps(found), flush=True)
            total.update({name: found[name] for name in ("kills", "copies", "twice", "lost", "in_doubt")})
    print(json.dumps(total))
    return 1 if total["twice"] or total["lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
