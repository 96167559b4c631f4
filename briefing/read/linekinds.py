"""What a line of an HTML page is by the words of its class and id, and by its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.read.markup import MarkupLine

__all__ = ["FURNITURE", "STRANGE_TAGS", "TITLE", "deck_like", "first_look", "in_content", "key_of", "runs"]

# Words of class and id, as editions and sites use them.
_KICKER = re.compile(
    r"yin-?ti|^yt$|ybt|intro-?title|kicker|shoulder|jian-?ti|pre-?title|eyebrow|founder-introtitle|sup-?title"
)
_HEADLINE = re.compile(
    r"(?:^|[-_])(?:title|headline|biaoti|bt\d?|zbt|zhu-?ti)(?:$|[-_\d])|^founder-title$|^(?:article|news|main|page|content|detail)_?-?title$|^h-?title$|^tit$"
)
_SUBHEAD = re.compile(r"fu-?ti|fbt|sub-?title|subtit|sub-?head|deck|founder-subtitle|standfirst")
_BYLINE = re.compile(r"author|byline|zuo-?zhe|reporter|^by$|founder-author|writer|jizhe")
_DATE = re.compile(
    r"date|time|^sj$|lai-?yuan|(?:^|[-_])source|(?:^|[-_])(?:info|meta)(?:$|[-_])|^src$|^ly$|(?:article|news|art)-?(?:info|meta)|xinxi"
)
_CAPTION = re.compile(
    r"caption|pic-?(?:info|text|txt|desc)|img-?(?:txt|text|desc|info)|photo-?(?:info|desc)|tu-?shuo|^ts$|figcaption"
)
_CONTENT = re.compile(
    r"article-?(?:content|body|text|con|detail)|^articlebody$|content-?(?:main|text|body|article)|^(?:ozoom|zoom|ucap-content|trs_editor|content|contentbody|"
    r"zw|zhengwen|detail|text|article|news-?(?:content|text|body|detail)|rm_txt_con|main-?text|main-?content|view|founder-content|post-?(?:content|body)|entry-content)$"
)
_STRANGE = re.compile(
    r"(?:^|[-_])(?:nav|menu|foot|footer|copyright|crumb|crumbs|breadcrumb|breadcrumbs|share|related|recommend|relate|relevant|hot|rank|ranking|comment|comments|sidebar|"
    r"aside|ad|ads|advert|pager|page-?nav|paging|login|search|banner|friend|friendlink|topbar|top-?bar|qrcode|qr|ewm|fontsize|"
    r"weizhi|masthead|mainnav|sitemap|prevnext|mulu|calendar|rili|statement|disclaimer|zebian)(?:$|[-_\d])"
)
# These hold links, or text: only links in them are furniture.
_LISTS = re.compile(r"(?:^|[-_])(?:side|links|list|newslist|catalog|directory|position)(?:$|[-_\d])")
# These hold tools and imprints, seldom text.
_TOOLS = re.compile(
    r"(?:^|[-_])(?:toolbar|tool|tools|bottom|code|print|location|path|logo|tags|keywords|prev|next|more|editor)(?:$|[-_\d])"
)
STRANGE_TAGS = frozenset(("nav", "footer", "aside", "menu", "form"))
# Lines that are furniture by their words, wherever they stand.
FURNITURE = re.compile(
    r"""\s*(?:
        (?:当前|您(?:现在|当前)?的?|你(?:现在|当前)?的?|所在)?位置\s*[:：].{0,60}              # 当前位置：首页 > 要闻
      | (?:首页|返回首页|网站首页)(?:\s*[>»｜|\\/·-].{0,60})?
      | (?:上一[篇版期页]|下一[篇版期页]|返回(?:目录|顶部|列表|首页)|版面(?:导航|目录|概览)|标题导航
          |往期(?:回顾|查询)|全文复制|数字报(?:首页)?)(?:\s*[:：|>»].{0,60}|[^。，]{0,14})    # 上一篇 下一篇
      | .{0,8}(?:放大|缩小|默认)[+＋\-－\s]*(?:放大|缩小|默认).{0,16}
      | 【?\s*(?:字体|字号)\s*[:：【\[].{0,24}
      | (?:[【\[]?(?:打印|关闭|收藏|纠错|保存|推荐|复制链接|我要评论)(?:本[页稿]|窗口)?[】\]]?[\s|]*){1,6}
      | (?:分享|转发)(?:到|至|本文|[:：]).{0,30}
      | (?:责任?编辑?|责编|编辑|审核|校对|监制|终审|初审|复审|值班编委|值班主任|统筹|制作|[一二三]审)\s*[:：].{0,60}
      | [（(\[【]\s*(?:责任编辑|责编|编辑)\s*[:：]?\s*[^。]{0,24}[）)\]】]
      | (?:主办|承办|协办|技术支持|地址|电话|传真|邮编)(?:单位)?\s*[:：].{0,200}
      | (?:版权所有|Copyright|©|[\u4e00-\u9fff]{0,2}ICP备|网站标识码|.{0,4}公网安备|互联网新闻信息服务许可|未经授权
          |版权声明|本报常年法律顾问|免责声明|违法和不良信息举报).{0,200}
      | (?:阅读|浏览|点击|访问)(?:次数|量|数)?\s*[:：]\s*\d*.{0,8}
      | [^。]{0,20}(?:投稿|新闻|报料|爆料|订报|订阅|广告|发行|读者|监督)(?:邮箱|热线|电话|信箱)\s*[:：][^。]{3,80}
      | (?:扫一扫|扫码|微信扫)[^。，]{0,40}
      | (?:相关(?:新闻|链接|阅读|报道|文章|推荐|稿件|附件)|热门(?:推荐|新闻|文章)?|新闻排行|图片新闻|推荐阅读|为您推荐
          |猜你喜欢|更多>*|更多新闻)\s*[:：>»]*
      | [|｜\s>»·•<«\[\]【】]{1,80}
    )\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_DATED = re.compile(
    r"""\s*(?:
        (?:发布(?:时间|日期)|发表时间|更新时间|时间|日期|来源|稿源|信息来源|文章来源|来源于|作者|记者|撰稿)\s*[:：].{0,80}
      | (?:20|19)\d\d\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?(?:\s+.{0,60})?
    )$""",
    re.VERBOSE,
)
# 南浦晚报　2008-05-14　作者：周某
_SIGNED = re.compile(r"(?:^|[\s\u3000])(?:20|19)\d\d\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?日?(?:$|[\s\u3000])")
_IMPRINT = re.compile(r"(?:星期|周)[一二三四五六日天]|第\s?[A-Za-z]?\d{1,3}\s?版|版次")
_WRITER = re.compile(r"记者|通讯员|作者")
_SENTENCE = re.compile(r"[。！？；，、]")
_KEY = re.compile(r"[^\w\u3400-\u9fff]+")
# A line with this many letters and a mark of punctuation is running text.
_BODY = 24
TITLE = 90


def first_look(line: MarkupLine) -> str:  # noqa: C901, PLR0911 - each sign in its turn
    """Return what a line is by its own markup; "" where that says nothing."""
    short = len(line.text) <= TITLE
    if FURNITURE.match(line.text):
        return "furniture"
    if STRANGE_TAGS.intersection(line.tags) or _named(_STRANGE, (*line.own, *_near(line))):
        return "furniture"
    near = (*line.own, *_near(line))
    if (not runs(line) and _named(_TOOLS, near)) or (line.links > 0.3 and not line.level and _named(_LISTS, near)):
        return "furniture"
    if _is_imprint(line):
        return "furniture"
    if line.tag == "figcaption" or (short and _named(_CAPTION, line.own)):
        return "caption"
    if short and _named(_KICKER, line.own):
        return "kicker"
    if short and _named(_SUBHEAD, line.own):
        return "subhead"
    if short and _dated(line):
        return "date"
    if short and _named(_BYLINE, line.own):
        return "byline"
    if short and (line.level in (1, 2) or _named(_HEADLINE, line.own)) and not line.text.endswith("。"):
        return "headline"
    if line.links > 0.6 and not line.level:
        return "furniture"
    return ""


def _is_imprint(line: MarkupLine) -> bool:
    """Tell whether a line is of the masthead: 2024年3月8日 星期五　第1版：要闻. One with a name is an article's."""
    text = line.text
    if len(text) >= 60 or line.level or _SENTENCE.search(text) or _WRITER.search(text):
        return False
    return _IMPRINT.search(text) is not None


def _dated(line: MarkupLine) -> bool:
    """Tell whether a line says when and from where an article is: 来源：某报 2025-03-12 07:40."""
    text = line.text
    if _DATED.match(text) or (len(text) < 60 and _SIGNED.search(text) and not _SENTENCE.search(text)):
        return True
    return _named(_DATE, line.own) and not line.level and not text.endswith("。")


def _near(line: MarkupLine) -> tuple[str, ...]:
    """Return the words of the blocks around a line, up to the first that is known to hold an article's text."""
    near: list[str] = []
    for token in line.around:
        if _CONTENT.search(token):
            break
        near.append(token)
    return tuple(near)


def in_content(line: MarkupLine) -> bool:
    """Tell whether a line stands in a block that is named as one of text."""
    return _named(_CONTENT, line.around) or _named(_CONTENT, line.own) or "article" in line.tags


def runs(line: MarkupLine) -> bool:
    """Tell whether a line is running text: long, punctuated, few links."""
    return len(line.text) >= _BODY and _SENTENCE.search(line.text) is not None and line.links < 0.5


def deck_like(line: MarkupLine) -> bool:
    """Tell whether a line may be a kicker or a deck by its length and its end."""
    return (
        len(line.text) <= 50 and not line.pictured and line.links < 0.3 and not line.text.endswith(("。", "！", "？"))
    )


def key_of(text: str) -> str:
    """Return the letters of a line, for comparing."""
    return _KEY.sub("", text)


def _named(pattern: re.Pattern[str], tokens: Sequence[str]) -> bool:
    return any(pattern.search(token) for token in tokens)
