from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.config import DeliverConfig, Recipient
from briefing.deliver import send
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
