from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.config import DeliverConfig, Recipient
from briefing.deliver import send, status
from briefing.deliver.ledger import Ledger, open_ledger
from briefing.errors import DeliveryError


@pytest.fixture
def wishes(tmp_path):
    return DeliverConfig(
        out=str(tmp_path / "out"), sender="brief@example.org",
        recipients=(Recipient("a@example.org"), Recipient("/etc/b@example.org"), Recipient("王芳@例子.中国")),
    )


def test_without_a_server_each_mail_is_a_file_in_the_output_folder(mailing, wishes, time, tmp_path):
    receipt = send(mailing, wishes, clock=time.clock)
    assert [outcome.state for outcome in receipt.outcomes] == ["written"] * 3
    assert receipt.code == 0
    folder = tmp_path / "out" / "2024-03-08" / "mail"
    assert {file.parent for file in receipt.files} == {folder}
    assert len(set(receipt.files)) == 3
    assert sorted(folder.iterdir()) == sorted(receipt.files)
    assert {file.stat().st_mode & 0o777 for file in receipt.files} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    first = email.message_from_bytes(receipt.files[0].read_bytes(), policy=email.policy.default)
    assert first["To"] == "a@example.org"


def test_a_second_run_replaces_the_files(mailing, wishes, time):
    first = send(mailing, wishes, clock=time.clock)
    before = [file.read_bytes() for file in first.files]
    second = send(replace(mailing, digest="d2"), wishes, clock=time.clock)
    assert second.files == first.files
    assert [file.read_bytes() for file in second.files] != before


def test_a_folder_that_cannot_be_written_is_named(mailing, wishes, time):
    Path(wishes.out).write_text("", encoding="utf-8")
    with pytest.raises(DeliveryError, match="--out"):
        send(mailing, wishes, clock=time.clock)


def states(receipt):
    return [outcome.state for outcome in receipt.outcomes]


def test_the_ledger_tells_who_has_had_a_file(mailing, wishes, time):
    receipt = send(mailing, wishes, clock=time.clock)
    rows = status(wishes)
    assert [row.state for row in rows] == ["written"] * 3
    assert {row.detail for row in rows} == {str(file) for file in receipt.files}


def test_a_file_that_was_taken_away_is_not_written_twice(mailing, wishes, time):
    """The program that sends the files has taken one; a second run must not give it another."""
    first = send(mailing, wishes, clock=time.clock)
    first.files[1].unlink()
    assert states(send(mailing, wishes, dry_run=True, clock=time.clock)) == ["due", "had", "due"]
    second = send(mailing, wishes, clock=time.clock)
    assert states(second) == ["written", "had", "written"]
    assert not first.files[1].exists()
    assert states(send(mailing, wishes, again=True, clock=time.clock)) == ["written"] * 3


def test_other_words_for_a_day_whose_files_were_taken_need_again(mailing, wishes, time):
    for file in send(mailing, wishes, clock=time.clock).files:
        file.unlink()
    changed = replace(mailing, digest="d2")
    with pytest.raises(DeliveryError, match="--again"):
        send(changed, wishes, clock=time.clock)
    assert states(send(changed, wishes, again=True, clock=time.clock)) == ["written"] * 3
    assert states(send(changed, wishes, clock=time.clock)) == ["written"] * 3


@pytest.mark.parametrize(("method", "state"), [("replace", "doubt"), ("write", "written")])
def test_a_crash_while_a_file_takes_its_name_is_told(mailing, wishes, time, monkeypatch, method, state):
    """Killed before the name: nobody knows whether the file was there and was taken. After it: the file lies there."""

    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    with monkeypatch.context() as trap:
        if method == "replace":
            trap.setattr(Path, "replace", killed)
        else:
            real = Ledger.write
            trap.setattr(Ledger, "write", lambda self, row: killed() if row.state == "written" else real(self, row))
        with pytest.raises(Killed):
            send(mailing, wishes, clock=time.clock)
    assert states(send(mailing, wishes, clock=time.clock)) == [state, "written", "written"]
    assert states(send(mailing, replace(wishes, doubt="resend"), clock=time.clock)) == ["written"] * 3


def test_a_run_waits_for_another_that_writes(mailing, wishes, time):
    with open_ledger(Path(wishes.out) / "ledger.sqlite", 1), pytest.raises(DeliveryError, match="another run"):
        send(mailing, replace(wishes, timeout_seconds=0.05), clock=time.clock)


def test_files_that_were_looked_at_are_sent_once_a_server_is_named(mailing, wishes, server, box, time):
    send(mailing, wishes, clock=time.clock)
    host, port = server
    served = replace(
        wishes, server=host, port=port, security="none", recipients=(Recipient("a@example.org"),), timeout_seconds=5.0
    )
    assert states(send(mailing, served, clock=time.clock)) == ["sent"]
    assert states(send(mailing, wishes, clock=time.clock)) == ["had", "written", "written"]
