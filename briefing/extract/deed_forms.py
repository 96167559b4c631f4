"""Forms in which deeds are told or not told (履职句式): who is received, cited, led, in company, spoken of as 他.

Patterns alone, each with a printed example; what is made of them stands in `deeds.py`.
"""

from __future__ import annotations

import re

__all__ = [
    "ACCOMPANIED",
    "ALONG",
    "ATTENDANCE",
    "BARE_TOUR",
    "BUT_ACTS",
    "BY_HAND",
    "CAME",
    "CITED",
    "COMPANY",
    "DROPPED",
    "FORMER",
    "HEARD",
    "IN_COMPANY",
    "LED_BY",
    "LISTED_BEFORE",
    "NEXT_DEED",
    "OWN_COUNTRY",
    "OWN_SCHOOL",
    "POSTED",
    "PRONOUN",
    "RECEIVED",
    "REPORTS",
    "SCHOOL_PAPER",
    "SEATED",
    "SUBJECT_AFTER",
    "WROTE",
]

# 会见美国客人…一行, 慰问老党员…: who follows is received, not acting.
RECEIVED = re.compile(
    r"""(?:会见|会晤|会谈|看望|慰问|采访|邀请|讲述了?|讲的是|饰演|塑造了?|纪念|追忆|拜会|拜访|接见|走访|感谢|欢迎|对话|专访
        |授予|任命|选举|免去|悼念|祝贺|陪着|对着|告诉|受|获悉|记者从|[与同向对给把])了?[^，。；、]{0,12}$""",
    re.VERBOSE,
)
BUT_ACTS = re.compile(r"(?:随后|又|也)?(?:主持|出席|强调|指出)")
IN_COMPANY = re.compile(r"(?:等[^，。]{0,8})?(?:的)?(?P<verb>陪同)下")
# …一行在市委副书记李四，副市长王五等陪同下，到…: whose deed comes behind those who go along.
ACCOMPANIED = re.compile(r"(?:一行)?，?(?:在|由)[^。；]{2,160}?(?:等[^，。]{0,12})?的?陪同(?:下|，)，?")
# 代表团在市委书记…、市长…带领下，赴…考察
LED_BY = re.compile(r"(?:等[^，。]{0,8})?的?(?P<verb>带领|率领)下，?")
# 会议听取了副市长何小江作的关于…的报告, 听取了市水利局局长何小江（关于…）的汇报
REPORTS = re.compile(
    r"(?:等[^，。；]{0,8})?(?:所?作的(?:[^，。；]{0,120}?)(?P<made>报告|汇报|说明|发言)"
    r"|(?:(?:关于|就|对)[^，。；]{2,80}?)?的(?:情况|工作|专题|相关)*(?P<verb>汇报|介绍))(?=[，。；、和等并]|$)"
)
HEARD = re.compile(r"听取了?[^，。；]*$")
# 会见时在座
SEATED = re.compile(r"(?:等[^，。]{0,8})?(?:会[见谈晤]|座谈)时(?P<verb>在座)")
# 列席会议的还有：市政协主席…
LISTED_BEFORE = re.compile(r"(?P<verb>出席|参加|列席|陪同)[^，。；：]{0,20}(?:还有|有|包括|是)[：:]?$")
# 市委书记给某校学生回信: the letter is the deed and the event
WROTE = re.compile(
    r"(?:近日|日前|专门|亲自|再次|，|(?:\d{1,2}月)?\d{1,2}日)*"
    r"(?P<letter>[给向][^，。；]{2,60}?(?P<verb>回信|复信|致信|写信|去信))(?!的|精神|中|后)"
)
# 种粮大户对前来查看灾后生产的县委书记…说: what he came for stands before him
CAME = re.compile(
    r"(?:前来|赶来|到[^，。；的]{1,12}?|在[^，。；的]{1,12}?|正在[^，。；的]{0,12}?)"
    r"(?P<visit>(?P<verb>调研|检查|督导|督查|慰问|看望|查看|察看|考察|视察|走访|巡查|指导)[^，。；的]{2,24})的$"
)
# 时任县委书记…: of another time
FORMER = re.compile(r"(?:时任|曾任|原任|前任|已故|原)$")
ATTENDANCE = frozenset(("出席", "参加", "列席", "陪同", "随同", "一同活动", "主持"))
# 甲到青崖县，乙到黑石区，丙到云台县，实地检查…: the deed of the last is that of all
POSTED = re.compile(r"(?:一行)?(?:分别|先后|也)?(?:到|赴|前往|深入|在)(?P<place>[^，。；、]{2,20})[，；、]")
# Who goes along goes with whom the words before tell of.
ALONG = frozenset(("陪同", "随同", "随行", "一同活动", "一起活动"))
# 四大班子领导来到湖畔义务植树。县委书记…挥锹铲土: what the hands do is part of it.
BY_HAND = frozenset(("挥锹铲土", "挥锹", "铲土", "培土"))
# 陪同看望, 陪同活动: of what was told right before
BARE_TOUR = re.compile(r"(?:上述|有关|相关)?(?:看望|慰问|调研|检查|考察|视察|督导|督查|巡查|走访|活动){1,2}")
# Who only goes along is not who 他强调 means.
COMPANY = frozenset(("列席", "陪同", "随同", "随行", "参加", "一同活动", "一起活动"))
# 外交部长 is a guest's office unless the person has one of this country too.
OWN_COUNTRY = re.compile(r"^(?:中共|中国|国务|全国|党和国家)|[省市县区州旗]委")
# The heads of the school whose paper this is are printed without its name (校长, 副校长).
SCHOOL_PAPER = re.compile(r"我校|校党委|学校党委|全校师生")
OWN_SCHOOL = re.compile(r"(?:学校|校)?(?:党委)?(?:常务)?(?:副校长|校长|校长助理)$|(?:学校|校)党委(?:常务)?副?书记$")
PRONOUN = re.compile(
    r"""(?:^|(?<=[，。；”]))(?:(?:会上|调研中|座谈会上|检查中|随后)，)?[他她](?:还|也|同时|最后|进一步|特别|现场|再次|首先|代表[^，。]{2,16})*
        (?P<verb>强调|指出|要求|表示|提出|希望|说|叮嘱|勉励|嘱咐|宣布|向)""",
    re.VERBOSE,
)
# 随后，她主持召开现场办公会: a deed of its own
NEXT_DEED = re.compile(
    r"(?:^|(?<=[，。；]))(?:(?:随后|之后|接着|当[天日](?:[上下]午|晚上?)?|调研[中后]|检查[中后]|期间)，?)?[他她](?:还|又|也|随后|专门)*"
    r"(?P<verb>主持召开|召集|主持|出席|会见)"
    # 随后来到军休所，看望慰问老战士
    r"|^(?:随后|之后|接着|其间|期间|当[天日](?:[上下]午|晚上?)?)，?(?:[他她]|一行)?(?:还|又|也|一行)*"
    r"(?P<go>(?:来到|前往|赶[到赴]|走进|深入|到|赴)[^，。；]{2,30}?，?)(?:亲切|专程|逐一)?"
    r"(?:看望|慰问|走访|检查|督[导查]|调研|考察|出席|参加|会见|主持)"
)
# …，叮嘱企业负责人要…: the subject is dropped
DROPPED = re.compile(r"(?<=，)(?P<verb>强调|要求|叮嘱|嘱咐|勉励|指出|希望)(?=[^，。；]{0,14}要|，要)")
SUBJECT_AFTER = re.compile(r"(?:^|[，。；：”、 由]|期间|会上|现场|随后|时|[上中下])$")
# 常务副省长…在会议上的讲话要求, …关于…的重要论述: quoted, not acting
CITED = re.compile(r"(?:在|关于|对|就|有关)[^，。]{0,40}(?:精神|(?:的|重要)(?:讲话|批示|指示|论述)(?!中|时))")
