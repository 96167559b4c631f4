"""Leaders' activities (领导活动): who acts in an official role, with which titles, at which event."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.extract.deeds import Person, named_officials, read_deeds
from briefing.extract.protocol import load_roster, protocol_rank, worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import ExtractConfig
    from briefing.extract.protocol import Roster
    from briefing.model import Activity, Article, Context, Sentence

__all__ = ["find", "merge_titles", "named"]


# 青山区委书记 beside 市委书记
_BELOW = re.compile(r"[\u4e00-\u9fff]{2,4}[县区旗镇乡](?:委|长|人大|政协|政府|党委)")

_OF_LEADERS = re.compile(r"领导(?:同志)?$")


def find(
    article: Article, sentences: Sequence[Sentence], config: ExtractConfig, context: Context
) -> tuple[Activity, ...]:
    """Return one activity per person and event, in printing order; a boxed list tells of none."""
    return () if article.kind == "box" else _activities(article, tuple(sentences), config, context)


def named(article: Article, sentences: Sequence[Sentence], config: ExtractConfig) -> frozenset[str]:
    """Return the officials an article names with their titles: the other articles may print the bare names."""
    if article.kind == "box":
        return frozenset()
    return named_officials(article, sentences, tuple(entry.name for entry in load_roster(config.roster)))


@lru_cache(maxsize=4)
def _activities(
    article: Article, sentences: tuple[Sentence, ...], config: ExtractConfig, context: Context
) -> tuple[Activity, ...]:
    """Read an article once, though statements ask for the same people."""
    roster = {entry.name: entry for entry in load_roster(config.roster)}
    people = read_deeds(article, sentences, context, tuple(roster))
    city = any(full.startswith(("市", "省")) for person in people.values() for _, full in person.titles)
    found = [
        (act.worth, _finished(act, person, roster, config, city=city))
        for person in people.values()
        for act in person.acts
    ]
    return tuple(act for _, act in sorted(found, key=lambda pair: pair[0]))


def _finished(
    act: Activity, person: Person, roster: dict[str, Roster], config: ExtractConfig, *, city: bool
) -> Activity:
    """Return the activity with all titles the article gives the person, the protocol rank and the worth.

    city: the article is about a city or province, so the heads of its counties come after its own people.
    """
    full = tuple(expanded for _, expanded in person.titles)
    entry = roster.get(person.name.text)
    listed = tuple(entry.title.split("、")) if entry is not None and entry.title else ()
    own = tuple(title for title in full if not (city and _BELOW.match(title)))
    rank = protocol_rank((*own, *listed), config.protocol)
    if entry is not None and entry.order is not None:
        rank = entry.order
    if any(not _OF_LEADERS.search(title) for title in full):
        # 市领导 beside 市委书记 says nothing more.
        person = replace(person, titles=[pair for pair in person.titles if not _OF_LEADERS.search(pair[1])])
        full = tuple(expanded for _, expanded in person.titles)
    return replace(
        act,
        titles=tuple(title for title, _ in person.titles),
        titles_expanded=full,
        protocol=rank,
        worth=worth(rank, (role.text for role in act.roles), act.worth),
    )


def merge_titles(one: Activity, other: Activity) -> Activity:
    """Return `one` with the titles of both, each once, those of `one` first (the same person in several articles)."""
    titles = list(zip(one.titles, one.titles_expanded, strict=True))
    seen = {expanded for _, expanded in titles}
    for title, expanded in zip(other.titles, other.titles_expanded, strict=True):
        if expanded not in seen:
            seen.add(expanded)
            titles.append((title, expanded))
    return replace(
        one,
        titles=tuple(title for title, _ in titles),
        titles_expanded=tuple(expanded for _, expanded in titles),
        protocol=min(one.protocol, other.protocol),
        worth=max(one.worth, other.worth),
    )
