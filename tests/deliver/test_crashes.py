"""The fault matrix: a run killed at each step, against a server that behaves well or badly."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time as real_time
from collections import Counter
from pathlib import Path

import pytest

import briefing
from briefing.deliver import Clock, send

SCRIPT = Path(__file__).with_name("crashing.py")
_spec = importlib.util.spec_from_file_location("crashing", SCRIPT)
crashing = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(crashing)

INSTANT = Clock(sleep=lambda _: None)
BEHAVIOURS = {
    "good": {},
    "busy": {"at_rcpt": {"b@example.org": ["451 later"]}},
    "full": {"at_data": {"b@example.org": ["452 full"]}},
    "closing": {"at_rcpt": {"b@example.org": ["421 closing"]}},
    "dropping": {"at_rcpt": {"b@example.org": ["drop"]}},
    "losing": {"at_data": {"b@example.org": ["take and drop"]}},
    "refusing others": {"at_rcpt": {"c@example.org": ["550 unknown", "550 unknown", "550 unknown"]}},
}
IN_DOUBT = {"after claim", "after dot", "before confirm"}


def crash(step, port, out):
    command = [sys.executable, str(SCRIPT), step, str(port), out]
    env = {**os.environ, "PYTHONPATH": str(Path(briefing.__file__).parents[1])}
    return subprocess.run(command, capture_output=True, timeout=60, check=False, env=env).returncode


def settled(box):
    """Wait until the server has digested what the dead process left behind."""
    seen = -1
    while seen != len(box.taken):
        seen = len(box.taken)
        real_time.sleep(0.05)
    return Counter(box.had)


# Half a second each: by default every step and every behaviour is seen, with FULL_MATRIX=1 every pair (77).
MATRIX = [
    (step, behaviour) for step in crashing.STEPS for behaviour in BEHAVIOURS
    if os.environ.get("FULL_MATRIX") or behaviour == "losing" or step == "after dot" or behaviour == "good"
]


@pytest.mark.parametrize(("step", "behaviour"), MATRIX)
def test_after_a_crash_nobody_gets_it_twice_and_nobody_is_forgotten(step, behaviour, box, server, tmp_path):
    for place, answers in BEHAVIOURS[behaviour].items():
        setattr(box, place, {address: list(each) for address, each in answers.items()})
    out = str(tmp_path / "out")
    code = crash(step, server[1], out)
    assert code in (0, -signal.SIGKILL)
    settled(box)

    receipt = send(crashing.mailing(), crashing.settings(server[1], out), clock=INSTANT)
    copies = settled(box)
    states = {outcome.address: outcome.state for outcome in receipt.outcomes}

    assert max(copies.values()) == 1, "nobody has two"
    for address, state in states.items():
        assert (state in ("sent", "had")) <= (copies[address] == 1), "who is said to have it has it"
        assert copies[address] == 1 or state in ("doubt", "refused"), "who lacks it is reported"
    doubts = [address for address, state in states.items() if state == "doubt"]
    assert set(doubts) <= {crashing.VICTIM}
    if doubts:
        assert step in IN_DOUBT or behaviour == "losing"
    assert receipt.code == (1 if doubts or "refused" in states.values() else 0)

    receipt = send(crashing.mailing(), crashing.settings(server[1], out, doubt="resend"), clock=INSTANT)
    copies = settled(box)
    assert all(copies[outcome.address] for outcome in receipt.outcomes if outcome.state in ("sent", "had"))
    assert copies[crashing.VICTIM] >= 1
    assert copies["a@example.org"] == 1
