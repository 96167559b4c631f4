"""Furniture of a page (版面附件): masthead, folio, date, editors, telephone, codes; and section labels."""

from __future__ import annotations

import re

__all__ = [
    "is_furniture",
    "is_jump",
    "is_label",
    "is_listed",
    "is_section",
    "jump",
    "names_box",
    "names_list",
    "names_roundup",
]

_FURNITURE = re.compile(
    r"""\s*(?:
        \d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[\s　]*(?:(?:星期|周)[一二三四五六日天])?(?:[\s　]*(?:农历|第\d+期|总第|今日\d+版|乙|甲)[^，。]{0,30})?  # 2024年3月9日 星期六
      | (?:(?:星期|周)[一二三四五六日天][\s　]*)?\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}(?:[\s　]*(?:星期|周)[一二三四五六日天])?               # 2024.3.9 星期六
      | (?:星期|周)[一二三四五六日天](?:\s*农历[^，。]{0,12}|[\s　]*\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)?
      | 农历[^，。]{2,16}
      | (?:责任?编辑?|责编|值班[\u3400-\u9fff]{2,4}|编辑|美编|版式|版面|校对|校检|审校|组版|统筹|制图|视觉|主编|签发|检校|终审|一审|二审|三审)\s*[:：/／┃|丨\s]\s*
        [\u3400-\u9fff\s:：、/／┃|丨]{1,60}                                                                          # 责编：王某  美编：李某
      | [A-Z]?\s?\d{1,2}\s?版?[\s　·.]*(?:要闻|综合|本地|民生|时政|经济|社会|文化|体育|国际|国内|理论|评论|专题|广告|财经|教育|健康|副刊|视点|关注|焦点|特刊|专版|时事|新闻|城事|生活|科技|[\u3400-\u9fff]{2}新闻)  # A8 综合
      | (?:要闻|综合|本地|民生|时政|经济|社会|文化|体育|国际|国内|理论|评论|专题|广告|财经|[\u3400-\u9fff]{2}新闻)[\s　·.]*[A-Z]?\d{1,2}(?:版)?
      | [\u3400-\u9fff]{2,4}[\s　·.]*[A-D]\d{2} | [A-D]\d{2}[\s　·.]*[\u3400-\u9fff]{2,4}                                # 文体 B13
      | [^。]{0,40}(?:国内统一(?:连续出版物|刊)号|邮发代号)[^。]{0,70}                                                       # 国内统一连续出版物号 CN 11-0000
      | 第?\s?[A-Z]?\d{1,3}\s?版
      | [A-Z]\d{1,2}
      | \d{1,2}
      | [\u3400-\u9fff]{2,6}(?:日报|晚报|晨报|时报|商报|都市报|早报|周报|特区报|新报|导报|快报)(?:社)?(?:[\s　]+[A-Z]*\d*.{0,20})?      # 平岳日报
      | (?:扫|扫码|扫描|长按|微信扫)[^，。；]{0,24}(?:码|公众号|内容|详情|视频|查看|看|关注|观看|阅读|名单|更多|了解)[^，。；]{0,20}
      | 扫码[^，。；]{0,16} | 扫一扫[^，。；]{0,16} | 扫描[^，。；]{0,12}二维码[^，。；]{0,20}
      | (?:投稿|新闻|热线|报料|爆料|订报|广告|发行|咨询|联系|电子|监督|举报|客服|服务|邮发|读者)[\u3400-\u9fff]{0,6}(?:邮箱|热线|电话|代号|传真|微信|QQ)\s*[:：]?\s*[\w@.+()（）\-—/、\s]{3,60}
      | (?:电话|热线|邮箱|传真|网址|邮编|地址|零售|定价|国内统一[^，。]{0,30}|CN\s?\d\d-\d{4}|邮发代号)[^，。；]{0,40}
      | (?:https?://|www\.)\S{3,80}
      | [\w.+-]{1,40}@[\w.-]{3,40}
      | 本版(?:责编|编辑|图片|撰文|文字|稿件|撰稿|摄影|统筹)[^，。；]{0,40}
      | (?:今日|本报今日|本期)[共]?\d{1,3}版
      | [—\-_=＿·.…~～*＊|│┃─━]{1,200}
    )\s*$""",  # noqa: E501 - one alternative a line
    re.VERBOSE,
)
_JUMP = re.compile(
    r"[（(【]?\s*(?P<to>下转|上接|紧接|接|转)\s*第?\s*(?P<page>[A-Za-z]?\s?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版?(?:[\u3400-\u9fff《》“”：·\s]{0,24})[）)】]?"
)
_LABEL = re.compile(
    r"[■□●◆◇▲△▼◎○☆★※▶►【\[〔（(\s]*(?:"
    r"相关(?:新闻|链接|阅读|报道|知识|背景|资料)|新闻(?:链接|背景|延伸|速递|加点料|纵深|助读|观察|附件|多一点|解读)|延伸(?:阅读|报道)|(?:知识|背景|资料|小)?链接|"
    r"(?:背景|名词|政策|数据|知识)(?:资料|解释|解读|链接|卡片|延伸)|阅读链接|小贴士|名词解释|相关数据|又讯|短评|编后|编者按|记者手记|记者观察|"
    r"现场|声音|反响|解读|释疑|提示|提醒|温馨提示|同步播报|深读|深一度|观察|对话|人物|背景|案例|亮点|数读"
    r")[】\]〕）)：:\s]*$"
)
_BOX_TITLE = re.compile(
    r"[今本昨][日期天报周]*(?:看点|导读|提要|关注|要闻|推荐)|(?:要闻|本期|新闻|重点|版面|精彩)?(?:导读|看点|提要|速览|导览|索引|目录)|数说[\u3400-\u9fff]{0,4}|数读[\u3400-\u9fff]{0,4}|一图读懂.{0,12}"
)
_ROUNDUP_TITLE = re.compile(
    r"[\u3400-\u9fff]{0,6}(?:简讯|快讯|速递|快览|速览|短波|播报|集锦|短讯|资讯|动态|要闻|新闻速读|一览|联播|简报|集萃|掠影)"
)
_SECTION = re.compile(
    r"要闻|综合|本地|民生|时政|经济|社会|文化|体育|文体|国际|国内|理论|评论|专题|广告|财经|教育|健康|副刊|视点|关注|焦点|特刊|专版|时事|新闻|城事|生活|科技|[\u3400-\u9fff]{2}新闻"
)
# Longer lines are sentences, whatever they open with.
_LONGEST = 120


def is_furniture(text: str) -> bool:
    """Tell whether a line is furniture by its words: 责编：…, A8 综合, 扫码查看, 2024年3月9日 星期六."""
    return len(text) <= _LONGEST and (bool(_FURNITURE.match(text)) or is_jump(text))


def is_section(text: str) -> bool:
    """Tell whether a line is the name of a page (版名): 要闻, 文体, 本地新闻."""
    return bool(_SECTION.fullmatch(text))


def is_label(text: str) -> bool:
    """Tell whether a line is a section label by its words: 相关新闻, 延伸阅读, 新闻链接."""
    return len(text) <= 16 and bool(_LABEL.match(text))


def is_jump(text: str) -> bool:
    """Tell whether a line says where the text goes on: 下转第2版, （上接第一版）."""
    return len(text) <= 40 and bool(_JUMP.fullmatch(text.strip()))


def jump(text: str) -> tuple[str, str] | None:
    """Return ("to" or "from", page) of a jump line: 下转第2版 → ("to", "2"); None if it is none."""
    match = _JUMP.fullmatch(text.strip())
    if match is None:
        return None
    kind = "from" if match.group("to") in ("上接", "紧接", "接") else "to"
    return kind, match.group("page").replace(" ", "").upper()


def names_box(text: str) -> bool:
    """Tell whether a head names a boxed list by its words: 今日看点, 要闻导读, 数说发展."""
    return bool(_BOX_TITLE.fullmatch(text))


def names_roundup(text: str) -> bool:
    """Tell whether a head names a roundup by its words: 国内简讯, 一周要闻速递."""
    return len(text) <= 12 and bool(_ROUNDUP_TITLE.fullmatch(text))


def names_list(text: str) -> bool:
    """Tell whether a line is the head of a boxed list or a roundup by its words."""
    return len(text) >= 3 and (names_box(text) or names_roundup(text))


def is_listed(text: str) -> bool:
    """Tell whether running text is a list of one-liners set solid: A；B；C。 or A、B、C without a sentence inside."""
    if "。" in text.rstrip("。") or len(text) < 30 or text.count("，") > 1:
        return False
    if "；" not in text and text.endswith("。"):
        return False
    items = text.rstrip("。").split("；" if "；" in text else "、")
    short = sum(not 5 <= len(item) <= 44 for item in items)
    return len(items) >= 3 and short * 5 <= len(items) and len(text) >= 8 * len(items)
