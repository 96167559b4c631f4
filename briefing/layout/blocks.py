"""Labelled rows become blocks: pieces of body text, heads, boxes, captions, labels, bylines, furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING, Literal

from briefing.layout.bylines import lead_end, trailing_byline
from briefing.layout.furniture import is_listed
from briefing.layout.paragraphs import ends_sentence, join_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.lines import Row
    from briefing.passage import Passage

__all__ = ["Part", "PartKind", "parts_of", "same_column"]

PartKind = Literal["body", "head", "box", "caption", "label", "byline", "furniture", "intertitle"]
_KIND: dict[str, PartKind] = {
    **dict.fromkeys("SM", "body"),
    **dict.fromkeys("Hh", "head"),
    **dict.fromkeys("Ii", "intertitle"),
    **dict.fromkeys("Cc", "caption"),
    **dict.fromkeys("Xx", "box"),
    "F": "furniture",
    "L": "label",
    "Y": "byline",
}

# A head repeats this share of its pairs of characters from the text it stands over.
_KNOWN = 0.7
# Rows differ by this much in one column.
_FULL = 0.6
_SENTENCE = re.compile("[。，；！？]")


def same_column(one: float, other: float) -> bool:
    """Tell whether two widths may be of one column: punctuation and digits make its rows differ a little."""
    return abs(one - other) <= max(1.5, 0.1 * max(one, other))


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong together: a paragraph or what stands of it in one column, one line of a head.

    number: place in the page's stream of parts. column: width of the column it stands in.
    open_start, open_end: a body part that begins or ends in the middle of a sentence.
    wraps: a head line that the labels take for the rest of the line above it.
    """

    kind: PartKind
    rows: tuple[Row, ...]
    number: int
    column: float
    text: Passage
    gap: int
    open_start: bool = False
    open_end: bool = False
    lead: bool = field(default=False)
    wraps: bool = False

    @property
    def words(self) -> str:
        """The joined characters."""
        return self.text.text


def parts_of(rows: Sequence[Row], kinds: str, columns: Sequence[float]) -> tuple[Part, ...]:
    """Return the parts of a page in the order of its stream.

    Body rows are parted at each paragraph's first row, at each empty line and where the column's width changes.
    """
    groups: list[list[int]] = []
    for at, kind in enumerate(kinds):
        if groups and _goes_on(rows, kinds, columns, at):
            groups[-1].append(at)
        else:
            groups.append([at])
        del kind
    parts = [
        _part(number, [rows[at] for at in group], kinds[group[0]], median(columns[at] for at in group))
        for number, group in enumerate(groups)
    ]
    return tuple(_heal(parts))


def _heal(parts: list[Part]) -> list[Part]:
    """Return the parts with those put right that only their neighbours tell: heads set among body rows, torn boxes."""
    healed: list[Part] = []
    pairs = Counter(pair for part in parts for pair in _pairs(part.words))
    for at, part in enumerate(parts):
        before = healed[-1] if healed else None
        after = parts[at + 1] if at + 1 < len(parts) else None
        if part.kind == "body" and before is not None and before.kind == "box" and part.open_start and _is_torn(before):
            healed.append(replace(part, kind="box", open_end=False))
        elif part.kind == "intertitle" and _is_head_after_all(healed, after):
            healed.append(replace(part, kind="head"))
        elif _is_set_list(before, part, after) or _is_torn_list(part, after):
            healed.append(replace(part, kind="box", open_end=False))
        elif _is_hidden_head(before, part, after, _known(part, pairs)):
            healed.append(replace(part, kind="head", open_start=False, open_end=False))
        else:
            healed.append(part)
    return healed


def _is_head_after_all(above: Sequence[Part], after: Part | None) -> bool:
    """Tell whether an intertitle is a head: no text of its article below it, or a lead, or a byline just above."""
    if after is None or after.kind != "body" or after.open_start or after.lead:
        return True
    ending = "".join(part.words for part in above[-2:] if part.kind == "body")
    return trailing_byline(ending) < len(ending)


def _is_set_list(before: Part | None, part: Part, after: Part | None) -> bool:
    """Tell whether a body part is a boxed list set solid: it is whole and has no full stop."""
    if part.kind != "body" or part.open_start or ends_sentence(part.words) or not is_listed(part.words):
        return False
    return not (before is not None and before.open_end) and not (after is not None and after.open_start)


def _is_torn_list(part: Part, after: Part | None) -> bool:
    """Tell whether a body part and the part that goes on with it are one boxed list set solid."""
    if part.kind != "body" or part.open_start or not part.open_end or after is None or not after.open_start:
        return False
    whole = part.words + after.words
    return same_column(part.column, after.column) and not ends_sentence(whole) and is_listed(whole)


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _known(part: Part, pairs: Counter[str]) -> float:
    """Return the share of a short part's pairs of characters that stand elsewhere on the page too."""
    own = Counter(_pairs(part.words)) if len(part.words) <= 44 else Counter()
    return sum(pairs[pair] > count for pair, count in own.items()) / max(1, len(own))


def _is_torn(box: Part) -> bool:
    """Tell whether a box part ends in the middle of an item."""
    return len(box.rows[-1].text) > 1 and not ends_sentence(box.words) and box.rows[-1].width >= box.column - 2.0


def _is_hidden_head(before: Part | None, part: Part, after: Part | None, known: float) -> bool:
    """Tell whether a body part reads as a head: a line or three, no sentence, nothing that it goes on from or into."""
    if part.kind != "body" or part.lead or len(part.rows) > 3 or not 6 <= len(part.words) <= 44:
        return False
    if _SENTENCE.search(part.words) or part.words[-1] in "，、：；—":
        return False
    if len(part.rows) == 1 and abs(part.column - 2.0 - part.rows[0].width) <= 0.6 and known < _KNOWN:
        # As wide as an indented first line: a paragraph cut after its first row.
        return False
    if part.rows[0].width > part.column - 0.6 and part.open_start and before is not None and before.open_end:
        return False
    if before is not None and before.kind == "body" and before.open_end and before.number + 1 == part.number:
        return False
    return after is None or after.kind != "body" or not after.open_start


def _goes_on(rows: Sequence[Row], kinds: str, columns: Sequence[float], at: int) -> bool:
    kind, before = kinds[at], kinds[at - 1] if at else ""
    if not before or _KIND[kind] != _KIND[before]:
        return False
    if kind == "M" and rows[at].text[0] in "（(" and lead_end(rows[at - 1].text) >= len(rows[at - 1].text) - 1:
        # A dateline that its own byline goes on with: 新华社某地5月5日电 ⏎ （记者 王某）.
        return True
    if kind == "M":
        return rows[at].gap == 0 and same_column(columns[at], columns[at - 1])
    return kind in "icx"


def _part(number: int, rows: list[Row], letter: str, column: float) -> Part:
    kind = _KIND[letter]
    text = join_rows(row.passage for row in rows)
    words = text.text
    body = kind == "body"
    return Part(
        kind=kind,
        rows=tuple(rows),
        number=number,
        column=column,
        text=text,
        gap=rows[0].gap,
        open_start=body and letter == "M",
        # A last line that does not fill its column ends a paragraph, whatever its last mark.
        open_end=body
        and not ends_sentence(words)
        and words[-1:] != "："
        and rows[-1].width >= column - (5.0 if len(rows) == 1 else 3.0),
        lead=body and lead_end(words) > 0,
        wraps=letter == "h",
    )
