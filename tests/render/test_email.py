from __future__ import annotations

import datetime as dt
import email
import email.policy
import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import Config, DeliverConfig, Recipient
from briefing.model import Brief, Fragment, Item, Rendered, Section
from briefing.passage import Passage
from briefing.render import email as mail

DATE = dt.date(2024, 3, 8)


def said(role, text, **more):
    return Fragment(role, Passage.of(text, "p1"), **more)


def brief_of(headline="全市产业发展大会召开", summary="会议部署今年重点工作。"):
    return Brief(
        DATE,
        "每日要情",
        (
            Section(
                "news",
                "要闻",
                (
                    Item(
                        "news-1",
                        text=(said("headline", headline, cites=1),),
                        detail=(said("summary", summary),),
                        kind="news",
                    ),
                    Item("news-2", text=(said("headline", "春耕备耕有序推进"),), kind="news"),
                ),
            ),
            Section(
                "leaders",
                "领导活动",
                (
                    Item(
                        "leaders-1",
                        text=(
                            said("who", "张晓明"),
                            said("office", "市委书记"),
                            said("role", "出席"),
                            said("event", "全市产业发展大会", cites=1),
                        ),
                        detail=(said("said", "强调"), said("demand", "要稳住工业", after="。")),
                        kind="row",
                    ),
                ),
            ),
            Section(
                "figures",
                "关键数据",
                (
                    Item(
                        "figures-1",
                        text=(
                            said("metric", "规上工业增加值"),
                            said("value", "1.28"),
                            said("unit", "万亿元"),
                        ),
                        detail=(said("up", "6.5%", label="▲ "),),
                        kind="tile",
                    ),
                ),
                note="2023年 · 同比",
            ),
            Section(
                "lists",
                "行动清单",
                (
                    Item(
                        "lists-1",
                        text=(said("title", "十项举措"),),
                        detail=(
                            said("entry", "稳企业", label="1"),
                            said("entry", "扩内需", label="2", after=" 等10项"),
                        ),
                        kind="short",
                    ),
                ),
            ),
            Section(
                "sources",
                "出处",
                (
                    Item(
                        "source-1",
                        label="1",
                        text=(said("source", "全市产业发展大会召开", after=" A01版"),),
                        kind="source",
                    ),
                ),
            ),
        ),
        meta=(("issuer", "编研室"),),
    )


@pytest.fixture
def config():
    return Config(deliver=DeliverConfig(sender="brief@example.org", attach_pdf=False))


def letter(brief, config, **recipient):
    return mail.letters(brief, config)(Recipient("a@example.org", **recipient))


def test_the_plain_text_alone_tells_the_whole_brief(config):
    text = letter(brief_of(), config).text
    assert text.startswith("每日要情\n2024年3月8日 星期五　编研室\n")
    assert "一、要闻\n\n1. 全市产业发展大会召开[1]\n　　会议部署今年重点工作。\n" in text
    assert "张晓明（市委书记）[1]\n　　出席全市产业发展大会。强调：要稳住工业。\n" in text
    assert "三、关键数据（2023年 · 同比）" in text
    assert "· 规上工业增加值　1.28万亿元　▲ 6.5%" in text
    assert "　　1. 稳企业\n　　2. 扩内需 等10项" in text
    assert "[1] 全市产业发展大会召开 A01版" in text


def test_the_subject_tells_date_and_first_headline(config):
    assert letter(brief_of(), config).subject == "每日要情 2024-03-08：全市产业发展大会召开"
    long = letter(brief_of("很长的标题" * 20), config).subject
    assert long.endswith("…")
    assert len(long) < 70


def test_a_reader_gets_the_sections_and_the_salutation_they_want(config):
    mine = letter(brief_of(), config, sections=("figures",), salutation="王主任<您好>：")
    assert "1.28万亿元" in mine.html
    assert "会议部署" not in mine.html + mine.text
    assert "王主任&lt;您好&gt;：" in mine.html
    assert "王主任<您好>：" in mine.text
    assert "[1]" not in mine.text, "a mark without its source leads nowhere"
    assert letter(brief_of(), config, sections=("nothing",)) is None
    assert letter(brief_of(), config, sections=("关键数据",), salutation="王主任<您好>：") == mine


def test_a_salutation_with_a_name_is_left_out_where_there_is_none(config):
    named = replace(config, deliver=replace(config.deliver, salutation="{name}，早上好："))
    assert "王芳，早上好：" in letter(brief_of(), named, name="王芳").text
    assert "早上好" not in letter(brief_of(), named).text
    assert "\ue000" not in letter(brief_of(), named).text + letter(brief_of(), named).html


def test_a_printed_word_cannot_take_the_place_of_the_salutation(config):
    mine = letter(brief_of("甲\ufdd0乙" * 3), config, salutation="王主任：")
    assert mine.html.index("甲 乙") < mine.html.index("王主任：")
    assert mine.text.startswith("每日要情\n2024年3月8日 星期五　编研室\n\n王主任：\n\n一、要闻")
    assert "\ufdd0" not in mine.html + mine.text


def test_a_salutation_of_any_length_keeps_the_mail_small_enough(config):
    items = tuple(
        Item(f"news-{n}", text=(said("headline", "标题" * 20),), detail=(said("summary", "文" * 900),), kind="news")
        for n in range(40)
    )
    mine = letter(Brief(DATE, "每日要情", (Section("news", "要闻", items),)), config, salutation="<" * 50_000)
    assert len(mine.html.encode()) <= mail.MAX_HTML


def test_a_line_read_aloud_has_stops_where_the_page_has_room(config):
    row = Item(
        "leaders-1",
        text=(
            said("who", "张晓明"),
            said("role", "主持"),
            said("event", "常务会议"),
            said("present", "李文", label="　出席："),
            said("present", "王芳", label="　列席："),
        ),
        kind="row",
    )
    tile = Item(
        "figures-1",
        text=(said("metric", "进出口"), said("value", "1.28")),
        detail=(
            said("down", "6.5%", label="▼ "),
            said("rank", "全国前5"),
            said("rank", "全省第2", label="、"),
        ),
        kind="tile",
    )
    brief = Brief(DATE, "每日要情", (Section("leaders", "领导活动", (row,)), Section("figures", "关键数据", (tile,))))
    text = letter(brief, config).text
    assert "主持常务会议；出席：李文；列席：王芳\n" in text
    assert "▼ 6.5% 全国前5、全省第2\n" in text
    assert '<span class="down"' in letter(brief, config).html


def test_words_changed_by_hand_are_marked_as_such(config):
    changed = said("headline", "全市产业发展大会召开", edited="全市产业大会召开")
    brief = Brief(DATE, "每日要情", (Section("news", "要闻", (Item("n", text=(changed,), kind="news"),)),))
    mine = letter(brief, config)
    for form in (mine.text, mine.html):
        assert "全市产业大会召开〔改〕" in form
        assert "标〔改〕处 1 处文字经编者改动" in form


def test_a_template_of_ones_own_changes_the_looks_of_the_mail(config, tmp_path):
    (tmp_path / "email.css").write_text("h1 { color: #003366 } /* </style><script> */", encoding="utf-8")
    own = replace(config, render=replace(config.render, template=str(tmp_path)))
    html = letter(brief_of(), own).html
    assert "color:#003366" in html
    assert "<script" not in html
    check(html)


def test_the_page_is_attached_under_a_chinese_name_and_drawn_once(config, monkeypatch):
    drawn = []

    def draw(brief, _):
        drawn.append(brief)
        return Rendered("brief.pdf", "application/pdf", b"%PDF-1.7")

    monkeypatch.setattr(mail, "import_module", lambda _: type("Pdf", (), {"render": staticmethod(draw)}))
    write = mail.letters(brief_of(), replace(config, deliver=replace(config.deliver, attach_pdf=True)))
    for name in "abc":
        assert write(Recipient(f"{name}@example.org")).attachments[0].filename == "每日要情2024-03-08.pdf"
    assert len(drawn) == 1


def test_the_draft_is_the_same_every_time_and_free_of_defects(config):
    draft = mail.render(brief_of(), config)
    assert draft == mail.render(brief_of(), config)
    message = email.message_from_bytes(draft.data, policy=email.policy.default)
    assert message["X-Unsent"] == "1"
    assert message["Date"].datetime.isoformat() == "2024-03-08T07:00:00+08:00"
    assert not [defect for part in message.walk() for defect in part.defects]


SUPPORT = importlib.util.spec_from_file_location("mail_support", Path(__file__).with_name("test_mail_support.py"))
support = importlib.util.module_from_spec(SUPPORT)
SUPPORT.loader.exec_module(support)


def check(html):
    """The words of the mail, after every check of what mail programs show."""
    return "".join(support.check_mail(html).words)


def test_the_html_uses_only_what_mail_programs_show(config):
    html = letter(brief_of(), config, salutation="早上好：").html
    words = check(html)
    assert 'width="600"' in html
    assert "prefers-color-scheme: dark" in html
    assert "<!--[if mso]>" in html
    for part in ("全市产业发展大会召开", "市委书记", "1.28万亿元", "1. 稳企业", "早上好："):
        assert part in words
    assert len(html.encode()) < 20_000


def test_the_line_shown_before_opening_tells_the_next_headlines(config):
    html = letter(brief_of(), config).html
    assert html.index("春耕备耕有序推进") < html.index("要闻</h2>")


def test_a_huge_brief_is_cut_before_the_mail_program_cuts_it(config):
    long = Item("news", text=(said("headline", "标题" * 20),), detail=(said("summary", "文" * 900),), kind="news")
    items = tuple(replace(long, id=f"news-{n}") for n in range(200))
    html = letter(Brief(DATE, "每日要情", (Section("news", "要闻", items),)), config).html
    assert len(html.encode()) < mail.MAX_HTML
    assert "其余内容从略" in html
    check(html)


@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_printed_words_stay_words(headline, summary):
    config = Config(deliver=DeliverConfig(sender="brief@example.org", attach_pdf=False))
    html = letter(brief_of(headline + "<script>alert(1)</script>", summary + '"><img src=x onerror=y>'), config).html
    check(html)
    assert mail.render(brief_of(headline, summary), config).data.isascii()
