from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from briefing.deliver.ledger import Row, open_ledger, read_rows
from briefing.errors import DeliveryError

ROW = Row("2024-03-08 每日要情", "a@example.org", "a@example.org", "claimed", "d", "", "2024-03-08T07:00:00+08:00")


def test_what_was_written_is_found_again(tmp_path):
    path = tmp_path / "deep" / "ledger.sqlite"
    with open_ledger(path, 1) as ledger:
        assert ledger.find(ROW.edition, ROW.recipient) is None
        ledger.write(ROW)
        ledger.write(replace(ROW, state="sent", detail="250 OK"))
    with open_ledger(path, 1) as ledger:
        assert ledger.find(ROW.edition, ROW.recipient) == replace(ROW, state="sent", detail="250 OK")
    assert read_rows(path) == (replace(ROW, state="sent", detail="250 OK"),)


def test_only_the_owner_can_read_the_ledger(tmp_path):
    with open_ledger(tmp_path / "ledger.sqlite", 1) as ledger:
        ledger.write(ROW)
        files = list(tmp_path.iterdir())
        assert len(files) >= 2
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_ledger_that_others_could_read_is_closed_to_them(tmp_path):
    path = tmp_path / "ledger.sqlite"
    path.touch(mode=0o644)
    with open_ledger(path, 1):
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_ledger_in_use_is_not_opened_twice_but_can_be_read(tmp_path):
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, 1) as ledger:
        ledger.write(ROW)
        with pytest.raises(DeliveryError, match="another run"), open_ledger(path, 0.05):
            pass
        assert read_rows(path) == (ROW,)
    with open_ledger(path, 0.05):
        pass


def test_no_ledger_gives_no_rows(tmp_path):
    assert read_rows(tmp_path / "none.sqlite") == ()


def test_a_file_that_is_no_ledger_is_left_alone_and_named(tmp_path):
    path = tmp_path / "ledger.sqlite"
    path.write_text("something else, long enough to be looked at", encoding="utf-8")
    with pytest.raises(DeliveryError, match="ledger cannot be used"), open_ledger(path, 1):
        pass
    with pytest.raises(DeliveryError, match="ledger cannot be read"):
        read_rows(path)
    assert path.read_text(encoding="utf-8").startswith("something else")


def test_a_ledger_of_a_newer_version_is_not_touched(tmp_path):
    path = tmp_path / "ledger.sqlite"
    base = sqlite3.connect(path)
    base.execute("pragma user_version = 99")
    base.close()
    with pytest.raises(DeliveryError, match="newer version"), open_ledger(path, 1):
        pass


def test_a_ledger_of_version_1_is_taken_over_with_its_rows(tmp_path):
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as base:
        base.executescript("""
            create table sent (edition text not null, recipient text not null, address text not null,
                state text not null check (state in ('claimed', 'sent', 'refused', 'deferred')), digest text not null,
                detail text not null default '', at text not null, primary key (edition, recipient)) without rowid;
            insert into sent values ('2024-03-07 每日要情', 'a@example.org', 'a@example.org', 'sent', 'd', '250', 't');
            pragma user_version = 1;
        """)
    before = read_rows(path)
    with open_ledger(path, 1) as ledger:
        ledger.write(replace(ROW, state="written"))
    assert read_rows(path) == (replace(ROW, state="written"), *before)
    with open_ledger(path, 1) as ledger:
        assert ledger.find("2024-03-07 每日要情", "a@example.org") == before[0]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DeliveryError, match=r"deliver\.ledger"), open_ledger(tmp_path / "file" / "ledger.sqlite", 1):
        pass
