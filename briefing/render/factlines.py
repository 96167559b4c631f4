"""Facts as one line each, a short Chinese label before the printed words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, assert_never

from briefing.model import ActionList, Activity, Document, Figure, Statement

if TYPE_CHECKING:
    from briefing.model import Fact, Story

__all__ = ["fact_lines"]

# So many facts of a kind before those of other kinds: a long speech does not hide the figures.
_OF_A_KIND = 2
# 外贸外资十项行动 names a list; 会议要求，要把握机遇 and 要持续优化环境 lead one in.
_LONGEST_NAME = 24
_SENTENCE = re.compile(r"[，。；：！？]|^(?:要|将|须|应)")


def fact_lines(story: Story, most: int | None) -> tuple[tuple[str, str], ...]:
    """Return label and words of the story's facts, as found; most: how many, None for all and their lists' items.

    Where some are left, a last line counts them: those of a kind that is told twice already go first, then those
    of lesser worth (ties: the later ones).
    """
    facts = story.facts
    if most is None:
        return tuple(line for fact in facts for line in (_line(fact, whole=True), *_entries(fact)))
    by_worth = sorted(range(len(facts)), key=lambda at: (-_worth(facts[at]), at))
    told: Counter[type[Fact]] = Counter()
    plenty = set()
    for at in by_worth:
        told[type(facts[at])] += 1
        if told[type(facts[at])] > _OF_A_KIND:
            plenty.add(at)
    best = sorted(sorted(by_worth, key=lambda at: at in plenty)[:most])
    lines = tuple(_line(facts[at]) for at in best)
    left = len(facts) - len(best)
    return (*lines, ("……", f"另有 {left} 条")) if left else lines


def _worth(fact: Fact) -> float:
    return fact.worth - (fact.priority if isinstance(fact, Figure) else 0)


def _line(fact: Fact, *, whole: bool = False) -> tuple[str, str]:
    """Return label and words. whole: the items of a list follow on lines of their own."""
    match fact:
        case Activity():
            titles = "、".join(title.text for title in fact.titles)
            roles = "、".join(role.text for role in fact.roles)
            who = fact.person.text + (f"（{titles}）" if titles else "")
            return "活动", f"{who}{roles}　{fact.event.text}".rstrip("　")
        case Statement():
            return "讲话", f"{fact.speaker.text}{fact.verb.text}：{fact.text.text}"
        case Figure():
            return ("预期" if fact.forecast else "数据"), fact.evidence.text
        case ActionList():
            return "清单", _list_line(fact, whole=whole)
        case Document():
            issuer = f"{fact.issuer.text}" if fact.issuer else ""
            return "文件", f"{issuer}{fact.verb.text}{fact.title.text}"
        case _:
            assert_never(fact)


def _list_line(fact: ActionList, *, whole: bool) -> str:
    """Return name and size of a list; of one that a sentence leads in, which is no name, what is on it."""
    name = fact.title.text
    if name and len(name) <= _LONGEST_NAME and not _SENTENCE.search(name):
        return f"{name}（{len(fact.items)}项）"
    items = "" if whole else "；".join(item.text for item in fact.items)
    return f"{len(fact.items)}项：{items}"


def _entries(fact: Fact) -> tuple[tuple[str, str], ...]:
    """Return the items of a list, numbered; nothing for other facts."""
    if not isinstance(fact, ActionList):
        return ()
    return tuple((f"{number:>4}.", item.text) for number, item in enumerate(fact.items, 1))
