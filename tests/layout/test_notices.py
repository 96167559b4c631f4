"""Small advertisements are no articles; nothing of them is lost."""

from __future__ import annotations

from briefing.config import LayoutConfig, ReadConfig
from briefing.layout import segment
from briefing.layout.notices import without_notices
from briefing.model import Article, Layout, Note, Source
from briefing.passage import Passage
from briefing.read.txt import read

NOTICES = (
    "遗失声明：海川市某某百货商店遗失公章一枚，声明作废。",
    "注销公告：海川市某某餐饮有限公司拟注销，请债权人于四十五日内申报债权。",
    "出租：老城区临街商铺一间，水电齐全，价格面议。",
)
STORY = ("渔港新码头昨日开航，首班客船载客一百二十人。", "公告：新码头停车场本周起收费，这是市交通局昨日说的。")


def passage(text: str, at: int) -> Passage:
    return Passage.of(" " * at + text, "s1", at, at + len(text))


def article(number: int, title: str, paragraphs, parent=None) -> Article:
    at = 1000 * number
    body = []
    for paragraph in paragraphs:
        at += 100
        body.append(passage(paragraph, at))
    kind = "sidebar" if parent else "article"
    return Article(
        id=f"s1.a{number}", kind=kind, parent=parent, headline=(passage(title, 1000 * number),), paragraphs=tuple(body)
    )


def test_an_article_made_of_notices_is_furniture_and_the_others_are_numbered_anew():
    first, notices = article(1, "新码头开航", STORY), article(2, "信息窗", NOTICES)
    third = article(3, "相关链接", STORY[:1], parent="s1.a1")
    doubt = Note("info", "版块归属存疑", notices.paragraphs[0].spans)
    other = Note("info", "版块归属存疑", first.paragraphs[0].spans)
    layout = without_notices(Layout((first, notices, third), (), (doubt, other)))
    assert [(each.id, each.parent, each.title) for each in layout.articles] == [
        ("s1.a1", None, "新码头开航"),
        ("s1.a2", "s1.a1", "相关链接"),
    ]
    assert [block.passage.text for block in layout.furniture] == ["信息窗", *NOTICES]
    assert layout.notes == (other,)


def test_a_story_with_one_notice_stays():
    layout = Layout((article(1, "新码头开航", STORY),), (), ())
    assert without_notices(layout) is layout


def test_notices_of_a_dump_are_no_article():
    text = "新码头昨日开航\n本报讯（记者 史望舒）" + STORY[0] + "\n\n分类广告\n" + "\n".join(NOTICES)
    source = Source("s1", "page.txt", "0" * 64)
    layout = segment(read(text.encode(), source, ReadConfig())[0], LayoutConfig())
    assert [each.title for each in layout.articles] == ["新码头昨日开航"]
    assert {block.passage.text for block in layout.furniture} >= set(NOTICES)
