"""What is seen of rows, by itself and beside their neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from briefing.layout.echoes import echoes
from briefing.layout.lines import Row, width_of
from briefing.layout.measures import columns_of, habit_of
from briefing.layout.signs import signs_of
from briefing.layout.tones import tone_of
from briefing.layout.vocabulary import VALUES
from briefing.passage import Passage

TEXT = """老城粮站晒场夜里亮灯到天明
本报讯（记者 史望舒）昨夜
的老城粮站灯火通明，三台烘干
机一齐开动，农户排队等候。
今日看点
河堤加固工程本月完工；校车线
路调整；夜市延长至零点"""


def rows_from(text: str, gaps: tuple[int, ...] = ()) -> list[Row]:
    lines = text.split("\n")
    return [
        Row(Passage.of(line, "p", 0, len(line)), width_of(line), 0.0, int(at in gaps)) for at, line in enumerate(lines)
    ]


def seen(text: str, gaps: tuple[int, ...] = ()) -> dict[str, list[str]]:
    rows = rows_from(text, gaps)
    signs = signs_of(rows, columns_of(rows))
    return {name: [VALUES[name][number] for number in numbers] for name, numbers in signs.items()}


def test_every_sign_has_a_value_of_its_own_for_each_row():
    signs = seen(TEXT, (1, 4, 5))
    assert set(signs) == set(VALUES)
    assert {len(values) for values in signs.values()} == {7}


def test_words_of_a_row_are_seen_in_it_and_from_its_neighbours():
    signs = seen(TEXT)
    assert signs["lead"] == ["no", "yes", "no", "no", "no", "no", "no"]
    assert signs["lead<"][2] == signs["lead>"][0] == "yes"
    assert signs["end"][3] == "stop"
    assert signs["stopped"] == ["edge", "open", "open", "open", "stop", "open", "open"]


def test_a_box_is_seen_below_its_title_until_a_sentence_ends():
    assert seen(TEXT)["boxed"][4:] == ["no", "next", "near"]
    assert seen("今日看点\n粮站夜里亮灯。\n农户排队等候")["boxed"] == ["no", "next", "no"]


def test_roundups_are_seen_on_pages_that_have_one():
    assert set(seen(TEXT)["rounded"]) == {"nowhere"}
    assert seen("国内简讯\n粮站夜里亮灯\n农户排队等候")["rounded"] == ["off", "next", "near"]


def test_blocks_between_empty_lines():
    signs = seen(TEXT, (1, 4, 5))
    assert signs["block"] == ["1", "3", "3", "3", "1", "2", "2"]
    assert signs["place"] == ["only", "first", "middle", "last", "only", "first", "last"]
    assert signs["closed"][1:4] == ["stop"] * 3
    assert set(seen(TEXT)["block"]) == {""}


def test_a_word_across_two_rows_joins_them():
    assert seen("昨夜的老城粮\n站灯火通明")["joins"] == ["no", "yes"]
    assert seen("昨夜的灯火，\n农户排队")["joins"] == ["no", "no"]


def test_a_headline_sounds_unlike_running_text():
    assert tone_of("我市新增三座污水处理厂") > 0 > tone_of("了他们的这些想法并且在会上")


def test_echoes_are_of_other_rows():
    texts = ["粮站晒场亮灯", *["农户排队等候烘干"] * 12, "昨夜粮站晒场灯火通明", *["河堤加固工程"] * 12]
    shares = echoes(texts, [True] * len(texts))
    assert shares[0] is not None
    assert shares[0] > 0.5
    assert echoes(["粮站晒场亮灯", "的了"], [True, True]) == [0.0, None]
    assert echoes(["粮站晒场亮灯"] * 2, [False, True])[0] is None


def test_echoes_of_a_long_page_do_not_depend_on_batches():
    texts = [f"第{at % 83}批农户在粮站排队等候{at % 7}号烘干机" for at in range(700)]
    whole = echoes(texts, [True] * 700)
    some = echoes(texts, [at % 5 == 0 for at in range(700)])
    assert all(whole[at] == pytest.approx(some[at]) for at in range(0, 700, 5))


def test_columns_and_indents():
    rows = rows_from("\n".join(["一二三四五六七八九十"] * 6 + ["三四。"]))
    assert columns_of(rows) == [10.0] * 7
    assert habit_of(rows, columns_of(rows)) == "indent"
    assert np.all(signs_of(rows, columns_of(rows))["slack"][:6] == VALUES["slack"].index("0"))
