"""Contradictions on a page (自相矛盾) become notes with both places; a doubtful one stays silent."""

from __future__ import annotations

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from briefing.model import ActionList, Activity, Figure, Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.model import Article, Story
    from briefing.passage import Passage

__all__ = ["doubts"]

_QUOTED = re.compile(r"“([^“”，。；：！？、]{3,14})”")
# 近, 约 and 超 are used of values that are off by a tenth or so.
_ABOUT = Decimal("0.15")
_PLAN = re.compile(r"十[一二三四五六]五")
# Offices that one person holds at a time; deputies and members are many.
_SOLE = re.compile(r"(?:书记|市长|县长|区长|州长|旗长|省长|主席|主任|局长|部长|院长|检察长)$")
_MANY = re.compile(r"副|常委|委员|成员|助理|代表")


def doubts(stories: Sequence[Story]) -> tuple[Note, ...]:
    """Return the notes on what contradicts in an edition, in the order of the kinds below."""
    return (*_programmes(stories), *_figures(stories), *_counts(stories), *_names(stories))


def _programmes(stories: Sequence[Story]) -> Iterator[Note]:
    """Yield a note where a head quotes a name that the text has with one character more, less, or another.

    Another character asks for more: two programmes may be named alike, so the text must repeat its own.
    """
    told: set[tuple[str, str]] = set()
    for story in stories:
        family = [s.article for s in stories if _family(s.article) == _family(story.article)]
        in_text = [name for article in family for paragraph in article.paragraphs for name in _names_in(paragraph)]
        known = Counter(name.text for name in in_text)
        for head in _head_lines(story.article):
            for name in _names_in(head):
                meant = (e for e in in_text if _one_name(name.text, e.text, repeated=known[e.text] > 1))
                other = next(meant, None)
                if other is None or name.text in known or (name.text, other.text) in told:
                    continue
                told.add((name.text, other.text))
                message = f"名称不一：标题作“{name.text}”，正文作“{other.text}”。"
                yield Note("warning", message, (*name.spans, *other.spans))


def _family(article: Article) -> str:
    return article.parent or article.id


def _head_lines(article: Article) -> tuple[Passage, ...]:
    return (article.kicker, *article.headline, *article.subheads)


def _names_in(passage: Passage) -> Iterator[Passage]:
    for match in _QUOTED.finditer(passage.text):
        yield passage[match.start(1) : match.end(1)]


def _one_more(one: str, other: str) -> bool:
    """Tell whether one string is the other with one character put in between."""
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1 or len(short) < 3:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    # At either end the character may be the next word (“双十行动” / “双十行动”年).
    return 0 < at < len(short) and short[at:] == long[at + 1 :]


def _one_name(one: str, other: str, *, repeated: bool) -> bool:
    return _one_more(one, other) or (repeated and _one_other(one, other))


def _one_other(one: str, other: str) -> bool:
    """Tell whether two strings differ in one character inside; “十四五” and “十五五” are two plans, not one."""
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    inside = len(one) == len(other) >= 4 and len(differing) == 1 and 0 < differing[0] < len(one) - 1
    return inside and _PLAN.search(one) is None


def _figures(stories: Sequence[Story]) -> Iterator[Note]:
    """Yield a note where one metric of one subject and period has two values."""
    known: dict[tuple[str, str, str, str], tuple[Figure, int | None]] = {}
    for story in stories:
        for fact in story.facts:
            if not isinstance(fact, Figure) or fact.value is None or fact.subject is None or fact.period is None:
                continue
            if fact.forecast or fact.printed is None:
                continue
            key = (fact.subject.text, fact.metric.text, fact.period, fact.unit)
            place = _paragraph_of(story.article, fact.evidence)
            first, there = known.setdefault(key, (fact, place))
            # In one paragraph a name told twice names two things (普通高校…在校学生…，普通高中…在校学生…).
            apart = place is None or there != place or first.article != fact.article
            if apart and not _agree(first, fact) and first.printed is not None:
                subject = f"{fact.subject.text}{fact.metric.text}（{fact.period}）"
                message = f"数字不一：{subject}一处作{first.printed.text}，一处作{fact.printed.text}。"
                yield Note("warning", message, (*first.printed.spans, *fact.printed.spans))


def _paragraph_of(article: Article, words: Passage) -> int | None:
    """Return which paragraph of its article prints the words, None for a head."""
    at = words.spans[0] if words.spans else None
    for number, paragraph in enumerate(article.paragraphs):
        if at is not None and any(
            span.source == at.source and span.start <= at.start < span.end for span in paragraph.spans
        ):
            return number
    return None


def _agree(one: Figure, other: Figure) -> bool:
    """Tell whether two printed values can be one: equal, one rounded from the other, or about as much (近8%, 7.9%)."""
    if one.value is None or other.value is None:
        return True
    low, high = sorted((abs(one.value), abs(other.value)))
    if one.approximate or other.approximate or one.value_max is not None or other.value_max is not None:
        return high - low <= high * _ABOUT
    digits = min(len(value.normalize().as_tuple().digits) for value in (one.value, other.value))
    rounded = Context(prec=digits, rounding=ROUND_HALF_UP)
    # One digit is too little to tell a rounded value from another one.
    return one.value == other.value or (digits > 1 and rounded.plus(one.value) == rounded.plus(other.value))


def _counts(stories: Sequence[Story]) -> Iterator[Note]:
    """Yield a note where a list has more or fewer items than its title says."""
    for story in stories:
        for fact in story.facts:
            if isinstance(fact, ActionList) and fact.declared not in (None, len(fact.items)):
                message = f"数目不符：“{fact.title.text}”称{fact.declared}项，实列{len(fact.items)}项。"
                yield Note("warning", message, (*fact.title.spans, *fact.items[0].spans, *fact.items[-1].spans))


def _names(stories: Sequence[Story]) -> Iterator[Note]:
    """Yield a note where the holder of a sole office has two names that differ by one character."""
    holders: dict[str, dict[str, Passage]] = {}
    for story in stories:
        for fact in story.facts:
            if isinstance(fact, Activity):
                for title in fact.titles_expanded:
                    if _SOLE.search(title) and not _MANY.search(title):
                        holders.setdefault(title, {}).setdefault(fact.person.text, fact.person)
    for title, names in holders.items():
        for one, other in combinations(names.values(), 2):
            differing = sum(a != b for a, b in zip(one.text, other.text, strict=False))
            if len(one) == len(other) and len(one) > 2 and differing == 1:
                message = f"姓名不一：{title}一处作{one.text}，一处作{other.text}。"
                yield Note("warning", message, (*one.spans, *other.spans))
