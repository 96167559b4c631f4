"""Finished briefs go to their readers, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.deliver.addresses import recipients_of
from briefing.deliver.ledger import Row, read_rows
from briefing.deliver.mailing import Clock, Mailing, Outcome, Receipt, edition_of, ledger_path, mailing_of
from briefing.deliver.place import out_of, with_ledger
from briefing.errors import ConfigError
from briefing.registry import Table

if TYPE_CHECKING:
    from briefing.config import DeliverConfig

__all__ = [
    "DELIVERERS",
    "Clock",
    "Mailing",
    "Outcome",
    "Receipt",
    "Row",
    "edition_of",
    "mailing_of",
    "out_of",
    "recipients_of",
    "send",
    "status",
    "with_ledger",
]

# Each deliverer: deliver(mailing, recipients, config, *, again, dry_run, clock) -> Receipt
DELIVERERS = Table(
    "way of delivery",
    {
        "smtp": "briefing.deliver.smtp:deliver",
        "folder": "briefing.deliver.folder:deliver",
    },
)


def send(
    mailing: Mailing, config: DeliverConfig, *, again: bool = False, dry_run: bool = False, clock: Clock | None = None
) -> Receipt:
    """Hand the mailing to every recipient in the settings who lacks it.

    Over the server if one is named, else as .eml files into the output folder. Raises ConfigError or
    DeliveryError when it could not begin; what went wrong with single recipients is in the receipt.
    """
    deliver = DELIVERERS.load(config.method or ("smtp" if config.server else "folder"), "deliver.method")
    recipients = recipients_of(config)
    if not recipients:
        msg = (
            'deliver.recipients is empty: nobody to send to. Set recipients = ["name@example.org"] in [deliver] '
            "(for `morning` without mail: send = false in [morning])."
        )
        raise ConfigError(msg)
    receipt: Receipt = deliver(mailing, recipients, config, again=again, dry_run=dry_run, clock=clock or Clock())
    return receipt


def status(config: DeliverConfig) -> tuple[Row, ...]:
    """Return who has had what: all rows of the ledger, newest edition first."""
    return read_rows(ledger_path(config))
