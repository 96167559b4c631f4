from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import LayoutConfig, ReadConfig
from briefing.layout import segment
from briefing.read import read_pages

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def articles():
    (page,) = read_pages(str(SEED), ReadConfig(), "s1")
    return {article.title: article for article in segment(page, LayoutConfig()).articles}


def test_every_piece_of_the_seed_has_its_head(articles):
    assert {title: (a.kind, a.kicker.text, [line.text for line in a.subheads]) for title, a in articles.items()} == {
        "扎实推进信息综合平台建设工作": ("article", "东莞召开市“百千万工程”指挥部工作调度会", []),
        "更好发挥人大职能作用 凝聚起大抓经济、大抓高质量发展的强大合力": (
            "article",
            "骆招群主持召开市人大常委会党组会议",
            [],
        ),
        "东莞将深入开展“双十大行动”": ("article", "2024年全市商务工作会议召开", []),
        "加快污水处理设施建设 推动河涌长治久清": ("article", "肖亚非赴大朗镇、常平镇督导河涌治理工作", []),
        "弘扬最美 东莞女性共谱绚丽华章": (
            "article",
            "东莞各界妇女纪念“三八”国际妇女节114周年暨2024年最美女性发布分享会举行",
            ["216位女性获评“最美”"],
        ),
        "2024东莞商务“双十行动”": ("box", "", []),
        "回顾2023 东莞外贸总量继续位居全国前五": ("sidebar", "", []),
        "展望2024 东莞商务：机遇大于挑战": ("sidebar", "", []),
    }


def test_the_seed_has_its_paragraphs(articles):
    assert [len(article.paragraphs) for article in articles.values()] == [4, 7, 4, 3, 8, 2, 5, 8]
    cut = articles["弘扬最美 东莞女性共谱绚丽华章"].paragraphs
    assert cut[2].text.endswith("“三新”领域妇女组织代表等参加活动。")
    assert cut[3].text.startswith("会上，揭晓了216名东莞“最美女性”名单")


def test_sidebars_and_the_box_belong_to_the_article_on_the_same_meeting(articles):
    parent = articles["东莞将深入开展“双十大行动”"].id
    assert {a.parent for a in articles.values() if a.kind != "article"} == {parent}


def test_captions_of_the_seed_stand_with_their_articles(articles):
    assert {title: len(a.captions) for title, a in articles.items() if a.captions} == {
        "扎实推进信息综合平台建设工作": 1,
        "弘扬最美 东莞女性共谱绚丽华章": 1,
    }


def test_reporters_of_the_seed_are_named_and_correspondents_are_not(articles):
    names = [[name.text for name in a.reporters] for a in articles.values() if a.kind == "article"]
    assert names == [["李金健"], ["吴金华"], ["曹丽娟"], ["林朝丰"], ["张雨倩"]]
