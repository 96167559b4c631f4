"""Mail as files: one .eml for each recipient in the output folder, for a program that sends them or for a look."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.deliver.due import check_doubt, check_version, decided, key_of, row_of
from briefing.deliver.ledger import open_ledger, read_rows
from briefing.deliver.mailing import Clock, Outcome, Receipt, ledger_path, message_for, sender_of
from briefing.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.config import DeliverConfig, Recipient
    from briefing.deliver.ledger import Ledger, Row
    from briefing.deliver.mailing import Mailing

__all__ = ["deliver"]

_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9._+-]{0,80}@[a-z0-9.-]{1,80}")


def deliver(  # noqa: PLR0913 - the signature of every deliverer
    mailing: Mailing,
    recipients: tuple[Recipient, ...],
    config: DeliverConfig,
    *,
    again: bool = False,
    dry_run: bool = False,
    clock: Clock = Clock(),  # noqa: B008 - frozen
) -> Receipt:
    """Write `mail/<address>.eml` beside the brief; the folder and the files are readable by their owner only.

    A file that still lies there is replaced. One that was taken away was sent by the program that took it: it is
    written anew only for `again`. dry_run: tell who would get it; nothing is opened or written.
    """
    sender_of(config)
    check_doubt(config)
    path = ledger_path(config)
    if dry_run:
        rows = {(row.edition, row.recipient): row for row in read_rows(path)}
        known = [_decided(rows.get(key_of(mailing, each)), mailing, each, config, again=again) for each in recipients]
        return Receipt(tuple(at or Outcome(to.address, "due") for to, at in zip(recipients, known, strict=True)))
    outcomes, files = [], []
    with open_ledger(path, config.timeout_seconds) as ledger:
        found = [ledger.find(*key_of(mailing, each)) for each in recipients]
        known = [_decided(row, mailing, to, config, again=again) for to, row in zip(recipients, found, strict=True)]
        check_version(mailing, known)
        for recipient, outcome in zip(recipients, known, strict=True):
            file = None
            if outcome is None:
                outcome, file = _one(mailing, recipient, config, clock, ledger)  # noqa: PLW2901 - decided now
            files += [file] if file else []
            outcomes.append(outcome)
    return Receipt(tuple(outcomes), tuple(files))


def _decided(
    row: Row | None, mailing: Mailing, recipient: Recipient, config: DeliverConfig, *, again: bool
) -> Outcome | None:
    """Return what ledger and folder already decide; None if the file is to be written."""
    lies = _file(mailing, recipient, config).exists()
    if row is None or (row.state == "written" and (lies or again)) or (row.state == "claimed" and lies):
        return None
    if row.state == "written":
        same = row.digest == mailing.digest
        return Outcome(row.address, "had" if same else "changed", f"its file, written {row.at}, was taken away")
    return decided(row, mailing, config, again=again)


def _one(
    mailing: Mailing, recipient: Recipient, config: DeliverConfig, clock: Clock, ledger: Ledger
) -> tuple[Outcome, Path | None]:
    """Write one file; claimed before it takes its name, confirmed after."""
    message = message_for(mailing, recipient, config, clock.now())
    if message is None:
        return Outcome(recipient.address, "skipped", "none of their sections is in this brief"), None
    file = _file(mailing, recipient, config)
    _write(file, message, lambda: ledger.write(row_of(mailing, recipient, "claimed", "", clock.now())))
    ledger.write(row_of(mailing, recipient, "written", str(file), clock.now()))
    return Outcome(recipient.address, "written"), file


def _file(mailing: Mailing, recipient: Recipient, config: DeliverConfig) -> Path:
    home = mailing.home or Path(config.out) / mailing.date.isoformat()
    return home / "mail" / _file_name(recipient.address)


def _file_name(address: str) -> str:
    """Return a name that stays in its folder on every system; addresses with unusual characters get a digest."""
    if _SAFE_NAME.fullmatch(address):
        return f"{address}.eml"
    return f"{hashlib.sha256(address.encode()).hexdigest()[:24]}.eml"


def _write(path: Path, data: bytes, before_naming: Callable[[], None]) -> None:
    """Write beside and rename, so nobody reads half a mail."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        before_naming()
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        msg = f"{path}: cannot be written ({error.strerror}). Choose another folder with --out, or make room."
        raise DeliveryError(msg) from error
