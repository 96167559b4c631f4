"""Topics: texts of one piece of news are near each other, whatever words they share."""

from __future__ import annotations

import numpy as np

from briefing.layout.blocks import Part
from briefing.layout.frames import Frame
from briefing.layout.groups import parted
from briefing.layout.lines import Row
from briefing.layout.topics import likeness, load_topics, shipped
from briefing.passage import Passage

MATCH = "中国女排昨晚以三比一战胜对手，取得联赛开赛以来的第五场胜利，主教练对队员的发挥表示满意，球迷们在看台上欢呼。"
LEAGUE = "下一轮比赛将于周末进行，球队已经开始备战，教练组希望队员保持状态，争取提前进入决赛。"
FARM = "眼下正是春耕备耕的关键时节，各地农业部门组织农技人员深入田间地头，指导农户做好小麦田间管理和病虫害防治。"
GRAIN = "农业农村部门预计，今年粮食播种面积稳中有增，种子化肥农药供应充足，农机检修基本完成。"


def sums(*texts):
    return shipped().sums(texts)


def test_texts_of_one_field_are_near_without_common_words():
    found = likeness(sums(LEAGUE, GRAIN), sums(MATCH, FARM))
    assert found[0, 0] > found[0, 1] + 0.3
    assert found[1, 1] > found[1, 0] + 0.3


def test_a_headline_is_near_its_text():
    found = likeness(sums("女排联赛五连胜", "各地扎实推进春耕生产"), sums(MATCH, FARM))
    assert found.argmax(axis=1).tolist() == [0, 1]


def test_the_sum_of_parts_is_the_sum_of_the_whole_but_for_the_pairs_between():
    parts, whole = sums(MATCH, FARM).sum(axis=0), sums(f"{MATCH}\n{FARM}")[0]
    assert np.allclose(parts, whole)


def test_texts_of_no_known_pair_are_like_none():
    found = likeness(sums("", "龘龘龘", "\U00020000\U00020000", MATCH), sums(MATCH))
    assert np.allclose(found[:3], 0.0, atol=1e-3)
    assert np.isclose(found[3, 0], 1.0, atol=1e-3)
    assert sums().shape[0] == 0


def test_a_document_gives_the_rows_of_its_pairs():
    data = {"pairs": "乙甲甲乙", "rows": {"scales": [1.0, 1.0], "bytes": "AQAAAQ=="}}  # the unit matrix of two; 乙 comes before 甲
    found = load_topics(data).sums(["甲乙甲", "乙甲乙", "丙甲", "甲乙"])
    assert found.tolist() == [[1.0, 1.0], [1.0, 1.0], [0.0, 0.0], [0.0, 1.0]]


def part(number: int, text: str) -> Part:
    passage = Passage.of(text, "p", 0, len(text))
    return Part("body", (Row(passage, 13.0),), number, 13.0, passage, 0)


def test_a_frame_is_parted_where_its_topic_changes_and_nowhere_else():
    # As much is read on both sides of each joint as is told of one thing here.
    texts = (MATCH * 2 + LEAGUE * 3, LEAGUE * 3 + MATCH * 2, FARM * 2 + GRAIN * 3, GRAIN * 3 + FARM * 2)
    frame = Frame(tuple(part(number, text) for number, text in enumerate(texts)))
    first, second = parted([frame], [])
    assert [len(each.parts) for each in (first, second)] == [2, 2]
    assert (first.turned, second.turned) == (False, True)
    assert first.origin == second.origin == 0


def test_a_frame_is_not_parted_in_mid_sentence():
    texts = [part(0, MATCH[:-1]), part(1, FARM)]
    open_end = Part(**{name: getattr(texts[0], name) for name in texts[0].__slots__} | {"open_end": True})
    assert len(parted([Frame((open_end, texts[1]))], [])) == 1
