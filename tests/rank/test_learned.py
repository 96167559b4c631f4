"""The learned ranker: its weights are checked on loading, small, and prefer what editors prefer."""

import json

import pytest

from briefing.config import RankConfig
from briefing.errors import ConfigError
from briefing.rank import score, summarise_text
from briefing.rank.plain import sentences_of
from briefing.rank.weights import COLUMNS, dump_weights, load_weights

ROUND_UP = """记者从市统计局获悉，前10个月，全市用电量累计213亿千瓦时，同比增长6.4%。从走势看，用电需求稳步回升。
第八届江州国际啤酒节今天（5月21日）开幕，来自各地的860多款啤酒一齐上桌。其间还举办音乐演出等活动。
市交通局今天宣布，江州至临溪高速公路全线贯通运营，全长47公里，双向四车道，通行时间缩短一半。"""


def test_the_shipped_weights_are_small_and_load():
    weights = load_weights()
    assert len(dump_weights(weights).encode()) < 24_000
    assert weights.hidden.shape[0] == len(COLUMNS)


def test_weights_survive_writing_and_reading(tmp_path):
    path = tmp_path / "weights.json"
    path.write_text(dump_weights(load_weights()), encoding="utf-8")
    assert dump_weights(load_weights(str(path))) == dump_weights(load_weights())


def test_a_round_up_is_told_item_by_item():
    told = summarise_text(ROUND_UP, RankConfig(), budget=80)
    assert len(told) == 3
    for words, text in zip(("用电量", "啤酒节", "高速公路"), told, strict=True):
        assert words in text
        assert not text.startswith("记者从")


def test_the_sentence_with_the_news_comes_before_the_aside():
    sentences = sentences_of("江州市今天召开全市水利工作会议，部署今年工作。会前，与会人员观看了短片。")
    first, second = score(sentences, RankConfig())
    assert first > second


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": "other/1"}, '"format" must be "briefing-weights/1"'),
        ({"columns": ["count"]}, "other features"),
        ({"mean": [0.0]}, '"mean" must hold'),
        ({"output": None}, "damaged weights"),
        ({"letters": {"水": "much"}}, "damaged weights"),
        ({"bias": float("nan")}, "finite"),
    ],
)
def test_damaged_weights_are_refused_with_the_reason(tmp_path, change, told):
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(json.loads(dump_weights(load_weights())) | change), encoding="utf-8")
    with pytest.raises(ConfigError, match=told) as refused:
        load_weights(str(path))
    assert str(path) in str(refused.value)


def test_a_file_that_is_no_json_is_refused(tmp_path):
    path = tmp_path / "weights.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match="not weights"):
        load_weights(str(path))
    with pytest.raises(ConfigError, match="cannot read"):
        load_weights(str(tmp_path / "none.json"))
