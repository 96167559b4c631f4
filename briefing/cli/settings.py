"""Flags over the settings file over the defaults."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.config import Config, load_config, override
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["DEFAULT_FILE", "day", "settings"]

DEFAULT_FILE = "briefing.toml"

# Flag → part and key of the settings.
_FLAGS = {
    "out": ("deliver", "out"),
    "template": ("render", "template"),
    "ranker": ("rank", "method"),
    "weights": ("rank", "weights"),
    "budget": ("rank", "budget"),
}


def settings(options: Namespace) -> Config:
    """Return the settings that hold for this call. Raises ConfigError."""
    named = getattr(options, "config", None)
    found = Path(named) if named else Path(DEFAULT_FILE)
    config = load_config(found if named or found.is_file() else None)
    for flag, (part, key) in _FLAGS.items():
        value: Any = getattr(options, flag, None)
        if value is not None:
            config = override(config, {part: {key: value}}, f"--{flag}")
    formats = getattr(options, "formats", None)
    if formats is not None:
        names = tuple(dict.fromkeys(name.strip() for name in formats.split(",") if name.strip()))
        config = override(config, {"render": {"formats": names}}, "--formats")
    return config


def day(text: str | None, flag: str = "--date") -> dt.date | None:
    """Return the day that was typed, None for none. Raises ConfigError."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        msg = f"{flag} {text}: not a day of the calendar. Write it YYYY-MM-DD, such as 2024-03-08."
        raise ConfigError(msg) from error
