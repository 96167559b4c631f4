"""Places in a row (位次): 全国前5、全省第2, 位居全国前列, 居全省首位."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Rank", "ranks"]

_SCOPE = (
    r"(?:全国|全省|全市|全区|全县|全州|全盟|自治区|全球|世界|我国|国内|亚洲|行业|同类"
    r"|(?:(?![居列位在全为的各由增速了])[\u4e00-\u9fff]){2,3}(?:省|州)|长三角|珠三角|大湾区|粤港澳大湾区"
    r"|中西部|西部|中部|东部|东北|沿海)"
)
_GROUP = (
    r"(?:\d{1,3}个(?:县|区|县区|市县|镇街|镇|市|城市|地级市|州市|园区)|大中城市|地级及?以?上?市|地级市"
    r"|城市群?|县域?|百强县|景区|高校|医院|乡镇|街道|各?县[市区（）]*|各?市州?|省会城市|副省级城市|同类城市|区县|地区|省份|行业"
    r"|(?:沿海|内河)?(?:主要|十大)?港口|机场|园区|开发区|高新区|综保区|综合保税区|同类\S{0,4}|\S{0,4}城市)?"
)
_PLACE = (
    r"(?P<place>第\s?[\d一二三四五六七八九十]{1,3}\s?[位名]?(?![届次期批季产十大轮个条所家书阶梯代课人线站方时步口项章只位者张])"
    r"|首位|榜首|首名|首(?=[，。；、）]|$)|前\s?[\d一二三四五六七八九十]{1,3}\s?[位名强]?(?!个|年|月|季|天|期|\d"
    r"|[一二三四五六七八九十]|届|者|次)|前列|前茅|第一方阵|第一梯队)"
)
_VERB = (
    r"(?:继续|稳|连续\S{1,3}年|均|分别|持续|首次|跃|仍|再次|已)*(?:位居|位列|位于|位次|居于|居|列|名列"
    r"|排名|排位|排在|排|稳居|跃居|跃升至?|跻身|进入|升至|升到|保持|进位至|上升至|荣登|摘得|夺得|荣获"
    r"|获)(?:在|到|至)?"
)
_RANK = re.compile(
    rf"""(?:(?P<verb>{_VERB})(?P<wide>{_SCOPE}{_GROUP}|各?县市区|同类城市)?(?:的|中|之)?(?:位居|居|列|排名|排)?
       | (?:在|为)?(?P<only>{_SCOPE}{_GROUP})(?:的|中|之|内|范围内)?(?:{_VERB})?)
    {_PLACE}""",
    re.VERBOSE,
)
_NEXT = re.compile(
    rf"[、，和及](?:并|且|也)?(?:位居|居|列|排名|排)?(?P<only>{_SCOPE}{_GROUP}|(?:沿海|沿江|设区|各)[^，。；、\d]{{0,6}}?)(?:的|中|之)?(?:位居|居|列|排名|排)?{_PLACE}",
    re.VERBOSE,
)
# Every place in a row is told with one of these.
_PLACED = re.compile(r"第|首|前|榜")
# 前列, 前茅 without a scope say nothing a reader could check.
_BARE = ("前列", "前茅")


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a row. start, end: all its words; scope and place: the printed words that tell it.

    verb: 位居 and the like is printed.
    """

    start: int
    end: int
    scope: tuple[int, int]
    place: tuple[int, int]
    verb: bool = True


def ranks(text: str) -> tuple[Rank, ...]:
    """Return the ranks in folded text; one told without a scope needs its verb and a number."""
    found: list[Rank] = []
    if _PLACED.search(text) is None:
        return ()
    at = 0
    while match := _RANK.search(text, at):
        at = match.end()
        scope = (
            match.span("wide")
            if match["wide"]
            else match.span("only")
            if match["only"]
            else (match.start("place"), match.start("place"))
        )
        if scope[0] == scope[1]:
            scope = _scope_before(text, match.start())
        start = min(match.start(), scope[0]) if scope[0] != scope[1] else match.start()
        if _FORMER.search(text, max(0, start - 16), start):
            continue
        if scope[0] == scope[1] or (match["verb"] or "")[-2:] in ("荣获", "摘得", "夺得"):
            continue
        found.append(
            Rank(
                start,
                match.end(),
                scope,
                match.span("place"),
                match["verb"] is not None
                or re.search(_VERB, text[start : match.start("place")], re.VERBOSE) is not None,
            )
        )
        while more := _NEXT.match(text, at):
            at = more.end()
            found.append(Rank(more.start(), at, more.span("only"), more.span("place")))
    return tuple(found)


# 由2023年同期的全省第五跃居全省第二: the former place is told only for comparison.
_FORMER = re.compile(r"(?:由|从)[^，。；第前]{0,12}$")
_BEFORE = re.compile(rf"在(?P<scope>{_SCOPE}{_GROUP}|[^，。；、]{{2,10}})(?:中|里|内)$")


def _scope_before(text: str, at: int) -> tuple[int, int]:
    """Return the scope in 在全国大中城市中排名前列, printed before the verb."""
    match = _BEFORE.search(text, max(0, at - 16), at)
    return match.span("scope") if match else (at, at)
