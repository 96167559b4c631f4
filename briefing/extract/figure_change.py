"""Growth and decline beside a number (增减): how much, in which direction, against what.

`同比增长20.6%` is +20.6; `下降3.6%` -3.6; `增长1.2倍` +120; `是去年的2.6倍` +160; `持平` 0; `翻一番` +100.
`降幅收窄1.2个百分点` is a change of a change: points, never percent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.text.numbers import Quantity

__all__ = ["Change", "change_at", "change_without_number", "kind_of"]

_UP = (
    "增产|增收|增支|改善|增长率|增长|增加|提高|提升|上升|上涨|回升|攀升|多增|净增|扩大|增幅|涨幅|增速|增量|加快|提速"
    "|走高|上浮|上调|升高|拉高|快|增|升|涨|高|多"
)
_DOWN = (
    "减产|减收|减支|负增长|下降率|下降|减少|降低|下跌|回落|下滑|缩小|降幅|跌幅|收窄|放缓|缩短|压减|压降|萎缩|下调"
    "|少增|减幅|少|降|减|跌|低|慢|缩减"
)
_AGAINST = r"""(?:
    同比|环比|年均|累计年均|(?:两|三|四|五|\d)年平均|平均每年|年平均
  | (?:比|较|与|同)(?:
        去年|上年|前年|往年|年初|年底|上月|上季度?|上周|上期|前一[年月周季]|前期|疫情前|同期|(?:19|20)\d\d年|一?季度|[一二三四]季度|上半年|前[一二三]季度
      | \d{1,2}(?:[-—~至]{1,2}\d{1,2})?月份?|前\S{1,2}个?月|[^，。；、\d]{1,6}时
    )[^，。；、]{0,8}?(?:相比)?
  | (?:比(?![重例值率赛])|较(?![大快好为高强多]))[^，。；、\d比较]{1,8}?
)"""
_DEGREE = (
    r"(?:名义|实际|大幅度?|显著|明显|略有?|小幅|微幅|(?<![亩户人])均|按?(?:可比|同)口径(?:计算)?|激|猛|骤|再|又|共|平均|累计|可比口径|持续|稳步|逆势|快速|微|整体"
    r"|总体|将|仍|也|都|就|已|还|要|需|预计|有望|分别|转为|变为|依次|各自?|，?(?:扣除\S{2,8}"
    r"|按\S{2,10}(?:计算|口径)|剔除\S{2,8})，?|由[负降减跌]转[正增升涨]|转[正增]|，)*"
)
_LEFT = re.compile(
    rf"""(?P<against>{_AGAINST})?(?P<degree>{_DEGREE})
    (?P<verb>(?:{_UP})|(?P<down>{_DOWN}))
    (?P<tail>(?:了|达到?|为|约|至|到|在|保持|控制|稳定|超过|突破|超|近|分别|是|接近|高达|均|都|仅|只)*)$""",
    re.VERBOSE,
)
# 实现5.2%的增长, 5.2%的同比增幅, 以年均5.2%的速度增长
_RIGHT = re.compile(
    r"(?:以上|左右)?的?(?P<against>同比|环比|年均)?(?:正|较快|平均)?(?:(?P<up>增长|增速|增幅|涨幅|速度(?:增长|递增)|(?P<down>降幅|跌幅|负增长|速度(?:下降|递减))))"
)
_TIMES_OF = re.compile(
    r"(?:分别)?(?:是|为|达到?|相当于|约为|约是)(?P<against>(?:去年|上年|前年|(?:19|20)\d\d年|\S{0,6}同期)[^，。；]{0,8}?)的$"
)
_STILL = re.compile(
    r"(?P<against>(?:与|同|较|比)[^，。；、]{1,10}?|同比|环比)?(?:基本|大体|总体)?(?P<verb>(?<!保)(?<!维)(?<!坚)持平)(?!的|稳)"
)
_DOUBLED = re.compile(
    rf"(?P<against>{_AGAINST})?(?:实现|近|约|已|几乎)*(?P<verb>翻了?(?:近|约|超)?(?:(?P<times>[一两二三])?番|倍))",
    re.VERBOSE,
)
_RATE_BEFORE = re.compile(r"(?:增[幅速]|涨幅|升幅|(?P<down>[降跌减]幅))$")
_SINGLE = set("增升涨高多少降减跌低快慢")
_MORE_THAN_ONE = {"一": 100, "两": 300, "二": 300, "三": 700}


@dataclass(frozen=True, slots=True)
class Change:
    """A change as printed. start, end: its words; one of percent, points, amount is told.

    times_of: told as a multiple of the old value (是…的2.6倍).
    level: the number is the level reached (增至, 提高到), the words before it only tell that it changed.
    """

    start: int
    end: int
    percent: Decimal | None = None
    points: Decimal | None = None
    amount: bool = False
    level: bool = False
    kind: str | None = None
    times_of: bool = False


def change_at(text: str, low: int, quantity: Quantity) -> Change | None:
    """Return the change that the quantity tells, from text[low:] on; None if it is a level, a share, a count."""
    times = _TIMES_OF.search(text, max(low, quantity.start - 24), quantity.start) if quantity.kind == "times" else None
    if times:
        return Change(
            times.start(),
            quantity.end,
            percent=_whole((quantity.value - 1) * 100),
            kind=kind_of(times["against"]),
            times_of=True,
        )
    left = _LEFT.search(text, max(low, quantity.start - 40), quantity.start)
    if left and _believed(left, text):
        return _from_left(left, quantity, text)
    right = _RIGHT.match(text, quantity.end)
    if right and quantity.kind in ("percent", "times"):
        percent = _percent(quantity, falls=right["down"] is not None)
        start = quantity.start
        against = right["against"]
        before = re.compile(r"(?:同比|环比|年均)$").search(text, max(low, start - 4), start)
        if before:
            start, against = before.start(), before[0]
        return Change(start, right.end(), percent=percent, kind=kind_of(against or ""))
    if quantity.signed and quantity.kind == "percent":
        against = re.compile(r"(?:同比|环比|较?上年)?(?:增长|增速|为)?$").search(
            text, max(low, quantity.start - 8), quantity.start
        )
        start = against.start() if against else quantity.start
        return Change(start, quantity.end, percent=quantity.value, kind=kind_of(against[0]) if against else None)
    return None


def _believed(left: re.Match[str], text: str) -> bool:
    """Tell whether the word is a verb of change here: 增 and 高 alone only beside what they are measured against."""
    verb = left["verb"]
    if verb in ("增收", "减收", "增支", "减支"):
        return left["against"] is not None  # 户均增收4600元 is what came in, 同比增收6.5亿元 a change
    if verb in ("高", "多", "少", "低", "快", "慢", "减"):
        return left["against"] is not None
    if verb in _SINGLE:
        before = text[left.start("verb") - 1 : left.start("verb")]
        return (
            left["against"] is not None
            or left["degree"] != ""
            or before not in ("新", "转", "递", "净", "缓", "提", "抬")
        )
    return True


def _from_left(left: re.Match[str], quantity: Quantity, text: str) -> Change:
    tail = left["tail"].replace("达到", "").replace("达", "")
    kind = kind_of(left["against"] or "")
    start = left.start("against") if left["against"] else left.start("degree") + _comma(left["degree"])
    falls = left["down"] is not None
    rate = _RATE_BEFORE.search(text, max(0, left.start("verb") - 2), left.start("verb"))
    if rate and quantity.kind == "percent" and ("到" in tail or "至" in tail):
        # 降幅收窄至2.4%: a rate of its own, whatever it was before.
        percent = _percent(quantity, falls=rate["down"] is not None)
        return Change(rate.start(), quantity.end, percent=percent, kind=kind)
    if ("到" in tail or "至" in tail or "在" in tail) and left["verb"] not in (
        "增速",
        "增幅",
        "涨幅",
        "降幅",
        "跌幅",
        "增长率",
    ):
        return Change(left.start("verb"), quantity.start, level=True, kind=kind)
    if quantity.kind in ("percent", "times"):
        return Change(start, quantity.end, percent=_percent(quantity, falls=falls), kind=kind)
    if quantity.kind == "point":
        return Change(start, quantity.end, points=-quantity.value if falls else quantity.value, kind=kind)
    return Change(start, quantity.end, amount=True, kind=kind)


def _comma(degree: str) -> int:
    return len(degree) - len(degree.lstrip("，"))


def _percent(quantity: Quantity, *, falls: bool) -> Decimal:
    value = _whole(quantity.value * 100 if quantity.kind == "times" else quantity.value)
    return -abs(value) if falls else value


def _whole(value: Decimal) -> Decimal:
    """Return a whole number without zeros behind the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def change_without_number(text: str, low: int, high: int) -> Change | None:
    """Return 持平 (0) or 翻一番 (+100) in text[low:high], None if there is neither."""
    if text.find("持平", low, high) < 0 and text.find("番", low, high) < 0:
        return None
    still = _STILL.search(text, low, high)
    if still:
        return Change(still.start(), still.end(), percent=Decimal(0), kind=kind_of(still["against"] or ""))
    doubled = _DOUBLED.search(text, low, high)
    if doubled and doubled["verb"].endswith("番"):
        percent = Decimal(_MORE_THAN_ONE[doubled["times"] or "一"])
        return Change(doubled.start(), doubled.end(), percent=percent, kind=kind_of(doubled["against"] or ""))
    return None


def kind_of(against: str) -> str | None:
    """Return the kind of comparison in the contract's words: 同比, 环比, 较上年, 年均, 两年平均."""
    if not against:
        return None
    for word in ("同比", "环比"):
        if word in against:
            return word
    average = re.search(r"[两三四五\d]年平均", against)
    if average:
        return average[0]
    if "平均" in against or "年均" in against:
        return "年均"
    if "同期" in against and not re.search(r"\d{4}年|前年|疫情前", against):
        return "同比"
    words = re.sub(r"^(?:比|较|与|同)|相比$|，", "", against)
    return "较" + re.sub(r"去年", "上年", words)
