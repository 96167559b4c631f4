"""What can be seen of a row and of two rows that follow each other, as named features.

The names are the vocabulary of the weights in `weights/kinds.json`: a feature whose name has no weight counts
nothing, so the code may know more than the weights.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.bylines import is_byline, lead_end, trailing_byline
from briefing.layout.captions import MARKS, credit_start, opens_caption
from briefing.layout.cohesion import topical_pairs
from briefing.layout.columnnames import is_column
from briefing.layout.furniture import is_furniture, is_jump, is_label
from briefing.layout.paragraphs import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.layout.lines import Row

__all__ = ["ITEM", "columns_of", "edge_features", "habit_of", "row_features"]

_COMMAS = re.compile("[，；,;]")
_SEPARATORS = re.compile("[、；]")
_FUNCTION = re.compile("[的了在是和也将这为与对从被把于]")
ITEM = re.compile(r"[●○•·◎⊙▪■◆★☆①-⑳㈠-㈩]|[\(（]?[一二三四五六七八九十\d]{1,2}[\)）、.．]")
_ROUNDUP = re.compile(
    "简讯|快讯|速递|快览|速览|要闻|导读|看点|数说|短波|播报|集锦|一览|一周|联播|提要|导览|速读|摘要|资讯|动态"
)
# Rows looked at on each side when the width of the column around a row is told.
_REACH = 7
# A row this much shorter than the column, in the middle of a sentence, stands rather in another column.
_FAR = 4.0
_UNLIKELY = 12.0
# Rows in a run; a pair of characters in more rows than this says nothing; longer rows are no heads.
_RUN, _COMMON, _LONGEST = 6, 40, 48
# A dump of many pages: rows farther off than this are of others.
_PAGE = 1000
_ECHOES = (0.05, 0.15, 0.25, 0.35, 0.5, 0.7)
# A column's width is believed when this many rows of the page have it.
_LEAST_ROWS = 3


def columns_of(rows: Sequence[Row]) -> list[float]:
    """Return for each row the width of the column it stands in, in full-width characters.

    The width is that of the page's common row widths which most rows nearby fill to within one character and
    which the row itself does not exceed; a row wider than all others gives its own width.
    """
    count = Counter(row.width for row in rows)
    known = sorted((w for w, n in count.items() if n + count[w - 0.5] >= _LEAST_ROWS), reverse=True)
    top = sorted(known, key=lambda w: -(count[w] + count[w - 0.5] + count[w - 1.0]))[:16]
    size = len(rows)
    widths = np.array([row.width for row in rows])
    best, support = widths.copy(), np.zeros(size)
    open_end = np.array([not ends_sentence(row.text) for row in rows], dtype=bool)
    at = np.arange(size)
    low, high = np.maximum(0, at - _REACH), np.minimum(size, at + _REACH + 1)
    near_low, near_high = np.maximum(0, at - 2), np.minimum(size, at + 3)
    for width in sorted(top, reverse=True):
        fills = np.concatenate(([0], np.cumsum((width - 1.0 <= widths) & (widths <= width))))
        around = fills[high] - fills[low]
        here = around + 1.5 * (fills[near_high] - fills[near_low])
        # A row far shorter than the column is likelier the column's last row of a paragraph than any other.
        here = here - _UNLIKELY * (open_end & (width - widths > _FAR))
        better = (widths <= width + 0.6) & (here > support) & (around >= 2)
        support[better] = here[better]
        best[better] = width
    return [float(width) for width in best]


def _slack(value: float) -> str:
    if value < -0.3:
        return "over"
    if value <= 3.0:
        return f"{round(value * 2) / 2:g}"
    return "short" if value <= 6 else "tiny"


def _ending(text: str) -> str:
    if ends_sentence(text):
        return "ask" if text[-1] in "？！?!" and len(text) <= _LONGEST else "stop"
    last = text[-1:]
    if last in "，、；：,;:":
        return "comma" if last not in "：:" else "colon"
    return "bracket" if last in "）)】》”’" else "none"


def _share(part: int, whole: int, steps: int = 5) -> str:
    return str(int(steps * part / max(1, whole)))


def _words(text: str) -> list[str]:
    """Name what the words of a row say by themselves."""
    told = {
        "furniture": is_furniture(text),
        "jump": is_jump(text),
        "label": is_label(text),
        "column": is_column(text),
        "byline": is_byline(text),
        "lead": lead_end(text) > 0,
        "trailing": trailing_byline(text) < len(text),
        "credit": credit_start(text) < len(text),
        "figure": opens_caption(text),
        "mark": text[0] in MARKS and text[0] != "●",
        "dot": text[0] == "●",
        "item": ITEM.match(text) is not None,
        "roundup": len(text) <= 10 and _ROUNDUP.search(text) is not None,
    }
    return [name for name, flag in told.items() if flag]


def habit_of(rows: Sequence[Row], columns: Sequence[float]) -> str:
    """Tell how paragraphs begin: "blank" (indent kept), "indent" (only its width is missing), "flush", "mixed"."""
    blank = sum(row.indent >= 1.5 for row in rows)
    if blank > 0.04 * len(rows):
        return "blank"
    short = flush = 0
    for at in range(1, len(rows)):
        # Only after a short last row is it sure that a paragraph begins.
        if ends_sentence(rows[at - 1].text) and columns[at - 1] - rows[at - 1].width >= 1.5:
            slack = columns[at] - rows[at].width
            short += 1.5 <= slack <= 3.0
            flush += slack <= 0.5
    return "indent" if short >= 3 * flush else "flush" if flush >= 3 * short else "mixed"


def row_features(rows: Sequence[Row], columns: Sequence[float]) -> list[list[str]]:
    """Return the names of what each row shows, by itself and against its neighbours."""
    total = Counter(pair for row in rows for pair in _pairs(row.text))
    echo = [_step(share) for share in echoes(rows)]
    words = [_words(row.text) for row in rows]
    endings = [_ending(row.text) for row in rows]
    gaps = sum(row.gap > 0 for row in rows) / max(1, len(rows))
    style = "dense" if gaps < 0.02 else "gappy"
    habit = habit_of(rows, columns)
    names = []
    widths = [row.width for row in rows]
    for at, row in enumerate(rows):
        text = row.text
        stopped = "edge" if at == 0 else "stop" if ends_sentence(rows[at - 1].text) else "open"
        slack = _slack(columns[at] - row.width - (row.indent if row.indent >= 1.5 else 0.0))
        end = endings[at]
        commas = min(2, len(_COMMAS.findall(text)))
        shown = [
            "bias",
            f"slack={slack}",
            f"end={end}",
            f"commas={commas}",
            f"slack={slack}&end={end}&commas={min(1, commas)}",
        ]
        shown.append(f"habit={habit}&slack={slack}&{stopped}")
        shown.append(f"habit={habit}&slack={slack}&{stopped}&gap={min(1, row.gap)}")
        shown += words[at]
        shown += [f"{word}&end={end}" for word in words[at]]
        shown.append(f"length={min(20, len(text) // 3)}")
        marks = min(3, len(_SEPARATORS.findall(text)))
        shown.append(f"marks={marks}&commas={commas}&end={end}")
        shown.append(f"inner={'。' in text[:-1]}")
        flags = {"tail": text[0] in "，。；：！？、”）》」", "digit": text[0].isdigit(), "indent": row.indent >= 1.5}
        shown += [name for name, flag in flags.items() if flag]
        function = bool(_FUNCTION.search(text))
        shown.append(f"function={function}&end={end}&commas={min(1, commas)}")
        above = style if style == "dense" else f"{style}{min(1, row.gap) if at else 1}"
        below = style if style == "dense" else f"{style}{min(1, rows[at + 1].gap) if at + 1 < len(rows) else 1}"
        shown.append(f"gaps={above},{below}&end={end}")
        shown.append(f"gaps={above},{below}&slack={slack}")
        pairs = _pairs(text)
        shown.append(f"known={_share(sum(total[pair] > 1 for pair in pairs), len(pairs))}&end={end}")
        shown += _echo_names(rows, echo, at)
        shown.append(f"echo={echo[at]}&{stopped}&gaps={above},{below}")
        shown.append(f"echo={echo[at]}&short={len(text) <= 12}&stop={end == 'stop'}&function={function}")
        same = _alike(widths, at, columns[at])
        shown.append(f"same={same}&slack={slack}")
        shown.append(f"same={same}&end={end}")
        for other, side in ((at - 1, "before"), (at + 1, "after")):
            if not 0 <= other < len(rows):
                shown.append(f"{side}=edge")
                continue
            shown += [f"{side}={word}" for word in words[other]]
            gap = row.gap if other < at else rows[other].gap
            shown.append(f"{side}end={endings[other]}&gap={min(gap, 1)}&{style}&end={end}")
            shown.append(f"{side}={_likeness(rows[other].width - row.width)}&end={end}&slack={slack}")
            shown.append(f"{side}col={'same' if columns[other] == columns[at] else 'other'}&end={end}")
        names.append(shown)
    return names


def _alike(widths: Sequence[float], at: int, column: float) -> int:
    """Return how many of the four rows about a row fill its column."""
    near = (*widths[max(0, at - 2) : at], *widths[at + 1 : at + 3])
    return [column - 1.0 <= width <= column + 0.1 for width in near].count(True)


def _likeness(wider: float) -> str:
    return "same" if abs(wider) <= 1 else "wider" if wider > 0 else "narrower"


def echoes(rows: Sequence[Row]) -> list[float | None]:
    """Return how much of each short row's words one stretch of other rows repeats, 0 to 1; None for a sentence's end.

    A head's words come again in its article, a column's name hardly anywhere. Words are pairs of characters, weighed
    by how few rows have them; a stretch is two runs of `_RUN` rows.
    """
    size = len(rows)
    where: dict[str, list[int]] = {}
    owned = [list(dict.fromkeys(topical_pairs(row.text))) for row in rows]
    for at, pairs in enumerate(owned):
        for pair in pairs:
            where.setdefault(pair, []).append(at)
    weights = {pair: math.log(1.0 + size / len(spots)) for pair, spots in where.items()}
    runs = {pair: _runs(spots) for pair, spots in where.items() if 1 < len(spots) <= _COMMON}
    result: list[float | None] = []
    for at, row in enumerate(rows):
        if len(row.text) > _LONGEST or _ending(row.text) == "stop" or not owned[at]:
            result.append(None)
            continue
        here = (at // _RUN, at // _RUN - 1)
        low, high = here[0] - _PAGE // _RUN, here[0] + _PAGE // _RUN
        found: dict[int, float] = {}
        for pair in owned[at]:
            if pair in runs:
                weight = weights[pair]
                for run, often in runs[pair].items():
                    # In its own runs a row's own words do not count.
                    if (often > 1 or run not in here) and low <= run <= high:
                        found[run] = found.get(run, 0.0) + weight
        result.append(max(found.values(), default=0.0) / sum(weights[pair] for pair in owned[at]))
    return result


def _runs(spots: Sequence[int]) -> Counter[int]:
    """Return the runs that the rows `spots` stand in, each two times `_RUN` rows long, and how many stand in each."""
    return Counter(run for spot in spots for run in (spot // _RUN, spot // _RUN - 1))


def _echo_names(rows: Sequence[Row], echo: Sequence[str], at: int) -> list[str]:
    """Name how far a row's words come again on the page, and its neighbours'."""
    names = [f"echo={echo[at]}&end={_ending(rows[at].text)}"]
    if at + 1 < len(rows):
        names.append(f"echo={echo[at]}&after={echo[at + 1]}&gap={min(1, rows[at + 1].gap)}")
    if at:
        names.append(f"echo={echo[at]}&before={echo[at - 1]}&gap={min(1, rows[at].gap)}")
    return names


def _step(share: float | None) -> str:
    return "-" if share is None else str(bisect(_ECHOES, share))


def edge_features(rows: Sequence[Row], columns: Sequence[float]) -> list[list[str]]:
    """Return the names of what each row shows against the row before it; the first row has none."""
    pairs = Counter(pair for row in rows for pair in _pairs(row.text))
    gaps = sum(row.gap > 0 for row in rows) / max(1, len(rows))
    style = "dense" if gaps < 0.02 else "gappy"
    names: list[list[str]] = [[]] if rows else []
    for at in range(1, len(rows)):
        before, row = rows[at - 1], rows[at]
        slack = _slack(columns[at - 1] - before.width)
        here = _slack(columns[at] - row.width)
        end = _ending(before.text)
        gap = style if style == "dense" else f"{style}{min(1, row.gap)}"
        column = "same" if columns[at] == columns[at - 1] else "other"
        join = "join" if pairs[before.text[-1] + row.text[0]] else "strange"
        names.append(
            [
                "edge",
                f"edge:gap={gap}",
                f"edge:end={end}&gap={gap}",
                f"edge:column={is_column(before.text)}&gap={gap}",
                f"edge:slack={slack}&end={end}",
                f"edge:slack={slack}&here={here}&stop={end in ('stop', 'ask')}",
                f"edge:slack={slack}&here={here}&gap={gap}&end={end}&{column}",
                f"edge:{join}&gap={gap}&column={column}",
                f"edge:here={here}&gap={gap}&stop={end in ('stop', 'ask')}",
                f"edge:col={column}&gap={gap}&stop={end in ('stop', 'ask')}",
                f"edge:{join}&end={end}",
            ]
        )
    return names


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]
