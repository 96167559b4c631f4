"""Drawn boxes: frames around text, tinted panels, pictures, rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.layout.strips import Strip, hull, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Box, Page

__all__ = ["Panels", "inside", "panels_of"]

# In ems of the body: what is thinner is a rule, what is smaller an ornament.
_THIN = 0.5
_LEAST_FRAME, _LEAST_PICTURE = 3.0, 3.0
# A frame around more than this share of the page's text is the page's own.
_PAGE_FRAME = 0.6
_SLACK = 2.0
# The tint behind a line is no higher than this, in sizes of its type.
_BAR = 2.4


@dataclass(frozen=True, slots=True)
class Panels:
    """What is drawn on a page. frames: boxes with text inside; pictures: boxes without; rules: thin lines."""

    frames: tuple[Box, ...]
    pictures: tuple[Box, ...]
    rules: tuple[Box, ...]


def inside(box: Box, frame: Box, slack: float = _SLACK) -> bool:
    """Tell whether the middle of a box lies in a frame and the box does not stick out of it sideways."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return (
        frame[0] - slack <= x <= frame[2] + slack
        and frame[1] - slack <= y <= frame[3] + slack
        and box[0] >= frame[0] - 3 * slack
        and box[2] <= frame[2] + 3 * slack
    )


def panels_of(page: Page, strips: Sequence[Strip], size: float) -> Panels:
    """Return frames, pictures and rules. size: of the body type."""
    whole = sum(len(strip.text) for strip in strips)
    frames: list[Box] = []
    pictures = [box for box in page.images if _large(box, _LEAST_PICTURE * size)]
    rules: list[Box] = []
    edges: list[Box] = []
    for box in page.rules:
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) < _THIN * size:
            edges.append(box)
            continue
        if not _large(box, 2.0 * size):
            continue
        held = [strip for strip in strips if inside(strip.box, box)]
        if sum(len(strip.text) for strip in held) > _PAGE_FRAME * whole:
            continue
        if held and high < _BAR * max(strip.size for strip in held):
            # A tint behind one line, which belongs where it stands.
            continue
        inked = sum(len(strip.text) * strip.size * strip.size for strip in held)
        if held and inked > 0.04 * wide * high:
            frames.append(box)
        elif _large(box, _LEAST_PICTURE * size):
            pictures.append(box)
    frames += [box for box in _rectangles(edges, size) if 0 < _letters(strips, box) <= _PAGE_FRAME * whole]
    rules = [box for box in edges if not any(_on_edge(box, frame) for frame in frames)]
    return Panels(tuple(_distinct(frames)), tuple(_distinct(pictures)), tuple(rules))


def _letters(strips: Sequence[Strip], box: Box) -> int:
    return sum(len(strip.text) for strip in strips if inside(strip.box, box))


def _large(box: Box, least: float) -> bool:
    return box[2] - box[0] >= least and box[3] - box[1] >= least


def _distinct(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes less those that only repeat another, as a frame and its tint do."""
    kept: list[Box] = []
    for box in boxes:
        if not any(max(abs(a - b) for a, b in zip(box, other, strict=True)) < 3 * _SLACK for other in kept):
            kept.append(box)
    return kept


def _on_edge(rule: Box, frame: Box) -> bool:
    near = 2 * _SLACK
    if rule[2] - rule[0] > rule[3] - rule[1]:
        return (
            min(abs(rule[1] - frame[1]), abs(rule[3] - frame[3])) < near
            and overlap(rule[0], rule[2], frame[0], frame[2]) > 0
        )
    return (
        min(abs(rule[0] - frame[0]), abs(rule[2] - frame[2])) < near
        and overlap(rule[1], rule[3], frame[1], frame[3]) > 0
    )


def _rectangles(edges: Sequence[Box], size: float) -> list[Box]:
    """Return frames drawn as four lines: two level ones of one width, and upright ones at their ends."""
    level = [box for box in edges if box[2] - box[0] > _LEAST_FRAME * size]
    upright = [box for box in edges if box[3] - box[1] > _LEAST_FRAME * size]
    if len(level) > 200 or len(upright) > 200:
        return []
    found = []
    for at, high in enumerate(level):
        for low in level[at + 1 :]:
            top, bottom = sorted((high, low), key=lambda box: box[1])
            if abs(high[0] - low[0]) > 2 * _SLACK or abs(high[2] - low[2]) > 2 * _SLACK:
                continue
            sides = [
                box for box in upright if abs(box[1] - top[1]) < 2 * _SLACK and abs(box[3] - bottom[3]) < 2 * _SLACK
            ]
            if any(abs(box[0] - top[0]) < 2 * _SLACK for box in sides) and any(
                abs(box[2] - top[2]) < 2 * _SLACK for box in sides
            ):
                found.append(hull((top, bottom)))
    return found
