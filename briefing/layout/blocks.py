"""Labelled rows become blocks: pieces of body text, heads, boxes, captions, labels, bylines, furniture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from briefing.layout.bylines import is_byline, lead_end
from briefing.layout.furniture import is_furniture, is_label
from briefing.layout.paragraphs import ends_sentence, join_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.lines import Row
    from briefing.passage import Passage

__all__ = ["Part", "PartKind", "parts_of", "settle"]

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
# Kinds whose rows of the second letter go on with the row before.
_REST = "MhicX" + "x"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong together: one paragraph or the part of it in one column, one head line with its wraps, …

    number: place in the page's stream of parts. column: width of the column it stands in.
    open_start, open_end: a body part that begins or ends in the middle of a sentence.
    glued: nothing but a line end stands between it and the part before, in a dump that keeps empty lines.
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

    @property
    def words(self) -> str:
        """The joined characters."""
        return self.text.text


def settle(rows: Sequence[Row], kinds: str) -> str:
    """Return the labels with those put right that words alone decide.

    A row that no pattern knows is never furniture, a lead begins a paragraph, and no first row goes on with nothing.
    """
    settled: list[str] = []
    for at, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        text = row.text
        before = settled[-1] if settled else ""
        if kind == "F" and not is_furniture(text) and not is_label(text) and before != "F":
            kind = "H"
        elif kind not in "FL" and is_label(text):
            kind = "F"
        elif kind not in "FSM" and is_furniture(text) and not (kind in "xX" and len(text) < 4):
            kind = "F"
        elif kind in "HhIiXxCcL" and is_byline(text):
            kind = "Y"
        elif kind in "MHhIi" and lead_end(text) and not is_byline(text):
            kind = "S"
        if kind == "h" and before not in ("H", "h"):
            kind = "H"
        elif kind == "i" and before not in ("I", "i"):
            kind = "I"
        elif kind == "c" and before not in ("C", "c"):
            kind = "C"
        elif kind == "x" and before not in ("X", "x"):
            kind = "X"
        settled.append(kind)
        del at
    return "".join(settled)


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
    return tuple(_part(number, [rows[at] for at in group], kinds[group[0]], columns[group[0]]) for number, group in enumerate(groups))


def _goes_on(rows: Sequence[Row], kinds: str, columns: Sequence[float], at: int) -> bool:
    kind, before = kinds[at], kinds[at - 1] if at else ""
    if not before or _KIND[kind] != _KIND[before]:
        return False
    if kind == "M":
        return rows[at].gap == 0 and abs(columns[at] - columns[at - 1]) <= 1.5
    return kind in "hicx"


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
        open_end=body and not ends_sentence(words) and words[-1:] not in "：；",
        lead=body and lead_end(words) > 0,
    )
