"""What a stack is by its type and place: body, head, small line, caption, furniture."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing.layout.bylines import is_byline
from briefing.layout.captions import caption_marks, credit_start, opens_caption
from briefing.layout.furniture import is_furniture, is_jump, is_label, is_section, names_roundup
from briefing.layout.paragraphs import ends_sentence
from briefing.layout.strips import overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.columns import Stack
    from briefing.layout.panels import Panels
    from briefing.layout.strips import Strip
    from briefing.model import Box

__all__ = ["BodyType", "Kind", "body_type", "kind_of"]

Kind = Literal["body", "head", "intertitle", "small", "byline", "label", "caption", "furniture", "jump"]

# Against the body's size: heads are larger, captions and furniture not larger.
_HEAD, _SMALL, _CAPTION = 1.27, 1.025, 1.08
# A picture's caption begins this near below it (ems of the body).
_UNDER = 3.0
# Shorter strips are no running text.
_RUNS = 8


@dataclass(frozen=True, slots=True)
class BodyType:
    """The type that most characters of a page are set in. sizes: all sizes that running text has."""

    size: float
    font: str
    bold: bool
    fonts: frozenset[tuple[str, bool]]


def body_type(strips: Sequence[Strip]) -> BodyType:
    """Return the body type; a page without text gets 10 points."""
    sizes: Counter[float] = Counter()
    for strip in strips:
        # The cells of a table are many, but they do not run.
        sizes[round(strip.size * 4) / 4] += len(strip.text) * (20 if len(strip.text) >= _RUNS else 1)
    if not sizes:
        return BodyType(10.0, "", bold=False, fonts=frozenset())
    rough = sizes.most_common(1)[0][0]
    near = [strip for strip in strips if abs(strip.size - rough) <= 0.06 * rough]
    exact: Counter[float] = Counter()
    fonts: Counter[tuple[str, bool]] = Counter()
    for strip in near:
        exact[strip.size] += len(strip.text)
        fonts[strip.font, strip.bold] += len(strip.text)
    font, bold = fonts.most_common(1)[0][0]
    # Running text is set in few fonts: each has a fair share of the letters.
    usual = frozenset(name for name, count in fonts.items() if count > 0.12 * sum(fonts.values()))
    return BodyType(exact.most_common(1)[0][0], font, bold, usual)


def kind_of(stack: Stack, body: BodyType, panels: Panels, page: Box) -> Kind:  # noqa: PLR0911 - each sign in its turn
    """Return what a stack is. page: box around all running text of the page."""
    text = stack.text
    ratio = stack.size / body.size
    lines = len(stack.strips)
    own = (stack.strips[0].font, stack.strips[0].bold)
    strange = own not in body.fonts
    if lines == 1 and is_jump(text):
        return "jump"
    outside = _outside(stack, page, body.size)
    if all(is_furniture(strip.text) for strip in stack.strips) and (outside or (lines == 1 and ratio < 0.97)):
        return "furniture"
    if lines <= 2 and is_byline(text):
        return "byline"
    if lines == 1 and is_label(text) and (strange or ratio > _SMALL) and not (ratio >= _HEAD and names_roundup(text)):
        return "label"
    if ratio >= _HEAD:
        return "furniture" if outside and (is_furniture(text) or is_section(text)) else "head"
    if ratio <= _CAPTION and lines <= 8 and _is_caption(stack, strange or ratio < 0.97, panels, body.size):
        return "caption"
    if ratio < 0.8:
        return "furniture" if is_furniture(text) else "caption" if lines <= 4 else "body"
    if strange and lines <= 4 and len(text) <= 80 and not ends_sentence(text) and ratio > 0.97:
        return "small"
    if ratio > 1.12 and lines <= 3 and not ends_sentence(text):
        return "small"
    return "body"


def _outside(stack: Stack, page: Box, size: float) -> bool:
    return stack.bottom < page[1] + size or stack.top > page[3] - size


def _is_caption(stack: Stack, strange: bool, panels: Panels, size: float) -> bool:  # noqa: FBT001 - one fact of the stack
    text = stack.text
    credited = credit_start(text) < len(text)
    near = any(
        overlap(stack.left, stack.right, box[0], box[2]) > 0.5 * min(stack.width, box[2] - box[0])
        and -0.6 * size < stack.top - box[3] < _UNDER * size
        for box in panels.pictures
    )
    if strange:
        # A list has its mark more than once; without a picture nothing is a caption by its mark alone.
        marked = bool(panels.pictures) and caption_marks(text) and len(text) > 24 and text.count(text[0]) == 1
        return near or credited or opens_caption(text) or marked
    return (near and (credited or opens_caption(text))) or (len(text) < 120 and opens_caption(text) and credited)
