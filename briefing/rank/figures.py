"""What each ranker is and how well it does, as `briefing rankers` tells it; kept in weights/figures.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

__all__ = ["RankerFigures", "figures"]


@dataclass(frozen=True, slots=True)
class RankerFigures:
    """One ranker. rouge: character ROUGE-1, -2, -L F1 in percent, mean of three sets of news; None if not measured."""

    name: str
    what: str
    rouge: tuple[float, float, float] | None


def figures() -> tuple[tuple[RankerFigures, ...], str]:
    """Return the rankers, best first, and how they were measured."""
    data = json.loads((files("briefing.rank") / "weights" / "figures.json").read_text(encoding="utf-8"))
    rows = []
    for name, row in data["rankers"].items():
        rouge = row.get("rouge")
        rows.append(RankerFigures(name, row["what"], (rouge[0], rouge[1], rouge[2]) if rouge else None))
    return tuple(rows), data["measured"]
