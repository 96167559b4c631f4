"""Who is still to get a mailing, by what the ledger tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.deliver.addresses import address_key
from briefing.deliver.ledger import Row
from briefing.deliver.mailing import Outcome
from briefing.errors import ConfigError, DeliveryError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from briefing.config import DeliverConfig, Recipient
    from briefing.deliver.ledger import LedgerState
    from briefing.deliver.mailing import Mailing

__all__ = ["check_doubt", "check_version", "decided", "key_of", "row_of"]

_INTERRUPTED = "a run was interrupted while it was handed over"


def check_doubt(config: DeliverConfig) -> None:
    """Raise ConfigError for a rule about doubts that is not known."""
    if config.doubt not in ("report", "resend"):
        msg = f'deliver.doubt = "{config.doubt}" is not known. Known: report, resend.'
        raise ConfigError(msg)


def check_version(mailing: Mailing, known: Sequence[Outcome | None]) -> None:
    """Raise DeliveryError where everybody had this edition in other words: that is not sent unasked."""
    if known and all(outcome is not None and outcome.state == "changed" for outcome in known):
        msg = f"{mailing.edition}: this day was sent already, in other words. --again sends this version too."
        raise DeliveryError(msg)


def key_of(mailing: Mailing, recipient: Recipient) -> tuple[str, str]:
    """Return edition and recipient, as the ledger counts them."""
    return mailing.edition, address_key(recipient.address)


def row_of(mailing: Mailing, recipient: Recipient, state: LedgerState, detail: str, at: dt.datetime) -> Row:
    """Return what the ledger is to keep."""
    edition, key = key_of(mailing, recipient)
    return Row(edition, key, recipient.address, state, mailing.digest, detail, at.isoformat(timespec="seconds"))


def decided(row: Row | None, mailing: Mailing, config: DeliverConfig, *, again: bool) -> Outcome | None:
    """Return what the ledger already decides; None if the recipient is due.

    A file that was written does not count as a mail that was sent: whoever first looks at the files and then names
    a server wants them sent.
    """
    if row is None or row.state in ("refused", "deferred", "written"):
        return None
    same = row.digest == mailing.digest
    if row.state == "sent":
        if same:
            return Outcome(row.address, "had")
        return None if again else Outcome(row.address, "changed", f"since {row.at}")
    if config.doubt == "resend" or (again and not same):
        return None
    return Outcome(row.address, "doubt", f"{_INTERRUPTED}, {row.at}; see deliver.doubt")
