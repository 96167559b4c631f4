"""Handing a brief over: send, and the unattended morning run."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.progress import at_work
from briefing.cli.settings import day, settings
from briefing.codec import dump_json
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from typing import TextIO

    from briefing.config import Config
    from briefing.deliver import Receipt
    from briefing.model import Brief, Edition

__all__ = ["morning", "send"]


def send(options: Namespace, out: TextIO) -> int:
    """Mail a kept brief, or tell who has had what."""
    config = settings(options)
    if options.status:
        return _status(options, config, out)
    if options.brief is None:
        msg = "send needs the brief: briefing send out/2024-03-08/brief.json (or --status)."
        raise ConfigError(msg)
    from briefing.cli.build import load_kept
    from briefing.deliver.mailing import ledger_path

    brief = load_kept(options.brief)
    usual = ledger_path(config.deliver)
    config = _with_ledger(brief, config, _folders(options, config, brief))
    receipt = _send(brief, config, home=_home(options), again=options.again, dry_run=options.dry_run)
    for problem in receipt.problems:
        print(f"briefing: {problem}", file=sys.stderr)
    where = f": {receipt.files[0].parent}" if receipt.files else ""
    if receipt.old and (used := ledger_path(config.deliver)) != usual:
        where = f": {used}"  # who looks into the folder named finds no record there
    out.write(f"{receipt.summary}{where}\n")
    return receipt.code


def _status(options: Namespace, config: Config, out: TextIO) -> int:
    """Print the ledger: that of the settings, or the one that knows the brief that is named."""
    from briefing.deliver import status
    from briefing.deliver.mailing import ledger_path

    if options.brief is not None:
        from briefing.cli.build import load_kept

        brief = load_kept(options.brief)
        config = _with_ledger(brief, config, _folders(options, config, brief))
    rows = status(config.deliver)
    out.writelines(row.line + "\n" for row in rows)
    if not rows:
        print(f"briefing: nothing has been sent yet: no rows in {ledger_path(config.deliver)}.", file=sys.stderr)
    return 0


def _home(options: Namespace) -> Path | None:
    """Return the folder of a brief that is named, for its mail lies beside it unless --out leads elsewhere."""
    return Path(options.brief).parent if options.out is None and options.brief != "-" else None


def _folders(options: Namespace, config: Config, brief: Brief | None = None) -> tuple[str | Path, ...]:
    """Return the output folders whose ledgers may know an edition: of --out, of the brief, of the settings."""
    from briefing.deliver import out_of

    named = [config.deliver.out] if options.out is not None else []
    made = out_of(Path(options.brief), brief.date) if brief and options.brief != "-" else None
    set_out = settings(Namespace(**{**vars(options), "out": None})).deliver.out
    return (*named, *([made] if made is not None else []), set_out)


def _with_ledger(brief: Brief, config: Config, folders: tuple[str | Path, ...]) -> Config:
    """Return the settings with the ledger to use for the brief."""
    from briefing.deliver import edition_of, with_ledger

    return replace(config, deliver=with_ledger(config.deliver, edition_of(brief), folders))


def _send(
    brief: Brief, config: Config, *, home: Path | None = None, again: bool = False, dry_run: bool = False
) -> Receipt:
    from briefing.compose.sections import SECTIONS, TITLES
    from briefing.deliver import mailing_of, recipients_of
    from briefing.deliver import send as deliver
    from briefing.render.email import letters

    # A section that no brief can have is a slip of the pen: without this its reader would just never get it.
    for recipient in recipients_of(config.deliver):
        for name in sorted(set(recipient.sections) - set(TITLES.values())):
            SECTIONS.check(name, f"deliver.recipients, {recipient.address}: sections")
    mailing = replace(mailing_of(brief, letters(brief, config)), home=home)
    with at_work("sending"):
        return deliver(mailing, config.deliver, again=again, dry_run=dry_run)


def morning(options: Namespace, out: TextIO) -> int:
    """Read, build, check, send; the summary on standard error, the report for machines on standard output."""
    from briefing.archive import discover, left_aside
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

    out_folder = Path(config.deliver.out)

    def forms(date: dt.date) -> Config:
        return with_forms(out_folder / date.isoformat(), config)

    def make(edition: Edition) -> Brief:
        with at_work("composing the page"):
            return make_brief(edition, forms(edition.date))

    def publish(brief: Brief) -> tuple[Path, ...]:
        with at_work("drawing the page"):
            return publish_to(out_folder, brief, forms(brief.date), force=False)

    folders = _folders(options, config)
    work = Work(
        read=read,
        compose=make,
        publish=publish,
        send=lambda brief: _send(brief, _with_ledger(brief, config, folders)),
        aside=left_aside,
    )
    folder = options.folder or config.morning.folder or DEFAULT_INPUT
    report = run(folder, config, work, today=today, now=lambda: dt.datetime.now().astimezone())
    out.write(dump_json(report.as_json()))
    print(f"briefing: {report.line}", file=sys.stderr)
    return report.code
