"""Features of heads: what speaks for and against a frame opening the article of a head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.evidence import NEARER, OWN, Scene, opener, steps
from briefing.layout.leads import ahead, stepped
from briefing.layout.themes import advance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.layout.blocks import Part
    from briefing.layout.frames import Frame

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Table = dict[str, Floats]

__all__ = ["headed"]


def headed(  # noqa: PLR0913, PLR0917 - the whole picture goes into one table
    frames: Sequence[Frame],
    heads: Sequence[Sequence[Part]],
    lists: Sequence[bool],
    cover: Floats,
    kin: Floats,
    told: Floats,
    chain_ends: Sequence[int],
    scene: Scene,
) -> Table:
    """Return the features of each frame (rows) opening the article of each head (columns).

    cover: share of each head's words in each frame's article; kin: likeness of their topics.
    told: see `Themes.ratios`.
    chain_ends: number of the last part of that article.
    """
    size, count = len(frames), len(heads)
    shape = (size, count)
    if not count:
        return {}
    starts = np.array([frame.first for frame in frames], dtype=float)[:, None]
    ends = np.array(chain_ends, dtype=float)[:, None]
    lows = np.array([frame.last for frame in frames], dtype=float)[:, None]
    top = np.array([head[0].number for head in heads], dtype=float)[None, :]
    foot = np.array([head[-1].number for head in heads], dtype=float)[None, :]
    listing = np.array(lists, dtype=bool)[None, :]
    boxed = np.array([frame.box for frame in frames])[:, None]
    listed = np.array([frame.listed and not frame.box for frame in frames])[:, None]
    items = np.array([frame.items for frame in frames])[:, None]
    plain = ~(boxed | listed | items)
    open_start = np.array([frame.parts[0].open_start for frame in frames])[:, None]
    length = np.array([sum(len(part.words) for part in head) for head in heads])[None, :]
    best_frame = (cover >= cover.max(axis=0, keepdims=True, initial=0.0)) & (cover > 0)
    best_head = (cover >= cover.max(axis=1, keepdims=True, initial=0.0)) & (cover > 0)
    after, above = starts - foot, top - ends
    table: dict[str, Floats | Flags] = {
        "head": np.ones(shape),
        "head:cover": cover * ~listing,
        "head:cover2": np.sqrt(cover) * ~listing,
        "head:bare": (cover < 0.12) & ~listing & plain,
        "head:full": (cover > 0.6) & ~listing & plain,
        "head:likest": best_frame & ~listing,
        "head:likest-back": best_head & ~listing,
        "head:likest-both": best_frame & best_head & ~listing,
        "head:open": np.broadcast_to(open_start, shape),
        "head:list-box": listing & boxed,
        "head:list-listed": listing & listed,
        "head:list-items": listing & items,
        "head:list-plain": listing & plain,
        "head:list-next": listing & (boxed | listed | items) & (after > 0) & (after <= 2),
        "head:plain-box": ~listing & boxed,
        "head:plain-listed": ~listing & listed,
        "head:plain-items": ~listing & items,
        "head:plain-box-next": ~listing & boxed & (after == 1),
        "head:next": after == 1,
        "head:near": (after > 1) & (after <= 3),
        "head:above": above == 1,
        "head:above-near": (above > 1) & (above <= 3),
        "head:inside": (top > lows) & (top < ends),
        "head:alone": np.broadcast_to(np.array([[_stands_alone(head, scene) for head in heads]]) & ~listing, shape),
        "head:alone:bare": np.array([[_stands_alone(head, scene) for head in heads]])
        & ~listing
        & (cover < 0.15)
        & plain,
        "head:alone:next": np.array([[_stands_alone(head, scene) for head in heads]])
        & ~listing
        & ((after == 1) | (above == 1))
        & plain,
        "head:inter": np.broadcast_to(np.array([[head[0].kind == "intertitle" for head in heads]]), shape),
        "head:inter:above": np.array([[head[0].kind == "intertitle" for head in heads]]) & (above == 1),
        "head:signed": np.broadcast_to(
            np.array([[scene.kind(head[-1].number + 1) == "byline" for head in heads]]) & ~listing, shape
        ),
        "head:labelled": np.broadcast_to(
            np.array([[scene.kind(head[0].number - 1) in {"label", "furniture"} for head in heads]]) & ~listing, shape
        ),
        "head:lines": np.broadcast_to(np.array([[len(head) > 1 for head in heads]]) & ~listing, shape),
        "head:next:only": np.array([[_between(head, scene) == "above" for head in heads]]) & ~listing & (after == 1),
        "head:above:only": np.array([[_between(head, scene) == "below" for head in heads]]) & ~listing & (above == 1),
        "head:short": np.broadcast_to(length < 6, shape),
        "head:next:habit": (after == 1) * scene.habit[0] * ~listing,
        "head:next:against": (after == 1) * scene.habit[1] * ~listing,
        "head:above:habit": (above == 1) * scene.habit[1] * ~listing,
        "head:above:against": (above == 1) * scene.habit[0] * ~listing,
        **steps(np.where(after > 0, after, np.minimum(-1, -np.abs(above))), "head", "any"),
    }
    # How far the likeliest end is ahead of the middle one: a text that some other holds the words of goes on with it.
    before = advance(told).max(axis=1, initial=0.0)[:, None]
    for step, held in stepped(before, OWN):
        table[f"head:told:{step}"] = np.broadcast_to(held & plain & ~open_start, shape)
    table["head:kin"] = kin * ~listing
    for name, lead in (("row", ahead(kin, NEARER[-1])), ("column", ahead(kin.T, NEARER[-1]).T)):
        for step, held in stepped(lead, NEARER):
            table[f"head:kin:{name}:{step}"] = held & plain & ~listing
    openers = [opener(frame, scene) for frame in frames]
    for name in ("lead", "byline", "label", "dated", "going", "short"):
        flags = np.array([each[name] for each in openers], dtype=float)
        table[f"head:{name}"] = np.repeat(flags[:, None], count, axis=1)
    return {name: np.asarray(matrix, dtype=float) for name, matrix in table.items()}


def _between(head: Sequence[Part], scene: Scene) -> str:
    """Tell whether body text stands only below the head ("above" it stands) or only above it ("below"), else ""."""
    low, high = head[0].number - 1, head[-1].number + 1
    while scene.kind(low) == "head":
        low -= 1
    while scene.kind(high) in {"head", "byline"}:
        high += 1
    text = {"body", "intertitle"}
    before, after = scene.kind(low) in text, scene.kind(high) in text
    return "above" if after and not before else "below" if before and not after else ""


def _stands_alone(head: Sequence[Part], scene: Scene) -> bool:
    """Tell whether no other head line stands beside the head."""
    return scene.kind(head[0].number - 1) != "head" and scene.kind(head[-1].number + 1) != "head"
