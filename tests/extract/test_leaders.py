import datetime as dt

import pytest

from briefing.config import ExtractConfig
from briefing.errors import ConfigError
from briefing.extract.leaders import find, merge_titles
from briefing.extract.protocol import load_roster, protocol_rank
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse

DAY = dt.date(2024, 7, 8)


def read(*paragraphs, headline="", config=None):
    """Return the activities of an article of these paragraphs."""
    page = "\n".join((headline, *paragraphs))
    at = len(headline) + 1
    printed = []
    for paragraph in paragraphs:
        printed.append(Passage.of(page, "p", at, at + len(paragraph)))
        at += len(paragraph) + 1
    head = (Passage.of(page, "p", 0, len(headline)),) if headline else ()
    article = Article(id="a", headline=head, paragraphs=tuple(printed))
    return find(article, parse(article), config or ExtractConfig(), Context(date=DAY))


def told(activities):
    """Return name → (full titles, roles)."""
    return {
        act.person.text: ("、".join(act.titles_expanded), "、".join(role.text for role in act.roles))
        for act in activities
    }


def test_coordinated_names_share_titles_and_elliptic_titles_are_filled_in():
    acts = read(
        "市人大常委会党组书记、主任吴天明主持召开市人大常委会党组会议。党组副书记钱前，党组成员孙立、李可、周文舟出席会议，副主任郑国平列席会议。"
    )
    assert told(acts) == {
        "吴天明": ("市人大常委会党组书记、市人大常委会主任", "主持、召开"),
        "钱前": ("市人大常委会党组副书记", "出席"),
        "孙立": ("市人大常委会党组成员", "出席"),
        "李可": ("市人大常委会党组成员", "出席"),
        "周文舟": ("市人大常委会党组成员", "出席"),
        "郑国平": ("市人大常委会副主任", "列席"),
    }
    assert [title.text for title in acts[0].titles] == ["市人大常委会党组书记", "主任"]
    assert {act.event.text for act in acts} == {"市人大常委会党组会议"}


def test_a_tour_is_named_by_its_verb_and_object_with_day_part_and_place():
    (act,) = read("7月5日下午，市长周海燕赴大河镇、小桥镇督导河道治理工作，强调要持续用力。")
    assert (act.event.text, act.date, act.day_part) == ("督导河道治理工作", dt.date(2024, 7, 5), "下午")
    assert act.place is not None
    assert act.place.text == "大河镇、小桥镇"
    assert [role.text for role in act.roles] == ["督导", "强调"]


def test_a_bare_meeting_is_the_one_told_of_before():
    acts = read("7月5日，全市商务工作会议在市会议中心召开。市委常委、副市长何文出席会议并讲话。")
    assert [(act.event.text, act.place and act.place.text) for act in acts] == [("全市商务工作会议", "市会议中心")]


def test_pronouns_and_dropped_subjects_belong_to_who_acted_last():
    acts = read(
        "7月5日，市长周海燕调研重点项目建设。副市长高强陪同。",
        "周海燕察看了施工现场。她强调，要加快进度。随后来到港口，叮嘱企业负责人要注意安全。",
    )
    assert told(acts)["周海燕"][1] == "调研、强调、叮嘱"
    assert told(acts)["高强"][1] == "陪同"


def test_a_pronoun_in_a_paragraph_of_another_person_is_not_the_leader():
    acts = read(
        "7月5日，全市妇女工作会议召开。市委副书记张立出席会议。",
        "“感谢大家。”某某公司董事长何梅深有感触。她表示，要继续努力。",
    )
    assert told(acts) == {"张立": ("市委副书记", "出席")}


@pytest.mark.parametrize(
    "sentence",
    [
        "会议传达学习习近平总书记在全国教育大会上的重要讲话精神。",
        "会议传达学习国务院总理李强在国务院常务会议上的讲话精神。",
        "省委常委、常务副省长高远在会议上的讲话要求，会议作了研究。",
        "“今年收成好。”柳树村党支部书记柳青说。",
        "家住和平里小区的居民马建国告诉记者，变化很大。",
        "任命何为为市教育局局长。",
        "市水利局原党组书记、局长阴平收受礼金问题。",
        "该剧讲述了某县县委书记梅晓歌等干部的故事。",
        "全国劳动模范赵钱上台领奖。",
        "市长热线接听群众来电。",
        "市委书记强调，要抓好落实。",
        "副市长应邀出席。",
    ],
)
def test_who_is_cited_quoted_appointed_or_not_named_is_no_leader(sentence):
    assert read("7月5日，全市工作会议召开。" + sentence) == ()


def test_guests_are_received_and_do_not_act():
    acts = read("7月4日，市长周海燕会见了远航集团董事长刘志远一行。副市长高强参加会见。刘志远表示，将加大投资。")
    assert sorted(told(acts)) == ["周海燕", "高强"]
    assert acts[0].event.text == "会见了远航集团董事长刘志远一行"
    assert acts[1].event == acts[0].event


def test_lists_before_and_after_their_title():
    acts = read(
        "7月2日，重点产业项目集中签约仪式举行。市领导张立、李强、艾力·买买提等出席签约仪式并见证签约。林芳、孙国庆等市领导参加。"
    )
    assert told(acts)["艾力·买买提"] == ("市领导", "出席、见证")
    assert told(acts)["林芳"] == ("市领导", "参加")
    assert len(acts) == 5


def test_bare_names_attend_where_a_whole_list_stands():
    acts = read("6月18日，全省教育大会召开。陈建国、周海燕、张立在我市分会场参加会议。")
    assert told(acts) == {"陈建国": ("", "参加"), "周海燕": ("", "参加"), "张立": ("", "参加")}


def test_a_name_that_was_not_made_out_does_not_part_the_list():
    acts = read("7月2日，市政府全体会议召开。副市长高强，市信访局局长这那些，副市长乔木列席会议。")
    assert told(acts)["高强"][1] == "列席"


def test_titles_in_brackets_follow_their_names():
    acts = read("7月2日，市安委会全体会议召开。张立（市委副书记）、高强（副市长）出席会议。")
    assert told(acts) == {"张立": ("市委副书记", "出席"), "高强": ("副市长", "出席")}


def test_a_name_over_a_line_end_is_whole_and_keeps_both_places():
    page = "市委副书记张\n立出席全市商务工作会议。"
    body = Passage.join((Passage.of(page, "p", 0, 6), Passage.of(page, "p", 7)))
    article = Article(id="a", paragraphs=(body,))
    (act,) = find(article, parse(article), ExtractConfig(), Context(date=DAY))
    assert act.person.text == "张立"
    assert len(act.person.spans) == 2


def test_half_a_sentence_and_noise_give_fewer_facts_and_no_error():
    assert read("市委书记") == ()
    assert read("出席会议、、，，") == ()
    assert read("市委书记、市长、局长" * 200) == ()
    assert read("率" * 3000) == ()
    assert read("市长周海燕" + "对就为" * 2000) == ()


def test_the_same_person_in_two_articles_has_the_union_of_titles():
    one = read("市委副书记、大湖新区党工委书记张立主持全市推进会议。")[0]
    other = read("市委副书记张立出席全市表彰大会。")[0]
    assert merge_titles(other, one).titles_expanded == ("市委副书记", "大湖新区党工委书记")


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("市委书记", 1),
        ("县委副书记", 5),
        ("市长", 2),
        ("代县长", 2),
        ("市人大常委会主任", 3),
        ("市政协主席", 4),
        ("市委常委", 6),
        ("市人大常委会党组成员", 7),
        ("副市长", 8),
        ("市政协副主席", 9),
        ("市教育局局长", 10),
    ],
)
def test_the_usual_protocol_order(title, rank):
    assert protocol_rank((title,)) == rank


def test_the_protocol_order_is_a_setting():
    assert protocol_rank(("市长",), ("市长$", "市委书记$")) == 1
    with pytest.raises(ConfigError, match=r"extract\.protocol"):
        protocol_rank(("市长",), ("(",))


def test_a_leader_of_higher_rank_is_worth_more():
    first, second = read("7月2日，全市大会召开。市委书记陈建国、副市长乔木出席大会。")
    assert first.worth > second.worth


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_roster_sharpens_names_and_order(tmp_path, encoding):
    path = tmp_path / "roster.csv"
    path.write_text("姓名,职务,次序\n那日苏,市委书记,1\n周海燕,市长,2\n", encoding=encoding)
    acts = read("7月2日，全市大会召开。那日苏出席大会并讲话。", config=ExtractConfig(roster=str(path)))
    assert [(act.person.text, act.protocol) for act in acts] == [("那日苏", 1)]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("姓名,职务,次序\n,市长,1\n", ":2"),
        ("姓名\t职务\t次序\n张立\t市长\t甲\n", "次序"),
        ("张立,市长,1\n张立,市长,2\n", "twice"),
        ("", "empty"),
    ],
)
def test_a_bad_roster_is_refused_with_its_place(tmp_path, rows, wrong):
    path = tmp_path / "roster.csv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(ConfigError, match=wrong):
        load_roster(str(path))


def test_a_missing_roster_is_refused():
    with pytest.raises(ConfigError, match="cannot be read"):
        load_roster("/nowhere/roster.csv")
