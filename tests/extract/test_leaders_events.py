"""Second deeds and second meetings of one article, and who is heard there (invented people): one phenomenon a test."""

import datetime as dt

import pytest

from briefing.config import ExtractConfig
from briefing.extract.leaders import find
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse


def acts(text):
    """Return the activities of an article; paragraphs are parted by line feeds."""
    paragraphs = tuple(Passage.of(part, f"p{number}") for number, part in enumerate(text.split("\n")))
    article = Article(id="a", paragraphs=paragraphs)
    return find(article, parse(article), ExtractConfig(), Context(date=dt.date(2025, 6, 20)))


def happened(text):
    return {(act.person.text, act.event.text) for act in acts(text)}


@pytest.mark.parametrize(
    "heard",
    [
        "会议听取了市水利局局长温一新关于防汛准备情况的汇报。",
        "会议听取了市水利局局长温一新的汇报。",
        "会议听取了市水利局局长温一新的情况汇报，研究了其他事项。",
    ],
)
def test_who_is_heard_reporting_has_reported(heard):
    text = f"6月5日，市长何小江主持召开市政府第9次常务会议。{heard}"
    assert [(act.person.text, act.roles[0].text) for act in acts(text)] == [("何小江", "主持"), ("温一新", "汇报")]


def test_whose_speech_or_letter_is_heard_has_done_nothing():
    text = "6月5日，市长何小江主持召开市政府第9次常务会议。会议学习了省委书记温一新的讲话。"
    assert {act.person.text for act in acts(text)} == {"何小江"}


def test_a_study_made_before_the_meeting_is_its_own_event_of_unknown_day():
    text = (
        "6月5日，市政协召开城区停车专题协商会。市政协副主席胡一英出席会议。\n"
        "会前，胡一英带领调研组先后赴柳泉区、高新区开展专题调研。"
    )
    meeting, study = acts(text)
    assert (meeting.event.text, meeting.date) == ("城区停车专题协商会", dt.date(2025, 6, 5))
    assert ("专题调研" in study.event.text, study.date) == (True, None)


def test_what_a_pronoun_chairs_next_is_its_own_event():
    text = "6月5日，市长何小江到城北新区调研项目建设。随后，她主持召开现场办公会，研究解决办法。"
    assert happened(text) == {("何小江", "调研项目建设"), ("何小江", "现场办公会")}


def test_what_is_said_at_a_meeting_held_after_the_tour_is_said_there():
    text = (
        "6月5日，副市长何小江到老旧小区检查消防安全工作，市应急管理局局长窦一军一同检查。\n"
        "在随后召开的座谈会上，何小江要求，要盯紧重点场所。"
    )
    assert happened(text) == {
        ("何小江", "检查消防安全工作"),
        ("何小江", "座谈会"),
        ("窦一军", "检查消防安全工作"),
    }


def test_a_session_in_parts_is_an_event():
    text = "6月5日，代表们分组审议报告。市委书记何小江来到云山代表团，与代表们一起审议。市长温一新参加市直代表团的审议。"
    assert happened(text) == {("何小江", "与代表们一起审议"), ("温一新", "市直代表团的审议")}


def test_a_second_story_under_one_head_has_its_own_day():
    text = (
        "6月3日，市政协主席何小江率考察组赴邻省学习考察数字政协建设。副主席温一新参加考察。\n"
        "又讯 6月9日，市政协召开主席会议，何小江主持，副主席温一新出席。"
    )
    told = {(act.person.text, act.date.day, act.place.text if act.place else None) for act in acts(text)}
    assert told == {("何小江", 3, "邻省"), ("温一新", 3, "邻省"), ("何小江", 9, None), ("温一新", 9, None)}


def test_a_tour_after_a_lecture_is_its_own_event_and_a_charge_no_part_of_the_place():
    text = (
        "6月5日，市委书记何小江到联系的石梁镇宣讲党的创新理论。\n"
        "其间，何小江还到县政务服务中心检查改革推进情况。"
    )
    assert {(act.event.text, act.place.text) for act in acts(text)} == {
        ("宣讲党的创新理论", "石梁镇"),
        ("检查改革推进情况", "县政务服务中心"),
    }


def test_who_goes_along_on_a_visit_is_at_that_visit():
    text = (
        "6月3日，市委副书记何小江第一时间致电祝贺。\n"
        "6月5日，副市长温一新在市体育中心看望慰问了运动员。市体育局局长应一长陪同看望。"
    )
    assert ("应一长", "看望慰问了运动员") in happened(text)


def test_new_in_office_is_no_part_of_the_title_and_one_who_hears_an_oath_acts():
    text = "6月5日，市政府举行宪法宣誓仪式，市长何小江监誓。新任市统计局局长温一新作了表态发言。"
    told = {act.person.text: (act.titles_expanded, act.roles[0].text) for act in acts(text)}
    assert told == {"何小江": (("市长",), "监誓"), "温一新": (("市统计局局长",), "表态发言")}
