"""What each line of an HTML page is, by the markup: head, byline, body, caption, furniture, and where articles begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.read.imprint import structured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.read.markup import Markup, MarkupLine

__all__ = ["Role", "roles_of"]

# Words of class and id, as editions and sites use them.
_KICKER = re.compile(r"yin-?ti|^yt$|ybt|intro-?title|kicker|shoulder|jian-?ti|pre-?title|eyebrow|founder-introtitle|sup-?title")
_HEADLINE = re.compile(r"(?:^|[-_])(?:title|headline|biaoti|bt\d?|zbt|zhu-?ti)(?:$|[-_\d])|^founder-title$|^(?:article|news|main|page|content|detail)_?-?title$|^h-?title$|^tit$")
_SUBHEAD = re.compile(r"fu-?ti|fbt|sub-?title|subtit|sub-?head|deck|founder-subtitle|standfirst")
_BYLINE = re.compile(r"author|byline|zuo-?zhe|reporter|^by$|founder-author|writer|jizhe")
_DATE = re.compile(r"date|time|^sj$|lai-?yuan|(?:^|[-_])source|(?:^|[-_])(?:info|meta)(?:$|[-_])|^src$|^ly$|(?:article|news|art)-?(?:info|meta)|xinxi")
_CAPTION = re.compile(r"caption|pic-?(?:info|text|txt|desc)|img-?(?:txt|text|desc|info)|photo-?(?:info|desc)|tu-?shuo|^ts$|figcaption")
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
_TOOLS = re.compile(r"(?:^|[-_])(?:toolbar|tool|tools|bottom|code|print|location|path|logo|tags|keywords|prev|next|more|editor)(?:$|[-_\d])")
_STRANGE_TAGS = frozenset(("nav", "footer", "aside", "menu", "form"))
# Lines that are furniture by their words, wherever they stand.
_FURNITURE = re.compile(
    r"""\s*(?:
        (?:当前|您(?:现在|当前)?的?|你(?:现在|当前)?的?|所在)?位置\s*[:：].{0,60}
      | (?:首页|返回首页|网站首页)(?:\s*[>»｜|\\/·-].{0,60})?
      | (?:上一[篇版期页]|下一[篇版期页]|返回(?:目录|顶部|列表|首页)?|版面(?:导航|目录|概览)|标题导航|往期(?:回顾|查询)?|全文复制|数字报(?:首页)?)[\s\S]{0,60}
      | .{0,8}(?:放大|缩小|默认)[+＋\-－\s]*(?:放大|缩小|默认).{0,16}
      | (?:【?\s*)?(?:字体|字号)\s*[:：]?.{0,24}
      | 【?\s*(?:打印|关闭|打印本[页稿]|关闭窗口|收藏|纠错|保存|推荐|复制链接|我要评论)[】\s\S]{0,30}
      | (?:分享|转发)(?:到|至|本文|:|：)?.{0,30}
      | (?:责任?编辑?|责编|编辑|审核|校对|监制|终审|初审|复审|值班编委|值班主任|统筹|制作|一审|二审|三审)\s*[:：].{0,60}
      | [（(\[【]?\s*(?:责任编辑|责编|编辑)\s*[:：]?\s*[^。]{0,24}[）)\]】]?
      | (?:版权所有|Copyright|©|主办(?:单位)?|承办(?:单位)?|技术支持|地址|电话|邮编|[\u4e00-\u9fff]{0,2}ICP备|网站标识码|.{0,4}公网安备|互联网新闻信息服务许可|未经授权|版权声明|本报常年法律顾问|免责声明|违法和不良信息举报).{0,200}
      | (?:阅读|浏览|点击|访问)(?:次数|量|数)?\s*[:：]?\s*\d*.{0,8}
      | [^。]{0,20}(?:投稿|新闻|报料|爆料|订报|订阅|广告|发行|读者|监督)(?:邮箱|热线|电话|信箱)\s*[:：][^。]{3,80}
      | (?:扫一扫|扫码|微信扫).{0,40}
      | (?:相关(?:新闻|链接|阅读|报道|文章|推荐|稿件|附件)|热门(?:推荐|新闻|文章)?|新闻排行|图片新闻|推荐阅读|为您推荐|猜你喜欢|更多>*|更多新闻)\s*[:：>»]*
      | [|｜\s>»·•<«\[\]【】]+
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
_SENTENCE = re.compile(r"[。！？；，、]")
_KEY = re.compile(r"[^\w\u3400-\u9fff]+")
# A line with this many letters and a mark of punctuation is running text.
_BODY = 24
# Larger pages are no site's article: the library would take minutes over them.
_MOST_LINES, _MOST_TEXT = 3000, 1_000_000
_TITLE = 90


@dataclass(frozen=True, slots=True)
class Role:
    """kind: kicker, headline, subhead, byline, date, body, intertitle, caption, furniture. begins: an article begins here."""

    kind: str
    begins: bool = False


def roles_of(markup: Markup, text: str) -> list[Role]:
    """Return the role of each line, parallel to `markup.lines`. text: the page, for pages marked in no known way."""
    lines = markup.lines
    kinds = [_first_look(line) for line in lines]
    titles = _titles(markup)
    _mark_titles(lines, kinds, titles)
    _mark_bodies(lines, kinds, text)
    _mark_decks(lines, kinds)
    starts = _articles(lines, kinds)
    return [Role(kind, at in starts) for at, kind in enumerate(kinds)]


def _key(text: str) -> str:
    return _KEY.sub("", text)


def _named(pattern: re.Pattern[str], tokens: Sequence[str]) -> bool:
    return any(pattern.search(token) for token in tokens)


def _in_content(line: MarkupLine) -> bool:
    return _named(_CONTENT, line.around) or _named(_CONTENT, line.own) or "article" in line.tags


def _first_look(line: MarkupLine) -> str:
    """Return what a line is by its own markup; "" where that says nothing."""
    short = len(line.text) <= _TITLE
    if _FURNITURE.match(line.text):
        return "furniture"
    if _STRANGE_TAGS.intersection(line.tags) or _named(_STRANGE, (*line.own, *_near(line))):
        return "furniture"
    near = (*line.own, *_near(line))
    if (not _runs(line) and _named(_TOOLS, near)) or (line.links > 0.3 and not line.level and _named(_LISTS, near)):
        return "furniture"
    if _IMPRINT.search(line.text) and len(line.text) < 60 and not _SENTENCE.search(line.text) and not line.level:
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


def _titles(markup: Markup) -> dict[str, str]:
    """Return what the page's head says is a headline, kicker or deck: its letters → role."""
    found: dict[str, str] = {}
    for comment in markup.comments:
        for name, role in (("title", "headline"), ("introtitle", "kicker"), ("subtitle", "subhead"), ("author", "byline")):
            for match in re.finditer(rf"<{name}>([^<]{{2,200}})<", comment):
                found.setdefault(_key(match.group(1)), role)
    for each in structured(markup):
        found.setdefault(_key(str(each.get("headline") or "")), "headline")
    for name in ("og:title", "twitter:title", "articletitle", "title"):
        found.setdefault(_key(markup.metas.get(name, "")), "headline")
    found.setdefault(_key(markup.title), "headline")
    # A list of the page's articles names them too.
    for line in markup.lines:
        if line.links > 0.9 and len(key := _key(line.text)) >= 6:
            found.setdefault(key, "listed")
    found.pop("", None)
    return found


def _mark_titles(lines: Sequence[MarkupLine], kinds: list[str], titles: dict[str, str]) -> None:
    """Mark the lines that the head of the page names; of several the one set as a heading, then the first."""
    by_start: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        key = _key(line.text) if len(line.text) <= _TITLE else ""
        if len(key) >= 2 and not _STRANGE_TAGS.intersection(line.tags):
            by_start.setdefault(key, []).append(at)
    for title, role in titles.items():
        matching = list(by_start.get(title, ()))
        if role == "headline":
            # A site's name is joined on: 标题_某某网.
            cuts = range(6, len(title))
            matching += [at for cut in cuts for part in (title[:cut], title[cut - 6 :]) for at in by_start.get(part, ())]
            matching = sorted(set(matching))
        if not matching:
            continue
        if role == "listed":
            matching = [at for at in matching if lines[at].links < 0.3 and kinds[at] in ("", "headline")]
            for at in matching[:1]:
                kinds[at] = "headline"
            continue
        best = min(matching, key=lambda at: (lines[at].links > 0.6, kinds[at] == "furniture", lines[at].level or 9, not lines[at].big, at))
        if kinds[best] not in ("kicker", "subhead") or role != "headline":
            kinds[best] = role
        # Other copies (the crumbs, the list of articles) are furniture.
        for at in matching:
            if at != best and (lines[at].links > 0.6 or kinds[at] == "furniture"):
                kinds[at] = "furniture"


def _mark_decks(lines: Sequence[MarkupLine], kinds: list[str]) -> None:
    """Mark short lines right over a headline as kickers, right under it as decks."""
    for head in [at for at, kind in enumerate(kinds) if kind == "headline" or (kind == "heading" and lines[at].big)]:
        if lines[head].links > 0.6 or kinds[head - 1 : head] == ["headline"]:
            continue
        for at, kind in ((head - 1, "kicker"), (head + 1, "subhead")):
            if not 0 <= at < len(kinds) or not _deck_like(lines[at]) or _FURNITURE.match(lines[at].text):
                continue
            dash = at > head and lines[at].text.startswith(("——", "—", "--"))
            both = lines[at].centred and lines[head].centred
            plain = kinds[at] == "body" and not lines[at].text.startswith("\u3000") and _beside(lines[at], lines[head])
            if kinds[at] in ("body", "furniture", "heading") and (dash or both or plain) and lines[at].links < 0.3:
                kinds[at] = kind


def _beside(one: MarkupLine, other: MarkupLine) -> bool:
    """Tell whether two lines stand in one block, or in two blocks of one."""
    return one.parent == other.parent or one.block == other.block or abs(one.block - other.block) <= 2


def _deck_like(line: MarkupLine) -> bool:
    return len(line.text) <= 50 and not line.pictured and line.links < 0.3 and not line.text.endswith(("。", "！", "？"))


def _mark_bodies(lines: Sequence[MarkupLine], kinds: list[str], text: str) -> None:
    kept: frozenset[int] | None = None
    marked = [_in_content(line) for line in lines]
    running = sum(len(line.text) for line, known in zip(lines, marked, strict=True) if known and _runs(line))
    whole = sum(len(line.text) for line in lines if _runs(line))
    known_site = running > 0.5 * whole
    for at, line in enumerate(lines):
        if kinds[at]:
            continue
        if known_site:
            inside = marked[at] or (_runs(line) and line.links < 0.3)
        else:
            if kept is None:
                kept = _stripped(lines, text)
            inside = at in kept or (not kept and _runs(line) and line.links < 0.3)
        if line.level and len(line.text) <= _TITLE:
            kinds[at] = "heading"
        elif inside:
            kinds[at] = "caption" if _is_caption(line) else "heading" if _looks_head(line) else "body"
        else:
            kinds[at] = "heading" if _looks_head(line) and line.big else "furniture"


def _runs(line: MarkupLine) -> bool:
    return len(line.text) >= _BODY and _SENTENCE.search(line.text) is not None and line.links < 0.5


def _is_caption(line: MarkupLine) -> bool:
    return line.pictured and line.centred and len(line.text) <= 100


def _looks_head(line: MarkupLine) -> bool:
    return len(line.text) <= 40 and not line.text.rstrip("”’）)").endswith(("。", "！", "？", "；", "，", "：")) and line.bold > 0.9 or (  # noqa: RUF021
        line.big and len(line.text) <= _TITLE and not line.text.endswith("。")
    )


def _stripped(lines: Sequence[MarkupLine], text: str) -> frozenset[int]:
    """Return the numbers of the lines that trafilatura keeps of a page; none if it keeps less than half of what runs.

    It looks for one text: on a page of several articles it may keep but some, and is not believed then.
    """
    if len(lines) > _MOST_LINES or len(text) > _MOST_TEXT:
        return frozenset()
    import trafilatura  # noqa: PLC0415 - a third of a second that only unknown sites pay

    try:
        found = trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False, with_metadata=False)
    except (ValueError, RecursionError, AttributeError, TypeError, MemoryError):
        return frozenset()
    keys = _key(found or "")
    kept = frozenset(at for at, line in enumerate(lines) if line.links < 0.5 and (key := _key(line.text)) and key in keys)
    running = sum(len(line.text) for line in lines if _runs(line))
    if 2 * sum(len(lines[at].text) for at in kept if _runs(lines[at])) < running:
        return frozenset()
    # What a site adds stands before and after the text: running text between is the page's own.
    return kept | {at for at in range(min(kept), max(kept)) if _runs(lines[at]) and lines[at].links < 0.3}


def _articles(lines: Sequence[MarkupLine], kinds: list[str]) -> set[int]:
    """Decide which headings begin articles and which stand inside one; return where articles begin."""
    groups = _head_groups(kinds)
    starts: set[int] = set()
    current: tuple[int, int] | None = None  # the headline of the article at hand
    for number, (low, high) in enumerate(groups):
        after = groups[number + 1][0] if number + 1 < len(groups) else len(kinds)
        body = [at for at in range(high, after) if kinds[at] == "body"]
        letters = sum(len(lines[at].text) for at in body)
        head = _main(lines, kinds, low, high)
        if head is None or (letters < 12 and kinds[head] != "headline"):
            _retire(kinds, low, high, "furniture" if current is None else None)
            continue
        if current is not None and _inside(lines, kinds, current, head, body):
            for at in range(low, high):
                if kinds[at] in ("heading", "headline"):
                    kinds[at] = "intertitle"
            continue
        if letters < 12:
            _retire(kinds, low, high, "furniture")
            continue
        starts.add(low)
        current = (head, high)
        for at in range(low, high):
            if kinds[at] in ("heading", "headline"):
                kinds[at] = "headline" if at == head or _same(lines[at], lines[head]) else "kicker" if at < head else "subhead"
    _loose_ends(lines, kinds, starts)
    return starts


def _head_groups(kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return the runs of head lines, bylines and dates that hold at least one head; furniture inside does not part them."""
    groups: list[tuple[int, int]] = []
    at = 0
    heads = ("kicker", "headline", "subhead", "heading", "byline", "date")
    while at < len(kinds):
        if kinds[at] not in heads[:4]:
            at += 1
            continue
        end = at + 1
        probe = end
        while probe < len(kinds) and (kinds[probe] in heads or (kinds[probe] in ("furniture", "caption") and probe - end < 12)):
            if kinds[probe] in heads:
                if kinds[probe] in ("headline", "kicker") and "headline" in kinds[at:end]:
                    break
                end = probe + 1
            probe += 1
        if any(kind in ("headline", "heading") for kind in kinds[at:end]):
            groups.append((at, end))
        at = end
    return groups


def _main(lines: Sequence[MarkupLine], kinds: Sequence[str], low: int, high: int) -> int | None:
    """Return the main head of a group: what is marked so, then the highest heading, then the larger type."""
    heads = [at for at in range(low, high) if kinds[at] in ("headline", "heading")]
    if not heads:
        return None
    return min(heads, key=lambda at: (kinds[at] != "headline", lines[at].level or 7, not lines[at].big, at))


def _same(one: MarkupLine, other: MarkupLine) -> bool:
    return one.level == other.level and one.own == other.own and one.block == other.block


def _inside(lines: Sequence[MarkupLine], kinds: Sequence[str], current: tuple[int, int], head: int, body: Sequence[int]) -> bool:
    """Tell whether a heading stands inside the article at hand: in the same block as text before and after it."""
    if kinds[head] == "headline" and lines[head].level and lines[head].level <= (lines[current[0]].level or 1):
        return False
    before = next((at for at in range(head - 1, current[1] - 1, -1) if kinds[at] in ("body", "intertitle")), None)
    if before is None or not body:
        return False
    after = body[0]
    return lines[before].parent == lines[after].parent and lines[head].parent in (lines[after].parent, lines[after].block)


def _retire(kinds: list[str], low: int, high: int, kind: str | None) -> None:
    for at in range(low, high):
        if kinds[at] in ("heading", "headline", "kicker", "subhead"):
            # A bold line in running text is one of its lines; a heading over nothing is furniture.
            inside = kinds[at] == "heading" and 0 < at < len(kinds) - 1 and kinds[at - 1] == "body" and kinds[at + 1] == "body"
            kinds[at] = kind or ("body" if inside else "furniture")


def _loose_ends(lines: Sequence[MarkupLine], kinds: list[str], starts: set[int]) -> None:
    """What stands before the first article is no article's; headings left over are body."""
    first = min(starts, default=-1)
    for at, kind in enumerate(kinds):
        if kind == "heading":
            kinds[at] = "body" if at > first >= 0 and kinds[at - 1] in ("body", "caption") else "furniture"
        elif at < first and kind not in ("furniture", "body"):
            kinds[at] = "furniture"
    if not starts and "body" in kinds:
        at = kinds.index("body")
        starts.add(at)
        if _deck_like(lines[at]) and not lines[at].text.startswith("\u3000") and "body" in kinds[at + 1 :]:
            kinds[at] = "headline"
