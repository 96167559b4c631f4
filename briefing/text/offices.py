"""Office titles by their form (职务): where one begins, what it stands for in full, what kind of body it is of.

A title is printed as body + office (市人大常委会 + 副主任). After a first title the body is left out
(市人大常委会党组书记、主任; 党组成员; 副主任): `expand` fills it in from the title before it, or from a body
printed earlier.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from briefing.text.units import lexicon

__all__ = [
    "TitleKind",
    "bare_office",
    "body_of",
    "ends_in_office",
    "expand",
    "heads",
    "needs_body",
    "split_title",
    "title_kind",
    "title_start",
    "weak_title",
]

TitleKind = Literal["official", "unit", "firm", "foreign", "other"]

# A body's name holds these; a verb before it is cut off there.
_STOP = re.compile(
    r"""
    发表|宣[布读]|致[信电函]|回顾|解除|任免|维护|我们|会见了?|会晤了?|看望了?|慰问了?|陪同|邀请|采访了?|对话|专访|走访了?|率领|率|带领|随同|跟随|欢迎|感谢|来到|前往|来自|任命|当选为?|选举|担任|现任|时任|历任|曾任|拟任|原任|新任(?:命的?)?
  | 出席|参加|列席|主持|致辞|强调|指出|表示|要求|介绍说|获悉
  | 回应|并|听取|拜访|拜会|迎接|接待|接见|记者|通讯员|委托|按照|根据|其中|以及
  | 包括|还有|带队|陪|即|由|受|经|由于|作为|成为|为|向|对|把|被|让|请|跟|从|当|据|及|在
  | 今年|去年|日前|近日|昨天|昨日|今天|今日|当[天日晚]|上午|下午|晚上|傍晚|清晨|凌晨
  | 期间|随后|之后|其间|会上|会前|会后|会议|活动中|现场|时(?=[省市县区州盟旗])|了|着|的|是
  | [我本][省市县区州盟旗](?=.)
  | \d+[日号时分]|[\d.]+%?
    """,
    re.VERBOSE,
)
# 和 and 与 join two titles, or stand inside the name of one body (人力资源和社会保障局, 发展和改革委员会) or of a
# place (和平区, 大同市, 中华人民共和国).
_JOIN = re.compile(
    r"(?:(?<![共呼永太泰祥])和(?!平[区县]|田[市县地]|硕县|静县|顺县|龙市|政县|县县)|与|(?<!大)同(?!安区|心县|仁市|江市|德县))(?!社会保障|自然|改革|信息化|城乡|旅游|农村|体育|传媒|出版|电视|草原|环境|生态|退役|应急|计划生育|统战"
    r"|宗教|科技|技术|商务|数据|教育|法制|监察|财经|预算|建设|交通|外事|侨|文史|学习|文化|卫生|资源|规划|水务|粮食"
    r"|物资|人防|安全|法律|服务|管理|经济|知识|新闻|广播|督察|机构|老干部|老龄|人才|消费)"
)
_EDGE = "，。；：！？、,;:!?—…■●▲◆【】|》《兼"
_WIDEST = 42


@cache
def heads() -> re.Pattern[str]:
    """Return the pattern of office words, longest first: a name may begin where it ends.

    副县长提名人选 is an office too, 领导小组 and 领导干部 hold none.
    """
    words = sorted({entry[0] for entry in lexicon("offices")} - {"领导"}, key=len, reverse=True)
    # Two hundred words are tried only where one of their first characters stands.
    first = "".join(sorted({word[0] for word in words} | {"领"}))
    return re.compile(
        rf"(?=[{first}])(?:(?:{'|'.join(map(re.escape, words))})(?:(?<=[长任席记])(?:(?:提名)?人选|候选人))?"
        r"|领导(?!小组|班子|干部|机构|体制|机制|[下人者力]))"
    )


@cache
def _head_at_end() -> re.Pattern[str]:
    return re.compile(rf"{heads().pattern}\Z")


def ends_in_office(text: str) -> bool:
    """Tell whether the text ends in an office word."""
    return _head_at_end().search(text, max(0, len(text) - 8)) is not None


def title_start(text: str, end: int, floor: int = 0) -> int:
    """Return where the title that ends at `end` begins, not before `floor`.

    A run back to a mark; quotes and brackets of the body's name (市“百千万工程”指挥部, 市发改局（粮食局）) stay whole,
    a verb, preposition or date before it (会见, 由, 3月8日) is cut off.
    """
    start = end
    lowest = max(floor, end - _WIDEST)
    while start > lowest:
        character = text[start - 1]
        if character in "”）)":
            opening = max(text.rfind(mark, lowest, start - 1) for mark in ("“", "（", "("))
            if opening < 0 or any(edge in text[opening : start - 1] for edge in "，。；"):
                break
            start = opening
            continue
        if character in "“（(" or character in _EDGE or character.isspace():
            break
        start -= 1
    run = text[start:end]
    cut = 0
    for match in _STOP.finditer(run):
        if not _inside_body(run, match) and match.end() < len(run):
            cut = match.end()
    for match in _JOIN.finditer(run, cut):
        cut = match.end()
    return start + cut


# 会议/的/为/由/对/及/向… may be letters of a body's own name: 对外联络部, 省对口支援办, 经济开发区, 自由贸易区, 当阳市.
_BODY_LETTERS = {
    "对": re.compile(r"对(?:外|口|台|俄|接)"),
    "由": re.compile(r"自由"),
    "经": re.compile(r"[财工外省市国]经|经[济开贸营信发管理纪办委]"),
    "在": re.compile(r"在建"),
    "据": re.compile(r"[数证]据"),
    "请": re.compile(r"申请"),
    "当": re.compile(r"当(?:阳|涂|雄)"),
    "从": re.compile(r"从(?:江|化)"),
    "向": re.compile(r"向阳"),
    "受": re.compile(r"受(?:灾|援)"),
    "率": re.compile(r"效率"),
    "及": re.compile(r"普及|埃及"),
    "让": re.compile(r"让胡路"),
    "陪": re.compile(r"陪审"),
    "会议": re.compile(r"会议(?:中心|厅|主席团|秘书处)"),
    "即": re.compile(r"即墨"),
    "现场": re.compile(r"现场会"),
    "为": re.compile(r"无为"),
    "并": re.compile(r"合并|并[购网联轨]"),
}


def _inside_body(run: str, match: re.Match[str]) -> bool:
    rule = _BODY_LETTERS.get(match[0])
    if rule is None:
        return False
    return any(found.start() <= match.start() < found.end() for found in rule.finditer(run))


def split_title(text: str, start: int) -> int:
    """Return the start of an office that ends just before the 、 at `start - 1`: one more of a person; else `start`.

    市委副书记、|市长: the part before the mark must itself end in an office word.
    """
    if start < 2 or text[start - 1] not in "、兼":
        return start
    end = start - 1
    if not _head_at_end().search(text, max(0, end - 8), end) or text.endswith("领导班子成员", 0, end):
        return start
    return title_start(text, end)


# ------------------------------------------------------------------ kinds

_FIRM = re.compile(
    r"公司|集团|企业|[工药酒饭书商]厂|厂长|[商饭酒]店|合作社|农场|酒店|超市|商行|商会|董事|经理|总裁|总监|理事"
    r"|创始人|银行|律所|事务所|工作室|影院|基地|俱乐部|品牌|车间|门店"
)
_UNIT = re.compile(
    r"大学|学院|中学|小学|学校|幼儿园|一中|二中|高中|职校|党校|医院|卫生院|科室|院士|教授|研究院|研究所|设计院"
    r"|实验室|博物馆|图书馆|文化馆|美术馆|纪念馆|体育馆|[校馆]长|协会|学会|联合会|基金会|促进会|志愿|社工|物业"
    r"|业委会|社区|村|居委会|疾控|气象台|剧团|歌舞|报社|出版|监理|项目部|项目经理|班主任|车站|客运|航空|机场|驾校"
    r"|救援队|科长|学生处|教务处|科研处|保卫处|后勤|年级|教研"
)
# 志愿服务队队长 is no official, 市消防救援支队支队长 is.
_UNIT_HEAD = re.compile(r"(?<![支大总])队长$|[站所班]长$|台长$")
_OFFICIAL_UNIT = re.compile(
    r"园区管|社区工作部|社会工作部|社工部|工商联|总工会|文联|作协|科协|侨联|残联|妇联|团[省市县区]委|红十字会|农村农业"
    r"|农业农村|乡村振兴|教育集团党|国资|农村工作|[省市县区]委党校|[省市县区]社会|学院党组|新村建设"
)


@cache
def _foreign() -> re.Pattern[str]:
    """Return the pattern of bodies abroad: their people are guests."""
    names = "|".join(re.escape(entry[0]) for entry in lexicon("foreign"))
    return re.compile(
        rf"""(?:{names})(?!援外|事务)|国际[\u4e00-\u9fff]{{1,6}}(?:联|联盟|组织|协会|联合会)(?:执行|名誉)?副?(?:主席|会长)
           |(?<!派)驻(?!地|村|军|区|京|市|省)|领事|大使|外长|教皇|酋长|[越古朝老]共中央
           |^(?:轮值)?(?:第一)?副?(?:总理|首相|议长|总统)$
           |^(?:外交|财政|国防|内政|能源|旅游|农业|教育|卫生|文化|经济|贸易|交通|劳工|司法|环境|基础设施|工业|科技|通信|体育)
             (?:[和与][^部]{{2,6}})?(?:国务)?副?部长$""",
        re.VERBOSE,
    )


_WEAK = re.compile(r"(?:代表|负责人|负责同志|教授|理事|参事|村支书|村主任|村长|科长|副科长|总监|厂长|经理|班主任)$")


@lru_cache(maxsize=4096)
def weak_title(title: str) -> bool:
    """Tell whether a title makes no official of whom it names (人大代表, 负责人, 教授, 厂长)."""
    return _WEAK.search(title) is not None


@lru_cache(maxsize=4096)
def title_kind(title: str) -> TitleKind:
    """Tell what kind of body a title belongs to: official, unit (school, hospital, village …), firm, foreign, other."""
    if _OFFICIAL_UNIT.search(title):
        return "official"
    if _FIRM.search(title):
        return "firm"
    if _foreign().search(title):
        return "foreign"
    if re.search(r"教授\Z|医师\Z", title):
        return "other"
    return "unit" if _UNIT.search(title) or _UNIT_HEAD.search(title) else "official"


# ------------------------------------------------------------------ elliptic titles

_LEVEL = (
    r"(?:[\u4e00-\u9fff]{2,6}(?:自治[区州县旗]|[省市县州盟旗]|(?<!军分)区)"
    r"|[全本]?[省市县区州盟旗镇乡]|自治区|兵团|师市|新区|高新区|经开区|开发区|示范区)"
)
# 市政府副市长 is of 市, not of a town called 市政府副市.
_OWN_LEVEL = re.compile(r"[省市县区州盟旗](?=委|长|政府|人大|政协|纪|监|公安|直|属)")
_WITH_BODY = re.compile(rf"^(?:原)?{_LEVEL}(?=.)")
_SELF = re.compile(
    r"^(?:常务)?(?:代理?|副|第一)?(?:省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长)(?:助理)?$|^(?:街道|[镇乡村]"
    r"|社区)|领导$|^[一二三四]级(?:调研员|巡视员|主任科员)|^全国|^中央|^中共|^国家|^国务|代表$|^(?:党和国家)"
)
_BARE = re.compile(
    r"^(?:常务|党组|党委|党工委|党总支|党支部|机关党组|第一|代|副|正)*(?:副|第一)*(?:书记|主任"
    r"|主席|局长|部长|厅长|处长|院长|检察长|秘书长|成员|委员|常委|主委|会长|理事长|校长|行长|司令员|政委|政治委员|主任委员"
    r"|巡视员|调研员|组长|总指挥|指挥长|台长|社长|馆长|所长|队长|支队长|总队长|政治部主任|总工程师|总经济师|董事长"
    r"|总经理|督学|站长|总编辑|组织员|关长|署长|司长|专员)$"
)
_PARTY_PART = re.compile(
    r"^(?P<party>[\u4e00-\u9fff]*?委)(?:员?会)?(?:常委|副?书记|专职副书记|委员|常务委员|秘书长|副秘书长)"
)
# 组织部部长 after 市委常委 belongs to 市委; 公安局局长 after 副市长 to the city.
_PARTY_ORGAN = re.compile(
    r"^(?:组织部|宣传部|统战部|政法委|社会工作部|社工部|网信办|编办|机构编制|秘书长|副秘书长|办公[室厅]|政研室"
    r"|改革办|财经办|老干部局|农办|党校|巡察办|直属机关|直机关|外办|台办|军民融合|国安办)"
)
_STATE_ORGAN = re.compile(
    r"^(?:纪委|监委|人大|规划|政府|政协|公安|检察|法院|中级|发展|发改|教育|科技|工业|工信|民政|司法|财政|人力|人社|自然"
    r"|生态|住房|住建|城市|城管|交通|水利|水务|农业|商务|文化|文旅|卫生|卫健|退役|应急|审计|市场|统计|医疗|医保"
    r"|国资|信访|金融|林业|体育|总工会|工会|妇联|团委|共青|科协|残联|文联|工商联|红十字|人武部|供销|机关事务|大数据"
    r"|行政|政务|数据|招商|投资|民族|乡村|管委会|税务|气象|消防|烟草|国防|人民武装)"
)


# 科技部副部长 is of the country.
_MINISTRY = re.compile(
    r"(?:外交|国防|教育|科技|科学技术|工业和信息化|工信|公安|民政|司法|财政|人力资源|人社|自然资源|生态环境|住房和城乡|住建|交通"
    r"|水利|农业|商务|文化和旅游|文旅|退役军人事务|应急管理)[^局厅委、]{0,6}部(?!门)"
)


@lru_cache(maxsize=4096)
def needs_body(title: str) -> bool:
    """Tell whether a title is elliptic: an office without its body (主任, 党组成员, 组织部部长)."""
    if _SELF.search(title) or _MINISTRY.match(title):
        return False
    return _BARE.match(title) is not None or (
        not _WITH_BODY.match(title) and (_PARTY_ORGAN.match(title) or _STATE_ORGAN.match(title)) is not None
    )


def bare_office(title: str) -> bool:
    """Tell whether a title is an office and nothing else (主任, 党组成员, 常务副部长)."""
    return _BARE.match(title) is not None


def body_of(title: str) -> str:
    """Return the body of a full title (市人大常委会党组书记 → 市人大常委会, 市委副书记 → 市委) or ""."""
    bare = re.sub(
        r"(?:(?:机关)?党组|党委|党工委|分党组)?(?:理论学习中心组)?(?:常务|第一|专职|一级|二级|代理?)*(?:副"
        r"|第一)*(?:成员|常委|委员|专职)?$",
        "",
        re.sub(rf"(?:常务|第一|专职|一级|二级|代)*{heads().pattern}\Z", "", title),
    )
    return re.sub(r"(?:(?:机关)?党组|分党组|党委|党工委)$", "", bare)


def expand(title: str, before: str) -> str:  # noqa: PLR0911 - one rule a line
    """Return `title` with its body, taken from the full title `before` (市政协党组书记 + 主席 → 市政协主席).

    Returned as printed where it needs none, or where `before` gives none.
    """
    if not needs_body(title) or not before:
        return title
    body = body_of(before)
    level = _OWN_LEVEL.match(before) or re.match(_LEVEL, before) or re.search(r"(?P<x>[省市县区州盟旗])长$", before)
    if _BARE.match(title):
        if title.endswith("秘书长") and body.endswith("政府"):
            return body + title
        bare_head = re.sub(r"^(?:副|常务|第一|代)+", "", title)
        if bare_head in ("局长", "部长", "厅长", "院长", "检察长", "行长", "校长") and (
            not body or body.endswith("委")
        ):
            return title
        if body == "校" and title.endswith("校长"):
            return title
        if title.startswith("党工委"):
            body = body.removesuffix("管委会")  # 高新区管委会主任，党工委委员
        # 市领导 has no body to give: 市支队长 is nobody's office.
        return body + title if body and not re.fullmatch(r"[全本我]?[省市县区州盟旗]", body) else title
    if level is None or re.match(r"政府[镇乡]长", title):
        return title
    if title.startswith(("办公", "秘书长", "副秘书长")) and body.endswith(("政协", "人大", "人大常委会", "政府")):
        return body + title  # 区政协秘书长、办公室主任
    place = level[0] if level.lastgroup is None else level["x"]
    if _PARTY_ORGAN.match(title):
        party = _PARTY_PART.match(before)
        return (party["party"] if party else place + "委") + title
    return place + title
