"""The editor's desk: the stories of an edition in reader's order, sidebars folded into their parents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.model import Activity, Figure, Metrics
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.config import Config
    from briefing.model import Edition, Fact, Item, Story

__all__ = ["Candidate", "Desk", "Told", "desk_of"]

# What a story gains by its highest leader, by protocol 1–10; officials open a brief, in their order.
_BY_PROTOCOL = (0.0, 1.0, 0.95, 0.75, 0.72, 0.6, 0.55, 0.4, 0.4, 0.35, 0.2)
# Characters of body at which a story counts as long.
_LONG = 2500


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its sidebars and boxes; number: its place in reader's order, from 1. worth: 0–2."""

    number: int
    story: Story
    sidebars: tuple[Story, ...]
    worth: float

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the story and its sidebars, in printing order."""
        return tuple(fact for story in (self.story, *self.sidebars) for fact in story.facts)

    @property
    def title(self) -> tuple[Passage, ...]:
        """The lines of the headline; the kicker or the first words where there is none."""
        article = self.story.article
        if article.headline:
            return article.headline
        if article.kicker:
            return (article.kicker,)
        first = next((sentence.passage for sentence in self.story.sentences if sentence.passage), Passage())
        return (first[:40],)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be printed: its forms from full to shortest, and what the reader loses without it.

    required: it must be printed in some form. Worth is comparable between sections; shares: what each form keeps of
    it, the last one for all that follow. plain: the form a reader would expect; fuller ones only fill an empty page.
    beyond: why it is not even weighed, a limit that it is beyond; it is told among what was left out.
    """

    section: str
    forms: tuple[Item, ...]
    worth: float
    required: bool = False
    shares: tuple[float, ...] = (1.0,)
    plain: int = 0
    beyond: str = ""

    def share(self, form: int) -> float:
        """Return what the form keeps of the worth."""
        return self.shares[min(form, len(self.shares) - 1)]


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the builders of sections look at. Numbers in `Fragment.cites` are those of `stories` until assembled."""

    edition: Edition
    config: Config
    stories: tuple[Told, ...]
    metrics: Metrics = field(default_factory=Metrics)


def desk_of(edition: Edition, config: Config, metrics: Metrics | None = None) -> Desk:
    """Return the stories in the order a reader wants them: rank of the leaders involved, length, figures, place."""
    parents = {story.article.id: story.article.parent for story in edition.stories}
    roots = {story.article.id: story for story in edition.stories if _is_root(story, parents)}
    folded: dict[str, list[Story]] = {name: [] for name in roots}
    for story in edition.stories:
        if story.article.id not in roots:
            folded[_root_of(story, parents, roots)].append(story)
    weighed = []
    for place, (name, story) in enumerate(roots.items()):
        if story.article.headline or story.article.kicker or story.sentences:
            weighed.append((_worth(story, folded[name], place, len(roots)), -place, story, tuple(folded[name])))
    weighed.sort(key=lambda each: each[:2], reverse=True)
    return Desk(
        edition,
        config,
        tuple(Told(number, story, sidebars, worth) for number, (worth, _, story, sidebars) in enumerate(weighed, 1)),
        metrics or Metrics(),
    )


def _is_root(story: Story, parents: Mapping[str, str | None]) -> bool:
    parent = story.article.parent
    return parent is None or parent == story.article.id or parent not in parents


def _root_of(story: Story, parents: Mapping[str, str | None], roots: Mapping[str, Story]) -> str:
    """Return the article that a sidebar belongs to in the end; a circle ends at the first root there is."""
    name: str | None = story.article.id
    for _ in parents:
        if name is None or name in roots:
            break
        name = parents.get(name)
    return name if name is not None and name in roots else next(iter(roots))


def _worth(story: Story, sidebars: Iterable[Story], place: int, count: int) -> float:
    everything = (story, *sidebars)
    facts = [fact for each in everything for fact in each.facts]
    leaders = [min(max(fact.protocol, 1), 10) for fact in story.facts if isinstance(fact, Activity)]
    figures = sum(1 for fact in facts if isinstance(fact, Figure) and fact.priority == 1)
    length = sum(len(paragraph) for each in everything for paragraph in each.article.paragraphs)
    return (
        max((_BY_PROTOCOL[protocol] for protocol in leaders), default=0.0)
        + 0.35 * min(length / _LONG, 1.0)
        + 0.25 * min(figures / 6, 1.0)
        + 0.2 * (1 - place / max(count, 1))
    )
