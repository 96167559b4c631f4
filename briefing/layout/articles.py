"""Linked frames and heads become articles."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.layout.bylines import lead_end, reporters, trailing_byline
from briefing.layout.cohesion import Cohesion
from briefing.layout.evidence import Scene
from briefing.layout.frames import Problem, link
from briefing.layout.furniture import is_label, is_listed, names_box, names_roundup
from briefing.layout.groups import frames_of, heads_of, order_of, parted
from briefing.layout.headlines import deck_roles
from briefing.layout.paragraphs import join_head, tidy
from briefing.model import Article, Block, Layout, Note
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.layout.blocks import Part
    from briefing.layout.frames import Frame, Links

__all__ = ["layout_of"]

# A caption or a stray head line belongs to an article that has this share of its words.
_LEAST_COVER = 0.16
# Longer pieces under an intertitle are articles, not items of a roundup.
_ITEM = 700
# A sidebar without a label of its own must share this much with the sidebar before it.
_LEAST_LIKE = 0.03


@dataclass(slots=True)
class Draft:
    """An article in the making."""

    frames: list[Frame]
    head: list[Part] = field(default_factory=list)
    bylines: list[Part] = field(default_factory=list)
    captions: list[Part] = field(default_factory=list)
    labels: list[Part] = field(default_factory=list)
    column_label: list[Part] = field(default_factory=list)
    kind: str = "article"
    roundup: bool = False

    @property
    def words(self) -> str:
        """The characters of the body."""
        return "".join(frame.words for frame in self.frames)

    @property
    def first(self) -> int:
        """Number of the first part of head or body."""
        return min([frame.first for frame in self.frames] + [part.number for part in self.head])

    @property
    def led(self) -> bool:
        """Whether the body opens with a lead."""
        return self.frames[0].parts[0].lead


def layout_of(parts: Sequence[Part], source: str, *, dense: bool) -> Layout:
    """Return the articles, furniture and doubts of one page."""
    problem = problem_of(parts, dense=dense)
    if not problem.frames:
        drafts, spare, links = [], [part for head in problem.heads for part in head], None
    else:
        links = link(problem)
        drafts, spare = _drafts(problem.frames, links)
    words = _Words(drafts)
    spare = _join_decks(drafts, spare, words, parts)
    drafts = _merge_roundup(drafts, spare)
    words = _Words(drafts)
    loose = _hang(drafts, parts, words)
    return _finish(drafts, spare, loose, source, words)


def problem_of(parts: Sequence[Part], *, dense: bool) -> Problem:
    """Return the frames and heads of a page, to be linked."""
    order = order_of(parts)
    frames = frames_of(parts, order)
    heads = heads_of(parts, dense=dense)
    frames = parted(frames, heads)
    lists = [bool(_list_kind(head)) for head in heads]
    return Problem.of(frames, heads, lists, Scene(tuple(part.kind for part in parts), order, any(_list_kind(head) == "roundup" for head in heads)))


def _list_kind(head: Sequence[Part]) -> str:
    words = "".join(part.words for part in head)
    return "box" if names_box(words) else "roundup" if names_roundup(words) else ""


class _Words:
    """The words of the articles found, for likeness and coverage."""

    __slots__ = ("_cohesion", "_matrix", "like")

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._cohesion = Cohesion([draft.words for draft in drafts])
        self._matrix = self._cohesion.matrix([draft.words + _head_words(draft) for draft in drafts])
        self.like = self._matrix @ self._matrix.T

    def cover(self, text: str) -> list[float]:
        """Return the share of the text's words in each article."""
        return [float(share) for share in self._cohesion.coverage([text], self._matrix)[0]]


def _head_words(draft: Draft) -> str:
    return "".join(part.words for part in draft.head)


def _drafts(frames: Sequence[Frame], links: Links) -> tuple[list[Draft], list[Part]]:
    heads = links.heads
    lists = [_list_kind(head) for head in heads]
    taken = {heads[head][0].number for head in links.head if head is not None and heads[head][0].kind == "intertitle"}
    frames = [_without(frame, taken) for frame in frames]
    drafts: list[Draft] = []
    lonely: list[Part] = []
    used = set()
    for chain in links.chains():
        head = links.head[chain[0]]
        draft = Draft([frames[at] for at in chain if frames[at].parts])
        if not draft.frames:
            continue
        first = draft.frames[0]
        if head is not None:
            used.add(head)
            draft.head = list(heads[head])
            draft.roundup = lists[head] == "roundup" and not first.box
        if first.box or (first.listed and (head is None or lists[head] == "box")):
            draft.kind = "box"
        if head is None and first.items and not ("roundup" in lists and len(draft.words) < _ITEM):
            # Nothing stands above the intertitle: it is the head of an article of its own.
            draft.head = [part for part in first.parts if part.kind == "intertitle"][:1]
            rest = tuple(part for part in first.parts if part not in draft.head)
            draft.frames = ([replace(first, parts=rest, items=False)] if rest else []) + draft.frames[1:]
            if not draft.frames:
                lonely += draft.head
                continue
        drafts.append(draft)
    spare = lonely + [part for at, head in enumerate(heads) if at not in used for part in head if part.kind == "head"]
    return drafts, spare


def _without(frame: Frame, taken: set[int]) -> Frame:
    """Return the frame less its title, where that is the head of another article."""
    if not frame.items or frame.first not in taken:
        return frame
    return replace(frame, parts=frame.parts[1:], items=False)


def _join_decks(drafts: list[Draft], spare: list[Part], words: _Words, parts: Sequence[Part]) -> list[Part]:
    """Give head lines without a body to the head beside them; return those left over.

    Of two neighbours the one whose article has more of the line's words gets it.
    """
    by_number = {part.number: part for part in parts}
    moved = True
    while moved and spare:
        moved = False
        owner = {part.number: at for at, draft in enumerate(drafts) for part in draft.head}
        best: tuple[float, Part, int] | None = None
        for part in spare:
            if names_box(part.words) or names_roundup(part.words):
                continue
            for step in (-1, 1):
                near = part.number + step
                while near in by_number and by_number[near].kind == "label":
                    near += step
                at = owner.get(near)
                if at is None or drafts[at].kind == "box" or drafts[at].roundup:
                    continue
                score = words.cover(part.words)[at] + (0.25 if max(part.gap, 0) == 0 and step < 0 else 0.0)
                score += 0.1 if step < 0 else 0.0
                if best is None or score > best[0]:
                    best = (score, part, at)
        if best is not None:
            _, part, at = best
            drafts[at].head = sorted([*drafts[at].head, part], key=lambda each: each.number)
            spare = [each for each in spare if each is not part]
            moved = True
    return spare


def _merge_roundup(drafts: list[Draft], spare: list[Part]) -> list[Draft]:
    """Fold the short items that stand beside a roundup into it."""
    roundups = [draft for draft in drafts if draft.roundup]
    for part in [part for part in spare if names_roundup(part.words)]:
        roundups.append(Draft([], [part], roundup=True))
        drafts = [*drafts, roundups[-1]]
        spare.remove(part)
    if not roundups:
        return drafts
    kept = []
    for draft in drafts:
        into = None if draft.roundup or draft.kind == "box" else _roundup_of(draft, roundups)
        if into is None:
            kept.append(draft)
        else:
            into.frames += [_as_item(draft)] if draft.head else draft.frames
    for roundup in roundups:
        roundup.frames.sort(key=lambda frame: frame.first)
        if not roundup.frames:
            spare += roundup.head
    return [draft for draft in kept if draft.frames]


def _as_item(draft: Draft) -> Frame:
    heads = tuple(replace(part, kind="intertitle") for part in draft.head)
    parts = tuple(part for frame in draft.frames for part in frame.parts)
    return replace(draft.frames[0], parts=(*heads, *parts), items=True)


def _roundup_of(draft: Draft, roundups: Sequence[Draft]) -> Draft | None:
    first = draft.frames[0].parts[0]
    size = sum(part.kind == "body" for frame in draft.frames for part in frame.parts)
    if draft.led or draft.bylines or len(draft.words) > 260 or size > 3:
        return None
    if draft.head and any(row.width > first.column + 1 for part in draft.head for row in part.rows):
        return None
    if not draft.head and not draft.frames[0].items:
        return None
    for each in roundups:
        spots = [(frame.first, frame.last) for frame in each.frames] + [(part.number, part.number) for part in each.head]
        low, high = draft.first, draft.frames[-1].last
        alone = len(roundups) == 1 and not draft.head and draft.frames[0].items
        if alone or any(abs(low - last) <= 3 or abs(first_ - high) <= 3 for first_, last in spots):
            return each
    return None


def _hang(drafts: Sequence[Draft], parts: Sequence[Part], words: _Words) -> list[tuple[str, Part]]:
    """Hang captions, labels and bylines on their articles; return what belongs to none, with its block kind."""
    loose: list[tuple[str, Part]] = []
    where = {part.number: at for at, draft in enumerate(drafts) for frame in draft.frames for part in frame.parts}
    where.update({part.number: at for at, draft in enumerate(drafts) for part in draft.head})
    last = max((part.number for part in parts), default=-1)
    for part in parts:
        if part.kind == "caption":
            at = _caption_owner(part, drafts, where, words)
            if at is None:
                loose.append(("caption", part))
            else:
                drafts[at].captions.append(part)
        elif part.kind == "byline":
            at = _byline_owner(part, drafts, where, last)
            if at is None:
                loose.append(("byline", part))
            else:
                drafts[at].bylines.append(part)
        elif part.kind == "label":
            near = next((n for n in range(part.number + 1, min(last, part.number + 2) + 1) if n in where), None)
            if near is not None and any(each.number == near for each in drafts[where[near]].head):
                drafts[where[near]].column_label.append(part)
            else:
                loose.append(("label", part))
        elif part.kind == "furniture":
            near = part.number + 1
            if is_label(part.words) and near in where and drafts[where[near]].kind != "box" and not drafts[where[near]].led:
                drafts[where[near]].labels.append(part)
                drafts[where[near]].kind = "sidebar"
            else:
                loose.append(("label" if is_label(part.words) else "furniture", part))
    return loose


def _caption_owner(part: Part, drafts: Sequence[Draft], where: Mapping[int, int], words: _Words) -> int | None:
    best, owner = _LEAST_COVER, None
    cover = words.cover(part.words)
    for at, draft in enumerate(drafts):
        if draft.kind == "box":
            continue
        score = cover[at]
        if where.get(part.number - 1) == at or where.get(part.number + 1) == at:
            score += 0.08
        if score > best:
            best, owner = score, at
    return owner


def _byline_owner(part: Part, drafts: Sequence[Draft], where: Mapping[int, int], last: int) -> int | None:
    before = next((where[n] for n in range(part.number - 1, max(-1, part.number - 4), -1) if n in where), None)
    after = next((where[n] for n in range(part.number + 1, min(last, part.number + 3) + 1) if n in where), None)
    best: tuple[float, int] | None = None
    for at, side in ((after, "after"), (before, "before")):
        if at is None or drafts[at].kind == "box":
            continue
        draft = drafts[at]
        score = 0.0 if side == "after" else -0.1
        score -= 3.0 if draft.led or draft.bylines else 0.0
        opens, closes = draft.frames[0].first, draft.frames[-1].last
        heads = [each.number for each in draft.head]
        if side == "after":
            score += 2.0 if 0 < opens - part.number <= 2 else -1.0
        elif 0 < part.number - closes <= 1:
            score += 1.0
        elif heads and part.number - max(heads) == 1:
            score += 1.5
        if best is None or score > best[0]:
            best = (score, at)
    return best[1] if best else None


def _finish(drafts: list[Draft], spare: Sequence[Part], loose: Sequence[tuple[str, Part]], source: str, words: _Words) -> Layout:
    order = sorted(range(len(drafts)), key=lambda at: drafts[at].first)
    _mark_sidebars(drafts, order, words)
    names = {at: f"{source}.a{n}" for n, at in enumerate(order, 1)}
    notes = []
    articles = []
    for at in order:
        draft = drafts[at]
        parent = _parent(at, drafts, order, words) if draft.kind != "article" else None
        article = _article(draft, names[at], names.get(parent) if parent is not None else None)
        articles.append(article)
        if not article.headline:
            notes.append(Note("warning", f"有正文无标题：{article.body[:20]}……", tuple(article.paragraphs[0].spans[:1])))
    furniture = [(part.number, Block(kind, part.text)) for kind, part in loose]  # type: ignore[arg-type]
    for part in spare:
        furniture.append((part.number, Block("heading", part.text)))
        notes.append(Note("warning", f"有标题无正文：{part.words}", part.text.spans))
    furniture.sort(key=lambda pair: pair[0])
    return Layout(tuple(articles), tuple(block for _, block in furniture), tuple(notes))


def _mark_sidebars(drafts: Sequence[Draft], order: Sequence[int], words: _Words) -> None:
    for at, after in zip(order, order[1:], strict=False):
        one, two = drafts[at], drafts[after]
        if one.kind == "sidebar" and two.kind == "article" and not two.led and not two.bylines and not two.roundup:
            touching = abs(two.first - one.frames[-1].last) <= 1
            if touching and words.like[at][after] >= _LEAST_LIKE:
                two.kind = "sidebar"


def _parent(at: int, drafts: Sequence[Draft], order: Sequence[int], words: _Words) -> int | None:
    mains = [each for each in order if drafts[each].kind == "article" and not drafts[each].roundup]
    if not mains:
        return None
    place = drafts[at].first
    return max(mains, key=lambda each: (words.like[at][each], -abs(drafts[each].first - place)))


def _article(draft: Draft, name: str, parent: str | None) -> Article:
    paragraphs, intertitles = _paragraphs(draft)
    byline = Passage.join(part.text for part in draft.bylines)
    if draft.kind != "box" and paragraphs:
        first = paragraphs[0]
        if not byline and (end := lead_end(first.text)):
            byline = first[:end].strip()
        cut = trailing_byline(paragraphs[-1].text)
        if cut < len(paragraphs[-1]):
            closing = paragraphs[-1][cut:].strip()
            paragraphs[-1] = paragraphs[-1][:cut].strip()
            byline = Passage.join((byline, closing)) if byline else closing
    lines = [join_head(row.passage for row in part.rows) for part in draft.head]
    roles = deck_roles([line.text for line in lines])
    by_role = {role: [line for line, each in zip(lines, roles, strict=True) if each == role] for role in ("kicker", "main", "deck")}
    return Article(
        id=name,
        kind=draft.kind,  # type: ignore[arg-type]
        parent=parent,
        kicker=Passage.join(by_role["kicker"]),
        headline=tuple(by_role["main"]),
        subheads=tuple(by_role["deck"]),
        byline=byline,
        reporters=reporters(byline),
        paragraphs=tuple(paragraphs),
        intertitles=frozenset(intertitles),
        captions=tuple(part.text for part in draft.captions),
        label=Passage.join(part.text for part in (draft.labels or draft.column_label)),
        pages=(name.split(".", maxsplit=1)[0],),
    )


def _paragraphs(draft: Draft) -> tuple[list[Passage], list[int]]:
    paragraphs: list[Passage] = []
    intertitles: list[int] = []
    open_end = False
    for frame in draft.frames:
        for part in frame.parts:
            if part.open_start and open_end and paragraphs:
                paragraphs[-1] = tidy(Passage.join((paragraphs[-1], part.text)))
            else:
                if part.kind == "intertitle":
                    intertitles.append(len(paragraphs))
                paragraphs.append(part.text)
            open_end = part.open_end and not (draft.kind == "box" and is_listed(part.words))
    return paragraphs, intertitles
