"""Labels of rows: the network's scores, and the best sequence of kinds."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise, product

import numpy as np
import pytest

from briefing.config import ReadConfig
from briefing.layout.kinds import KINDS, best_path, kinds_of
from briefing.layout.lines import Row, rows_of, width_of
from briefing.layout.measures import columns_of, measures_of
from briefing.layout.network import load_network, shipped
from briefing.layout.settle import settle
from briefing.layout.signs import signs_of
from briefing.model import Source
from briefing.passage import Passage
from briefing.read.txt import read

PAGE = """渔港新码头昨日开航
首班客船载客一百二十人
本报讯（记者 史望舒）昨日
上午，渔港新码头正式开航，
首班客船载着一百二十名乘客
驶向对岸的月牙岛。
新码头长二百一十米，可同
时停靠四艘客船。市交通局介
绍，航线每天往返六班，单程
二十五分钟。
■首班客船驶离渔港新码头 本报记者 康乐山 摄
责编：习远  美编：祝融  校对：毕升"""


def rows_from(text: str) -> list[Row]:
    return [Row(Passage.of(line, "p", 0, len(line)), width_of(line)) for line in text.split("\n")]


def scored(rows):
    columns = columns_of(rows)
    return shipped().scores(signs_of(rows, columns), measures_of(rows, columns), [row.text for row in rows])


def test_a_page_is_labelled():
    kinds, columns = kinds_of(rows_from(PAGE))
    assert kinds[:2] in {"HH", "Hh"}
    assert kinds[2:10] == "SMMMSMMM"
    assert kinds[10:] == "CF"
    assert len(columns) == 12


def test_no_rows_have_no_labels():
    assert kinds_of([]) == ("", ())


def test_the_best_path_is_that_of_all():
    dice = np.random.default_rng(7)
    scores, steps = dice.normal(size=(5, 3)).astype(np.float32), dice.normal(size=(2, 3, 3)).astype(np.float32)
    which = np.array([0, 1, 1, 0])

    def worth(path):
        return sum(scores[at, kind] for at, kind in enumerate(path)) + sum(
            steps[which[at], above, below] for at, (above, below) in enumerate(pairwise(path))
        )

    assert best_path(scores, steps, which) == list(max(product(range(3), repeat=5), key=worth))


def test_equal_paths_take_the_earlier_kind():
    assert best_path(np.zeros((3, 4), np.float32), np.zeros((1, 4, 4), np.float32), np.array([0, 0])) == [0, 0, 0]


def test_the_network_has_a_score_for_each_kind():
    network = shipped()
    assert network.kinds == KINDS
    assert network.steps.shape == (3, len(KINDS), len(KINDS))
    assert scored(rows_from(PAGE)).shape == (12, len(KINDS))


def test_scores_of_a_long_page_do_not_depend_on_where_it_is_cut(monkeypatch):
    rows = rows_from("\n".join([PAGE] * 6))
    whole = scored(rows)
    monkeypatch.setattr("briefing.layout.network._AT_ONCE", 10)
    assert np.allclose(whole, scored(rows), atol=1e-3)


def test_a_row_is_seen_from_fourteen_rows_away_at_most():
    rows = rows_from("\n".join([PAGE] * 6))
    network = shipped()
    columns = columns_of(rows)
    signs, measures, texts = signs_of(rows, columns), measures_of(rows, columns), [row.text for row in rows]
    before = network.scores(signs, measures, texts)
    measures[40] += 1.0
    changed = np.flatnonzero(np.abs(network.scores(signs, measures, texts) - before).max(axis=1) > 1e-4)
    assert changed.min() >= 26
    assert changed.max() <= 54
    assert 40 in changed


def test_rows_of_unknown_and_of_endless_characters_are_scored():
    rows = rows_from("\U0002070e\n" + "灯" * 3000 + "\n㐂")
    assert np.isfinite(scored(rows)).all()


def test_a_network_that_asks_for_a_sign_that_is_none_is_refused():
    data = json.loads(files("briefing.layout").joinpath("weights/network.json").read_text(encoding="utf-8"))
    data["signs"] = ["stars", *data["signs"][1:]]
    with pytest.raises(KeyError, match="stars"):
        load_network(data)


def test_measures_are_of_the_row_and_its_neighbours():
    rows = rows_from("一二三四\n一二三四五六12\n，。")
    found = measures_of(rows, columns_of(rows))
    assert found.shape == (3, 14)
    assert found[:, 0].tolist() == pytest.approx([0.4, 0.7, 0.2])
    assert found[1, 6] == pytest.approx(0.5)
    assert found[:, 12].tolist() == pytest.approx([0, 0.25, 0])
    assert found[:, 13].tolist() == pytest.approx([0, 0, 4])


def test_one_short_article_has_a_head_and_a_text():
    source = Source("p", "page.txt", "0" * 64)
    text = "渔港新码头昨日开航\n\n　　昨日上午，渔港新码头正式开航，首班客船驶向月牙岛。\n"
    rows = rows_of(read(text.encode(), source, ReadConfig())[0])
    assert kinds_of(rows)[0] == "HS"


def test_a_line_that_tells_an_event_is_whole_and_the_next_line_no_rest_of_it():
    rows = rows_from("周明远主持召开市政府常务会议\n压实安全生产责任\n本报讯 昨日，会议研究安全生产。")
    assert settle(rows, "HhS", columns_of(rows)) == "HHS"
    rows = rows_from("市政府常务会议研究安全生产和\n防汛工作\n本报讯 昨日，会议研究安全生产。")
    assert settle(rows, "HhS", columns_of(rows)) == "HhS"
