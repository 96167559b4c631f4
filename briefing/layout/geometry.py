"""Articles of a page whose lines have boxes: columns, gutters, frames, type sizes decide; words where these cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.layout.attach import attach
from briefing.layout.bylines import lead_end
from briefing.layout.cohesion import Cohesion
from briefing.layout.columns import Stack, stacks_of
from briefing.layout.decks import clusters_of, decks_in
from briefing.layout.flows import flows_of
from briefing.layout.furniture import is_furniture, is_jump, is_label, names_box
from briefing.layout.intertitles import intertitles_of
from briefing.layout.joints import sets_in
from briefing.layout.panels import Panels, inside, panels_of
from briefing.layout.paragraphs import join_rows
from briefing.layout.stories import Story, article_of
from briefing.layout.strips import hull, overlap, strips_of
from briefing.layout.typography import BodyType, Kind, body_type, kind_of
from briefing.layout.vertical import with_vertical_heads
from briefing.model import Block, Layout, Note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.config import LayoutConfig
    from briefing.layout.strips import Strip
    from briefing.model import Article, BlockKind, Box, Page

__all__ = ["from_boxes"]

# A choice this near to another is told as a doubt.
_DOUBT = 0.6
# A framed text with longer paragraphs than this on average, or a lead, is an article in a frame, not a boxed list.
_LONG_ITEM, _LONG_BOX = 90, 420
# No page of news has more pieces of columns, or lines: what has is a table of prices or numbers.
_MOST_STACKS, _MOST_STRIPS = 200, 6000
# The name of a page is no longer.
_PAGE_NAME = 4


def from_boxes(page: Page, config: LayoutConfig | None = None) -> Layout:
    """Return the articles of one page, what belongs to none, and what is doubtful; never fails."""
    del config
    if not page.lines:
        return Layout(
            (), (), (Note("warning", f"第{page.source.page or '?'}页没有文字层，是图像，先做文字识别（OCR）"),)
        )
    strips = strips_of(_upright(page))
    if len(strips) > _MOST_STRIPS:
        note = Note("warning", f"{len(strips)}个碎行，像是表格或图表，未划分稿件", strips[0].passage.spans)
        return Layout((), tuple(Block("furniture", strip.passage) for strip in strips), (note,))
    body = body_type(strips)
    strips = with_vertical_heads(strips, body.size)
    panels = panels_of(page, strips, body.size)
    stories: list[Story] = []
    loose: list[tuple[Kind, Stack]] = []
    notes: list[Note] = []
    for frame, held in _by_frame(strips, panels.frames):
        found, rest, doubts = _lay_out(held, body, panels, frame)
        stories += found
        loose += rest
        notes += doubts
    return _finish(stories, loose, notes, page, body)


def _upright(page: Page) -> Page:
    """Return a page set vertically (竖排) turned so that its columns are lines."""
    letters = sum(len(line.span) for line in page.lines)
    upright = sum(len(line.span) for line in page.lines if line.upright)
    if 2 * upright >= letters:
        return page
    wide = page.width_pt or 0.0

    def turn(box: Box) -> Box:
        return (box[1], wide - box[2], box[3], wide - box[0])

    lines = tuple(replace(line, box=turn(line.box), upright=not line.upright) for line in page.lines if line.box)
    return replace(
        page,
        lines=lines,
        rules=tuple(map(turn, page.rules)),
        images=tuple(map(turn, page.images)),
        width_pt=page.height_pt,
        height_pt=wide,
    )


def _by_frame(strips: Sequence[Strip], frames: Sequence[Box]) -> list[tuple[Box | None, list[Strip]]]:
    """Return the strips outside all frames, then those of each frame, the innermost where frames lie in frames."""
    ordered = sorted(frames, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    groups: dict[int, list[Strip]] = {}
    for strip in strips:
        at = next((number for number, frame in enumerate(ordered) if inside(strip.box, frame)), -1)
        groups.setdefault(at, []).append(strip)
    return [(None if at < 0 else ordered[at], groups[at]) for at in sorted(groups)]


def _lay_out(
    strips: Sequence[Strip], body: BodyType, panels: Panels, frame: Box | None
) -> tuple[list[Story], list[tuple[Kind, Stack]], list[Note]]:
    """Return the stories of one frame or of the page outside all frames, and what belongs to none."""
    if frame is not None:
        panels = Panels(
            tuple(each for each in panels.frames if each != frame and inside(each, frame)),
            panels.pictures,
            panels.rules,
        )
    running = [strip.box for strip in strips if _runs(strip, body)]
    region = hull(running) if len(running) > 2 else hull(strip.box for strip in strips)
    # A jump line (下转第2版) stands at the foot of a column like a line of its text, a folio's number over a head.
    jumps = [strip for strip in strips if is_jump(strip.text) or _is_folio(strip, region)]
    stacks = stacks_of([strip for strip in strips if strip not in jumps], size=body.size)
    kinds = {stack.number: kind_of(stack, body, panels, region) for stack in stacks}
    kinds |= dict.fromkeys(_page_names(stacks, kinds, region), "furniture")
    kinds |= dict.fromkeys(decks_in(stacks, kinds, body.size), "small")
    kinds |= dict.fromkeys(intertitles_of(stacks, kinds, panels, body.size), "intertitle")
    bodies, cells = _without_cells([stack for stack in stacks if kinds[stack.number] == "body"])
    heads = [stack for stack in stacks if kinds[stack.number] == "head"]
    rest = [stack for stack in stacks if kinds[stack.number] not in ("body", "head")]
    if not bodies:
        everything = [(kinds[stack.number], stack) for stack in stacks]
        return [], [*everything, *_alone(jumps)], []
    clusters = clusters_of(heads, bodies)
    smalls = [stack.box for stack in rest if kinds[stack.number] != "furniture"]
    titles = [stack.box for stack in rest if kinds[stack.number] in ("small", "intertitle")]
    flows = flows_of(bodies, clusters, (smalls, titles), panels, body.size)
    stories = [
        Story(list(flow.stacks), clusters[flow.head] if flow.head is not None else None, flow.margin, frame=frame)
        for flow in flows
    ]
    used = {flow.head for flow in flows}
    idle = [cluster for number, cluster in enumerate(clusters) if number not in used]
    loose = attach(stories, idle, rest, kinds, body, panels)
    loose += [*_alone(jumps), *(("body", stack) for stack in cells)]
    if frame is not None and len(stories) == 1 and _boxed(stories[0]):
        stories[0].kind = "box"
    notes = []
    if cells:
        notes.append(Note("warning", f"{len(cells)}个小块未归入稿件，像是表格或图表", cells[0].strips[0].passage.spans))
    for story in stories:
        if story.margin < _DOUBT:
            passage = story.stacks[-1].strips[0].passage
            notes.append(Note("info", f"版块归属存疑：{passage.text[:20]}……", passage.spans))
    return stories, loose, notes


def _page_names(stacks: Sequence[Stack], kinds: Mapping[int, Kind], region: Box) -> list[int]:
    """Return the numbers of large page names (版名), beside the date or folio, and folios. region: of the text."""
    beside = [stack.box for stack in stacks if kinds[stack.number] == "furniture"]
    return [
        stack.number
        for stack in stacks
        if kinds[stack.number] == "head"
        and len(stack.text) <= _PAGE_NAME
        and (
            (stack.text.isdecimal() and is_furniture(stack.text))
            or (
                (stack.bottom < region[1] or stack.top > region[3])
                and any(overlap(stack.top, stack.bottom, box[1], box[3]) > 0.5 * (box[3] - box[1]) for box in beside)
            )
        )
    ]


def _is_folio(strip: Strip, region: Box) -> bool:
    """Tell whether a strip is the number of the page, above or below all running text. region: the box around that."""
    outside = strip.box[3] < region[1] or strip.box[1] > region[3]
    return outside and strip.text.isdecimal() and is_furniture(strip.text)


def _alone(strips: Sequence[Strip]) -> list[tuple[Kind, Stack]]:
    """Return jump lines and folios, each by itself."""
    return [
        ("jump" if is_jump(strip.text) else "furniture", Stack(-1, (strip,), strip.box[0], strip.box[2]))
        for strip in strips
    ]


def _without_cells(bodies: list[Stack]) -> tuple[list[Stack], list[Stack]]:
    """Return the stacks of running text, and the cells of tables where a page has too many stacks to be text."""
    if len(bodies) <= _MOST_STACKS:
        return bodies, []
    kept = {stack.number for stack in sorted(bodies, key=lambda stack: (-len(stack.text), stack.number))[:_MOST_STACKS]}
    return [each for each in bodies if each.number in kept], [each for each in bodies if each.number not in kept]


def _runs(strip: Strip, body: BodyType) -> bool:
    """Tell whether a strip is running text, by its type: folios and imprints are none."""
    return (
        abs(strip.size - body.size) < 0.04 * body.size
        and (strip.font, strip.bold) in body.fonts
        and len(strip.text) > 5
        and not is_furniture(strip.text)
    )


def _boxed(story: Story) -> bool:
    """Tell whether a framed text is a boxed list."""
    head = story.head.text if story.head is not None else ""
    if names_box(head):
        return True
    text = story.text
    if lead_end(text) or len(text) > _LONG_BOX or story.bylines:
        return False
    return len(text) / max(1, text.count("。") + text.count("；")) < _LONG_ITEM


def _finish(
    stories: list[Story], loose: Sequence[tuple[Kind, Stack]], notes: list[Note], page: Page, body: BodyType
) -> Layout:
    stories.sort(key=lambda story: story.start)
    source = page.source.id
    for story in stories:
        if story.kind == "article" and any(is_label(stack.text) for stack in story.labels):
            story.kind = "sidebar"
    texts = [story.text for story in stories]
    matrix = Cohesion(texts).matrix(texts)
    likeness = matrix @ matrix.T
    mains = [at for at, story in enumerate(stories) if story.kind == "article"]
    articles: list[Article] = []
    inner = sets_in([stack for story in stories for stack in story.stacks], body.size)
    for at, story in enumerate(stories):
        parent = None
        if story.kind != "article" and mains:
            best = max(mains, key=lambda each: (likeness[at, each], -abs(each - at)))
            parent = f"{source}.a{best + 1}"
        article = article_of(story, f"{source}.a{at + 1}", source, parent, sets_in=inner)
        articles.append(article)
        if not article.headline:
            spans = article.paragraphs[0].spans[:1] if article.paragraphs else ()
            notes.append(Note("warning", f"有正文无标题：{article.body[:20]}……", spans))
    blocks: list[Block] = []
    for kind, stack in sorted(loose, key=lambda pair: pair[1].strips[0].order):
        passage = join_rows(strip.passage for strip in stack.strips)
        blocks.append(Block(_block_kind(kind), passage))
        if kind == "head":
            notes.append(Note("warning", f"有标题无正文：{passage.text}", passage.spans))
    return Layout(tuple(articles), tuple(blocks), tuple(notes))


def _block_kind(kind: Kind) -> BlockKind:
    match kind:
        case "head":
            return "heading"
        case "body" | "byline" | "caption" | "label":
            return kind
        case _:
            return "furniture"
