from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import facts_gate
from facts_score import Tally, score_page

GOLDS = sorted(facts_gate.PAGES.glob("*.facts.gold.json"))


def test_no_measure_falls_below_its_floor():
    assert facts_gate.check() == []


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name.split(".")[0])
def test_the_gold_itself_scores_full_marks(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    measures = score_page(gold, gold).measures()
    assert set(measures.values()) == {1.0}


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name.split(".")[0])
def test_silence_scores_nothing_where_something_was_wanted(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    tally = score_page(gold, {"activities": [], "figures": [], "lists": [], "documents": []})
    for name, kind in (("leaders", "activities"), ("lists", "lists"), ("documents", "documents")):
        assert (tally.measures()[name] == 0.0) == any(not each.get("optional") for each in gold[kind])


def test_a_trap_is_counted_and_is_wrong():
    (path,) = (each for each in GOLDS if each.name.startswith("meetings"))
    gold = json.loads(path.read_text(encoding="utf-8"))
    reporter = {"person": gold["not_leaders"][0], "titles": [], "titles_expanded": []}
    told = gold | {"activities": [*gold["activities"], reporter]}
    measures = score_page(gold, told).measures()
    assert measures["leaders"] < 1.0
    assert measures["traps_avoided"] < 1.0


def test_floors_do_not_fall_and_new_gold_asks_for_new_ones(tmp_path):
    folder, floors = tmp_path / "gold", tmp_path / "floors.json"
    folder.mkdir()
    (folder / "one.json").write_text("{}", encoding="utf-8")
    assert "has changed" in facts_gate.below({"lists": 0.8}, folder, floors)[0]
    assert facts_gate.below({"lists": 0.8}, folder, floors, lift=True) == []
    assert facts_gate.below({"lists": 0.7}, folder, floors, lift=True) == ["lists is 0.7, floor 0.8"]
    assert facts_gate.below({"lists": 0.9}, folder, floors, lift=True) == []
    assert facts_gate.below({"lists": 0.8}, folder, floors) == ["lists is 0.8, floor 0.9"]
    (folder / "two.json").write_text("{}", encoding="utf-8")
    assert "has changed" in facts_gate.below({"lists": 1.0}, folder, floors)[0]


def test_an_empty_tally_has_no_rows():
    assert Tally().measures() == {"traps_avoided": 1.0}
