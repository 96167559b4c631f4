"""The unattended run (每日自动运行): read, build, check, send; what came of it is one line, a report and a health file.

The work itself is handed in, so this file decides only whether the brief may go out.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefing.errors import BriefingError, DeliveryError, counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from briefing.config import Config
    from briefing.deliver import Receipt
    from briefing.model import Brief, Edition

__all__ = ["Report", "Work", "health_path", "morning"]

State = Literal["running", "done", "partly", "nothing new", "stale", "future", "too small", "failed"]
_CODES: dict[State, Literal[0, 1, 2]] = {
    "running": 2,
    "done": 0,
    "partly": 1,
    "nothing new": 1,
    "stale": 2,
    "future": 2,
    "too small": 2,
    "failed": 2,
}
# A paper may be dated tomorrow where it is printed the evening before, never later.
_DAYS_AHEAD = 1
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Work:
    """The steps, as the caller wires them; each may raise BriefingError.

    read: folder → edition, pages that cannot be read in `failures`. compose: edition → brief. publish: brief → paths
    of the files written. send: brief → receipt. aside: folder → what lies there and is no page.
    """

    read: Callable[[str], Edition]
    compose: Callable[[Edition], Brief]
    publish: Callable[[Brief], tuple[Path, ...]]
    send: Callable[[Brief], Receipt]
    aside: Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run. failures: a line a page that could not be read; problems: a line a reader without the brief.

    stories: as the brief counts them, without sidebars and boxes. aside: what lay in the folder and is no page.
    message: why nothing was sent, "" if something was. delivery: the counts in words.
    """

    state: State
    folder: str
    started: dt.datetime
    date: dt.date | None = None
    stories: int = 0
    failures: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    delivery: str = ""
    problems: tuple[str, ...] = ()
    message: str = ""
    ended: dt.datetime | None = field(default=None)

    @property
    def code(self) -> Literal[0, 1, 2]:
        """The exit code: 0 all done, 1 some pages or readers failed or nothing was new, 2 nothing was sent."""
        return _CODES[self.state]

    @property
    def line(self) -> str:
        """The summary, on one line."""
        parts = [f"{self.date or self.folder}: {self.state}"]
        if self.date:
            parts.append(counted(self.stories, "story", "stories"))
        if self.state == "failed" and self.files:
            parts.append("the files are made")
        parts += [self.message, f"mail: {self.delivery}" if self.delivery else ""]
        if self.failures:
            parts.append(f"{counted(len(self.failures), 'page')} not read ({_short(self.failures[0])})")
        if self.aside:
            aside = counted(len(self.aside), "entry", "entries")
            parts.append(f"{aside} of the folder left aside ({_short(self.aside[0])})")
        if self.problems:
            parts.append(_short(self.problems[0]))
        return " ".join("; ".join(part.rstrip(".") for part in parts if part).split())

    def as_json(self) -> dict[str, Any]:
        """Return the report for machines, schema morning/1."""
        return {
            "schema": "morning/1",
            "state": self.state,
            "code": self.code,
            "folder": self.folder,
            "date": self.date and self.date.isoformat(),
            "started": self.started.isoformat(timespec="seconds"),
            "ended": self.ended and self.ended.isoformat(timespec="seconds"),
            "stories": self.stories,
            "failures": list(self.failures),
            "left_aside": list(self.aside),
            "files": list(self.files),
            "delivery": self.delivery,
            "problems": list(self.problems),
            "message": self.message,
        }


def morning(folder: str, config: Config, work: Work, *, today: dt.date, now: Callable[[], dt.datetime]) -> Report:
    """Run once over the folder and return the report; errors that have a name end in it, never outside.

    today: the edition must not be older than `morning.max_age_days` before it. The health file is written when
    the run begins and when it ends, so a run that died is seen as "running".
    """
    report = Report("running", folder, now())
    health = health_path(config)
    try:
        _keep(health, report)
        report = replace(_run(report, config, work, today), ended=now())
        _keep(health, report)
    except BriefingError as error:
        # The run may have failed because its folder cannot be written; then there is no health file either.
        report = replace(report, state="failed", message=str(error), ended=now())
        try:
            _keep(health, report)
        except DeliveryError as second:
            report = replace(report, message=f"{error} {second}" if str(second) != str(error) else str(error))
    return report


def health_path(config: Config) -> Path:
    """Return where the health file lies."""
    return Path(config.morning.health_file or Path(config.deliver.out) / "health.json")


def _run(report: Report, config: Config, work: Work, today: dt.date) -> Report:
    try:
        edition = work.read(report.folder)
        failures = edition.failures
        report = replace(report, date=edition.date, stories=len(edition.standing), failures=failures)
        report = replace(report, aside=work.aside(report.folder))
        refusal = _unfit(edition, config, today)
        if refusal:
            return replace(report, state=refusal[0], message=refusal[1])
        brief = work.compose(edition)
        if not any(section.items for section in brief.sections):
            return replace(report, state="too small", message="the brief is empty; nothing was sent")
        paths = work.publish(brief)
        report = replace(report, files=tuple(map(str, paths)))
        if not config.morning.send:
            state: State = "partly" if failures else "done"
            return replace(report, state=state, delivery="not sent, as morning.send is false")
        # Nobody to send to is a fault here as it is for `send`: a green run must not mean that no mail goes out.
        receipt = work.send(brief)
    except BriefingError as error:
        return replace(report, state="failed", message=str(error))
    state = "partly" if receipt.code or failures else "done"
    if edition.date < today and receipt.old:
        # Yesterday's pages are within the age that is allowed, but a run that sends nobody anything is not well.
        report = replace(report, message=f"all had the edition of {edition.date}. Are today's pages in the folder?")
        state = "nothing new"
    return replace(report, state=state, delivery=receipt.summary, problems=receipt.problems)


def _unfit(edition: Edition, config: Config, today: dt.date) -> tuple[State, str] | None:
    """Return why this edition must not go out, None if it may."""
    wishes = config.morning
    age = (today - edition.date).days
    if age > wishes.max_age_days:
        days = f"{counted(age, 'day')} before {today}; morning.max_age_days is {wishes.max_age_days}"
        late = f"For a late run: --today {edition.date}"
        return "stale", f"the edition is {days}. Nothing was made or sent. Are today's pages in the folder? {late}"
    if age < -_DAYS_AHEAD:
        days = f"{counted(-age, 'day')} after {today}"
        return "future", f"the edition is {days}. Nothing was made or sent. Check the date of the pages."
    told = sum(bool(story.sentences) for story in edition.standing)
    if told < wishes.min_stories:
        least = f"morning.min_stories is {wishes.min_stories}"
        found = counted(told, "story", "stories")
        return "too small", f"{found} found, {least}. Nothing was made or sent. Are the pages complete?"
    return None


def _keep(path: Path, report: Report) -> None:
    """Write the health file: this run, and the last one that was done; beside and renamed."""
    entry = report.as_json()
    kept = {"schema": "health/1", "last_run": entry, "last_success": _last_success(path)}
    if report.code == 0:
        kept["last_success"] = entry
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        # Half a surrogate pair, as in a file name that is not UTF-8, is written as its JSON escape.
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            json.dump(kept, file, ensure_ascii=False, indent=1)
            file.write("\n")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        msg = f"{path}: the health file cannot be written ({error.strerror}). Choose another: morning.health_file."
        raise DeliveryError(msg) from error


def _last_success(path: Path) -> object:
    """Return the entry that the file holds, None if there is no such file or it cannot be understood."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return kept.get("last_success") if isinstance(kept, dict) else None


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
