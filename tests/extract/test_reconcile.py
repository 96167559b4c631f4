from decimal import Decimal

import pytest

from briefing.extract import reconcile
from briefing.model import ActionList, Activity, Article, Figure, Story
from briefing.passage import Passage


def passage(text, source="s"):
    return Passage.of(text, source)


def figure(metric, value, **more):
    defaults = {"article": "a1", "unit": "人", "printed": passage(str(value)), "priority": 1}
    return Figure(passage(metric), evidence=passage(f"{metric}{value}"), value=Decimal(value), **(defaults | more))


def story(*facts, headline="", body="", identity="a1", parent=None):
    head = (passage(headline),) if headline else ()
    article = Article(identity, parent=parent, headline=head, paragraphs=(passage(body, "b"),) if body else ())
    return Story(article, (), facts)


def figures(*stories):
    return [fact for each in reconcile(stories)[0] for fact in each.facts if isinstance(fact, Figure)]


def messages(*stories):
    return [note.message for note in reconcile(stories)[1]]


def test_a_restated_figure_is_merged_into_the_fullest_without_a_note():
    bare = figure("最美女性", "216", unit="位", article="a1")
    full = figure("最美女性名单", "216", unit="名", period="2024年", article="a2")
    given = (story(bare), story(full, identity="a2"))
    (kept,) = figures(*given)
    assert kept.period == "2024年"
    assert [each.text for each in kept.also] == ["最美女性216"]
    assert messages(*given) == []


@pytest.mark.parametrize(
    "other",
    [
        figure("跨境电商进出口", "216"),
        figure("最美女性", "217"),
        figure("最美女性", "216", forecast=True),
        figure("最美女性", "216", subject=passage("全省")),
    ],
)
def test_different_figures_stay_apart(other):
    assert len(figures(story(figure("最美女性", "216", subject=passage("全市")), other))) == 2


def test_a_restated_rank_is_merged_within_its_story():
    full = figure("进出口", "5", ranks=(passage("全国前5"), passage("全省第2")))
    rank = Figure(passage("外贸总量"), "a1", passage("外贸总量位居全国前五"), ranks=(passage("全国前五"),), priority=2)
    vague = Figure(passage("试点业绩"), "a1", passage("试点业绩位居全国前列"), ranks=(passage("全国前列"),), priority=2)
    assert [f.metric.text for f in figures(story(full, rank, vague))] == ["进出口", "试点业绩"]


def test_two_names_of_a_programme_are_told_with_both_places():
    given = story(headline="深入开展“八大件工程”", body="今年实施“八件工程”，推进“八件工程”落地。")
    (note,) = reconcile((given,))[1]
    assert note.message == "名称不一：标题作“八大件工程”，正文作“八件工程”。"
    assert [span.source for span in note.spans] == ["s", "b"]


def test_a_name_that_the_text_has_too_is_no_contradiction():
    assert messages(story(headline="“首店经济”升温", body="“首店经济”“首店大经济”都在升温。")) == []
    assert messages(story(headline="“夜间经济”升温", body="发展“首店经济”。")) == []


def test_two_values_of_one_thing_are_told():
    where = {"subject": passage("全市"), "period": "2024年"}
    assert messages(story(figure("新增就业", "900", **where)), story(figure("新增就业", "910", **where))) == [
        "数字不一：全市新增就业（2024年）一处作900，一处作910。"
    ]


def test_a_count_that_is_not_met_is_told():
    items = tuple(passage(text) for text in ("甲行动", "乙行动", "丙行动"))
    found = ActionList(passage("四项行动"), items, "a1", passage("四项行动"), declared=4)
    assert messages(story(found)) == ["数目不符：“四项行动”称4项，实列3项。"]


def test_two_spellings_of_the_holder_of_a_sole_office_are_told():
    def holder(name, title):
        return story(Activity(passage(name), (passage(title),), (title,), (), passage("会议"), "a1", passage(name)))

    assert messages(holder("周明远", "市长"), holder("周明元", "市长")) == [
        "姓名不一：市长一处作周明远，一处作周明元。"
    ]
    assert messages(holder("李建国", "副市长"), holder("李建军", "副市长")) == []


@pytest.mark.parametrize(
    ("one", "other", "approximate"),
    [("8", "7.9", True), ("12800", "12846.5", False), ("5000", "5120", True)],
)
def test_a_rounded_or_rough_value_is_no_contradiction(one, other, approximate):
    where = {"subject": passage("全市"), "period": "2024年"}
    rough = figure("进出口", one, approximate=approximate, **where)
    assert messages(story(rough), story(figure("进出口", other, **where))) == []


def test_a_name_with_one_character_changed_is_told_where_the_text_repeats_its_own():
    twice = "开展“双十行动”，“双十行动”见效。"
    assert messages(story(headline="推进“双百行动”", body=twice)) == ["名称不一：标题作“双百行动”，正文作“双十行动”。"]
    assert messages(story(headline="推进“双百行动”", body="开展“双十行动”。")) == []
    assert messages(story(headline="谋划“十五五规划”", body="“十四五规划”收官，“十四五规划”目标实现。")) == []
