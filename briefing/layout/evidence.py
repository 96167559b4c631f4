"""What speaks for and against a link: features of each start of a frame with each end, head and with nothing.

Each feature is a matrix, one row a start, one column an explanation of it; what the features together make of a link is
its score (`weighing`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.leads import ahead, stepped
from briefing.layout.themes import TOLD, advance, standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.frames import Frame
    from briefing.layout.onward import Pairs

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Table = dict[str, Floats]

__all__ = ["NEARER", "OWN", "TITLED", "Scene", "continued", "opener", "steps", "titled", "unexplained"]

# 今天（7月28日）, 3月8日下午, 记者从…获悉: news begins so. 此外, 据介绍, 他说: a text goes on so.
_DATED = re.compile(r"(?:.{0,24}?(?:今天|昨天|近日|日前|日，|日上午|日下午|日晚|记者从|日在|正在|连日来|当地时间))")
_GOING_ON = re.compile(
    r"(?:此外|同时|与此同时|另外|据介绍|据了解|据悉|其中|他说|她说|他们|会议强调|会议指出|会议要求|接下来|下一步|目前|随后|不仅|而|但|因此|如今|“|在此|会上|会后|对此)"
)
# Distances in parts, upper bounds; beyond the last: far.
# A text that has this share of a head's words may well be its article.
_SURE = 0.3
_STEPS = (1, 2, 4, 8, 16)
# Steps of how far an end is ahead of the best other, and of the middle one.
_AHEAD = (-4.0, -2.5, -1.5, -0.8, -0.3, 0.0, 0.5, 1.2, 2.5)
OWN = (0.0, 0.3, 0.8, 1.5, 3.0)
# Steps of how far one text is nearer in topic than the nearest other, in cosines.
NEARER = (-0.6, -0.4, -0.25, -0.12, -0.04, 0.0, 0.04, 0.12, 0.25, 0.4)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the features look at besides frames and heads.

    before: kinds of the parts of the page by number. order: how far the stream can be trusted, 0 to 1.
    roundup: a head on the page names a roundup. habit: shares of the page's heads, as far as known, that stand just
    above and just below their texts.
    """

    kinds: tuple[str, ...]
    order: float
    roundup: bool = False
    habit: tuple[float, float] = (0.0, 0.0)

    def kind(self, number: int) -> str:
        """Return the kind of a part, "edge" beyond the page."""
        return self.kinds[number] if 0 <= number < len(self.kinds) else "edge"


def steps(gap: Floats, name: str, trust: str) -> Table:
    """Return one matrix for each step of distance, forward and backward."""
    found: Table = {}
    low = 0
    for high in (*_STEPS, 10**9):
        for sign, way in ((1, "on"), (-1, "back")):
            inside = (sign * gap > low) & (sign * gap <= high)
            found[f"{name}:{way}{high if high < 10**9 else 'far'}:{trust}"] = inside.astype(float)
        low = high
    return found


def opener(frame: Frame, scene: Scene) -> dict[str, bool]:
    """Tell what in a frame's beginning speaks for the beginning of an article."""
    first = frame.parts[0]
    return {
        "lead": first.lead,
        "byline": scene.kind(frame.first - 1) == "byline",
        "label": scene.kind(frame.first - 1) == "label",
        "dated": bool(_DATED.match(first.words)),
        "going": bool(_GOING_ON.match(first.words)),
        "short": len(first.words) < 20,
    }


TITLED = ("title", "long", "many", "wide", "gap", "lead")


def titled(frame: Frame) -> dict[str, bool]:
    """Tell what in a frame that begins with an intertitle speaks for a head of its own."""
    if not frame.items:
        return {}
    title = frame.parts[0]
    rest = [part for part in frame.parts if part.kind == "body"]
    return {
        "title": True,
        "long": len(title.words) >= 14,
        "many": len(rest) >= 3,
        "wide": bool(rest) and title.rows[0].width > rest[0].column + 0.5,
        "gap": title.gap > 0,
        "lead": bool(rest) and rest[0].lead,
    }


def continued(pairs: Pairs, like: Floats, told: Floats, kin: Floats, covers: tuple[Floats, Floats]) -> Table:
    """Return the features of each start (rows) going on with each end (columns).

    like: cosines, same shape. told: see `Themes.ratios`, same shape. kin: likeness of topics, same shape.
    covers: share of each head's words in the text from each start on and up to each end.
    """
    near = np.minimum(1.0, 3.0 * like)
    closed, other = pairs.closed, ~pairs.same
    table: dict[str, Floats | Flags] = {
        "go:like": near,
        "go:like:open": near * pairs.open,
        "go:unlike": like < 0.02,
        "go:likest": (like >= like.max(axis=1, keepdims=True, initial=0.0)) & (like > 0),
        "go:likest-back": (like >= like.max(axis=0, keepdims=True, initial=0.0)) & (like > 0),
        "go:unlike:closed": (like < 0.03) & closed,
        "go:unlike:other": (like < 0.03) & other,
        "go:like:closed": near * closed,
        "go:like:other": near * other,
        "go:like:far": near * (np.abs(pairs.gap) > 3),
        "go:alike:odd": pairs.table["go:odd"] * near,
        **_goals(*covers, ~closed),
        **_themes(told, closed, pairs.gap == 1, other),
        **_topics(kin, pairs),
    }
    return {**pairs.table, **{name: np.asarray(matrix, dtype=float) for name, matrix in table.items()}}


def _goals(starts: Floats, ends: Floats, torn: NDArray[np.bool_]) -> Table:
    """Return whether the head whose words a start has most is the same as that of an end: they speak of one thing."""
    if not starts.shape[1]:
        return {}
    goal, aim = starts.argmax(axis=1), ends.argmax(axis=1)
    sure, certain = starts.max(axis=1) >= _SURE, ends.max(axis=1) >= _SURE
    known = sure[:, None] & certain[None, :]
    same = goal[:, None] == aim[None, :]
    # How much of the end's own head the start has, against the best it has of any.
    share = starts[:, aim] / np.maximum(0.2, starts.max(axis=1))[:, None]
    return {
        "go:goal": known & same,
        "go:goal-other": known & ~same,
        "go:goal-other:closed": known & ~same & ~torn,
        "go:goal:closed": known & same & ~torn,
        "go:goal-share": np.minimum(1.0, share),
        "go:goal-share:closed": np.minimum(1.0, share) * ~torn,
        "go:goal-none": np.broadcast_to(~sure[:, None], known.shape),
    }


def _topics(kin: Floats, pairs: Pairs) -> dict[str, Floats | Flags]:
    """Return how near each end is to each start in topic, in itself and against the best other."""
    following = pairs.gap == 1
    places = {
        "open": pairs.open,
        "half": ~pairs.open & ~pairs.closed,
        "next": pairs.closed & following,
        "far": pairs.closed & ~following,
    }
    table: dict[str, Floats | Flags] = {"go:kin:other": kin * ~pairs.same}
    for name, inside in places.items():
        table[f"go:kin:{name}"] = kin * inside
    for way, lead in (("row", ahead(kin, NEARER[-1])), ("column", ahead(kin.T, NEARER[-1]).T)):
        for step, held in stepped(lead, NEARER):
            table |= {f"go:kin:{name}:{way}:{step}": inside & held for name, inside in places.items()}
    return table


def _themes(told: Floats, closed: Flags, following: Flags, other: Flags) -> dict[str, Floats | Flags]:
    """Return how far the words of each start are those of each end, in itself and against the best other end.

    told: see `Themes.ratios`, in units of what chance makes of them, same shape.
    """
    if not len(told):
        return {}
    own, bounded = advance(told), standing(told)
    lead = ahead(told) / TOLD
    back = np.clip(ahead(bounded.T).T, -2.0, 1.0)
    table: dict[str, Floats | Flags] = {
        "go:told": bounded,
        "go:told:closed": bounded * closed,
        "go:told:other": bounded * other,
        "go:told:ahead": np.clip(lead, -4.0, 2.0),
        "go:told:back": back,
        "go:told:back:closed": back * closed,
    }
    for name, values, bounds in (("", lead, _AHEAD), ("own-", own, OWN)):
        for step, held in stepped(values, bounds):
            table[f"go:told:{name}far:{step}"] = held & closed & ~following
            table[f"go:told:{name}next:{step}"] = held & closed & following
    return table


def unexplained(frames: Sequence[Frame], scene: Scene) -> Table:
    """Return the features of each start that nothing explains, as vectors."""
    titles = [titled(frame) for frame in frames]
    roundup = [scene.roundup and frame.items for frame in frames]
    table = {
        **{f"none:items:{name}": [title.get(name, False) for title in titles] for name in TITLED},
        "none:items:roundup": roundup,
        "none": [True for _ in frames],
        "none:lead": [frame.parts[0].lead for frame in frames],
        "none:open": [frame.parts[0].open_start for frame in frames],
        "none:items": [frame.items for frame in frames],
        "none:listed": [frame.listed and not frame.box for frame in frames],
        "none:box": [frame.box for frame in frames],
        "none:short": [len(frame.words) < 30 for frame in frames],
    }
    return {name: np.array(values, dtype=float) for name, values in table.items()}
