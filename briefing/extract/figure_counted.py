"""A number before what it counts (数量在前): 东莞有1.38万家外资企业, 为1.2万名老人发放补贴."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.extract.figure_metric import Name, after_number
from briefing.extract.figure_words import OF_PLACE, result_verbs

if TYPE_CHECKING:
    from briefing.extract.figure_reader import Reader
    from briefing.text.numbers import Quantity

__all__ = ["COUNTED", "FEW", "MANY", "MEASURED", "SOME", "counted_name", "name_again", "owned_name", "thing_before"]

COUNTED = ("count", "people")
MEASURED = ("money", "mass", "area", "energy", "volume")
# One or two things are no figure; fewer than ten or a hundred are told in passing unless a verb calls them a result.
FEW, SOME, MANY = 3, 10, 100
_AVERAGE = re.compile(r"(?:其中|平均)?(?P<word>[日月年户人]均|单日|当月|当日)(?:达到?|为|约|超过?|近|突破)*$")
# 1260户居民受益: counted at the head of its clause, and said to have taken part.
_TOOK_PART = re.compile(
    r"受益|获益|参加|参与|参赛|脱贫|搬入|入住|到场|报名|就业|上岗|签约|投产|通车|出行|用上|住进|实现|完成"
)
_ENDS = re.compile(rf"$|[，。；、]|齐聚|入驻|亮相|出席|汇聚|现场|{_TOOK_PART.pattern}")
_BEGUN = re.compile(r"[\u4e00-\u9fff]{0,6}项目(?:集中|现场|成功|正式)*(?:签约|开工|投产|竣工|落地)")
_BARE_LEAD = re.compile(r"(?:共|已有|共有|有|累计|约|近|超|惠及|已|全部)*")
_SERVED = re.compile(r"发放|提供|开展|办理|减免|落实|兑现|解决|配备|安排|送|免费|免除|缓缴|建立|追回|挽回|办|实施|增加")
_HAVE = re.compile(r"(?P<subject>.{0,12}?)(?P<verb>共有|现有|拥有|有|揭晓了?|评选出|表彰了?)$")
_PLACE = re.compile(r"(?:全|我|本)[市县区省国]|[\u4e00-\u9fff]{2,4}[市县区省镇]")
_HAS = re.compile(r"(?:共|现|已|还|就)?有|拥有")
_SHORT_SUBJECT = 8
_NEAR = 32
# 将把“共享厨房”推广到全市，年底前建成30个; 加快新建社区食堂，年内建成30个: what is built stands in the clause before.
_BUILT = re.compile(r"建成|新建|建设|改造|开通|投用|建好|打造")
_PLANNED = re.compile(r"(?:新建|建设|改造|打造|新增|布局)[^，。；]{2}")
_THING = re.compile(
    r"把(?P<spread>[^，。；\d、把]{2,12}?)(?:推广|复制|扩大|延伸|覆盖)[^，。；]{0,8}，$"
    r"|(?:新建|建设|改造|推广|打造|新增|布局|推进|实施|启动)(?P<built>[^，。；\d、的]{2,10}?)(?:建设|改造|工作)?，$"
)


def counted_name(reader: Reader, quantity: Quantity, low: int, stop: int) -> Name | None:
    """Return the name of a number that stands before what it counts; None if nothing says what that is."""
    beside = _beside(reader, quantity) or _averaged(reader, quantity, low, stop)
    found = beside or _counted(reader, quantity, low, stop) or _listed(reader, quantity)
    return found or _begun(reader, quantity, low, stop)


def _beside(reader: Reader, quantity: Quantity) -> Name | None:
    """Return the name of 387户 for 1126人 too (转移群众387户1126人, 修缮建筑28栋、1.2万平方米)."""
    owner = reader.owner
    if owner is None or owner.level is None or owner.first or owner.level.unit == quantity.unit:
        return None
    between = reader.text[owner.level.end : quantity.start]
    people = between == "" and owner.level.kind in COUNTED and quantity.kind in COUNTED
    size = between in ("", "、") and owner.level.kind == "count" and quantity.kind == "area"
    return Name(owner.metric, owner.subject) if people or size else None


def _averaged(reader: Reader, quantity: Quantity, low: int, stop: int) -> Name | None:
    """Return 年客运量日均 for the bare 日均 behind a level of one unit (年客运量1.2亿人次，日均34.5万人次)."""
    words = _AVERAGE.match(reader.text, low, stop)
    owner = reader.owner
    if words is None or owner is None or owner.level is None or owner.level.unit != quantity.unit:
        return None
    return Name((*owner.metric, words.span("word")), owner.subject)


def _counted(reader: Reader, quantity: Quantity, low: int, stop: int) -> Name | None:
    """Return the name of a number that stands before what it counts (东莞有1.38万家外资企业, 全市4.8万名教师)."""
    if quantity.kind not in (*COUNTED, *MEASURED) or not quantity.arabic:
        return None
    words = reader.text[low:stop]
    thing = after_number(reader.text, quantity.end, reader.end(quantity.end))
    if thing is None:
        return None
    whole = OF_PLACE.search(words)
    if whole and quantity.value >= MANY and quantity.kind in COUNTED:
        return Name((thing,), (low + whole.start("place"), low + whole.end("place")))
    # 为1.2万名困难老人发放补贴: so many were served; 为3个 says what something is.
    served = words.endswith(("为", "向", "给")) and _SERVED.match(reader.text, thing[1]) is not None
    took_part = _BARE_LEAD.fullmatch(words) is not None and _TOOK_PART.match(reader.text, thing[1]) is not None
    if (served or took_part) and quantity.value >= MANY:
        return Name((thing,))
    verb = _HAVE.search(words)
    if verb is None or quantity.value < SOME:
        return None
    subject = (low + verb.start("subject"), low + verb.end("subject"))
    place = verb["subject"]
    return Name((thing,), subject if place in reader.places or _PLACE.fullmatch(place) else None)


def _begun(reader: Reader, quantity: Quantity, low: int, stop: int) -> Name | None:
    """Return 项目现场签约 for 11个项目现场签约: so many begun at once are told, however few."""
    begun = _BEGUN.match(reader.text, quantity.end)
    few = quantity.kind not in COUNTED or quantity.value < FEW or not quantity.arabic
    if begun is None or few or _BARE_LEAD.fullmatch(reader.text, low, stop) is None:
        return None
    return Name((begun.span(),))


def _listed(reader: Reader, quantity: Quantity) -> Name | None:
    """Return the thing counted next in a list (培育10家龙头企业、100家骨干企业)."""
    owner = reader.owner
    if owner is None or not owner.first or quantity.kind not in COUNTED or quantity.value < FEW:
        return None
    if reader.text[owner.last : quantity.start] not in ("、", "和", "及", "以及", "与"):
        return None
    thing = after_number(reader.text, quantity.end, reader.end(quantity.end))
    return None if thing is None else Name((thing,), owner.subject)


def owned_name(reader: Reader, quantity: Quantity, name: Name) -> Name | None:
    """Return 外资企业 as what 江川 has in 江川有1.26万家外资企业, whether the place is known or not.

    来自各国的3000多名与会人员: behind 的, too, what is counted follows.
    """
    end = name.metric[-1][1]
    if quantity.kind in COUNTED and reader.text[quantity.start - 1 : quantity.start] == "的":
        thing = after_number(reader.text, quantity.end, reader.end(quantity.end))
        told = thing is not None and quantity.value >= SOME and not reader.text.endswith("之一", *thing)
        return Name((thing,)) if thing is not None and told and _ENDS.match(reader.text, thing[1]) else None
    if len(name.metric) > 1 or quantity.kind not in COUNTED or quantity.value < SOME or not quantity.arabic:
        return None
    if not _HAS.fullmatch(reader.text, end, quantity.start) or end - name.metric[0][0] > _SHORT_SUBJECT:
        return None
    thing = after_number(reader.text, quantity.end, reader.end(quantity.end))
    return None if thing is None else Name((thing,), name.subject or name.metric[0])


def thing_before(reader: Reader, quantity: Quantity, name: Name, low: int) -> Name | None:
    """Return 建成 + 社区食堂 for a bare 建成 whose thing the clause before names (新建社区食堂，年底前建成30个)."""
    if quantity.kind != "count" or _BUILT.fullmatch(reader.words(name.metric)) is None:
        return None
    owner = reader.owner
    if owner is not None and owner.level is not None and owner.level.unit == quantity.unit:
        begins = owner.metric[-1][0]
        planned = _PLANNED.match(reader.text, *owner.metric[-1])
        if planned is not None and "；" not in reader.text[owner.last : quantity.start]:
            return Name((*name.metric, (begins + 2, owner.metric[-1][1])), owner.subject)
    thing = _THING.search(reader.text, max(0, low - _NEAR), low)
    if thing is None:
        return None
    return Name((*name.metric, thing.span("spread" if thing["spread"] else "built")), name.subject)


def name_again(reader: Reader, quantity: Quantity, name: Name) -> Name | None:
    """Return 生猪存栏 for the bare 存栏 behind 生猪出栏213万头: a second verb of the thing just told."""
    owner = reader.owner
    if owner is None or owner.level is None or owner.level.unit != quantity.unit:
        return None
    if reader.text[owner.last : quantity.start].count("；") > 1:
        return None
    low, high = owner.metric[-1]
    if reader.text[high - 2 : high] not in result_verbs() or high - 2 <= low:
        return None
    return Name((*owner.metric[:-1], (low, high - 2), *name.metric), owner.subject)
