
from __future__ import annotations

import contextlib
import datetime as dt
import email
import email.policy
import os
import socket
import threading
import tomllib
import types
from dataclasses import replace

import pytest

from briefing.codec.mime import Letter
from briefing.config import Config, Recipient, dump_toml, override
from briefing.deliver import Clock, send, status
from briefing.errors import ConfigError, DeliveryError

NOW = dt.datetime(2024, 3, 8, 7, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


READERS = ("a@example.org", "b@example.org", "c@example.org")


def states(receipt):
    return [outcome.state for outcome in receipt.outcomes]


def test_everybody_gets_it_once_over_one_connection(mailing, wishes, box, time):
    receipt = send(mailing, wishes, clock=time.clock)
    assert states(receipt) == ["sent"] * 3
    assert receipt.code == 0
    assert box.had == ["a@example.org", "b@example.org", "c@example.org"]
    assert box.connections == 1
    assert [row.state for row in status(wishes)] == ["sent"] * 3


def test_a_second_run_sends_nothing(mailing, wishes, box, time):
    send(mailing, wishes, clock=time.clock)
    receipt = send(mailing, wishes, clock=time.clock)
    assert states(receipt) == ["had"] * 3
    assert receipt.code == 0
    assert len(box.taken) == 3


def test_a_new_recipient_gets_it_alone(mailing, wishes, box, time):
    send(mailing, wishes, clock=time.clock)
    more = replace(wishes, recipients=(*wishes.recipients, Recipient("D@example.org")))
    assert states(send(mailing, more, clock=time.clock)) == ["had"] * 3 + ["sent"]
    assert len(box.taken) == 4


def test_a_changed_brief_needs_again_and_then_goes_to_all_once(mailing, wishes, box, time):
    send(mailing, wishes, clock=time.clock)
    changed = replace(mailing, digest="d2")
    with pytest.raises(DeliveryError, match="--again"):
        send(changed, wishes, clock=time.clock)
    assert states(send(changed, wishes, again=True, clock=time.clock)) == ["sent"] * 3
    assert states(send(changed, wishes, again=True, clock=time.clock)) == ["had"] * 3
    assert len(box.taken) == 6
    ids = {email.message_from_bytes(data)["Message-ID"] for _, data in box.taken}
    assert len(ids) == 6


def test_a_changed_brief_still_goes_to_those_who_had_none(mailing, wishes, box, time):
    box.at_rcpt["b@example.org"] = ["550 unknown"]
    send(mailing, wishes, clock=time.clock)
    receipt = send(replace(mailing, digest="d2"), wishes, clock=time.clock)
    assert states(receipt) == ["changed", "sent", "changed"]
    assert receipt.code == 1


@pytest.mark.parametrize("refusal", ["550 5.1.1 no such user", "553 no", "554 5.7.1 spam"])
@pytest.mark.parametrize("step", ["at_rcpt", "at_data"])
def test_a_permanent_refusal_is_told_and_the_others_get_theirs(mailing, wishes, box, time, step, refusal):
    getattr(box, step)["b@example.org"] = [refusal]
    receipt = send(mailing, wishes, clock=time.clock)
    assert states(receipt) == ["sent", "refused", "sent"]
    assert receipt.code == 1
    assert refusal[:3] in receipt.problems[0]
    assert box.had == ["a@example.org", "c@example.org"]
    assert time.slept == []


@pytest.mark.parametrize(("step", "refusal"), [
    ("at_rcpt", "451 4.7.1 greylisted"), ("at_rcpt", "421 closing"), ("at_rcpt", "452 full"), ("at_rcpt", "drop"),
    ("at_data", "451 4.7.1 greylisted"), ("at_data", "421 closing"), ("at_data", "452 full"),
])
def test_a_temporary_refusal_is_tried_again_with_growing_waits(mailing, wishes, box, time, step, refusal):
    getattr(box, step)["b@example.org"] = [refusal] * 3
    receipt = send(mailing, wishes, clock=time.clock)
    assert states(receipt) == ["sent"] * 3
    assert box.had == ["a@example.org", "b@example.org", "c@example.org"]
    assert time.slept == [10.0, 20.0, 40.0]


def test_a_temporary_refusal_without_end_is_given_up_at_the_deadline(mailing, wishes, box, time):
    box.at_rcpt["b@example.org"] = ["451 later"] * 99
    receipt = send(mailing, replace(wishes, deadline_minutes=20.0), clock=time.clock)
    assert states(receipt) == ["sent", "deferred", "sent"]
    assert "451 later" in receipt.problems[0]
    assert sum(time.slept) == 1200
    box.at_rcpt.clear()
    assert states(send(mailing, wishes, clock=time.clock)) == ["had", "sent", "had"]


@pytest.mark.parametrize("dropped", ["drop", "take and drop"])
def test_a_connection_lost_after_the_final_dot_is_in_doubt_and_not_sent_again(mailing, wishes, box, time, dropped):
    box.at_data["b@example.org"] = [dropped]
    receipt = send(mailing, wishes, clock=time.clock)
    assert states(receipt) == ["sent", "doubt", "sent"]
    assert receipt.code == 1
    assert states(send(mailing, wishes, clock=time.clock)) == ["had", "doubt", "had"]
    assert box.had.count("b@example.org") == (dropped == "take and drop")


def test_what_is_in_doubt_is_sent_again_where_the_settings_say_so(mailing, wishes, box, time):
    box.at_data["b@example.org"] = ["drop"]
    receipt = send(mailing, replace(wishes, doubt="resend"), clock=time.clock)
    assert states(receipt) == ["sent"] * 3
    assert box.had == ["a@example.org", "b@example.org", "c@example.org"]


def test_a_server_that_drops_the_line_often_is_called_again(mailing, wishes, box, time):
    box.at_rcpt["b@example.org"] = ["drop"]
    box.at_rcpt["c@example.org"] = ["drop"]
    assert states(send(mailing, wishes, clock=time.clock)) == ["sent"] * 3
    assert len(box.taken) == 3


def test_a_refused_sender_ends_the_run_before_it_began(mailing, wishes, box, time):
    box.at_mail = ["550 5.7.1 not you"]
    with pytest.raises(DeliveryError, match=r"takes no mail from brief@example\.org: 550"):
        send(mailing, wishes, clock=time.clock)
    assert box.taken == []


def test_a_server_that_is_not_there_is_waited_for_then_given_up(mailing, wishes, time):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = replace(wishes, port=free.getsockname()[1], deadline_minutes=1.0)
        with pytest.raises(DeliveryError, match="refused"):
            send(mailing, nobody, clock=time.clock)
    assert time.slept == [10.0, 20.0, 30.0]


def test_a_silent_server_times_out(mailing, wishes, time):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        deaf = replace(wishes, port=silent.getsockname()[1], timeout_seconds=0.2, deadline_minutes=0.0)
        with pytest.raises(DeliveryError, match="timed out"):
            send(mailing, deaf, clock=time.clock)


def test_a_silent_server_is_named_although_the_waiting_took_all_the_time(mailing, wishes):
    """Its time-outs are real time: the deadline passes while the second round begins."""
    at = iter([0.0, 0.0, 0.0, 0.0, 60.0, 60.0, 60.0])
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        deaf = replace(wishes, port=silent.getsockname()[1], timeout_seconds=0.1, deadline_minutes=0.5)
        with pytest.raises(DeliveryError, match="timed out"):
            send(mailing, deaf, clock=Clock(now=lambda: NOW, monotonic=lambda: next(at), sleep=lambda _: None))


@pytest.mark.parametrize("drops", [b"2", b"220-still here\r\n"], ids=["within a line", "line after line"])
def test_a_server_that_drips_its_answer_times_out(mailing, wishes, time, drops):
    with socket.socket() as slow:
        slow.bind(("127.0.0.1", 0))
        slow.listen(8)
        over = threading.Event()

        def drip():
            line, _ = slow.accept()
            with line, contextlib.suppress(OSError):
                while not over.wait(0.05):
                    line.sendall(drops)

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            patient = replace(wishes, port=slow.getsockname()[1], timeout_seconds=0.4, deadline_minutes=0.0)
            with pytest.raises(DeliveryError, match="timed out"):
                send(mailing, patient, clock=time.clock)
        finally:
            over.set()
            thread.join()


def test_a_first_round_that_hands_over_nothing_ends(mailing, wishes, box):
    """A server that puts off everybody slowly does not hold the run for as many answers as there are readers."""
    box.at_rcpt = {address: ["451 later"] * 9 for address in READERS}
    hours = iter(range(0, 10**9, 3600))
    clock = Clock(now=lambda: NOW, monotonic=lambda: float(next(hours)), sleep=lambda _: None)
    receipt = send(mailing, replace(wishes, deadline_minutes=1.0), clock=clock)
    assert set(states(receipt)) == {"deferred"}
    assert any("too slow" in outcome.detail for outcome in receipt.outcomes)


def test_a_server_without_starttls_gets_nothing(mailing, wishes, box, time):
    with pytest.raises(DeliveryError, match=r"deliver\.security"):
        send(mailing, replace(wishes, security="starttls"), clock=time.clock)
    assert box.taken == []


@pytest.mark.parametrize(("change", "word"), [
    ({"security": "ssl"}, "security"),
    ({"server": "a b"}, "server"),
    ({"server": "", "method": "smtp"}, "server"),
    ({"port": 70000}, "port"),
    ({"user": "u"}, "in the clear"),
    ({"user": "u", "security": "tls"}, "password_env"),
    ({"user": "u", "security": "tls", "password_env": "NOT_SET_ANYWHERE"}, "NOT_SET_ANYWHERE is not set"),
    ({"user": "u", "security": "tls", "password_file": os.devnull}, "holds no password"),
    ({"sender": ""}, "sender"),
    ({"sender": "x\r\nBcc: y@example.org"}, "sender"),
    ({"reply_to": "nobody"}, "reply_to"),
    ({"unsubscribe": "http://example.org"}, "unsubscribe"),
    ({"unsubscribe": "https://example.org/\r\nBcc: y@example.org"}, "unsubscribe"),
    ({"doubt": "maybe"}, "doubt"),
    ({"recipients": ()}, "recipients"),
    ({"method": "smpt"}, "Did you mean"),
])
def test_settings_that_cannot_work_are_named_before_anything_is_sent(mailing, wishes, box, time, change, word):
    with pytest.raises(ConfigError, match=word):
        send(mailing, replace(wishes, **change), clock=time.clock)
    assert box.taken == []


def test_a_dry_run_tells_and_touches_nothing(mailing, wishes, box, time, tmp_path):
    assert states(send(mailing, wishes, dry_run=True, clock=time.clock)) == ["due"] * 3
    assert box.connections == 0
    assert list(tmp_path.iterdir()) == []


def test_who_wants_none_of_the_sections_is_skipped(mailing, wishes, time):
    def letters(recipient):
        return None if recipient.address.startswith("b") else Letter("s", "t", "h")

    receipt = send(replace(mailing, letters=letters), wishes, clock=time.clock)
    assert states(receipt) == ["sent", "skipped", "sent"]
    assert receipt.code == 0


def test_an_address_beyond_ascii_is_reached(mailing, wishes, box, time):
    chinese = replace(wishes, recipients=(Recipient("王芳@例子.中国", "王芳"),))
    assert states(send(mailing, chinese, clock=time.clock)) == ["sent"]
    address, data = box.taken[0]
    assert address == "王芳@xn--fsqu00a.xn--fiqs8s"
    read = email.message_from_string(data.decode("utf-8"), policy=email.policy.default)
    assert read["To"].addresses[0].username == "王芳"


@pytest.mark.parametrize("name", ["王芳的电脑", "desk", "a b.example.org", UnicodeDecodeError("utf-8", b"\xd5", 0, 1, "x")])
def test_a_machine_of_any_name_greets_the_server(mailing, wishes, box, time, monkeypatch, name):
    def getfqdn(*_):
        if isinstance(name, Exception):
            raise name
        return name

    # Not socket itself: the server of the test asks for its own name too.
    named = types.SimpleNamespace(getfqdn=getfqdn, gaierror=socket.gaierror, EAI_NONAME=socket.EAI_NONAME)
    monkeypatch.setattr("briefing.deliver.session.socket", named)
    assert states(send(mailing, wishes, clock=time.clock)) == ["sent"] * 3


def test_two_runs_at_once_send_each_copy_once(mailing, wishes, box):
    receipts = []
    runs = [threading.Thread(target=lambda: receipts.append(send(mailing, wishes))) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert box.had == ["a@example.org", "b@example.org", "c@example.org"]
    assert sorted(state for receipt in receipts for state in states(receipt)) == ["had"] * 9 + ["sent"] * 3


def test_a_run_that_cannot_wait_for_another_says_so(mailing, wishes, box):
    seen = []

    def letters(_):
        with pytest.raises(DeliveryError) as caught:
            send(mailing, replace(wishes, timeout_seconds=0.1))
        seen.append(str(caught.value))
        return Letter("s", "t", "h")

    send(replace(mailing, letters=letters), wishes)
    assert "another run is sending" in seen[0]
    assert len(box.taken) == 3


def test_a_server_that_thinks_long_after_the_final_dot_is_waited_for(mailing, wishes, box, time):
    box.at_data["b@example.org"] = ["slow"]
    assert states(send(mailing, replace(wishes, timeout_seconds=0.4), clock=time.clock)) == ["sent"] * 3
    assert box.had == ["a@example.org", "b@example.org", "c@example.org"]


def test_a_server_that_takes_so_many_messages_a_connection_is_called_again_at_once(mailing, wishes, box, time):
    for name in "bc":
        box.at_rcpt[f"{name}@example.org"] = ["421 enough for one connection"]
    assert states(send(mailing, wishes, clock=time.clock)) == ["sent"] * 3
    assert box.connections >= 2


def test_recipients_in_toml_are_addresses_or_tables():
    toml = '[deliver]\nrecipients = ["a@example.org", { address = "b@example.org", sections = ["news"] }]\n'
    config = override(Config(), tomllib.loads(toml), "x")
    assert config.deliver.recipients == (Recipient("a@example.org"), Recipient("b@example.org", sections=("news",)))
    assert override(Config(), tomllib.loads(dump_toml(config)), "x") == config
    for wrong in ("3", '{ adress = "a@example.org" }', "{ address = 3 }", '{ address = "a", sections = "news" }'):
        with pytest.raises(ConfigError):
            override(Config(), tomllib.loads(f"[deliver]\nrecipients = [{wrong}]\n"), "x")
