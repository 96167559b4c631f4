from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import gate
from score import Tally, score_page


def test_no_measure_falls_below_its_floor():
    assert gate.check() == []


def test_the_gold_itself_scores_full_marks():
    body = "今年以来，全市新建口袋公园四十五个，市民推窗见绿、出门入园的愿望逐步成为现实，满意度达到九成。"
    gold = {"articles": [{"kind": "article", "headline": "口袋公园进社区", "blocks": [{"type": "para", "text": body}]}]}
    tally = score_page(gold, {"articles": [{"title": "口袋公园进社区", "body": body}]})
    assert tally.measures()["f1"] == 1.0
    assert (tally.lost, tally.misplaced, tally.heads_right) == (0, 0, 1)


def test_a_lost_article_is_told_as_lost():
    body = "今年以来，全市新建口袋公园四十五个，市民推窗见绿、出门入园的愿望逐步成为现实，满意度达到九成。"
    gold = {"articles": [{"kind": "article", "headline": "口袋公园进社区", "blocks": [{"type": "para", "text": body}]}]}
    tally = score_page(gold, {"articles": []})
    assert tally.lost == len(body)
    assert Tally().measures()["f1"] == 0.0
