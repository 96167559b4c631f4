"""What is seen of a link becomes one score: each feature by itself, and features together."""

from __future__ import annotations

import numpy as np
import pytest

from briefing.layout.weighing import Layer, shipped

# Two features that speak for a link alone, and against it together.
LAYER = Layer(
    ("near", "torn"),
    np.array([1.0, 2.0], dtype=np.float32),
    np.array([[1.0], [1.0]], dtype=np.float32),
    np.array([-1.0], dtype=np.float32),
    np.array([-5.0], dtype=np.float32),
)


def table(near, torn) -> dict:
    return {"near": np.array(near, dtype=float), "torn": np.array(torn, dtype=float)}


def test_features_speak_alone_and_together():
    found = LAYER.scores(table([[0, 1], [0, 1]], [[0, 0], [1, 1]]))
    assert found.tolist() == [[0.0, 1.0], [2.0, -2.0]]


def test_a_feature_that_is_not_known_says_nothing():
    seen = table([[1, 0]], [[0, 1]])
    assert LAYER.scores({**seen, "new": np.ones((1, 2))}).tolist() == LAYER.scores(seen).tolist()


def test_a_feature_that_is_missing_counts_as_none():
    assert LAYER.scores({"torn": np.array([1.0, 0.0])}).tolist() == [2.0, 0.0]


def test_many_links_are_scored_as_few_are(monkeypatch):
    generator = np.random.default_rng(7)
    seen = table(generator.random((9, 11)), generator.random((9, 11)))
    whole = LAYER.scores(seen)
    monkeypatch.setattr("briefing.layout.weighing._AT_ONCE", 10)
    assert LAYER.scores(seen) == pytest.approx(whole)


@pytest.mark.parametrize("kind", ["go", "head", "none"])
def test_what_is_shipped_knows_the_features_that_are_told(kind):
    layer = getattr(shipped(), kind)
    assert all(name == kind or name.startswith(kind + ":") for name in layer.names)
    assert len(layer.alone) == len(layer.hidden) == len(layer.names)
    assert np.isfinite(layer.scores({name: np.ones((2, 2)) for name in layer.names})).all()
