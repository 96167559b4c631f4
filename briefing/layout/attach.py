"""What hangs on an article by its place: labels, kickers, decks, bylines, intertitles, captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.layout.captions import caption_marks
from briefing.layout.cohesion import Cohesion
from briefing.layout.furniture import is_label, names_roundup
from briefing.layout.strips import overlap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.layout.columns import Stack
    from briefing.layout.decks import Cluster
    from briefing.layout.panels import Panels
    from briefing.layout.stories import Story
    from briefing.layout.typography import BodyType, Kind

__all__ = ["attach"]

# In ems of the body: how far a label stands above its head, a byline from its head or text, at most.
_ABOVE, _BYLINE = 3.5, 5.0
# Intertitles stand right on their text.
_ON = 1.3
# A line this much larger than the body is a deck or a kicker, not an intertitle.
_DECK = 1.13
# A column's name is set smaller than a kicker.
_NAME = 1.21


def attach(  # noqa: PLR0913, PLR0917 - the whole page hangs together
    stories: Sequence[Story],
    idle: Sequence[Cluster],
    rest: Sequence[Stack],
    kinds: Mapping[int, Kind],
    body: BodyType,
    panels: Panels,
) -> list[tuple[Kind, Stack]]:
    """Hang everything that is no running text on the stories; return what finds none.

    idle: heads without a text. rest: small lines, bylines, labels, captions, furniture.
    """
    loose: list[tuple[Kind, Stack]] = []
    em = body.size
    for cluster in idle:
        loose += [("head", stack) for stack in cluster.stacks if not _as_intertitle(stack, stories, em)]
    captions = []
    for stack in rest:
        kind = kinds[stack.number]
        if kind == "caption":
            captions.append(stack)
        elif kind in ("furniture", "jump") or not _hang(stack, kind, stories, body):
            loose.append((kind, stack))
    texts = [(story.head.text if story.head else "") + story.text for story in stories]
    cohesion = Cohesion(texts)
    shares = cohesion.coverage([stack.text for stack in captions], cohesion.matrix(texts))
    for stack, share in zip(captions, shares, strict=True):
        scores = [float(share[at]) + _near(stack, story, panels, em) for at, story in enumerate(stories)]
        best = max(range(len(stories)), key=lambda at: (scores[at], -at))
        if scores[best] > 0.2:
            stories[best].captions.append(stack)
        else:
            loose.append(("caption", stack))
    return loose


def _near(stack: Stack, story: Story, panels: Panels, em: float) -> float:
    """Return how well a caption's place fits a story, 0 to 0.5."""
    del panels
    box = story.box
    inside = (
        box[0] - em < stack.left
        and stack.right < box[2] + em
        and box[1] - em < stack.top
        and stack.bottom < box[3] + em
    )
    if inside:
        return 0.35
    down = max(0.0, box[1] - stack.bottom, stack.top - box[3])
    across = max(0.0, box[0] - stack.right, stack.left - box[2])
    return max(0.0, 0.3 - 0.01 * (down + across) / em)


def _as_intertitle(stack: Stack, stories: Sequence[Story], em: float) -> bool:
    """Hang a head of one column without a text of its own on the text under it, as its intertitle."""
    for story in stories:
        for number, below in enumerate(story.stacks):
            if number and _stands_on(stack, below, em) and stack.size < 1.7 * em:
                story.inner.setdefault(below.number, []).append(stack)
                return True
    return False


def _stands_on(stack: Stack, below: Stack, em: float) -> bool:
    return -0.6 * em < below.top - stack.bottom < _ON * em and (
        overlap(stack.left, stack.right, below.left, below.right) > 0.6 * stack.width
    )


def _hang(stack: Stack, kind: Kind, stories: Sequence[Story], body: BodyType) -> bool:
    em = body.size
    if kind == "byline":
        story = _nearest(stack, stories, em, byline=True)
        if story is not None:
            story.bylines.append(stack)
        return story is not None
    under = next((story for story in stories if kind == "small" and _is_deck(stack, story, em)), None)
    if under is not None:
        under.below.append(stack)
        return True
    if (kind == "intertitle" or (kind == "small" and stack.size < _DECK * em)) and _intertitle(stack, stories, em):
        return True
    story = _nearest(stack, stories, em, byline=False)
    if story is None:
        return kind == "small" and _intertitle(stack, stories, em)
    top = story.head.box[1] if story.head is not None else story.stacks[0].top
    if kind == "label" or is_label(stack.text) or caption_marks(stack.text):
        story.labels.append(stack)
    elif stack.top > top:
        story.below.append(stack)
    elif stack.size < _DECK * em or (story.head is not None and _names_column(stack, story.head, body)):
        story.labels.append(stack)
    else:
        story.above.append(stack)
    return True


def _is_deck(stack: Stack, story: Story, em: float) -> bool:
    """Tell whether a small line stands right under a story's head: there it is a deck, except under a roundup's."""
    if story.head is None or names_roundup(story.head.text):
        return False
    box = story.head.box
    across = overlap(stack.left, stack.right, box[0], box[2])
    return -0.8 * em < stack.top - box[3] < _ON * em and across > 0.6 * stack.width


def _names_column(stack: Stack, head: Cluster, body: BodyType) -> bool:
    """Tell whether a small line over a head names a column (栏目): it stands left of it, or in a type of its own."""
    own = (stack.strips[0].font, stack.strips[0].bold)
    others = {(strip.font, strip.bold) for each in head.stacks for strip in each.strips}
    return stack.right < head.box[0] or (own not in body.fonts and own not in others and stack.size < _NAME * body.size)


def _intertitle(stack: Stack, stories: Sequence[Story], em: float) -> bool:
    for story in stories:
        for below in story.stacks:
            if _stands_on(stack, below, em):
                story.inner.setdefault(below.number, []).append(stack)
                return True
    # At the foot of a column the text it names begins the next one.
    for story in stories:
        for number, above in enumerate(story.stacks):
            if (
                -0.6 * em < stack.top - above.bottom < _ON * em
                and overlap(stack.left, stack.right, above.left, above.right) > 0.6 * stack.width
            ):
                after = story.stacks[number + 1].number if number + 1 < len(story.stacks) else -1
                story.inner.setdefault(after, []).insert(0, stack)
                return True
    return False


def _nearest(stack: Stack, stories: Sequence[Story], em: float, *, byline: bool) -> Story | None:
    """Return the story on whose head, or on whose first or last text, a line stands."""
    best: tuple[float, int] | None = None
    for at, story in enumerate(stories):
        for cost in _distances(stack, story, em, byline=byline):
            if best is None or (cost, at) < best:
                best = (cost, at)
    return stories[best[1]] if best is not None else None


def _distances(stack: Stack, story: Story, em: float, *, byline: bool) -> list[float]:
    left = min(each.left for each in story.stacks)
    right = max(each.right for each in story.stacks)
    found = []
    if story.head is not None:
        box = story.head.box
        left, right = min(left, box[0]), max(right, box[2])
        if stack.left > left - em and stack.right < right + em:
            over, under = (box[1] - stack.bottom) / em, (stack.top - box[3]) / em
            if -0.8 < over < _ABOVE and not byline:
                found.append(over + 0.3)
            if -0.8 < under < _BYLINE:
                found.append(under)
    first, last = story.stacks[0], story.stacks[-1]
    across = overlap(stack.left, stack.right, first.left, first.right)
    over = (first.top - stack.bottom) / em
    if -0.6 < over < _ABOVE and across > 0.5 * min(stack.width, first.width):
        found.append(over + (0.5 if story.head is not None else 0.1))
    under = (stack.top - last.bottom) / em
    if byline and -0.6 < under < _ABOVE and overlap(stack.left, stack.right, last.left, last.right) > 0.5 * stack.width:
        found.append(under + 0.8)
    return found
