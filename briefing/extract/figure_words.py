"""Words by which the figure extractor tells wishes, comparisons, shares and names of things (判别用语)."""

from __future__ import annotations

import re
from functools import cache

from briefing.text.units import lexicon

__all__ = [
    "AIM",
    "BARE",
    "COMPARED",
    "DEPENDENT",
    "DONE",
    "DONE_PART",
    "FORMER",
    "FROM",
    "LINES",
    "MARK",
    "OF_PLACE",
    "OLD",
    "PERCENT_NAMES",
    "PLAN_PART",
    "RANKED",
    "SHARE",
    "SIGNED_SCOPE",
    "SPOKEN_OF",
    "TO",
    "TOPIC",
    "TURNED",
    "VERB",
    "VERB_FIRST",
    "WISH",
    "result_verbs",
]

_SCOPE = (
    r"(?:全国|全省|全市|全区|全县|全州|全盟|全球|世界|同期|上年|去年|[\u4e00-\u9fff]{2,4}(?:省|市|平均|地区)"
    r"|长三角|珠三角|东部|西部|中部|GDP|工业|投资|经济|[\u4e00-\u9fff]{2,8}(?:水平|平均|增速|目标))"
)
_OVER = r"(?:高于|低于|快于|慢于|小于|大于|优于|好于|领先于?|超出|超过|超|多于|少于|高出|高过|跑赢)"
# 高于全国平均水平1.2个百分点, 跌幅小于全省（-12.5%）, 比全省高0.8个百分点
COMPARED = re.compile(
    rf"{_OVER}(?P<scope>{_SCOPE}(?:[、和]{_SCOPE}){{0,2}}[^，。；、（）()\d]{{0,10}}|[^，。；、（）()\d]{{2,12}})[（(]?$"
    rf"|(?:比|较|与)(?P<other>(?!上年|去年|同期){_SCOPE}(?:[^，。；、（）()\d提]{{0,8}}?))(?:平均水平|平均)?[（(]?"
    r"(?:高出?|低|快|慢|多|少|领先|持平|相当)?(?:了|约|近)?$"
)
# 全省-12.5%
SIGNED_SCOPE = re.compile(r"(?P<scope>全国|全省|全市|全球|[\u4e00-\u9fff]{2,3}省)(?:平均)?(?:水平)?[（(]$")
# 由38.6%提高到44.8%, 从2015年的1.4万公里增加到2024年的2.6万公里
FROM = re.compile(
    r"(?:由|从)(?:[^，。；、]{0,12}?的|原来|原先|过去|此前|最高|最初|之前)?(?:不足|近|约|超|每秒|每年|每月)?$"
)
TO = re.compile(r"[^，。；]{0,14}?(?:到|至|为)了?(?:[^，。；]{0,10}?的)?(?:不足|近|约|超|超过|每秒|每年|每月)?$")
# 占全市进出口总额的52.1%
SHARE = re.compile(
    r"(?:^|[，；])?占(?:[^，；。]{0,20}?)(?:的|比|比重|比例)?"
    r"(?:达到?了?|为|约|超过了?|超|近|提[高升][到至]|(?:稳定|保持|维持)在|上?升[到至]|已|的)*$"
)
# 总投资, 涉及实际外资: names that lean on the figure before.
DEPENDENT = re.compile(
    r"(?:计划)?(?:总投资|涉及|金额|投资额|投资总额|合同额|合同金额|总金额|总面积|占地面积|建筑面积|总建筑面积|总额|面积|占地|投资|带动投资)"
)
# What a percentage without growth may be of: 失业率, 占比, 开工率 …
PERCENT_NAMES = re.compile(
    r"(?:率|比|比重|比例|占比|份额|强度|程度|进度|面|度|浓度|含量|水平|指数|PMI|占[^，]{2,20}|系数|成数|股|股份|利用|覆盖|达标|合格"
    r"|满意|完成|出勤|好评|自给|化|以上|增加值|普及|贡献)$"
)
# 完成年度目标的85.2%
DONE_PART = re.compile(r"完成[^，。；]{0,12}(?:目标|任务|计划|预算|总投资|投资额?(?=的))(?:任务|数|值|总数)?的?$")
# 相比2015年底的4200万户: the old number is told only for comparison.
OLD = re.compile(r"(?:相比|相较于?|对比|比|较)[^，。；、\d]{0,4}\d{0,4}[^，。；、\d]{0,8}的(?:近|约|不足)?$")
# 为年初预算的37.8%, 占年度计划的56.9%: how much of a plan is done.
_PLAN = r"[^，。；]{0,12}(?:目标|任务|计划|预算|总投资|总?工程量)(?:任务|数|值|总数|投资)?"
PLAN_PART = re.compile(rf"(?:(?:占|为|达到?|完成){_PLAN}的|完成{_PLAN})(?:近|约|超过?)?$")
# 减少入企检查频次达45%, 压减办理时间65%: the verb before its thing, no level reached.
VERB_FIRST = re.compile(
    r"(?P<verb>减少|压减|压缩|缩减|降低|缩短|节约|节省|提高|提升)"
    r"(?P<thing>(?![了至到约近])[\u4e00-\u9fffA-Za-z“”]{2,12}?)(?<![至到为达])"
    r"(?:(?<![率度比])达到?|约|近|超过?|了|逾)*$"
)
# What is built by the kilometre, what falls by the millimetre; heights and distances are no results.
LINES = re.compile(r"治理|围栏|路|里程|管|道|线|桥|堤|渠|河|沟|缆|网|通车|岸|街|槽|隧|走廊|雨|雪|降水")
# 突破8000亿元大关，达8123.4亿元: the round number is only the mark that was passed.
MARK = re.compile(r"大关|关口|台阶|门槛")
# 由上年同期下降12.3%转为增长5.6%: the former change is told only for comparison.
FORMER = re.compile(r"(?:由|从)[^，。；]{0,16}$")
TURNED = re.compile(r"[^，。；]{0,4}(?:转为|变为|转|到|至)")
# 全市4.8万名教师: counted of a whole place.
OF_PLACE = re.compile(r"(?:^|[向对为给使让，])(?P<place>(?:全|我|本)[市县区省州镇])(?:共有|共|已有|有)?$")
# 经济增长4.4%: the verb belongs to the name.
BARE = ("经济", "产出", "亩均", "户均", "人均")
VERB = re.compile(r"增产|减产|增收|增长|下降|增速|萎缩|收缩|放缓")
# 力争, 预计, 到2026年: hoped for, not reached.
WISH = re.compile(
    r"力争|预计|预期|预测|有望|目标[是为：:]|总目标|目标[^，。]{0,6}$|争取|确保|拟(?!定|人)|规划到"
    r"|将(?!近|军|来|士|[^，。；]{0,8}(?:纳入|列入))|(?<!年度)(?:(?<=[今明每]年)|(?<!年))计划(?!总?投资|生育|单列|外|的|任务|数|目标)"
    r"|到(?P<year>20\d\d)年|明年|未来|下一步|远期|规划|将要|要[^，。；]{0,12}(?:达到|以上|突破|完成)"
    r"|(?:(?<!去)(?<!去年)[年月][底末]|\d月)[之以]?前(?![已就者后期来\d一二三四五六七八九十两几])"
    r"|达产后|建成后|投产后|全部达产"
    r"|(?:报告|方案|规划|计划|纲要|意见)》?(?:还|中)?(?:提出|明确|确定)，?(?:今年|全年|年内|明年)"
)
# 力争到2027年，…；…: an aim at the head of a sentence.
AIM = re.compile(
    r"(?:《?[^，。；]{0,12}?(?:提出|明确|计划))?，?(?:(?:力争|确保|争取)(?!了)|(?=[到至]20))(?:[到至](?P<year>20\d\d)年)?(?=[^，。；]{0,6}，)"
)
DONE = re.compile(r"截[至止]|已(?:经)?|完成了|实现了")
# A rank without a number needs a thing that can be ranked.
RANKED = re.compile(
    r"(?:额|量|率|值|入|规模|总量|增速|增幅|业绩|水平|实力|指数|数|产值|竞争力|投资|进出口|出口|消费|增加值|面积|收入|综合|排名"
    r"|程度|贡献|活力|GDP|经济|度|成绩)$"
)
# 全市外贸|保持增长，同比增长5%: what the clause before speaks of, up to its verb.
TOPIC = re.compile(
    r"[^，；。：]{2,20}?(?=将|会(?!议)|呈|保持|继续|稳步|持续|不断|出现|增长|实现(?!的)|总体|整体|大幅|显著|快速|平稳|稳中|明显|运行|加快"
    r"|回升|下降|再创|创|表现|由|突破|首次|屡|势头|延续|迈|增势|较快|势|逆势|同比|有所|进一步|$)"
)
SPOKEN_OF = re.compile(
    r"(?:额|量|率|值|收入|业|经济|市场|消费|进出口|出口|进口|投资|产值|外贸|价格|规模|面积|余额|支出|贸易|成本|用电|客流|工业|农业"
    r"|旅游|人数|CPI|PPI|GDP|税收|利润|销售|零售|运输|电商)$"
)


@cache
def result_verbs() -> frozenset[str]:
    """Return the verbs whose counted object is a result (新增, 建成, 发放)."""
    return frozenset(entry[0] for entry in lexicon("result_verbs"))
