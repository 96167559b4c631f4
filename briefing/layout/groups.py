"""Parts of a page become frames and heads, ready to be linked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.layout.cohesion import joins_word
from briefing.layout.frames import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.blocks import Part

__all__ = ["frames_of", "heads_of", "is_listed", "names_box", "names_roundup", "order_of"]

_BOX_TITLE = re.compile(
    r"[今本昨][日期天报周]*(?:看点|导读|提要|关注|要闻|推荐)|(?:要闻|本期|新闻|重点|版面|精彩)?(?:导读|看点|提要|速览|导览|索引|目录)|数说[\u3400-\u9fff]{0,4}|数读[\u3400-\u9fff]{0,4}|一图读懂.{0,12}"
)
_ROUNDUP_TITLE = re.compile(
    r"[\u3400-\u9fff]{0,6}(?:简讯|快讯|速递|快览|速览|短波|播报|集锦|短讯|资讯|动态|要闻|新闻速读|一览|联播|简报|集萃|掠影)"
)
_SEPARATOR = re.compile("[；、]")


def names_box(text: str) -> bool:
    """Tell whether a head names a boxed list by its words: 今日看点, 要闻导读, 数说发展."""
    return bool(_BOX_TITLE.fullmatch(text))


def names_roundup(text: str) -> bool:
    """Tell whether a head names a roundup by its words: 国内简讯, 一周要闻速递."""
    return len(text) <= 12 and bool(_ROUNDUP_TITLE.fullmatch(text))


def is_listed(text: str) -> bool:
    """Tell whether running text is a list of one-liners set solid: A；B；C。 or A、B、C without a sentence inside."""
    if "。" in text.rstrip("。") or len(text) < 30:
        return False
    return len(text) / (1 + len(_SEPARATOR.findall(text))) <= 34 and (text.count("；") >= 2 or text.count("、") >= 2) and text.count("，") <= 2


def order_of(parts: Sequence[Part]) -> float:
    """Return how far the stream of body parts can be trusted, 0 to 1: by the share of joints that fit."""
    bodies = [part for part in parts if part.kind == "body"]
    joints = [(a, b) for a, b in zip(bodies, bodies[1:], strict=False) if b.number == a.number + 1]
    torn = sum(a.open_end != b.open_start for a, b in joints)
    return max(0.15, 1.0 - 5.0 * torn / max(8, len(joints)))


def frames_of(parts: Sequence[Part], order: float) -> list[Frame]:
    """Return the frames: body parts between which nothing stands and whose joints fit, and boxes."""
    frames: list[Frame] = []
    run: list[Part] = []
    for part in parts:
        if part.kind == "box":
            frames += _flush(run)
            frames.append(Frame((part,), box=True, listed=True))
            continue
        if part.kind not in {"body", "intertitle"}:
            continue
        if run and not _glued(run[-1], part, order):
            frames += _flush(run)
        run.append(part)
    frames += _flush(run)
    return sorted(_merge_boxes(frames), key=lambda frame: frame.first)


def _flush(run: list[Part]) -> list[Frame]:
    if not run:
        return []
    parts = tuple(run)
    run.clear()
    listed = len(parts) <= 3 and all(is_listed(part.words) for part in parts)
    return [Frame(parts, listed=listed, items=parts[0].kind == "intertitle")]


def _merge_boxes(frames: list[Frame]) -> list[Frame]:
    merged: list[Frame] = []
    for frame in frames:
        if frame.box and merged and merged[-1].box and merged[-1].last + 1 == frame.first:
            merged[-1] = Frame(merged[-1].parts + frame.parts, box=True, listed=True)
        else:
            merged.append(frame)
    return merged


def _glued(before: Part, part: Part, order: float) -> bool:
    if part.number != before.number + 1 or part.lead:
        return False
    if abs(part.column - before.column) > 1.5:
        return False
    if before.kind == "intertitle":
        return not part.open_start
    if part.kind == "intertitle":
        return not before.open_end
    if is_listed(part.words) != is_listed(before.words):
        return False
    if before.open_end != part.open_start:
        return False
    if part.gap == 0:
        return True
    if part.open_start:
        return order > 0.9 or (order > 0.6 and joins_word(before.words, part.words))
    return order > 0.7


def heads_of(parts: Sequence[Part], *, dense: bool) -> list[tuple[Part, ...]]:
    """Return the heads: lines that stand together without an empty line; in a dump without any, each line alone."""
    heads: list[tuple[Part, ...]] = []
    for part in parts:
        if part.kind != "head":
            continue
        last = heads[-1][-1] if heads else None
        if last is not None and last.number + 1 == part.number and part.gap == 0 and not dense:
            both = names_box(last.words) or names_roundup(last.words) or names_box(part.words) or names_roundup(part.words)
            if not both:
                heads[-1] = (*heads[-1], part)
                continue
        heads.append((part,))
    return heads
