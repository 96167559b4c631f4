"""A level finds its name (数值归名): the words before it, the thing counted behind it, or the clause before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.extract.figure_counted import (
    COUNTED,
    FEW,
    MANY,
    MEASURED,
    SOME,
    counted_name,
    name_again,
    owned_name,
    thing_before,
)
from briefing.extract.figure_draft import Draft
from briefing.extract.figure_metric import Name, after_number, is_generic, known_metric
from briefing.extract.figure_share import plan_name, share_name
from briefing.extract.figure_words import (
    DEPENDENT,
    LINES,
    MARK,
    OLD,
    PERCENT_NAMES,
    PLAN_PART,
    SHARE,
    result_verbs,
)

if TYPE_CHECKING:
    from briefing.extract.figure_change import Change
    from briefing.extract.figure_reader import Reader
    from briefing.extract.figure_view import Range
    from briefing.text.numbers import Quantity

__all__ = ["reach"]

_LEADS_TO = re.compile(
    r"(?:达到?了?|为|约|突破了?|超过?|实现|总计|合计|累计|共|至|到|近|首次|已|成功|历史性|高达|增|，|、|一举|均|在"
    r"|大关|关口|台阶|门槛)"
)
_NEAR = 24
# 累计投入1.85亿元: summed up, the verb alone says what the money is.
_SPENT = re.compile(
    r"(?:累计|总计|共计|合计|共|已)(?:投入|投资|拨付|下达|筹集|争取|兑付|减免|节约)(?:近|约|超过?|达到?|了)*$"
)
# 惠及4316户, 转移安置1126人: unit and verb together say who was helped.
_HELPED = re.compile(
    r"(?:[\u4e00-\u9fff]{2})?(?:惠及|覆盖|服务|培训|救助|资助|帮扶|安置|转移|搬迁|慰问|接诊|收治|疏散|营救|招录|录用)"
)
# 立案86件，处理113人: unit and verb together say what became of them.
_CALLED_TO_ACCOUNT = re.compile(r"(?:立案|依法)?(?:处理|处分|问责|抓获|拘留|查处|逮捕|起诉|查获)")
_HEADS = ("人", "户", "人次", "户次", "家次")
_WORK = re.compile(r"实施|用于|建设|新建|改造|支持|推进|开展|购置|打造|修缮|种植|栽种|养殖|推动|加强")
_REACHED = re.compile(r"，?达到?了?")
# What may stand behind 企业1.2万家: the end of the clause or a new saying, not the thing counted.
_CLOSED = re.compile(
    r"[余多]?(?:左右|以上)?(?:$|[，。；、）！（) ,;：]|\d+(?:\.\d+)?万?[余多]?[人户名])|同比|比|较|增|下降|其中|以上"
    r"|下沉|奔赴|赶赴|分赴|赴|深入|前往|驻守|集结|投入|参与|上岗|和|及|与|位居|居|在|并|且|由|到|占|均|一|有|组"
    r"|户均|人均|大关|关口|台阶"
)


def reach(reader: Reader, quantity: Quantity, change: Change | None, low: int, high: int | None) -> None:
    """Keep a level under its name; what cannot be named is left out.

    high: end of the name, where 由…到… told it before the number the change began at.
    """
    stop = high if high is not None else (change.start if change else quantity.start)
    bracket = low > 0 and reader.text[low - 1] in ("（", "(")
    name = reader.own(low, stop)
    parts = quantity.kind == "percent" and high is None
    share = SHARE.search(reader.text, low, quantity.start) if parts else None
    plan = PLAN_PART.search(reader.text, low, quantity.start) if parts else None
    if OLD.search(reader.text, max(0, quantity.start - _NEAR), quantity.start):
        return
    if plan:
        reader.add(_draft(quantity, plan_name(reader, low, plan), first=True))
    elif share:
        if told := share_name(reader, quantity, share, low):
            reader.add(_draft(quantity, told[0], first=told[1]))
    elif name is None and high is None:
        _nameless(reader, quantity, low, stop, bracket=bracket)
    elif name is not None and not bracket:
        _named(reader, quantity, name, low)
    owner = reader.owner
    first = owner is not None and owner.first and owner.at == quantity.start
    if first and owner is not None and reader.text[owner.last : owner.last + 1] in "、和及与":
        reader.at = max(reader.at, owner.last)  # the thing counted is read, too


def _nameless(reader: Reader, quantity: Quantity, low: int, stop: int, *, bracket: bool) -> None:
    """Fill the figure before (，达到100亿元), or name the number by what follows it or by the clause before."""
    words = reader.text[low:stop]
    owner = reader.owner
    fills = is_generic(_LEADS_TO.sub("", words))
    if owner is not None and fills and not bracket and _may_fill(reader, owner, quantity, words):
        reader.update(replace(owner, level=quantity, rate=None, last=quantity.end))
        return
    name = counted_name(reader, quantity, low, stop)
    if name is None and owner is None and fills:
        name = reader.topic(low)
    if name is not None:
        whole = reader.current if owner is not None and name.metric[:-1] == owner.metric else None
        thing = name.metric[-1][1]
        reader.add(_draft(quantity, name, first=True, last=thing if thing > quantity.end else 0))
        if whole is not None:
            reader.current = whole  # 发送旅客46万人次，日均4万人次，增长6%: the whole grew


def _may_fill(reader: Reader, owner: Draft, quantity: Quantity, words: str) -> bool:
    """Tell whether the number is the level of the figure before (突破百亿元大关，达103.2亿元)."""
    if owner.level is not None:
        marked = MARK.match(reader.text, owner.level.end) is not None
        # …，最大处在某镇，达98毫米 is another's
        near = not reader.text[owner.last : quantity.start].strip("，、达到了")
        return owner.level.unit == quantity.unit and (marked or (near and _REACHED.fullmatch(words) is not None))
    return owner.rate is not None and quantity.kind not in ("percent", "point", "times")


def _draft(quantity: Quantity, name: Name, *, first: bool = False, last: int = 0) -> Draft:
    return Draft(
        at=quantity.start,
        last=max(quantity.end, last),
        metric=name.metric,
        subject=name.subject,
        level=quantity,
        first=first,
    )


def _named(reader: Reader, quantity: Quantity, name: Name, low: int) -> None:
    words = reader.words(name.metric)
    if not _may_be_told(quantity, words):
        return
    if owned := owned_name(reader, quantity, name):
        reader.add(_draft(quantity, owned, first=True, last=owned.metric[0][1]))
        return
    if _is_verb(reader, quantity, words):
        thing = after_number(reader.text, quantity.end, reader.end(quantity.end))
        # 投入4.6亿元实施…工程: what follows is done with the money, not bought or counted.
        done = thing is not None and quantity.kind == "money" and _WORK.match(reader.text, thing[0]) is not None
        if thing is not None and not done:
            _object(reader, quantity, name, thing)
            return
        if words in result_verbs() and (
            again := name_again(reader, quantity, name) or thing_before(reader, quantity, name, low)
        ):
            reader.add(_draft(quantity, again))
            return
        summed = _SPENT.search(reader.text, low, quantity.start) is not None
        spent = done or (quantity.kind == "money" and summed)
        bare = quantity.kind not in MEASURED or len(words) < 4
        helped = quantity.value >= MANY and quantity.unit in _HEADS and _HELPED.fullmatch(words) is not None
        helped = helped or (
            quantity.kind == "people" and quantity.value >= SOME and _CALLED_TO_ACCOUNT.fullmatch(words) is not None
        )
        if words in result_verbs() and bare and not spent and not helped:  # a bare verb names nothing
            return
    bought = None
    if quantity.kind in MEASURED and not known_metric(words):
        bought = after_number(reader.text, quantity.end, reader.end(quantity.end), attribute=True)
    if bought is not None and _WORK.match(reader.text, bought[0]) is None:
        reader.add(_draft(quantity, replace(name, metric=(*name.metric, bought)), first=True, last=bought[1]))
    elif _is_named(quantity, words) and (quantity.kind not in COUNTED or _CLOSED.match(reader.text, quantity.end)):
        reader.add(_draft(quantity, _leaning(reader, name, low)))


def _may_be_told(quantity: Quantity, words: str) -> bool:
    """Tell whether a number of this kind may stand under this name: no voltages, no heights, no bare multiples."""
    if quantity.kind == "times" or words.endswith("电压"):
        return False
    works = quantity.unit == "公里" and "工程" in words  # 实施防护工程236公里, but no 蓄水到61米
    return quantity.kind != "length" or works or LINES.search(words) is not None


def _is_named(quantity: Quantity, words: str) -> bool:
    """Tell whether the words before the number do name it: 失业率 a percentage, 企业 a count of three and more."""
    if quantity.kind in ("percent", "permille"):
        return PERCENT_NAMES.search(words) is not None
    return quantity.kind not in COUNTED or quantity.value >= FEW or words.startswith(("人均", "每"))


def _is_verb(reader: Reader, quantity: Quantity, words: str) -> bool:
    """Tell whether the words are a verb (新增) or, before a counted noun, end in one (省财政安排|1.2亿元|资金)."""
    if words in result_verbs():
        return True
    direct = reader.text[quantity.end : quantity.end + 1] not in "，。；、）"
    return direct and quantity.kind in COUNTED and words[-2:] in result_verbs()


def _object(reader: Reader, quantity: Quantity, name: Name, thing: Range) -> None:
    """Keep a number between its verb and what it counts (新建|3000个|学位)."""
    verb = reader.words(name.metric)
    if verb == "为" or (verb == "有" and quantity.value < SOME):
        return
    if quantity.value < FEW and quantity.kind != "money":
        return
    if reader.text.endswith("名单", *thing) and thing[1] - thing[0] > 4:
        metric: tuple[Range, ...] = ((thing[0], thing[1] - 2),)  # 揭晓了216名“最美女性”名单
    else:
        metric = (thing,) if verb == "有" else (*name.metric, thing)
    reader.add(_draft(quantity, replace(name, metric=metric), first=True, last=thing[1]))


def _leaning(reader: Reader, name: Name, low: int) -> Name:
    """Return 总投资 behind 签约项目23个 as 签约项目总投资."""
    owner = reader.owner
    words = reader.words(name.metric)
    if owner is None or owner.first or owner.level is None or owner.level.kind not in COUNTED:
        return name
    leans = DEPENDENT.match(words) and len(words) <= 6 and name.subject is None  # a longer name stands alone
    if not leans or "。" in reader.text[owner.last : low]:
        return name
    return replace(name, metric=(*owner.metric, *name.metric))


