"""Seams: which start goes on with which end."""

import numpy as np

from briefing.layout.seams import load_seams, shipped

ENDS = [
    "会议强调，要加快推进重点项目建",
    "受冷空气影响，未来三天我市最低气",
    "这座图书馆每天接待读者超过三",
    "双方就进一步深化经贸合作交换了意",
]
STARTS = [
    "设，确保年内完成投资一百亿元。",
    "温将下降六至八摄氏度。",
    "千人次，周末还要延长开放时间。",
    "见，并共同见证了协议的签署。",
]


def test_each_start_finds_its_own_end():
    scores = shipped().scores(ENDS, STARTS)
    assert scores.shape == (4, 4)
    assert scores.argmax(axis=1).tolist() == [0, 1, 2, 3]
    assert scores.argmax(axis=0).tolist() == [0, 1, 2, 3]


def test_pages_of_any_size_give_the_same_scores():
    once = shipped().scores(ENDS, STARTS)
    many = shipped().scores(ENDS * 50, STARTS)
    assert np.allclose(np.tile(once, 50), many, atol=1e-4)


def test_short_texts_and_none_at_all_have_scores_too():
    assert shipped().scores([], STARTS).shape == (4, 0)
    assert shipped().scores(ENDS, []).shape == (0, 4)
    assert np.isfinite(shipped().scores(["设", ""], ["", "\U00020000字"])).all()


def test_unknown_characters_count_alike():
    scores = shipped().scores(ENDS, ["𠀀" * 6, "\ue000" * 6])
    assert np.array_equal(scores[0], scores[1])


def test_a_document_gives_the_sum_of_its_two_parts():
    packed = {"scales": [1.0, 1.0], "bytes": "AQAAAQ=="}  # the unit matrix of two
    data = {
        "characters": "甲",
        "reach": 1,
        "hidden": 1,
        "arrays": {"characters": packed, "before": packed, "after": packed},
        "biases": {"bias": [0.5], "out": [2.0]},
        "bilinear": 3.0,
    }
    scores = load_seams(data).scores(["甲", "乙"], ["甲", "乙"])
    # Hidden numbers: (1 + 1 + 0.5), (1 + 0.5), (0 + 0 + 0.5), each twice; the product only where both are unknown.
    assert np.allclose(scores, [[5.0, 3.0], [3.0, 1.0 + 3.0 * np.tanh(1.0) ** 2]])
