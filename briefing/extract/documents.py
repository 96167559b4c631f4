"""Documents issued (文件): which 《…》 was 印发, 出台, 发布, 下发 or 审议通过, and by whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.extract.list_items import REACH, trimmed
from briefing.model import Document
from briefing.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.config import ExtractConfig
    from briefing.model import Article, Context, Fact, Sentence

__all__ = ["find"]

_VERB = (
    r"(?:制定印发|制定出台|制定并印发|制定下发|批准发布|编制发布|印发实施|印发执行|出台实施|审议并原则通过|审议并通过|审议通过|原则通过|表决通过|"
    r"修订出台|修订印发|编制印发|制定并发布|制定发布|印发|出台|发布|下发|公布|颁布|转发|制发|制定|制订|审定|批准|批复同意|修订(?!后?的)|通过|发出|推出)"
)
_TITLE = r"《[^《》]{2,90}(?:《[^《》]{1,60}》[^《》]{0,40})?》"
_ACTIVE = re.compile(
    rf"(?:联合)?(?P<verb>{_VERB})(?:了|的)?(?:新?修订后?的?|修改后的)?(?:[^，。；《》的]{{0,4}}(?:标准|文件|规划|法规))?"
    rf"(?P<titles>(?:{_TITLE}(?:等|、|和|及|以及|，)?)+)"
)
# 《…》（以下简称《…》）近日由市发改委正式印发
_DAY = r"(?:近日|日前|[今昨前][天日](?:[（(][^）)]{1,10}[）)])?|(?:\d{1,2}月)?\d{1,2}日)"
_PASSIVE = re.compile(
    rf"(?P<titles>(?:{_TITLE}(?:、|和|及|以及)?)+)(?:等[^，。；：《》]{{0,10}}?)?(?:[（(]以下简称[^）)]{{1,40}}[）)])?，?(?:已于|于)?"
    rf"{_DAY}?，?(?:已|已经|也)?(?:经|由)?(?P<issuer>[^，。；：《》]{{0,24}}?)(?:正式|联合|相继|先后|陆续|均|同步)*(?P<verb>印发实施|印发|出台|发布|公布|颁布|下发|审议通过|表决通过|实施|施行)"
    rf"(?!以来|后|之|前|的|时|情况|意见|方案)"
)
# 《意见》 and 《通知》 only speak of a paper named before.
_SHORTEST = 4
_ONE_TITLE = re.compile(_TITLE)
# What an organ issues ends so; films, books, songs and papers do not.
_KIND = re.compile(
    r"(?:方案|办法|意见|通知|规划|计划|条例|规定|措施|细则|决定|纲要|指南|标准|报告|清单|政策|目录|公告|白皮书|蓝皮书|倡议书?|规则|决议|章程|"
    r"要点|导则|规程|预案|公报|名单|要求|指引|协议|公约|制度|规范|意见稿|通告|准则|若干[^《》]{0,12}|[一二三四五六七八九十\d]+条|行动|举措|手册|"
    r"法|令|图|机制|体系|说明|批复|函|指数|宣言|共识|承诺书|责任书|任务书|路线图|大纲)"
    r"(?:[（(][^）)]{1,30}[）)])*》$"
)
# 《2025年知识产权司法保护状况》白皮书
_KIND_BEHIND = re.compile(r"白皮书|蓝皮书|绿皮书|公报|年度报告|调查报告|专题报告|实施方案|行动方案|的?通知")
# Words in front of a verb that make the title a work of art or a paper.
_WORKS = re.compile(r"据|刊登|刊发|电影|电视剧|图书|新书|歌曲|专辑|纪录片|小说|杂志|话剧|舞剧|短片|宣传片")
# Dates, adverbs and settings in front of the issuer: 会上，去年7月 国务院办公厅 还
_FRONT = re.compile(
    r"^(?:(?=[\d今去前上下])(?:\d{4}年|今年|去年|前年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上午|下午)?(?:份|初|底|末|中旬|上旬|下旬)?|"
    r"近日|日前|近期|目前|此前|随后|当天|当日|同日|昨日|昨天|今天|今日|会上|会后|会议上|其中|同时|此外|另外|据悉|记者获悉|为此|对此|并且|并|还|又|由|经|该市|我国|将|按照|根据|依据)[，,]?(?=.)"
)
_BACK = re.compile(
    rf"(?:{_DAY}|在全[省市国区](?:率先|首次)?|率先|书面|还|也|已经|已|又|正式|同日|同步|随后|专门|率先|及时|先后|相继|近日|日前|联合|共同|首次|集中|现场|牵头|研究|将|于|今年|去年|会同有关部门)+$"
)
_ORGAN = re.compile(
    r"(?:委|局|厅|部|办|府|院|会|署|处|室|中心|公司|集团|银行|大学|学院|医院|协会|学会|联合会|总会|团|队|站|所|馆|社|镇|县|市|区|省|乡|街道|"
    r"[省市县区镇]里|分行|支行|国家|中央|单位|部门|组|组织|总局|指挥部|专班|联盟|基地|法院|检察院|机构|会议|人大|政协|行署|党组|党委|政府|盟|旗|州|苏木|办)$"
)
_OPENING = re.compile(
    r"[^，。；：]{0,12}?(?:人民政府|委员会|政府|[市县区省州盟旗]委|局|厅|办公室|总局|指挥部|专班|法院|检察院|管委会)"
    r"(?:新闻办公室|新闻办|办公[室厅]|宣传部|组织部|统战部|政法委|研究室)?"
)
# 会议听取和审议了市政府……: a clause that tells what was done is no name.
_ACTS = re.compile(r"首部|[全内]部$|了|听取|审议|关于|研究|召开|举行|强调|要求|通过")
# The body that met: 市十八届人大常委会举行第二十次会议, 市委常委会召开会议, 主持召开市政府常务会议
_BODY = re.compile(
    r"(?:省|市|县|区|州|盟|旗|镇|乡)(?:委|政府|人大|政协|[一二三四五六七八九十]{1,3}届)[^，。；：“”（）召举主传]{0,8}?"
    r"(?:常务委员会|常委会|改革委员会|法治委员会|领导小组会议|常务会议|党组会议|全体会议|全会|党委会议|工作会议)"
)
# 市政府召开常务会议, 市委召开常委会会议: the body and its meeting are printed apart.
_CONVENED = re.compile(
    r"(?P<organ>[省市县区州盟旗镇乡](?:委|政府|人大|政协))(?:今天|昨天|昨日|日前|近日)?(?:召开|举行)(?:[^，。；：“”]{0,10}?次)?"
    r"(?P<meeting>常务会议|常委会会议|常委会|党组会议|党组\(扩大\)会议|全体会议|全会|党委会议)"
)
_PASSED = re.compile(r"通过|审定|批准")
_ALSO = re.compile(r"(?:还|又|也)(?=会同|联合)")
_IN_NAME = re.compile(r"以(?P<organ>[^，。；：以]{2,20}?)的?名义$")
_MENTION = re.compile(r"(?:根据|按照|依据|学习|贯彻|落实|对照|依照|自|执行|宣传|解读|围绕)$")


def find(
    article: Article,
    sentences: Sequence[Sentence],
    config: ExtractConfig,  # noqa: ARG001 - the stage's signature
    context: Context,  # noqa: ARG001 - the stage's signature
) -> tuple[Fact, ...]:
    """Return the documents an article tells to be issued, in printing order, each title once."""
    found: dict[str, Document] = {}
    meeting = _meeting(article)
    for sentence in sentences:
        if "《" not in sentence.text:
            continue
        for document in (*_active(article, sentence.passage, meeting), *_passive(article, sentence.passage)):
            known = found.get(document.title.text)
            if known is None or (known.issuer is None and document.issuer is not None):
                found[document.title.text] = document
    return tuple(found.values())


def _meeting(article: Article) -> Passage | None:
    """Return the body that met (市委常委会), named in the head or the first paragraph; None for none."""
    for passage in (article.kicker, *article.headline, *article.paragraphs[:1]):
        match = _BODY.search(passage.text)
        if match:
            return passage[match.start() : match.end()]
        if convened := _CONVENED.search(passage.text):
            spans = (convened.span("organ"), convened.span("meeting"))
            return Passage.join(passage[low:high] for low, high in spans)
    return None


def _active(article: Article, sentence: Passage, meeting: Passage | None) -> Iterator[Document]:
    text = sentence.text
    for match in _ACTIVE.finditer(text):
        start = _clause_start(text, match.start())
        front = sentence[start : match.start()]
        issuer = _issuer(front)
        if issuer is None and start and not front.text.strip("还已又并也，"):
            # The subject stands before the last comma (市教育局高度重视，印发《…》): an organ that opens its clause.
            issuer = _subject_before(sentence, start)
        by_meeting = issuer.text == "会议" if issuer else text.startswith(("会议", "会上"))
        if meeting is not None and not by_meeting and _PASSED.search(match["verb"]):
            by_meeting = issuer is None or meeting.text.startswith(issuer.text)
        if meeting is not None and by_meeting:
            issuer = meeting
        if issuer is not None:
            issuer = _antecedent(article, issuer)
        if _WORKS.search(text, max(0, match.start() - 12), match.start()):
            continue
        verb = sentence[match.start("verb") : match.end("verb")]
        for title in _titles(sentence, match):
            yield Document(title, verb, article.id, sentence, issuer, 0.6 if issuer else 0.4)


def _passive(article: Article, sentence: Passage) -> Iterator[Document]:
    text = sentence.text
    for match in _PASSIVE.finditer(text):
        start = _clause_start(text, match.start())
        if _MENTION.search(text[start : match.start()]):
            continue
        # 《民法典》实施: only what comes into force on a stated day (自3月1日起施行) is news.
        if match["verb"] in ("实施", "施行") and not text[: match.start("verb")].endswith(("起", "正式")):
            continue
        printed = sentence[match.start("issuer") : match.end("issuer")]
        issuer = _issuer(printed) if printed else _issuer(sentence[start : match.start()])
        verb = sentence[match.start("verb") : match.end("verb")]
        for title in _titles(sentence, match):
            yield Document(title, verb, article.id, sentence, issuer, 0.6 if issuer else 0.4)


def _titles(sentence: Passage, match: re.Match[str]) -> Iterator[Passage]:
    """Yield the titles of a match that an organ may issue."""
    for title in _ONE_TITLE.finditer(sentence.text, *match.span("titles")):
        kind = _KIND.search(title[0]) or _KIND_BEHIND.match(sentence.text, title.end())
        if kind and len(title[0]) > _SHORTEST:
            yield sentence[title.start() : title.end()]


def _clause_start(text: str, end: int) -> int:
    """Return where the clause that ends at `end` begins; a clause is not longer than REACH."""
    low = max(0, end - REACH)
    return max(low - 1, *(text.rfind(mark, low, end) for mark in "，。；：！？“")) + 1


def _issuer(front: Passage) -> Passage | None:
    """Return the organ in the words before the verb, None where they name none."""
    front = trimmed(front)
    while front and (match := _FRONT.match(front.text)) and match.end():
        front = front[match.end() :]
    if match := _BACK.search(front.text):
        front = front[: match.start()]
    # 以市政府办公厅的名义印发
    if named := _IN_NAME.search(front.text):
        front = front[named.start("organ") : named.end("organ")]
    front = trimmed(front)
    # 公安部、应急管理部两部门: the count only sums them up; 商务部等9部门 says who else.
    if summed := re.search(r"(?<![等\d])(?:[两二三四五六七八九十]|\d{1,2})个?(?:部门|单位)$", front.text):
        front = front[: summed.start()] if "、" in front.text else front
    if also := _ALSO.search(front.text):
        front = Passage.join((front[: also.start()], front[also.end() :]))
    told = 2 <= len(front) <= 40 and _ORGAN.search(front.text) and not _ACTS.search(front.text)
    return front if told else None


def _antecedent(article: Article, issuer: Passage) -> Passage:
    """Return the issuer with 该局 given its name, where the head or the first paragraph tells which (市商务局)."""
    match = re.match(r"该(局|委|厅|部|办|院|会|中心|公司|[市县区州旗盟镇乡](?![委政人]))", issuer.text)
    if match is None:
        return issuer
    if match[1] in "市县区州旗盟镇乡":
        named = re.compile(rf"(?:^|(?<=[，。；：、“”\s来日]))[\u4e00-\u9fff]{{2,4}}?{match[1]}(?![长委场])")
    else:
        named = re.compile(rf"[省市县区旗州盟][^，。；：、（）“”《》\s]{{1,10}}?{match[1]}(?!长)")
    for passage in (*article.headline, *article.paragraphs[:1]):
        # What stands behind it is another one (该局会同市公安局…).
        until = passage.text.find("该" + match[1])
        if found := named.search(passage.text, 0, until if until >= 0 else len(passage.text)):
            return Passage.join((passage[found.start() : found.end()], issuer[match.end() :]))
    return issuer


def _subject_before(sentence: Passage, start: int) -> Passage | None:
    """Return the organ that opens a clause before the one that begins at `start`: 并发布《…》 has it far in front."""
    for _ in range(_CLAUSES_BACK):
        if not start or sentence.text[start - 1] not in "，；：":
            return None
        before = _clause_start(sentence.text, start - 1)
        clause = sentence[before : start - 1]
        issuer = _convener(clause) or _opening_organ(clause)
        if issuer is not None or _SUBJECTLESS.match(clause.text) is None:
            return issuer
        start = before
    return None


# …召开新闻发布会，通报审判情况，并发布《…》: clauses between that go on with the same subject
_CLAUSES_BACK = 4
_SUBJECTLESS = re.compile(
    r"(?:并|还|同时|现场|集中)*(?:通报|介绍|解读|听取|总结|审议|研究|传达|学习|部署|安排|明确|聚焦|围绕|立足|坚持|结合)"
)
# 市中级人民法院召开新闻发布会，发布《…》
_CONVENES = re.compile(r"(?:召开|举行|举办)[^，。；]{0,12}(?:发布会|通气会|会议?|仪式)$")


def _convener(clause: Passage) -> Passage | None:
    """Return the organ that holds what a clause tells of, where it is for telling news."""
    match = _CONVENES.search(clause.text)
    return _issuer(clause[: match.start()]) if match else None


def _opening_organ(clause: Passage) -> Passage | None:
    """Return the organ a clause opens with: 市教育局 of 市教育局高度重视."""
    clause = trimmed(clause)
    match = _OPENING.match(clause.text)
    return clause[: match.end()] if match and not _ACTS.search(match[0]) else None
