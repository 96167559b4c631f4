import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.names import full_name, name_end
from briefing.text.offices import body_of, expand, title_kind, title_start


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("周海燕出席会议", "周海燕"),
        ("李强调研重点项目", "李强"),
        ("张明主持会议", "张明"),
        ("张明在会上说", "张明"),
        ("刘洋洋率队", "刘洋洋"),
        ("欧阳立主持会议", "欧阳立"),
        ("司马光明会见客人", "司马光明"),
        ("艾力·买买提出席", "艾力·买买提"),
        ("阿布都·热合曼、", "阿布都·热合曼"),
        ("田　野、", "田　野"),
        ("任向东、", "任向东"),
        ("于和平说，", "于和平"),
        ("常有为参加会见", "常有为"),
        ("方向明到现场", "方向明"),
        ("高强主持会议", "高强"),
        ("安全出席会议", "安全"),
        ("龙在田出席并讲话", "龙在田"),
        ("成立军、", "成立军"),
        ("陈建国5月12日主持召开", "陈建国"),
        ("司琪等出席", "司琪"),
    ],
)
def test_a_name_behind_a_title_ends_where_the_verb_begins(printed, name):
    assert printed[: name_end(printed, 0)] == name


@pytest.mark.parametrize(
    "printed",
    [
        "强调，要抓好落实",
        "应邀出席",
        "会议研究了",
        "高度重视",
        "安全生产工作",
        "和局长",
        "同志们",
        "代表市政府签约",
        "热线开通",
        "办公会议召开",
        "医师张某",
    ],
)
def test_words_behind_a_title_are_no_names(printed):
    assert name_end(printed, 0) == 0


def test_an_article_that_prints_the_longer_name_again_decides():
    context = "副市长林海和深夜冒雨赶到现场。林海和强调，要做好准备。"
    at = context.index("林海和")
    assert context[at : name_end(context, at, context)] == "林海和"


def test_a_name_on_the_roster_is_sure():
    assert name_end("巴特尔深入苏木", 0, "", ("巴特尔",)) == 3


def test_names_without_a_surname_need_a_people_that_has_none():
    assert name_end("乌兰图雅出席会议", 0, "旗委召开会议") == 4
    assert name_end("专题会议", 0, "旗委召开会议") == 0


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("张三丰", True), ("欧阳明月", True), ("那仁·毕力格", True), ("各部门", False), ("会议", False)],
)
def test_full_name(text, is_name):
    assert full_name(text) is is_name


@given(st.text(max_size=40), st.integers(0, 40))
def test_a_name_never_ends_before_it_begins_or_behind_the_text(text, at):
    end = name_end(text, at, text)
    assert end == at or at < end <= len(text)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("3月8日，市委书记", "市委书记"),
        ("会议由市人力资源和社会保障局局长", "市人力资源和社会保障局局长"),
        ("会见了美国驻广州总领事", "美国驻广州总领事"),
        ("在市委副书记", "市委副书记"),
        ("市“三年行动”指挥部办公室主任", "市“三年行动”指挥部办公室主任"),
        ("市发改局（市粮食局）局长", "市发改局（市粮食局）局长"),
        ("当天，省委对外联络部部长", "省委对外联络部部长"),
        ("8日上午，随行的市委常委", "市委常委"),
        ("市数据局局长", "市数据局局长"),
        ("市城投集团总经理", "市城投集团总经理"),
    ],
)
def test_a_title_begins_behind_verbs_prepositions_and_dates(printed, title):
    assert printed[title_start(printed, len(printed)) :] == title


@pytest.mark.parametrize(
    ("before", "title", "full"),
    [
        ("市人大常委会党组书记", "主任", "市人大常委会主任"),
        ("市人大常委会党组副书记", "党组成员", "市人大常委会党组成员"),
        ("市委常委", "组织部部长", "市委组织部部长"),
        ("市委常委", "秘书长", "市委秘书长"),
        ("市委副书记", "市长", "市长"),
        ("副市长", "公安局局长", "市公安局局长"),
        ("市政协党组书记", "主席", "市政协主席"),
        ("县委副书记", "政法委书记", "县委政法委书记"),
        ("市教育局党组书记", "局长", "市教育局局长"),
        ("高新区党工委书记", "管委会主任", "高新区管委会主任"),
        ("市委常委", "常务副市长", "常务副市长"),
    ],
)
def test_an_elliptic_title_takes_the_body_of_the_title_before(before, title, full):
    assert expand(title, before) == full


def test_the_body_of_a_title():
    assert body_of("市人大常委会党组副书记") == "市人大常委会"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("市教育局局长", "official"),
        ("云川职业技术学院党委书记", "unit"),
        ("某某智能装备有限公司董事长", "firm"),
        ("美国驻广州总领事", "foreign"),
        ("市委社会工作部部长", "official"),
    ],
)
def test_the_kind_of_body(title, kind):
    assert title_kind(title) == kind
