"""Across the stories of an edition: restated figures become one, contradictions become notes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.extract.contradictions import doubts
from briefing.model import Figure, Story
from briefing.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.model import Fact, Note
    from briefing.passage import Passage

__all__ = ["reconcile"]

# 名, 位 and 人 count the same people.
_SAME_UNIT = {"名": "人", "位": "人"}
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
# Two metrics name one thing when so much of the shorter is in the longer.
_ALIKE = 0.6


def reconcile(stories: Iterable[Story]) -> tuple[tuple[Story, ...], tuple[Note, ...]]:
    """Return the stories with restated figures merged into the fullest, and a note for each contradiction.

    The figure told first by priority, then with most told of it, then printed first, is kept; the others'
    evidence goes to its `also`. Lists, documents and people stay with their stories.
    """
    given = tuple(stories)
    figures = [fact for story in given for fact in story.facts if isinstance(fact, Figure)]
    families = {story.article.id: story.article.parent or story.article.id for story in given}
    kept = _merged(figures, families)
    merged = tuple(replace(story, facts=_facts(story, kept)) for story in given)
    return merged, doubts(merged)


def _facts(story: Story, kept: dict[int, Figure | None]) -> tuple[Fact, ...]:
    """Return the facts of a story, figures as kept; those merged into others are gone."""
    facts = (kept.get(id(fact), fact) if isinstance(fact, Figure) else fact for fact in story.facts)
    return tuple(fact for fact in facts if fact is not None)


def _merged(figures: Sequence[Figure], families: Mapping[str, str]) -> dict[int, Figure | None]:
    """Return what becomes of each figure, by identity: itself, itself with more in `also`, or None.

    families: article → the article it belongs to.
    """
    order = sorted(range(len(figures)), key=lambda at: (figures[at].priority, -_told(figures[at]), at))
    fate: dict[int, Figure | None] = {}
    heads: list[tuple[int, Figure]] = []
    for at in order:
        figure = figures[at]
        head = next((n for n, (_, known) in enumerate(heads) if _restates(figure, known, families)), None)
        if head is None:
            heads.append((id(figure), figure))
            fate[id(figure)] = figure
            continue
        place, known = heads[head]
        fuller = replace(known, also=(*known.also, figure.evidence, *figure.also))
        heads[head] = (place, fuller)
        fate[place] = fuller
        fate[id(figure)] = None
    return fate


def _told(figure: Figure) -> int:
    """Count what is told of a figure."""
    told = (figure.subject, figure.change, figure.period, figure.printed)
    return sum(each is not None for each in told) + len(figure.ranks) + len(figure.comparisons)


def _restates(figure: Figure, known: Figure, families: Mapping[str, str]) -> bool:
    """Tell whether `figure` says again what `known` says."""
    # What costs least is asked first: every figure of the day is held against those before it.
    if figure.forecast != known.forecast or (figure.value is not None and figure.value != known.value):
        return False
    if not _compatible(figure.period, known.period):
        return False
    if not _compatible(_text(figure.subject), _text(known.subject)):
        return False
    if figure.value is None:
        # 外贸总量位居全国前五 beside 进出口1.28万亿元，全国前5: one place is told of one thing, whatever its name.
        related = families.get(figure.article) == families.get(known.article) or _alike(figure.metric, known.metric)
        return related and _numbered(figure) and _ranks(figure) <= _ranks(known)
    same = (figure.value, figure.value_max, _unit(figure)) == (known.value, known.value_max, _unit(known))
    return same and _compatible(figure.change_percent, known.change_percent) and _alike(figure.metric, known.metric)


def _compatible(one: object, other: object) -> bool:
    return one is None or other is None or one == other


def _text(passage: Passage | None) -> str | None:
    return passage.text if passage else None


def _unit(figure: Figure) -> str:
    return _SAME_UNIT.get(figure.unit, figure.unit)


def _ranks(figure: Figure) -> frozenset[str]:
    return frozenset(fold(rank.text).translate(_DIGITS) for rank in figure.ranks)


def _numbered(figure: Figure) -> bool:
    """Tell whether its ranks say which place; 前列 does not."""
    return bool(figure.ranks) and all(any(c.isdigit() for c in rank) for rank in _ranks(figure))


def _alike(one: Passage, other: Passage) -> bool:
    first, second = Counter(one.text), Counter(other.text)
    shorter = min(len(one), len(other))
    return shorter > 0 and sum((first & second).values()) >= _ALIKE * shorter
