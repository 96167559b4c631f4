"""Floors of quality measures, pinned with a digest of the gold they were measured on."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["below", "digest"]


def digest(folder: Path) -> str:
    """Return the digest of the gold and of the pages it was made for."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def below(measures: Mapping[str, float], folder: Path, floors: Path, *, lift: bool = False) -> list[str]:
    """Return what fell below its floor; with lift, write floors that rose.

    Floors fall only when the file is edited on purpose; a change of the gold asks for new ones.
    """
    pinned = json.loads(floors.read_text(encoding="utf-8")) if floors.exists() else {"gold": "", "floors": {}}
    now = digest(folder)
    if pinned["gold"] != now:
        if not lift:
            return ["the gold has changed: run with --raise to pin new floors, and say why in the commit"]
        pinned = {"gold": now, "floors": {}}
    least = pinned["floors"]
    low = [f"{name} is {value}, floor {least[name]}" for name, value in measures.items() if value < least.get(name, 0)]
    if lift and not low:
        risen = {name: max(value, least.get(name, 0)) for name, value in measures.items()}
        floors.write_text(json.dumps({"gold": now, "floors": risen}, indent=1) + "\n", encoding="utf-8")
    return low
