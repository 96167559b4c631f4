"""A text goes on with the words of its article, and with those that the language uses seldom above all."""

from __future__ import annotations

import numpy as np

from briefing.layout.themes import TOLD, Themes, lag, standing, topical_words

HARBOUR = "新港集装箱吞吐量突破百万标准箱，二期两个泊位明年投入使用，外贸航线增至二十六条，冷链货物增长。"
CHESS = "十三岁的少年棋手在围棋联赛中战胜职业三段，启蒙老师在少年宫义务教棋二十年，学棋的孩子越来越多。"
LIBRARY = "退休教师把老屋腾出来办起乡村图书馆，添上书架，藏书一万余册，孩子们傍晚来读书。"
TEXTS = [HARBOUR, CHESS, LIBRARY]


def ratios(*starts: str):
    themes = Themes([*TEXTS, *starts])
    return themes.ratios([(3 + at,) for at in range(len(starts))], [(0,), (1,), (2,)])


def test_each_start_goes_on_with_the_article_whose_words_it_has():
    found = ratios(
        "港口新开辟外贸航线五条，冷链泊位正在建设。",
        "她把棋谱摆上三遍，少年宫的围棋课坐满了孩子。",
        "书架上的书由孩子们借回家。",
    )
    assert found.argmax(axis=1).tolist() == [0, 1, 2]


def test_a_rare_word_tells_more_than_common_ones():
    common, rare = ratios("工作发展建设")[0], ratios("泊位发展建设")[0]
    assert rare[0] - rare[1] > common[0] - common[1] + 1.0


def test_groups_are_read_as_one_text():
    apart, whole = Themes([HARBOUR, CHESS, LIBRARY]), Themes([HARBOUR + "。" + CHESS, LIBRARY])
    assert np.allclose(apart.ratios([(2,)], [(0, 1)]), whole.ratios([(1,)], [(0,)]))


def test_standing_and_lag_compare_within_a_row():
    found = np.array([[0.0, 30.0, 10.0], [4.0, 0.0, 2.0], [5.0, 5.0, 0.0]])
    assert standing(found)[0].tolist() == [-1.0, 2.0, 0.0]
    assert lag(found)[0].tolist() == [3.0, 0.0, 20.0 / TOLD]
    assert lag(found)[1].tolist() == [0.0, 0.4, 0.2]


def test_no_texts_give_no_ratios():
    assert Themes([]).ratios([], []).shape == (0, 0)
    assert standing(np.zeros((0, 0))).shape == (0, 0)
    assert lag(np.zeros((1, 1))).tolist() == [[0.0]]


def test_marks_and_function_words_say_nothing():
    assert topical_words("，的在了和——") == []
    assert "泊位" in topical_words("新港的泊位，年底建成。")
