"""The ledger (发送台账): who has had which edition, so that nobody gets it twice and nobody is forgotten.

One row per edition and recipient. A row is claimed right before the last
byte of a message is handed over (or its file takes its name) and confirmed
right after the server took it (or the file is there).
What is still claimed when a later run begins was interrupted in between: it is
in doubt, and a setting decides. Rows are written through to the disk one by one.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from briefing.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Ledger", "LedgerState", "Row", "knows", "open_ledger", "read_rows"]

LedgerState = Literal["claimed", "sent", "written", "refused", "deferred"]

_SCHEMA = """
create table sent (
    edition   text not null,     -- date and title
    recipient text not null,     -- address_key of the address
    address   text not null,
    state     text not null check (state in ('claimed', 'sent', 'written', 'refused', 'deferred')),
    digest    text not null,     -- of the brief's words
    detail    text not null default '',
    at        text not null,     -- time of the last change, ISO 8601
    primary key (edition, recipient)
) without rowid
"""
_FIELDS = "edition, recipient, address, state, digest, detail, at"
_VERSION = 2


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one edition and one recipient. at: time of the last change, ISO 8601."""

    edition: str
    recipient: str
    address: str
    state: LedgerState
    digest: str
    detail: str
    at: str

    @property
    def line(self) -> str:
        """The row for people, parted by tabs: edition, address, state, time, the server's words."""
        return f"{self.edition}\t{self.address}\t{self.state}\t{self.at}\t{self.detail}"


class Ledger:
    """An open ledger; the only one of its file while it is open."""

    __slots__ = ("_base",)

    def __init__(self, base: sqlite3.Connection) -> None:
        """Stand on an open connection in autocommit mode."""
        self._base = base

    def find(self, edition: str, recipient: str) -> Row | None:
        """Return the row, or None if this recipient was never claimed."""
        found = self._base.execute(
            f"select {_FIELDS} from sent where edition = ? and recipient = ?",  # noqa: S608 - a constant
            (edition, recipient),
        ).fetchone()
        return Row(*found) if found else None

    def write(self, row: Row) -> None:
        """Put the row in place of what was there; on the disk when this returns."""
        self._base.execute(
            "insert into sent (edition, recipient, address, state, digest, detail, at) values (?, ?, ?, ?, ?, ?, ?) "
            "on conflict (edition, recipient) do update set address = excluded.address, state = excluded.state, "
            "digest = excluded.digest, detail = excluded.detail, at = excluded.at",
            (row.edition, row.recipient, row.address, row.state, row.digest, row.detail, row.at),
        )


@contextmanager
def open_ledger(path: Path, wait_seconds: float) -> Iterator[Ledger]:
    """Open the ledger for one run; a second run waits, then gives up with DeliveryError.

    The lock is an exclusive transaction on a file beside the ledger: the system
    drops it when the process dies, however it dies.
    """
    _private(path)
    lock = path.with_name(path.name + ".lock")
    _private(lock)
    try:
        with closing(sqlite3.connect(lock, timeout=wait_seconds, isolation_level=None)) as held:
            _hold(held, path)
            with closing(sqlite3.connect(path, timeout=wait_seconds, isolation_level=None)) as base:
                _prepare(base, path)
                yield Ledger(base)
    except sqlite3.Error as error:
        msg = f"{path}: the ledger cannot be used ({error}). Make room, or mend or move it; without it nothing is sent."
        raise DeliveryError(msg) from error


def read_rows(path: Path) -> tuple[Row, ...]:
    """Return all rows, newest edition first, then by address; nothing is locked or made. No file gives no rows."""
    found = _asked(path, f"select {_FIELDS} from sent order by edition desc, recipient")  # noqa: S608 - a constant
    return tuple(Row(*each) for each in found)


def knows(path: Path, edition: str) -> bool:
    """Tell whether the ledger has a row of the edition; nothing is locked or made."""
    return bool(_asked(path, "select 1 from sent where edition = ? limit 1", edition))


def _asked(path: Path, question: str, *values: str) -> list[tuple[Any, ...]]:
    """Return what the ledger answers, nothing where there is none."""
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as base:
            return base.execute(question, values).fetchall()
    except sqlite3.Error as error:
        msg = f"{path}: the ledger cannot be read ({error}). Is it the file that `briefing send` wrote?"
        raise DeliveryError(msg) from error


def _hold(lock: sqlite3.Connection, path: Path) -> None:
    try:
        lock.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        msg = f"{path}: another run is sending with this ledger. Try again when it has ended."
        raise DeliveryError(msg) from error


def _prepare(base: sqlite3.Connection, path: Path) -> None:
    """Make the table, or give that of version 1, which knew no files, the states of today; all or nothing."""
    (version,) = base.execute("pragma user_version").fetchone()
    if version not in (0, 1, _VERSION):
        msg = f"{path}: written by a newer version of this program. Use that version, or name another deliver.ledger."
        raise DeliveryError(msg)
    base.execute("pragma journal_mode = wal")
    base.execute("pragma synchronous = full")
    if version == _VERSION:
        return
    base.execute("begin immediate")
    if version == 1:
        base.execute("alter table sent rename to sent_1")
    base.execute(_SCHEMA)
    if version == 1:
        base.execute(f"insert into sent ({_FIELDS}) select {_FIELDS} from sent_1")  # noqa: S608 - a constant
        base.execute("drop table sent_1")
    base.execute(f"pragma user_version = {_VERSION}")
    base.execute("commit")


def _private(path: Path) -> None:
    """Make the file, readable and writable by its owner only; SQLite gives its helper files the same rights."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        msg = f"{path}: the ledger cannot be written ({error.strerror}). Choose another with --out or deliver.ledger."
        raise DeliveryError(msg) from error
