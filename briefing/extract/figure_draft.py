"""A figure while its sentence is read: ranges of the view instead of passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from briefing.extract.figure_view import Range
    from briefing.text.numbers import Quantity

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known so far of one figure.

    at: where it is told; last: the end of the words that tell it. level: its number, None for a rate or a rank alone.
    rate: the number of a change without level. compared: told only for comparison. first: the number stands before
    the thing counted. period: told for this one alone.
    """

    at: int
    last: int
    metric: tuple[Range, ...] = ()
    subject: Range | None = None
    level: Quantity | None = None
    rate: Quantity | None = None
    change: Range | None = None
    percent: Decimal | None = None
    points: Decimal | None = None
    kind: str | None = None
    ranks: tuple[tuple[Range, ...], ...] = ()
    comparisons: tuple[Range, ...] = ()
    forecast: bool = False
    compared: bool = False
    first: bool = False
    period: str | None = None
