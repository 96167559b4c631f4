"""Which event a deed belongs to where an article tells of several (invented people): one phenomenon a test."""

import datetime as dt

import pytest

from briefing.config import ExtractConfig
from briefing.extract.leaders import find
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse


def acts(text, headline=""):
    """Return the activities of an article; paragraphs are parted by line feeds."""
    paragraphs = tuple(Passage.of(part, f"p{number}") for number, part in enumerate(text.split("\n")))
    head = (Passage.of(headline, "h"),) if headline else ()
    article = Article(id="a", headline=head, paragraphs=paragraphs)
    return find(article, parse(article), ExtractConfig(), Context(date=dt.date(2026, 6, 10)))


def events(text, name, headline=""):
    """Return the events of one person in printing order."""
    return [act.event.text for act in acts(text, headline) if act.person.text == name]


def roles(text, name):
    """Return the verbs of a person's only activity."""
    (act,) = (act for act in acts(text) if act.person.text == name)
    return [role.text for role in act.roles]


TOUR = "6月8日，副省长祝青云率调研组来我市，就养老服务立法开展调研。市长艾国栋陪同。"


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        (f"{TOUR}8日下午，调研组召开座谈会。艾国栋主持座谈会。", "艾国栋", ["就养老服务立法开展调研", "座谈会"]),
        (f"{TOUR}座谈会上，祝青云指出，要科学界定责任。", "祝青云", ["就养老服务立法开展调研"]),
        (f"{TOUR}随后，艾国栋主持召开座谈会，与代表座谈交流。", "艾国栋", ["就养老服务立法开展调研", "座谈会"]),
    ],
)
def test_a_meeting_held_after_a_tour_is_another_event(text, name, wanted):
    assert events(text, name) == wanted


def test_what_stands_beside_a_meeting_is_another_event():
    text = "6月8日，市委书记左明远主持召开全市安全生产工作会议。会前，左明远到应急指挥中心察看值班情况。"
    assert events(text, "左明远") == ["全市安全生产工作会议", "察看值班情况"]


def test_talks_before_a_ceremony_are_not_the_ceremony():
    text = (
        "6月8日，市政府与青城学院签署合作协议。签约仪式前，市委书记沈知微会见了青城学院院长庄严一行。\n"
        "签约仪式上，副市长花含章代表市政府签约。市政府副秘书长明辉主持签约仪式。"
    )
    assert events(text, "沈知微") == ["会见了青城学院院长庄严一行"]
    assert events(text, "花含章") == events(text, "明辉") == ["签约仪式"]


def test_who_goes_along_with_a_team_shares_its_tour():
    text = "6月8日，市联合督查组对我县上半年任务落实情况进行督促检查。县领导杨志远、闫清平陪同检查。"
    assert events(text, "闫清平") == ["对我县上半年任务落实情况进行督促检查"]


def test_who_leads_others_is_told_behind_them():
    text = "6月8日，部分人大代表在县人大常委会主任杨理平带领下，对县政府工作进行集中视察。副县长王军平陪同视察。"
    assert roles(text, "杨理平") == ["带领", "视察"]
    assert events(text, "王军平") == events(text, "杨理平") == ["对县政府工作进行集中视察"]


def test_an_event_told_as_where_something_was_said():
    text = "6月8日，考察团到我市参观。市委书记马平远在项目对接恳谈会上致辞。副市长周大洪出席。"
    assert events(text, "马平远") == events(text, "周大洪") == ["项目对接恳谈会"]


def test_a_journey_is_told_with_its_aim():
    text = "6月8日，市政协主席樊九龄率考察组赴嘉禾、越州两市，学习考察民营经济。市政协副主席桑榆晚参加。"
    assert events(text, "樊九龄") == events(text, "桑榆晚") == ["赴嘉禾、越州两市，学习考察民营经济"]


def test_one_sentence_tells_of_one_meeting():
    text = (
        "6月8日上午，县委书记费东升主持召开县委常委会会议。县长屈景行出席会议。"
        "当天下午，费东升还主持召开县委理论学习中心组学习会，屈景行作交流发言。"
    )
    assert events(text, "屈景行") == ["县委常委会会议", "县委理论学习中心组学习会"]


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("6月8日，区长王继周到水库调研防汛，听取汇报，要求各级各部门严阵以待。", "王继周", ["调研", "要求"]),
        ("6月8日，区长王继周走访慰问困难群众，送去慰问金，并致以节日祝福。", "王继周", ["走访慰问", "致以节日祝福"]),
        ("6月8日，副市长尉连平与专家座谈。尉连平表示感谢，并要求各部门认真梳理。", "尉连平", ["座谈", "要求"]),
    ],
)
def test_small_steps_stand_between_two_deeds(text, name, wanted):
    assert roles(text, name) == wanted


def test_days_of_a_round_of_visits_are_those_of_each():
    text = "连日来，区委书记周振雷、区长马长涛分别走访慰问老党员。\n6月4日，马长涛到太平街道走访慰问老党员。"
    (first,) = (act for act in acts(text) if act.person.text == "周振雷")
    (second,) = (act for act in acts(text) if act.person.text == "马长涛")
    assert (first.date, second.date) == (None, dt.date(2026, 6, 4))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县委书记费东来作点评讲话。", "费东来"),
        ("市长孙大勇即主持召开动员会。", "孙大勇"),
        ("市委书记史志军调研民生工作。", "史志军"),
        ("市委书记文化宇在市行政中心会见客商一行。", "文化宇"),
    ],
)
def test_where_a_name_ends_before_its_verb(text, name):
    assert [act.person.text for act in acts(f"6月8日，{text}")] == [name]


def test_titles_reach_over_a_comma_but_no_lone_one_does():
    text = "6月8日，省水利厅党组成员、副厅长，省督导组组长祁连成来我市督导。"
    (act,) = acts(text)
    assert act.titles_expanded == ("省水利厅党组成员", "省水利厅副厅长", "省督导组组长")
    text = "6月8日，市委书记左明远主持会议，市委常委，副市长柯小敏出席会议。"
    assert [act.titles_expanded for act in acts(text, "会议") if act.person.text == "柯小敏"] == [("副市长",)]


def test_whom_one_meets_gets_no_title_of_his_host():
    text = "6月8日，市委常委简大宁与雍和平一行座谈交流。青城学院党委书记雍和平介绍了情况。"
    titles = {act.person.text: act.titles_expanded for act in acts(text)}
    assert titles["简大宁"] == ("市委常委",)
    assert "市委常委" not in titles.get("雍和平", ())


def test_an_office_of_forces_has_their_body_or_none():
    text = "6月8日，市领导沈大微来到武警青城支队慰问。支队长岳小峰介绍了情况。"
    titles = {act.person.text: act.titles_expanded for act in acts(text)}
    assert titles["岳小峰"] == ("武警青城支队支队长",)


def test_leaders_listed_before_any_deed():
    text = "6月8日，市委书记左明远主持大会。会前，左明远、林可心、艾国栋等市领导集体会见劳动模范代表。"
    assert events(text, "艾国栋") == ["会见劳动模范代表"]


def test_a_name_of_a_body_is_no_deed():
    text = "6月8日，区委书记王继周调研防汛工作。区领导蒋小峥、石大伟，以及区委办、督查局、调研室负责同志参加。"
    assert events(text, "石大伟") == ["调研防汛工作"]


def test_that_court_is_the_one_told_of_before():
    text = "6月8日，市中级人民法院公开审理一起案件。该院党组书记、院长包大严主持庭审。\n庭审后，包大严与代表委员座谈。"
    (first, second) = acts(text)
    assert first.titles_expanded == ("市中级人民法院党组书记", "市中级人民法院院长")
    assert (first.event.text, second.event.text) == ("主持庭审", "与代表委员座谈")


def test_what_hands_do_belongs_to_what_all_do():
    text = "6月8日，县四大班子领导来到青龙湖畔，与群众一起义务植树。县委书记曾子固、县长王深父等县领导挥锹铲土。"
    assert events(text, "王深父") == ["与群众一起义务植树"]


def test_leaders_listed_before_words_of_any_kind():
    text = "6月8日，全市经济形势分析会召开，市委书记滕大京主持。尹师鲁、欧阳永等市领导结合分管工作作了发言。"
    assert events(text, "欧阳永") == ["全市经济形势分析会"]
