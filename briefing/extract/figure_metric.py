"""What a number measures (指标) and whose it is (主体), cut out of the words before it.

`全年跨境电商实现进出口` gives the metric 跨境电商 + 进出口; `虎门港综保区全年进出口` the subject 虎门港综保区 and the
metric 进出口. Only printed words are kept; what says nothing about the thing measured is cut away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.text.units import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.text.periods import Period

__all__ = ["Name", "after_number", "before_number", "is_generic", "known_metric", "names_again", "shares_name"]

_TRAIL = re.compile(
    r"""(?:最[高多低]达|(?<![下送抵到直发传表])达到?了?|(?<!行)为|约|已经|已|共计|共有|共|总计|合计|累计|总共|不超过|不足|不到|超过|超|突破|突破了|逾|将近|接近|近|实现|完成|仅|只有|只|就|高达|多达|增至|升至|降至|降到
      |(?:增加|提高|提升|上升|下降|增长|降低|减少|扩大|恢复|回升|压缩|压减|缩短|扩展|上涨|攀升|发展|跃升|优化|(?<![新净])增|升|涨)[到至了]?(?:为|至|到)?|稳定在|保持在|控制在|维持在|保持|设定为|定为|由|从
      |(?:突破|迈[上过入]|跨[上越过]|站上|跃上|首破)了?[一二三四五六七八九十两\d]{0,2}[百千万亿]+元?(?:大关|新?台阶|关口|门槛)?[、，]?
      |(?:从|由)[^，。；、]{0,6}?(?:不足|不到)[一二三四五六七八九十两百千万]+[人元家户个亩吨]?
      |是|了|的|有|等|(?<![亩户人])均|(?<![成首])都|分别|则|也|又|还|再|同比|环比|比上年|较上年|首次|成功|一举|一直|始终|不低于|不少于|不超过|低于|高于|最[高多低]达|最高|最低|最多|可达|可|(?<![产效性功节动智])能|将|至少|平均|各|每年|以上
      |(?:从|由)?(?:上年|去年|(?:19|20)\d\d年)的?|超额|顺利|只能|大约|在|到|至|以|按|、|“(?=$)|—|-|以及|和|与|(?<![惠普涉遍])及|今年|当年|全年|目前|如今|现在|日均|年均|月均|持续|稳步|较快|快速|名义|实际(?=$)|预计|力争|突破性地|更是|竟|几乎|接近于|介于|每(?:千瓦时|平方米|平方厘米|立方米|公斤|小时|分钟|人次|[吨斤亩人户度升克瓶张次位名个家]))$""",
    re.VERBOSE,
)
_LEAD = re.compile(
    r"""(?:[今明]?[年月][底末][之以]?前|[之以]?前(?=完成|建成|实现|新[建增])|[●•■◆▲□○◎※★①-⑳·]|再次|本(?:学期|赛季|季度|届|轮)|未来[一二三四五六七八九十两\d]{1,3}年(?:内|间)?|\d{1,2}[日号](?=\S{4})|其中|其(?![他它])|此外|同时|另外|与此同时|截至目前|目前|当前|现有(?=\S{2})|共有(?=\S{2})|如今|数据显示|统计显示|结果显示|初步核算|初步统计|据(?:初步)?(?:了解|统计|悉|介绍|测算|核算|预计|预测|调查)[,，]?|统计
      |记者[^，]{0,8}(?:获悉|了解到)|从[^，。]{1,10}看|按[^，。]{1,10}[分看计]|分[^，。]{1,6}看|在[^，。]{1,12}(?:下|后|中|上|方面|期间)|方面|当天|当日|会上|活动中|今天|昨日|昨天|前期|日前|近日
      |并且|并(?![购网联])|且|而且|而|也|还(?![款贷])|又|再(?![生就贷])|更(?!新|换|改)|则|仅|只|已经|已|共计|共(?![建同享有产青])|累计|总计|合计|即(?![时期])|就是|就(?![业医学读诊餐近])|均(?!价)|都(?!市)|该(?![市县区省镇村州])|从而|使得|使(?![用馆命])|让(?!利)|预计|预测|预期|力争|争取|确保|计划|将(?!军)|要(?![素闻])|拟|需(?!求)|应(?![急用届收对纳])|到(?![位期账岗达港会])|至|约(?![谈束])|以及|和(?![谐美])|及|与|或|、|的|有望|达到|实现了?|完成了?
      |”|一是|二是|三是|四是|五是|首先|最终|至此|如|例如|比如|特别是|尤其是|包括|主要|成功|首次|先后|陆续|不断|持续|全面|加快|着力|大力|积极|努力|进一步|稳步|全力|共同|同期|分别|全年|继续|拥有(?=\S{4})|推动(?=\S{4})|推进(?=\S{4})|促进(?=\S{4})|拉动(?=\S{4})|使其|把|对(?!外|接|口|标|\S{1,16}(?:进出口|出口|进口|贸易))|向(?!日)|以(?![色旧工])|由|全部|总体|整体|上述|[这那](?:一|[种个项次家批些])|这|那|(?:更|还)?能?[让使](?=\S{4})|各(?![类项级地种界县市区])|每年|每月|每天|日均|五年来|多年来|截至|截止|经过|通过|随着|由于|因此|因而|所以|但|但是|不过|虽然|是|为|在(?![园校建册岗编线职管库营读途用售保研外]))(?=\S)""",
    re.VERBOSE,
)
_WHERE = (
    r"(?:全[市县区省国镇州旗村乡盟疆]|我[市县区省国镇州旗村]|本[市县区省镇州]|该[市县区省镇村]|各地|各级"
    r"|全球|世界|中国(?!共产|石油|石化|移动|联通|电信|银行|中|铁路|中铁|船舶|航天|建筑|电子|华|海油|海洋"
    r"|科学|科协|证监|人民|籍|企|品)|长三角(?:地区)?|珠三角(?:地区)?|粤港澳大湾区|京津冀(?:地区)?|欧盟"
    r"|东盟|美国|日本|德国|(?![对与向在从为由])[\u4e00-\u9fff]{2,3}[省](?!级|份|会|内|外|委|政)"
    r"|[\u4e00-\u9fff]{2,3}(?<!城)(?<!超)(?<!都)(?<!股)(?<!楼)(?<!夜)(?<!上)(?<!门)市(?!场|级|民|值|政|委"
    r"|直|区|域|长|面|容|监|人大)|[\u4e00-\u9fff]{1,3}(?:县(?!域|级|委|城|长|直|乡|区|政)"
    r"|(?<![城乡村集市重])镇(?!街|区|村|长|政|级)|街道|自治州|自治区|自治县|高新区|开发区|新区))"
)
_PLACE = re.compile(_WHERE)
_BODY = re.compile(
    r"(?:公司|集团|中心|综保区|综合保税区|保税区|开发区|高新区|经开区|园区|新区|示范区|试验区|产业园|工业园|基地|机场|港区|港口|港|口岸|海关|车站|火车站|高铁站|铁路|地铁|医院|大学|学院|学校|中学|小学|景区|公园|商圈|合作社|银行|村|社区|镇|乡|街道|县|区|市|省|州|省份|企业局|局|协会)$"
)
_INNER = re.compile(
    r"(?:共计|累计|实现了?(?!的)|完成了?(?![的率量度])|达成了?(?!的)|达到(?!的)|同比|总计|合计|全年|当年|(?<![\d一二三四五])年内|保持(?![率量水])|预计将?|有望|力争|将(?=新增|达|实现|完成|新建|建成))"
)
# 规模, 增速 … name no thing of their own.
_GENERIC = re.compile(
    r"(?:的|其|总体|整体|全年|同比|环比|名义|实际|平均|按?(?:可比|同)口径(?:计算)?|按(?:不变|可比)价格?(?:计算)?|总|该|累计|年均|当月|单月|两年|日均|这一)*(?:规模|总量|总额|总值|增速|增幅|涨幅|降幅|跌幅|增量|增长率|增长|下降|提高|数量|数|速度|水平|占比|比重|比例|总数|值|量|额|幅度|同期|名义|实际|比价格计算|可比价格|价格|排名|位次|综合排名|指标|增长速度|年均增速|达|为|且|已|数值|人数|业绩|成绩|均|大关|新?台阶|关口|门槛|[一二三四五六七八九十两\d]+年[来间]?)?(?:均|分别|也|继续|持续|连续\S{1,4}|稳定|保持|又|再次|首次|由[负降减]转[正增升]|实现|进一步|明显|显著|稳步)*"
)
_SYNONYMS = (
    ("外贸", "进出口"),
    ("货物贸易", "进出口"),
    ("规模以上", "规上"),
    ("社会消费品零售", "社消零"),
    ("社零", "社消零"),
    ("地区生产总值", "GDP"),
    ("生产总值", "GDP"),
    ("经济总量", "GDP"),
)
# 的 and 等 inside a name part it; only what follows is the thing measured, unless little is left.
_BREAK = re.compile(r"的(?=[\u4e00-\u9fff]{3})")
_CLAUSE = re.compile(r"[将要把被在是了着以于让使对为]|锚定|围绕|确定|提出|明确|根据|按照")
_NOT_A_NAME = re.compile(
    r"^(?:每(?!千人|万人|百[人户])|一[把个只条台辆张块]|海拔|身高|体重)|能卖|卖出|卖了?$|只能|(?:现在|以前|如今|过去)?(?:只[要需]|要)$|我(?![国省市县区州盟旗镇军])|(?:出席|实到|应到|应)$|^(?:包括|分别|可能|超过|高于|低于|不及|相当于|多于|少于)|^(?:[\d\W_]*|我们|他们|大家|自己|他|她|它|记者|一个|这个|有的|人们|本人|大概|大约|其中|此|以来|总|共|全|人|家|者|这里|那里|同样|如此|不同|一些|许多|多|少|这也|这是|截至|最大|最小|最高|最低|以上|以下|左右|前|后|第|日|月|年|时|天|周|当时|仅此|对此|为此|每人|每户|每月|每天|每年|每吨|每斤|每公斤|每亩|单价|来自|自|距离|距|位于|长|宽|高|面积|全长|总长|重|深|厚|最快|相当于|等于|大于|小于|人均|超过|不到|如果|只要|即使|当|若|而|不|没有|不是|从|向|被|把|给|让|可以|可|需要|花|花了|卖|买|用|用了|过去|原来|原先|之前|以前)$"
)
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Name:
    """Ranges of a text: metric in one or more pieces, subject in one or none; period: told for this one alone."""

    metric: tuple[tuple[int, int], ...]
    subject: tuple[int, int] | None = None
    period: str | None = None


@cache
def _metrics() -> frozenset[str]:
    return frozenset(entry[0] for entry in lexicon("metrics"))


@cache
def _metric_tail() -> re.Pattern[str]:
    words = sorted(_metrics(), key=lambda word: (-len(word), word))
    return re.compile("(?:" + "|".join(map(re.escape, words)) + ")$")


def known_metric(text: str) -> str:
    """Return the longest indicator of the lexicon that ends the text, "" if none does."""
    best = ""
    for size in range(2, min(len(text), 16) + 1):
        if text[-size:] in _metrics():
            best = text[-size:]
    return best


def is_generic(text: str) -> bool:
    """Tell whether words before a change name nothing of their own (增速, 规模, 总量)."""
    return _GENERIC.fullmatch(text) is not None


def shares_name(one: str, other: str) -> bool:
    """Tell whether two metrics are one thing under its common names (外贸规模, 进出口)."""
    first, second = _canonical(one), _canonical(other)
    return bool(first) and bool(second) and (first in second or second in first)


def names_again(one: str, other: str) -> bool:
    """Tell whether `one` takes up `other` in its own or fewer words (进出口 of 外贸进出口)."""
    first, second = _canonical(one), _canonical(other)
    return bool(first) and first in second


def _canonical(text: str) -> str:
    for word, standard in _SYNONYMS:
        text = text.replace(word, standard)
    return re.sub(r"规模|总量|总额|总值|增速|增幅|金额|数量|额$|值$", "", text)


def before_number(text: str, low: int, high: int, spans: Sequence[Period], places: Sequence[str] = ()) -> Name | None:
    """Return the name in text[low:high], the words before a number in its clause; None if they name nothing.

    places: own city in its long and short form, known as a subject wherever it leads.
    """
    told = high
    low, high = _trimmed(text, low, high, spans)
    if low >= high or "的有" in text[high:told]:
        return None
    cut = _subject_by_period(text, low, high, spans)
    subject = None
    if cut:
        subject, low = (low, cut[0]), cut[1]
        low, high = _trimmed(text, low, high, spans)
        if not _BODY.search(text[subject[0] : subject[1]]) and not _PLACE.fullmatch(text[subject[0] : subject[1]]):
            named = (
                subject[1] - subject[0] < 10 and _CLAUSE.search(text, *subject) is None
            )  # a longer piece is a clause
            pieces = (subject, (low, high)) if named else ((low, high),)
            subject = None
            return _checked(text, pieces, subject, spans)
    else:
        own = next((name for name in places if text.startswith(name, low, high)), "")
        place = None if own else _PLACE.match(text, low, high)
        end = low + len(own) if own else place.end() if place else low
        if end == high and low < high:
            return None
        if low < end < high - 1:
            subject, low = (low, end), end
            low, high = _trimmed(text, low, high, spans)
    return _checked(text, ((low, high),), subject, spans)


def _trimmed(text: str, low: int, high: int, spans: Sequence[Period]) -> tuple[int, int]:
    """Return the range without the words that name nothing at its ends."""
    while low < high:
        period = next((span for span in spans if span.start == low and span.end <= high), None)
        if period:
            low = period.end
            while low < high and text[low] in "，的,":
                low += 1
            continue
        lead = _LEAD.match(text, low, high)
        if lead and lead.end() > low:
            low = lead.end()
            continue
        break
    while low < high:
        period = next((span for span in spans if span.end == high and span.start >= low), None)
        if period:
            high = period.start
            continue
        tail = _TRAIL.search(text, max(low, high - 8), high)
        if tail is None or tail.start() < low:
            break
        high = tail.start()
    return low, high


def _subject_by_period(text: str, low: int, high: int, spans: Sequence[Period]) -> tuple[int, int] | None:
    """Return the range of the period that parts subject and metric (虎门港综保区|全年|进出口)."""
    for span in spans:
        if low < span.start and span.end < high and text[span.start - 1] not in "在到至于从的自以":
            return span.start, span.end
    return None


def _checked(
    text: str, pieces: tuple[tuple[int, int], ...], subject: tuple[int, int] | None, spans: Sequence[Period]
) -> Name | None:
    split: list[tuple[int, int]] = []
    for low, high in pieces:
        split += _without_verbs(text, low, high, spans)
    if len(split) > 1 and subject is None:
        first = text[split[0][0] : split[0][1]]
        if _BODY.search(first) or _PLACE.fullmatch(first):
            subject = split.pop(0)
    if len(split) == 1 and subject is None:
        subject, split = _split_body(text, split[0])
    split = _shortened(text, split)
    name = "".join(text[low:high] for low, high in split)
    if (
        len(name) < 2
        or len(name) > _LONGEST + 6
        or _NOT_A_NAME.search(name)
        or not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", name)
    ):
        return None
    return Name(tuple(split), subject)


def _without_verbs(text: str, low: int, high: int, spans: Sequence[Period]) -> list[tuple[int, int]]:
    pieces = []
    at = low
    for verb in _INNER.finditer(text, low, high):
        if verb.start() > at:
            pieces.append(_trimmed(text, at, verb.start(), spans))
        at = verb.end()
    pieces.append(_trimmed(text, at, high, spans))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _split_body(text: str, piece: tuple[int, int]) -> tuple[tuple[int, int] | None, list[tuple[int, int]]]:
    """Part 虎门港综保区进出口 into the body and the indicator, where both are known for what they are."""
    low, high = piece
    known = known_metric(text[low:high])
    if known and high - len(known) > low:
        body = text[low : high - len(known)]
        if _BODY.search(body) and len(body) > 2:
            return (low, high - len(known)), [(high - len(known), high)]
    return None, [piece]


def _shortened(text: str, split: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if not split:
        return split
    low, high = split[-1]
    if high - low > 8 and (cuts := list(_BREAK.finditer(text, low, high - 3))):
        split = [(cuts[-1].end(), high)]
        low = cuts[-1].end()
    if sum(end - start for start, end in split) > _LONGEST:
        known = known_metric(text[low:high])
        if known:
            return [(high - len(known), high)]
    return split


_NOUN_END = re.compile(
    r"[，,；;：:。！？!?（）()、《\s\d]|“(?![^”]{1,10}”)|的(?!士)|参加|参与|参赛|参展|出席|到场|前来|来自|在|到(?!期)|从|(?<![意方面走动导])向|对(?![外接口])|被|将|已|均|都|进行|实现|完成|获得|荣获|获评|获批|获|投入|投用|投产|通过|及|等(?!级)|以及|并|共|同时|其中|为|是|成为|达|正|同比|环比|和|与(?!会)|以(?![上下内外])|走|签约|落地|开工|竣工|建成|列入|纳入|享受|受益|脱贫|入驻|落户|享|前往|开展|组成|提供|用于|发放|给(?!水|排)|每|较|比|约|超|占|增|降|下降|上升|不(?!动产)|也|还|又|就|(?<!与)会(?!议|员|计|展|场)|集中(?!供|隔|式|连)|(?<![赋节储智功性效产动机职])能(?!源|力|耗|量)|可(?!再|持)|让|使|分别|随着|围绕|一起|依次|陆续|齐聚|现场|报名|登记|办理"
)


# A counted noun is not longer; its description before 的 may be.
_LONGEST_NOUN, _LONGEST_DESCRIPTION = 16, 30


# 内容丰富的活动, 数字化的乡村; but 28个成员国的论坛 counts the members.
_QUALITY = re.compile(
    r"(?:丰富|优质|良好|突出|显著|重要|鲜明|先进|优秀|[条案]件|要求|标准|特色|完善|便捷|[型化性级好美高])$"
)
_CLAUSE_IN_NOUN = re.compile(r"[\d，。；：以由在对把向将被]|参加|出席|举行|召开|[审查调]查")


def _described(text: str, at: int, high: int) -> tuple[int, int] | None:
    """Return the noun behind its description (277项内容丰富的|活动, 1000个生态化、数字化的|乡村)."""
    mark = text.find("的", at, min(high, at + _LONGEST_DESCRIPTION))
    if mark < 0 or _CLAUSE_IN_NOUN.search(text, at, mark) or not _QUALITY.search(text, at, mark):
        return None
    end = _NOUN_END.search(text, mark + 1, high)
    stop = min(end.start() if end else high, mark + 1 + _LONGEST_NOUN)
    return (mark + 1, stop) if stop - mark > 2 else None


_SCALE = re.compile(r"大关|关口|新高|规模|水平|台阶|量级|高位|目标|任务|门槛|级别|之多|之间|标准")


def after_number(text: str, at: int, high: int, *, attribute: bool = False) -> tuple[int, int] | None:
    """Return the noun that a number counts, printed behind it (1.38万家|外资企业); None if there is none.

    attribute: 的 may stand between them (100多亿元的|产值).
    """
    if text[at : at + 1] == "的":
        if not attribute:
            return None
        at += 1
    end = _NOUN_END.search(text, at, high)
    stop = min(end.start() if end else high, at + _LONGEST_NOUN)
    if end is not None and end[0] in ("、", "的") and (noun := _described(text, at, high)):
        return noun
    if _SCALE.fullmatch(text, at, stop):
        return None
    return (at, stop) if stop - at >= 2 else None  # one character names nothing
