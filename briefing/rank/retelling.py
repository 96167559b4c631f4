"""Two reports of one event: what of an article has been told from another one, and which units tell it again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from briefing.rank.codes import NAME, NUMBER, class_of_codes
from briefing.rank.pairs import pairs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.rank.ground import Ground
    from briefing.rank.pairs import Pairs

    Ints = NDArray[np.intp]
    Vector = NDArray[np.float64]

__all__ = ["NEW_SHARE", "Told", "tells_again", "told_of"]

# Two reports of one event: what was printed of the other has this share of its pairs in this article too, and of a
# unit that tells it again less than this share of its worth is new, no name and no number among it. Meetings of one
# day with different guests share half of their words and more: they stay apart by the names.
SAME_EVENT, NEW_SHARE = 0.35, 0.35
_DATE = re.compile(r"\d{1,4} ?[年月日时](?:\d{1,2}[月日分])*")


@dataclass(frozen=True, slots=True)
class Told:
    """What other reports of the event told.

    kinds: of each kind of pair, whether they have it. new_names: of each pair, whether it is within a name or number
    that they do not tell.
    """

    kinds: NDArray[np.bool_]
    new_names: NDArray[np.bool_]


def told_of(ground: Ground, others: Sequence[str]) -> Told | None:
    """Return what of the article other reports of the same event have told; None if none of them is one."""
    pairs = ground.pairs
    keys = [pairs_of([text]).key for text in others]
    same = [key for key in keys if len(key) and np.isin(key, pairs.key).mean() >= SAME_EVENT] if pairs.size else []
    if not same:
        return None
    kinds = np.isin(pairs.key, np.concatenate(same))
    names = np.isin(class_of_codes("".join(ground.codes))[0], (NAME, NUMBER))
    text = "".join([sentence.text for sentence in ground.sentences])
    for match in _DATE.finditer(text):  # 昨天 here is 3月8日 there
        names[match.start() : match.end()] = False
    of_letter = names[pairs.place]
    return Told(kinds, of_letter[:-1] & of_letter[1:] & ~kinds[pairs.kind])


def tells_again(  # noqa: PLR0913, PLR0917 - units as best_units() has them
    pairs: Pairs, weights: Vector, told: Told, starts: Ints, ends: Ints, worth: Vector
) -> NDArray[np.bool_]:
    """Tell of each unit whether it says what another report of the event has told."""
    new = np.concatenate(([0.0], np.cumsum(np.where(told.kinds, 0.0, weights)[pairs.kind])))
    names = np.concatenate(([0], np.cumsum(told.new_names)))
    brings = new[ends - 1] - new[starts] >= NEW_SHARE * np.abs(worth)
    again: NDArray[np.bool_] = ~brings & (names[ends - 1] == names[starts])
    return again
