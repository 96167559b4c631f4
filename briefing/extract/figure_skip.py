"""Numbers that are no figures: names, item counts, phases, ordinals, dates, telephones, roads, figures of speech."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.extract.figure_words import SHARE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.text.numbers import Quantity
    from briefing.text.periods import Period

__all__ = ["skipped"]

# 经营性收入20万元以上的村, 超3000万元的项目, 4000吨级, 单机25万千瓦: the number only bounds or describes a class.
_CLASS_AFTER = re.compile(r"(?:(?<=以上)|(?<=以下)|(?<=以内))的(?![速增])|级(?!别以上)")
_CLASS_BEFORE = re.compile(r"[超逾]$|超过$|单[机台体个套]$")
_RATED = re.compile(r"的?(?:直流|交流|快充|超充|充电|变压器|风力发电机|发电机)")
# What somebody pays or earns is his own affair: 她用600元补贴换了一台3499元的冰箱, 我家种了15个棚，去年纯收入12万元.
_PRIVATE = re.compile(
    r"我(?![国省市县区州盟旗镇乡村军党院校司厂])(?!们(?![家一]))|俺|咱(?!们?[省市县])|家里|(?<![其])[她他](?![们国省市县区州地乡人山])"
    r"|女士|先生|大[姐妈爷叔婶娘伯哥嫂]|阿姨|老伴|老人家|丈夫|妻子|儿子|女儿|老板娘|师傅"
    r"|(?:村民|农户|[养种][\u4e00-\u9fff]{0,2}户|果农|菜农|茶农|牧民|渔民|居民|市民|读者|观众|顾客|游客|司机|店主|摊主)"
    r"(?:[小老][\u4e00-\u9fff]|[\u4e00-\u9fff]{2,3}?(?=今年|去年|家[里的种养有]|卖|说|告诉|算了))"
)
_PRIVATE_BELOW = {
    "money": 1_000_000,
    "count": 1000,
    "people": 20,
    "area": 1000,
    "mass": 200_000,
    "volume": 1000,
    "energy": 10_000,
    "length": 100,
}
# A price or a sum below this is told only where it is a rate of pay, a subsidy or an average of many.
_SMALL_MONEY = 10_000
# A speaker who is quoted counts what is before his eyes (“一条线要36个工人，现在只要5个”).
_SPOKEN = 100
_PUBLIC_BEFORE = re.compile(
    r"标准|补[助贴]|津贴|救助|收入|工资|薪|价|费|保[险障]|养老金|低保|奖[励金]|资助|GDP|支出|产值"
    r"|[人户亩次车客]均|每[人户吨斤亩升年月生]|缴|负担|成本|投入|增收|额|红包"
    r"|限|元[，、至—-]"
)
# 全村, 公司, 户均: not one man's own.
_COMMON = re.compile(r"[户人亩]均|全[市县村镇乡区省州]|村集体|公司|企业|合作社|基地|园区|我们[村镇厂]|产值|标准")
_PUBLIC_AFTER = re.compile(
    r"的?(?:[\u4e00-\u9fff]{0,4}(?:补[助贴]|津贴|奖[励金]|救助|资助|标准|基础养老金|代金券|消费券|红包))"
)

_ELECTRIC = re.compile(r"电")
# 女子800米冠军, 男子55公斤级: an event of sports
_SPORTS = re.compile(r"(?:男子|女子|混合)[^，。；\d]{0,4}$")
# 优良天数320天: days that are counted, not spent.
_DAYS = re.compile(r"天数(?:为|达到?|共|共计)?$")
# A short quotation or a title is a name: “百千万工程”, “海关16条”, 《…三年行动方案》.
_NAMES = re.compile(r"《[^《》]{1,80}》|[“「『][^“”「」『』，。；]{1,16}[”」』]|【[^【】]{1,20}】")
# 第3届, 第一产业: the number counts a place in a row.
_ORDINAL = re.compile(
    r"第\s?$|[A-Za-z][-–]?$|No\.?$|电话[:：]?\s?$|热线[:：]?\s?$|(?<![公铁道线网马业])[路街巷]$|号楼?$|[栋幢]$"
)
_ORDINAL_ONLY = re.compile(r"第\s?$|[×*·]\s?$|[A-Za-z][-–]?$|No\.?$|电话[:：]?\s?$|热线[:：]?\s?$")
_PART = re.compile(r"[二四五八十]分之")
# 百分之两百的精力: a figure of speech.
_SPEECH = re.compile(
    r"的?(?:努力|精力|热情|把握|信心|投入|状态|干劲|诚意|付出|专注|用心|真诚|责任心|警惕|决心|力气|关注)"
)
# 三年行动, 两个月, 8小时: spans and ages are no results.
_NO_KINDS = {"time", "ordinal", "age", "score", "kind", "tenth"}
# 一揽子, 一批, 一系列 and the like.
_AFTER_COUNT = re.compile(
    r"基点|点(?!位)|方面|(?:具体|务实|有力|配套|创新|惠企|惠民)?(?:举措|措施)|重点任务|任务|部分|阶段|环节|层面|维度|意见|要求|问题|原则|理念|故事|行动(?!党)|工程(?!项目)|计划|大|小组|步骤|议题|议程|专题|篇章|目标|字|关键|时代|指标|倡议|特点|原因|因素|人生|孩子|板块|单元|环节|角度|主题|字样|月|星期|工作日|小时|季度|世纪|年头"
)
# 措施共20条: the length of a list.
_ANNOUNCED = re.compile(r"(?:措施|举措|政策|意见|条例|办法|规定|清单|细则|要点)(?:共|共计|共有|有|为|达)?$")
# A speaker is named so near before his number.
_NEAR = 60
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
        if _is_class(text, quantity) or _is_private(text, quantity):
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
    sports = quantity.kind in ("length", "mass") and _SPORTS.search(text, max(0, quantity.core - 8), quantity.core)
    if sports or _ORDINAL_ONLY.search(before) or _on_fingers(quantity):
        return True
    if quantity.kind == "percent":
        words = text[quantity.core : quantity.end]
        part = words.startswith(("一半", "半数")) or "/" in words or _PART.match(words) is not None
        # 四分之一 is told of a share only: “贡献了四分之一的…” says nothing to print beside a name.
        held = part and SHARE.search(text, max(0, quantity.core - _NEAR), quantity.start) is None
        return held or _SPEECH.match(after) is not None
    return quantity.kind in ("count", "people") and _is_counted_name(quantity, before, after)


def _is_class(text: str, quantity: Quantity) -> bool:
    """Tell whether the number only says which things are meant (20万元以上的村, 4000吨级起重机)."""
    below = text[quantity.end - 2 : quantity.end] == "以下"
    if quantity.kind == "count":
        return below and text[quantity.end : quantity.end + 1] not in "，。；、"
    if quantity.kind not in ("money", "mass", "area", "energy", "volume", "people", "length"):
        return False
    if _CLASS_AFTER.match(text, quantity.end) or (quantity.kind == "energy" and _RATED.match(text, quantity.end)):
        return True
    if quantity.kind in ("people", "area") and below:
        return True
    bound = text[quantity.start : quantity.core] in ("超", "逾", "超过")
    return quantity.kind == "money" and bound and text[quantity.end : quantity.end + 1] == "的"


def _is_private(text: str, quantity: Quantity) -> bool:
    """Tell whether the number is somebody's own: small, and told with 我, 她, 先生 in its sentence or quotation."""
    below = _PRIVATE_BELOW.get(quantity.kind)
    if below is None or quantity.value >= below:
        return False
    low = max(0, quantity.start - _NEAR)
    start = max(low, *(text.rfind(mark, low, quantity.start) for mark in "“；。"))
    clause = max(low, *(text.rfind(mark, low, quantity.start) for mark in "，。；：“"))
    if _COMMON.search(text, clause, quantity.start):
        return False
    if _PRIVATE.search(text, start, quantity.start):
        return True
    quoted = text.rfind("“", low, quantity.start) > text.rfind("”", low, quantity.start)
    few = quantity.value < _SPOKEN if quantity.kind in ("count", "people") else quantity.kind == "money"
    if quoted and few and not _COMMON.search(text, start, quantity.start):
        return True
    if quantity.kind != "money" or quantity.value >= _SMALL_MONEY or quantity.scale != 1:
        return False
    return not (_PUBLIC_BEFORE.search(text, clause, quantity.start) or _PUBLIC_AFTER.match(text, quantity.end))


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
