"""Handing a brief over: send, and the unattended morning run."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.settings import day, settings
from briefing.codec import dump_json
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import TextIO

    from briefing.config import Config
    from briefing.deliver import Receipt
    from briefing.model import Brief, Edition

__all__ = ["morning", "send"]


def send(options: Namespace, out: TextIO) -> int:
    """Mail a kept brief, or tell who has had what."""
    from briefing.deliver import status
    from briefing.deliver.mailing import ledger_path

    config = settings(options)
    if options.status:
        rows = status(config.deliver)
        out.writelines(row.line + "\n" for row in rows)
        if not rows:
            print(f"briefing: nothing has been sent yet: no rows in {ledger_path(config.deliver)}.", file=sys.stderr)
        return 0
    if options.brief is None:
        msg = "send needs the brief: briefing send out/2024-03-08/brief.json (or --status)."
        raise ConfigError(msg)
    from briefing.cli.build import load_kept

    receipt = _send(load_kept(options.brief), config, again=options.again, dry_run=options.dry_run)
    for problem in receipt.problems:
        print(f"briefing: {problem}", file=sys.stderr)
    where = f": {receipt.files[0].parent}" if receipt.files else ""
    out.write(f"{receipt.summary}{where}\n")
    return receipt.code


def _send(brief: Brief, config: Config, *, again: bool = False, dry_run: bool = False) -> Receipt:
    from briefing.compose.sections import SECTIONS, TITLES
    from briefing.deliver import recipients_of
    from briefing.deliver import send as deliver
    from briefing.deliver.mailing import mailing_of
    from briefing.render.email import letters

    # A section that no brief can have is a slip of the pen: without this its reader would just never get it.
    for recipient in recipients_of(config.deliver):
        for name in sorted(set(recipient.sections) - set(TITLES.values())):
            SECTIONS.check(name, f"deliver.recipients, {recipient.address}: sections")
    return deliver(mailing_of(brief, letters(brief, config)), config.deliver, again=again, dry_run=dry_run)


def morning(options: Namespace, out: TextIO) -> int:
    """Read, build, check, send; the summary on standard error, the report for machines on standard output."""
    from briefing.archive import discover
    from briefing.cli.build import publish_to, with_forms
    from briefing.cli.progress import progress
    from briefing.cli.reading import DEFAULT_INPUT
    from briefing.pipeline import make_brief, make_edition
    from briefing.unattended import Work
    from briefing.unattended import morning as run

    config = settings(options)
    date = day(options.date)
    # The one place of the whole program that looks at the clock: is the paper today's?
    today = day(options.today, "--today") or dt.datetime.now().astimezone().date()

    def read(folder: str) -> Edition:
        paths = discover([folder])
        with progress(len(paths)) as tell:
            return make_edition(paths, config, date=date, progress=tell)

    def hand_over(brief: Brief, _: tuple[Path, ...]) -> Receipt | None:
        return _send(brief, config) if config.deliver.recipients or config.deliver.recipients_file else None

    out_folder = Path(config.deliver.out)

    def forms(date: dt.date) -> Config:
        return with_forms(out_folder / date.isoformat(), config)

    work = Work(
        read=read,
        compose=lambda edition: make_brief(edition, forms(edition.date)),
        publish=lambda brief: publish_to(out_folder, brief, forms(brief.date), force=False),
        send=hand_over,
    )
    folder = options.folder or config.morning.folder or DEFAULT_INPUT
    report = run(folder, config, work, today=today, now=lambda: dt.datetime.now().astimezone())
    out.write(dump_json(report.as_json()))
    print(f"briefing: {report.line}", file=sys.stderr)
    return report.code
