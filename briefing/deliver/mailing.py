"""What is handed over, and what became of it: the records that all deliverers share."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefing.codec.mime import Envelope, message_bytes, message_id, one_line
from briefing.deliver.addresses import address_key, checked_address, named_address
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.codec.mime import Letter
    from briefing.config import DeliverConfig, Recipient
    from briefing.model import Brief

__all__ = [
    "Clock",
    "Mailing",
    "Outcome",
    "OutcomeState",
    "Receipt",
    "edition_of",
    "ledger_path",
    "mailing_of",
    "message_for",
    "sender_of",
]

OutcomeState = Literal["sent", "had", "written", "due", "changed", "doubt", "deferred", "refused", "skipped"]

# In the order in which a summary names them.
_WORDS: dict[OutcomeState, str] = {
    "sent": "sent",
    "written": "written",
    "due": "would be sent",
    "had": "had it already",
    "skipped": "skipped",
    "changed": "had another version (--again sends this one)",
    "doubt": "in doubt, not sent again",
    "deferred": "not reached",
    "refused": "refused",
}
_FAILED: frozenset[OutcomeState] = frozenset({"changed", "doubt", "deferred", "refused"})
_MAX_LINK = 900  # octets; a header line may hold 998


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as the deliverers see it; tests hand in their own."""

    now: Callable[[], dt.datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Mailing:
    """One edition on its way to its readers.

    edition: names the day and the brief; digest: changes with its words. letters: what this recipient gets,
    None if none of the sections they want is in the brief. home: the folder in which the brief lies; None: that of
    its day in the output folder.
    """

    edition: str
    digest: str
    date: dt.date
    letters: Callable[[Recipient], Letter | None]
    home: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one recipient. detail: the server's words or our reason, on one line."""

    address: str
    state: OutcomeState
    detail: str = ""

    @property
    def failed(self) -> bool:
        """Tell whether this recipient still lacks the brief, or may lack it."""
        return self.state in _FAILED


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a mailing, in the order of the recipients. files: those that were written."""

    outcomes: tuple[Outcome, ...]
    files: tuple[Path, ...] = field(default=())

    @property
    def code(self) -> Literal[0, 1]:
        """The exit code: 0 if all have it, 1 if some could not be reached."""
        return 1 if any(outcome.failed for outcome in self.outcomes) else 0

    @property
    def old(self) -> bool:
        """Tell whether this run handed nothing over, for all had it from an earlier one."""
        states = {outcome.state for outcome in self.outcomes}
        return "had" in states and states <= {"had", "skipped"}

    @property
    def summary(self) -> str:
        """The counts in words: "12 sent, 3 had it already, 1 refused"."""
        counts = Counter(outcome.state for outcome in self.outcomes)
        told = (f"{counts[state]} {words}" for state, words in _WORDS.items() if counts[state])
        return ", ".join(told) or "nothing to do"

    @property
    def problems(self) -> tuple[str, ...]:
        """One line for each recipient who lacks the brief: address, what happened, why."""
        return tuple(
            f"{each.address}: {_WORDS[each.state]}" + (f" ({each.detail})" if each.detail else "")
            for each in self.outcomes
            if each.failed
        )


def ledger_path(config: DeliverConfig) -> Path:
    """Return where the ledger lies."""
    return Path(config.ledger or Path(config.out) / "ledger.sqlite")


def sender_of(config: DeliverConfig) -> tuple[str, str]:
    """Return name and address of the sender; ConfigError if there is none."""
    if not config.sender:
        msg = 'deliver.sender is empty: who writes the mail? Set sender = "每日要情 <brief@example.org>" in [deliver].'
        raise ConfigError(msg)
    return named_address(config.sender, "deliver.sender")


def message_for(mailing: Mailing, recipient: Recipient, config: DeliverConfig, now: dt.datetime) -> bytes | None:
    """Return the mail for one recipient, None if there is nothing for them; ConfigError for settings that cannot be."""
    letter = mailing.letters(recipient)
    if letter is None:
        return None
    sender = sender_of(config)
    domain = sender[1].rpartition("@")[2]
    reply_to = checked_address(config.reply_to, "deliver.reply_to") if config.reply_to else ""
    envelope = Envelope(
        sender=sender,
        recipient=(recipient.name, recipient.address),
        date=now,
        identity=message_id(mailing.edition, mailing.digest, address_key(recipient.address), domain),
        reply_to=reply_to,
        unsubscribe=_unsubscribe(config, recipient.address, reply_to or sender[1]),
    )
    return message_bytes(letter, envelope)


def _unsubscribe(config: DeliverConfig, address: str, answers: str) -> str:
    """Return the link of List-Unsubscribe (RFC 2369): that of the settings, or a mail to whoever reads the answers."""
    quoted = urllib.parse.quote(address)
    if not config.unsubscribe:
        return f"mailto:{urllib.parse.quote(answers, safe='@')}?subject=unsubscribe%20{quoted}"
    link = config.unsubscribe.replace("{address}", quoted)
    usable = link.isascii() and link.isprintable() and not set(link) & set(" <>,")
    if not usable or not link.startswith(("https:", "mailto:")) or len(link) > _MAX_LINK:
        msg = (
            f"deliver.unsubscribe = {config.unsubscribe!r} is not an https or mailto link in plain ASCII. "
            "Right would be https://example.org/leave?who={address}"
        )
        raise ConfigError(msg)
    return link


def edition_of(brief: Brief) -> str:
    """Return the name under which the ledger keeps the brief: its day and its title."""
    return f"{brief.date.isoformat()} {one_line(brief.title)}"


def mailing_of(brief: Brief, letters: Callable[[Recipient], Letter | None]) -> Mailing:
    """Return the brief as a mailing; its digest covers the words the readers see, and nothing else."""
    words = "\0".join(_words_of(brief)).encode("utf-8", "replace")
    return Mailing(edition_of(brief), hashlib.sha256(words).hexdigest(), brief.date, letters)


def _words_of(brief: Brief) -> Iterator[str]:
    for section in brief.sections:
        yield from ("section", section.name, section.title)
        for item in section.items:
            yield from ("item", item.label)
            for fragment in (*item.text, *item.detail):
                yield from (fragment.role, fragment.label, fragment.text, fragment.after)
