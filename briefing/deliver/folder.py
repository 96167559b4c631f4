"""Mail as files: one .eml for each recipient in the output folder, for a program that sends them or for a look."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.deliver.mailing import Clock, Outcome, Receipt, message_for
from briefing.errors import DeliveryError

if TYPE_CHECKING:
    from briefing.config import DeliverConfig, Recipient
    from briefing.deliver.mailing import Mailing

__all__ = ["deliver"]

_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9._+-]{0,80}@[a-z0-9.-]{1,80}")


def deliver(  # noqa: PLR0913 - the signature of every deliverer
    mailing: Mailing,
    recipients: tuple[Recipient, ...],
    config: DeliverConfig,
    *,
    again: bool = False,  # noqa: ARG001 - a file written twice is still one file
    dry_run: bool = False,
    clock: Clock = Clock(),  # noqa: B008 - frozen
) -> Receipt:
    """Write `<out>/<date>/mail/<address>.eml`; a second run replaces the files, so the ledger is not needed.

    The folder and the files are readable by their owner only.
    """
    folder = Path(config.out) / mailing.date.isoformat() / "mail"
    outcomes, files = [], []
    for recipient in recipients:
        if dry_run:
            outcomes.append(Outcome(recipient.address, "due"))
            continue
        message = message_for(mailing, recipient, config, clock.now())
        if message is None:
            outcomes.append(Outcome(recipient.address, "skipped", "none of their sections is in this brief"))
            continue
        files.append(_write(folder / _file_name(recipient.address), message))
        outcomes.append(Outcome(recipient.address, "written"))
    return Receipt(tuple(outcomes), tuple(files))


def _file_name(address: str) -> str:
    """Return a name that stays in its folder on every system; addresses with unusual characters get a digest."""
    if _SAFE_NAME.fullmatch(address):
        return f"{address}.eml"
    return f"{hashlib.sha256(address.encode()).hexdigest()[:24]}.eml"


def _write(path: Path, data: bytes) -> Path:
    """Write beside and rename, so nobody reads half a mail."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        beside.replace(path)
    except OSError as error:
        msg = f"{path}: cannot be written ({error.strerror}). Choose another folder with --out, or make room."
        raise DeliveryError(msg) from error
    return path
