"""A level finds its name (数值归名): the words before it, the thing counted behind it, or the clause before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.extract.figure_draft import Draft
from briefing.extract.figure_metric import Name, after_number, is_generic, known_metric
from briefing.extract.figure_words import (
    DEPENDENT,
    DONE_PART,
    LINES,
    MARK,
    OF_PLACE,
    PERCENT_NAMES,
    SHARE,
    result_verbs,
)

if TYPE_CHECKING:
    from briefing.extract.figure_change import Change
    from briefing.extract.figure_reader import Reader
    from briefing.extract.figure_view import Range
    from briefing.text.numbers import Quantity

__all__ = ["reach"]

_COUNTED = ("count", "people")
_MEASURED = ("money", "mass", "area", "energy", "volume")
# One or two things are no figure; fewer than ten or a hundred are told in passing unless a verb calls them a result.
_FEW, _SOME, _MANY = 3, 10, 100
_LEADS_TO = re.compile(
    r"(?:达到?了?|为|约|突破了?|超过?|实现|总计|合计|累计|共|至|到|近|首次|已|成功|历史性|高达|增|，|一举|均|在)"
)
_REACHED = re.compile(r"，?达到?了?")
_HAS = re.compile(r"(?:共|现|已|还|就)?有|拥有")
_SHORT_SUBJECT = 8
_SHARE_TAIL = re.compile(r"(?:达到?|为|约|超过|超|近|提[高升][到至]|的)+$")
_HAVE = re.compile(r"(?P<subject>.{0,12}?)(?P<verb>共有|现有|拥有|有|揭晓了?|评选出|表彰了?)$")
_PLACE = re.compile(r"(?:全|我|本)[市县区省国]|[\u4e00-\u9fff]{2,4}[市县区省镇]")
# What may stand behind 企业1.2万家: the end of the clause or a new saying, not the thing counted.
_CLOSED = re.compile(
    r"[余多]?(?:左右|以上)?(?:$|[，。；、）！（) ,;：])|同比|比|较|增|下降|和|及|与|位居|居|在|并|且|由|到"
    r"|其中|以上|占|均|一|有|组|户均|人均|大关|关口|台阶"
)


def reach(reader: Reader, quantity: Quantity, change: Change | None, low: int, high: int | None) -> None:
    """Keep a level under its name; what cannot be named is left out.

    high: end of the name, where 由…到… told it before the number the change began at.
    """
    stop = high if high is not None else (change.start if change else quantity.start)
    bracket = low > 0 and reader.text[low - 1] in ("（", "(")
    name = reader.own(low, stop)
    share = SHARE.search(reader.text, low, quantity.start) if quantity.kind == "percent" and high is None else None
    if share:
        _share(reader, quantity, share, low)
    elif name is None and high is None:
        _nameless(reader, quantity, low, stop, bracket=bracket)
    elif name is not None and not bracket:
        _named(reader, quantity, name, low)
    owner = reader.owner
    told = owner is not None and owner.first and owner.at == quantity.start
    if told and owner is not None and reader.text[owner.last : owner.last + 1] in "、和及与":
        reader.at = max(reader.at, owner.last)  # the thing counted is read, too


def _nameless(reader: Reader, quantity: Quantity, low: int, stop: int, *, bracket: bool) -> None:
    """Fill the figure before (，达到100亿元), or name the number by what follows it or by the clause before."""
    words = reader.text[low:stop]
    owner = reader.owner
    fills = is_generic(_LEADS_TO.sub("", words))
    if owner is not None and fills and not bracket and _may_fill(reader, owner, quantity, words):
        reader.update(replace(owner, level=quantity, rate=None, last=quantity.end))
        return
    name = _counted(reader, quantity, low, stop) or _listed(reader, quantity)
    if name is None and owner is None and fills:
        name = reader.topic(low)
    if name is not None:
        thing = name.metric[-1][1]
        reader.add(_draft(quantity, name, first=True, last=thing if thing > quantity.end else 0))


def _may_fill(reader: Reader, owner: Draft, quantity: Quantity, words: str) -> bool:
    """Tell whether the number is the level of the figure before (突破百亿元大关，达103.2亿元)."""
    if owner.level is not None:
        mark = MARK.match(reader.text, owner.level.end) or _REACHED.fullmatch(words)
        return owner.level.unit == quantity.unit and mark is not None
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
    if not _may_be_told(quantity, words) or _is_class(reader.text, quantity):
        return
    if owned := _owned(reader, quantity, name):
        reader.add(_draft(quantity, owned, first=True, last=owned.metric[0][1]))
        return
    if _is_verb(reader, quantity, words):
        thing = after_number(reader.text, quantity.end, reader.end(quantity.end))
        if thing is not None:
            _object(reader, quantity, name, thing)
            return
        if words in result_verbs() and (quantity.kind not in _MEASURED or len(words) < 4):  # a bare verb names nothing
            return
    bought = None
    if quantity.kind in _MEASURED and not known_metric(words):
        bought = after_number(reader.text, quantity.end, reader.end(quantity.end), attribute=True)
    if bought is not None:
        reader.add(_draft(quantity, replace(name, metric=(*name.metric, bought)), first=True, last=bought[1]))
    elif quantity.kind == "percent" and (done := DONE_PART.search(reader.text, low, quantity.start)):
        reader.add(_draft(quantity, _of_plan(reader, name, done), first=True))
    elif _is_named(quantity, words) and (quantity.kind not in _COUNTED or _CLOSED.match(reader.text, quantity.end)):
        reader.add(_draft(quantity, _leaning(reader, name, low)))


def _may_be_told(quantity: Quantity, words: str) -> bool:
    """Tell whether a number of this kind may stand under this name: no voltages, no heights, no bare multiples."""
    if quantity.kind == "times" or words.endswith("电压"):
        return False
    return quantity.kind != "length" or LINES.search(words) is not None


def _is_named(quantity: Quantity, words: str) -> bool:
    """Tell whether the words before the number do name it: 失业率 a percentage, 企业 a count of three and more."""
    if quantity.kind in ("percent", "permille"):
        return PERCENT_NAMES.search(words) is not None
    return quantity.kind not in _COUNTED or quantity.value >= _FEW


def _is_class(text: str, quantity: Quantity) -> bool:
    """Tell whether the number only bounds a class (超3000万元的项目, 500亿元以上的伙伴)."""
    bound = text[quantity.start] in "超逾" or text[quantity.end - 2 : quantity.end] == "以上"
    return quantity.kind == "money" and bound and text[quantity.end : quantity.end + 1] == "的"


def _of_plan(reader: Reader, name: Name, done: re.Match[str]) -> Name:
    """Return 完成年度目标任务 under the name of what was planned (城镇新增就业2.1万人，完成年度目标任务的65.4%)."""
    plan = (done.start(), done.end() - done[0].endswith("的"))
    owner = reader.owner
    if owner is None or "；" in reader.text[owner.last : done.start()]:
        return replace(name, metric=(plan,))
    return Name((*owner.metric, plan), owner.subject)


def _is_verb(reader: Reader, quantity: Quantity, words: str) -> bool:
    """Tell whether the words are a verb (新增) or, before a counted noun, end in one (省财政安排|1.2亿元|资金)."""
    if words in result_verbs():
        return True
    direct = reader.text[quantity.end : quantity.end + 1] not in "，。；、）"
    return direct and quantity.kind in _COUNTED and words[-2:] in result_verbs()


def _object(reader: Reader, quantity: Quantity, name: Name, thing: Range) -> None:
    """Keep a number between its verb and what it counts (新建|3000个|学位)."""
    verb = reader.words(name.metric)
    if verb == "为" or (verb == "有" and quantity.value < _SOME):
        return
    if quantity.value < _FEW and quantity.kind != "money":
        return
    metric = (thing,) if verb == "有" else (*name.metric, thing)
    reader.add(_draft(quantity, replace(name, metric=metric), first=True, last=thing[1]))


def _leaning(reader: Reader, name: Name, low: int) -> Name:
    """Return 总投资 behind 签约项目23个 as 签约项目总投资."""
    owner = reader.owner
    words = reader.words(name.metric)
    if owner is None or owner.first or owner.level is None or owner.level.kind not in _COUNTED:
        return name
    leans = DEPENDENT.match(words) and len(words) <= 6 and name.subject is None  # a longer name stands alone
    if not leans or "。" in reader.text[owner.last : low]:
        return name
    return replace(name, metric=(*owner.metric, *name.metric))


def _counted(reader: Reader, quantity: Quantity, low: int, stop: int) -> Name | None:
    """Return the name of a number that stands before what it counts (东莞有1.38万家外资企业, 全市4.8万名教师)."""
    if quantity.kind not in (*_COUNTED, *_MEASURED) or not quantity.arabic:
        return None
    words = reader.text[low:stop]
    thing = after_number(reader.text, quantity.end, reader.end(quantity.end))
    if thing is None:
        return None
    whole = OF_PLACE.search(words)
    if whole and quantity.value >= _MANY and quantity.kind in _COUNTED:
        return Name((thing,), (low + whole.start("place"), low + whole.end("place")))
    verb = _HAVE.search(words)
    if verb is None or quantity.value < _SOME:
        return None
    subject = (low + verb.start("subject"), low + verb.end("subject"))
    place = verb["subject"]
    return Name((thing,), subject if place in reader.places or _PLACE.fullmatch(place) else None)


def _listed(reader: Reader, quantity: Quantity) -> Name | None:
    """Return the thing counted next in a list (培育10家龙头企业、100家骨干企业)."""
    owner = reader.owner
    if owner is None or not owner.first or quantity.kind not in _COUNTED or quantity.value < _FEW:
        return None
    if reader.text[owner.last : quantity.start] not in ("、", "和", "及", "以及", "与"):
        return None
    thing = after_number(reader.text, quantity.end, reader.end(quantity.end))
    return None if thing is None else Name((thing,), owner.subject)


def _owned(reader: Reader, quantity: Quantity, name: Name) -> Name | None:
    """Return 外资企业 as what 江川 has in 江川有1.26万家外资企业, whether the place is known or not."""
    end = name.metric[-1][1]
    if len(name.metric) > 1 or quantity.kind not in _COUNTED or quantity.value < _SOME or not quantity.arabic:
        return None
    if not _HAS.fullmatch(reader.text, end, quantity.start) or end - name.metric[0][0] > _SHORT_SUBJECT:
        return None
    thing = after_number(reader.text, quantity.end, reader.end(quantity.end))
    return None if thing is None else Name((thing,), name.subject or name.metric[0])


def _share(reader: Reader, quantity: Quantity, share: re.Match[str], low: int) -> None:
    """Keep 占全市进出口总额的52.1% under the name of what has the share."""
    start = share.start() + (reader.text[share.start()] != "占")
    own = reader.own(low, start) if start > low else None
    tail = _SHARE_TAIL.search(reader.text, start, quantity.start)
    words = (start, tail.start() if tail else quantity.start)
    owner = reader.owner
    if own is not None:
        reader.add(_draft(quantity, replace(own, metric=(*own.metric, words))))
    elif owner is not None and start <= low + 1 and "；" not in reader.text[owner.last : low]:
        reader.add(_draft(quantity, Name((*owner.metric, words), owner.subject), first=True))
