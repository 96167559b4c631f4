"""Mail to each recipient once, over a server: in rounds, with growing waits, until all have it or time is up."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

from briefing.deliver.due import check_doubt, check_version, decided, key_of, row_of
from briefing.deliver.ledger import open_ledger, read_rows
from briefing.deliver.mailing import Clock, Outcome, Receipt, ledger_path, message_for, sender_of
from briefing.deliver.session import Dropped, Hopeless, Session, Unavailable, check_settings
from briefing.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.config import DeliverConfig, Recipient
    from briefing.deliver.ledger import Ledger, LedgerState
    from briefing.deliver.mailing import Mailing

__all__ = ["deliver"]

# Seconds before the second round, doubled for each next one up to the limit. Greylisting servers ask for 1–5 minutes.
_FIRST_WAIT, _LONGEST_WAIT = 10.0, 300.0
# A first round that hands over nothing for this many times the longest answer ends; the rest are tried in later ones.
_STALLED = 20


def deliver(  # noqa: PLR0913 - the signature of every deliverer
    mailing: Mailing,
    recipients: tuple[Recipient, ...],
    config: DeliverConfig,
    *,
    again: bool = False,
    dry_run: bool = False,
    clock: Clock = Clock(),  # noqa: B008 - frozen
) -> Receipt:
    """Send the mailing to all who lack it; ConfigError or DeliveryError if it could not begin.

    again: those who had another version of this edition get this one too; nobody gets the same words twice.
    dry_run: tell who would get it; nothing is opened, sent or written.
    """
    check_settings(config)
    sender_of(config)
    check_doubt(config)
    path = ledger_path(config)
    if dry_run:
        rows = {(row.edition, row.recipient): row for row in read_rows(path)}
        known = {each: decided(rows.get(key_of(mailing, each)), mailing, config, again=again) for each in recipients}
        return _receipt(recipients, {each: outcome or Outcome(each.address, "due") for each, outcome in known.items()})
    with open_ledger(path, config.timeout_seconds) as ledger:
        known = {
            each: decided(ledger.find(*key_of(mailing, each)), mailing, config, again=again) for each in recipients
        }
        check_version(mailing, tuple(known.values()))
        done = {each: outcome for each, outcome in known.items() if outcome}
        due = [each for each, outcome in known.items() if not outcome]
        run = _Run(mailing, config, clock, ledger, done)
        run.all_rounds(due)
        return _receipt(recipients, run.done)


def _receipt(recipients: tuple[Recipient, ...], outcomes: Mapping[Recipient, Outcome]) -> Receipt:
    return Receipt(tuple(outcomes[each] for each in recipients))


@dataclass(slots=True)
class _Run:
    """One run over the due recipients; `done` grows until everybody has an outcome."""

    mailing: Mailing
    config: DeliverConfig
    clock: Clock
    ledger: Ledger
    done: dict[Recipient, Outcome]
    session: Session | None = None
    began: bool = False  # the server was talked to at least once
    taken: int = 0
    progress: float = 0.0  # when a message was last taken
    why: dict[Recipient, str] = field(default_factory=dict)  # the last temporary refusal

    def all_rounds(self, due: list[Recipient]) -> None:
        """Go round until nobody is left or the deadline has passed; it counts from the end of the first round."""
        trouble = ""
        try:
            self.progress = self.clock.monotonic()
            due, trouble = self._round(due)
            end = self.clock.monotonic() + self.config.deadline_minutes * 60
            wait = _FIRST_WAIT
            while due and (left := end - self.clock.monotonic()) > 0:
                self._hang_up()  # a server need not hold the line meanwhile
                self.clock.sleep(min(wait, left))
                wait = min(wait * 2, _LONGEST_WAIT)
                # A round for which no time was left has nothing to tell; what the one before told still holds.
                due, told = self._round(due, end)
                trouble = told or trouble
        except Hopeless as error:
            if not self.taken:
                raise DeliveryError(str(error)) from None
            trouble = str(error)
            due = [each for each in due if each not in self.done]
        finally:
            self._hang_up()
        if due and not self.began:
            raise DeliveryError(trouble)
        for each in due:
            self._settle(each, "deferred", self.why.get(each) or trouble or "no time left")

    def _round(self, due: list[Recipient], end: float = inf) -> tuple[list[Recipient], str]:
        """Try each of them once; return those still due, and why the server could not be talked to ("" if it could)."""
        left: list[Recipient] = []
        for number, recipient in enumerate(due):
            now = self.clock.monotonic()
            stalled = number > 0 and end == inf and now - self.progress > self._patience()
            if now > end or stalled:
                return left + due[number:], "the server is too slow" if stalled else ""
            try:
                if not self._one(recipient):
                    left.append(recipient)
            except Unavailable as error:
                return left + due[number:], str(error)
            except Dropped as error:
                progress = self.session is not None and self.session.taken > 0
                self._hang_up()
                self.why[recipient] = f"connection lost: {error}"
                if not error.in_doubt or self.config.doubt == "resend":
                    left.append(recipient)
                else:
                    self.done[recipient] = Outcome(recipient.address, "doubt", self.why[recipient])
                if not progress:
                    return left + due[number + 1 :], self.why[recipient]
        return left, ""

    def _patience(self) -> float:
        """Return how many seconds the first round may go on without a message taken."""
        return max(self.config.deadline_minutes * 60, self.config.timeout_seconds * _STALLED)

    def _one(self, recipient: Recipient) -> bool:
        """Hand over one message; return False if it must be tried again."""
        message = message_for(self.mailing, recipient, self.config, self.clock.now())
        if message is None:
            self.done[recipient] = Outcome(recipient.address, "skipped", "none of their sections is in this brief")
            return True
        self.session = self.session or Session(self.config)
        self.began = True
        reply = self.session.hand_over(
            message, sender_of(self.config)[1], recipient.address, lambda: self._write(recipient, "claimed")
        )
        if reply.state == "deferred":
            self.why[recipient] = reply.detail
            self._write(recipient, "deferred", reply.detail)
            return False
        if reply.state == "sent":
            self.taken += 1
            self.progress = self.clock.monotonic()
        self._settle(recipient, reply.state, reply.detail)
        return True

    def _settle(self, recipient: Recipient, state: LedgerState, detail: str) -> None:
        assert state != "claimed", "a claim settles nothing"
        self._write(recipient, state, detail)
        self.done[recipient] = Outcome(recipient.address, state, detail)

    def _write(self, recipient: Recipient, state: LedgerState, detail: str = "") -> None:
        self.ledger.write(row_of(self.mailing, recipient, state, detail, self.clock.now()))

    def _hang_up(self) -> None:
        if self.session is not None:
            self.session.close()
            self.session = None
