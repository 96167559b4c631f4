"""Where the record of a mailing is kept, when briefs lie in more than one folder.

A brief that was made with `--out` may be mailed by its path alone, and the other way round: the ledger that knows the
edition must be found both ways, or somebody gets it twice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.deliver.ledger import knows
from briefing.deliver.mailing import ledger_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from briefing.config import DeliverConfig

__all__ = ["out_of", "with_ledger"]


def out_of(brief: Path, date: dt.date) -> Path | None:
    """Return the output folder of a brief that lies where a build put it, `<out>/<date>/brief.json`; else None."""
    home = brief.absolute().parent
    if home.name != date.isoformat():
        return None
    return brief.parent.parent if brief.parent.name else home.parent


def with_ledger(config: DeliverConfig, edition: str, folders: Iterable[str | Path]) -> DeliverConfig:
    """Return the settings with the ledger to use: the one they name, else the first that knows the edition.

    Where none knows it yet, that of the first folder.
    """
    if config.ledger:
        return config
    ledgers = [ledger_path(replace(config, out=str(folder))) for folder in folders]
    return replace(config, ledger=str(next((each for each in ledgers if knows(each, edition)), ledgers[0])))
