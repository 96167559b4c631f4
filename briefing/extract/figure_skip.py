"""Numbers that are no figures: names, item counts, phases, ordinals, dates, telephones, roads, figures of speech."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.text.numbers import Quantity
    from briefing.text.periods import Period

__all__ = ["skipped"]

_ELECTRIC = re.compile(r"电")
# 优良天数320天: days that are counted, not spent.
_DAYS = re.compile(r"天数(?:为|达到?|共|共计)?$")
# A short quotation or a title is a name: “百千万工程”, “海关16条”, 《…三年行动方案》.
_NAMES = re.compile(r"《[^《》]{1,80}》|[“「『][^“”「」『』，。；]{1,16}[”」』]|【[^【】]{1,20}】")
# 第3届, 第一产业: the number counts a place in a row.
_ORDINAL = re.compile(
    r"第\s?$|[A-Za-z][-–]?$|No\.?$|电话[:：]?\s?$|热线[:：]?\s?$|[路街巷道村组栋幢座楼室号线]$(?<!公路)(?<!线路)(?<!电线)"
)
_ORDINAL_ONLY = re.compile(r"第\s?$|[×*·章]\s?$|[A-Za-z][-–]?$|No\.?$|电话[:：]?\s?$|热线[:：]?\s?$")
# 百分之两百的精力: a figure of speech.
_SPEECH = re.compile(
    r"的?(?:努力|精力|热情|把握|信心|投入|状态|干劲|诚意|付出|专注|用心|真诚|责任心|警惕|决心|力气|关注)"
)
# 三年行动, 两个月, 8小时: spans and ages are no results.
_NO_KINDS = {"time", "ordinal", "age", "score", "kind", "tenth"}
# 一揽子, 一批, 一系列 and the like.
_AFTER_COUNT = re.compile(
    r"基点|点(?!位)|方面|举措|措施|重点任务|任务|部分|阶段|环节|层面|维度|意见|要求|问题|原则|理念|故事|行动(?!党)|工程(?!项目)|计划|大|小组|步骤|议题|议程|专题|篇章|目标|字|关键|时代|指标|倡议|特点|原因|因素|人生|孩子|板块|单元|环节|角度|主题|字样|月|星期|工作日|小时|季度|世纪|年头"
)
# 措施共20条: the length of a list.
_ANNOUNCED = re.compile(r"(?:措施|举措|政策|意见|条例|办法|规定|清单|细则|要点)(?:共|共计|共有|有|为|达)?$")
# Below these a number in characters is told in passing; nobody issues a hundred measures.
_FINGERS, _HAND, _MOST_MEASURES = 20, 10, 100
_POLICY = re.compile(r"(?:[促稳外贸资加商海关金融民营实惠企产科创]{1,3}|措施|政策|意见|新规|规定|办法|准则)$")


def skipped(text: str, found: Sequence[Quantity], spans: Sequence[Period]) -> Iterator[Quantity]:
    """Yield the quantities that may be figures."""
    names = [match.span() for match in _NAMES.finditer(text)]
    cursor = 0
    for quantity in found:
        while cursor < len(names) and names[cursor][1] <= quantity.start:
            cursor += 1
        if cursor < len(names) and names[cursor][0] < quantity.core and quantity.core < names[cursor][1]:
            continue
        if any(span.start <= quantity.core < span.end for span in spans):
            continue
        if not _is_name(text, quantity):
            yield quantity


def _is_name(text: str, quantity: Quantity) -> bool:
    if quantity.unit == "天" and _DAYS.search(text, max(0, quantity.core - 6), quantity.start):
        return False
    if text[quantity.start : quantity.end].rstrip("左右以上下").endswith("度") and not _ELECTRIC.search(
        text, max(0, quantity.core - 16), quantity.end + 4
    ):
        return True  # 零下8度 is a temperature, but no 千瓦时
    if quantity.kind in _NO_KINDS or quantity.unit in ("千伏", "寸", "里"):
        return True
    before = text[max(0, quantity.core - 4) : quantity.core]
    after = text[quantity.end : quantity.end + 6]
    if _ORDINAL_ONLY.search(before) or _on_fingers(quantity):
        return True
    if quantity.kind == "percent":
        return _SPEECH.match(after) is not None
    return quantity.kind in ("count", "people") and _is_counted_name(quantity, before, after)


def _on_fingers(quantity: Quantity) -> bool:
    """Tell whether a number in characters is only counted on the fingers (一吨, 三个, 十条)."""
    if quantity.arabic or quantity.kind in ("percent", "money", "times", "point"):
        return False
    return quantity.value < (_FINGERS if quantity.kind in ("count", "people") else _HAND)


def _is_counted_name(quantity: Quantity, before: str, after: str) -> bool:
    """Tell whether a count is part of an address, announces a list (8项举措) or names a policy (稳经济32条)."""
    if quantity.kind == "count" and not quantity.shared and _ORDINAL.search(before):
        return True
    if quantity.unit in ("条", "项", "招", "点") and _ANNOUNCED.search(before):
        return True
    if quantity.unit in ("条", "项", "个", "点") and _AFTER_COUNT.match(after):
        return True
    policy = quantity.unit in ("条", "招", "项") and quantity.value < _MOST_MEASURES
    return policy and _POLICY.search(before) is not None and not after[:1].isalpha()
