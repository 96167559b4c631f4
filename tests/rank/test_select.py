"""The choice of units: as good as the best of all choices on small articles, never over the length, never twice."""

from itertools import combinations

import numpy as np
import pytest

from briefing.rank.select import Candidates, choose


def made(seed, count=9, kinds=40):
    drawn = np.random.default_rng(seed)
    lengths = drawn.integers(10, 40, count).astype(float)
    covers = (drawn.random((count, kinds)) < lengths[:, None] / 80).astype(float)
    group = np.sort(drawn.integers(0, 5, count))
    return Candidates(lengths, covers, group, np.full(count, 4.0)), drawn.random(kinds)


def value(candidates, weights, chosen, reference):
    chosen = list(chosen)
    covered = weights[candidates.covers[chosen].any(axis=0)].sum()
    return 2 * covered / (candidates.lengths[chosen].sum() + candidates.cost[chosen].sum() + reference)


@pytest.mark.parametrize("seed", range(40))
def test_the_choice_is_within_a_hundredth_of_the_best(seed, monkeypatch):
    monkeypatch.setattr("briefing.rank.select.REPEATED", 0.0)
    candidates, weights = made(seed)
    low, high, reference = 56.0, 96.0, 50.0
    chosen = choose(candidates, weights, low, high, reference)
    allowed = [
        choice
        for size in range(1, 6)
        for choice in combinations(range(len(candidates.lengths)), size)
        if low <= candidates.lengths[list(choice)].sum() <= high
        and len(set(candidates.group[list(choice)])) == size
    ]
    best = max((value(candidates, weights, choice, reference) for choice in allowed), default=0.0)
    assert value(candidates, weights, chosen, reference) >= 0.99 * best


@pytest.mark.parametrize("seed", range(10))
def test_the_choice_is_within_length_and_takes_one_of_each_group(seed):
    candidates, weights = made(seed, count=30)
    chosen = choose(candidates, weights, 56.0, 96.0, 50.0)
    assert candidates.lengths[list(chosen)].sum() <= 96
    assert len(set(candidates.group[list(chosen)])) == len(chosen)
    assert chosen == tuple(sorted(chosen))
    assert chosen == choose(candidates, weights, 56.0, 96.0, 50.0)


def test_what_is_said_already_is_not_chosen_even_to_fill():
    candidates = Candidates(np.array([20.0, 20.0]), np.ones((2, 8)), np.arange(2), np.zeros(2))
    assert choose(candidates, np.ones(8), 40, 60, 40) == (0,)


def test_nothing_to_choose_from_gives_nothing():
    assert choose(Candidates(np.zeros(0), np.zeros((0, 3)), np.arange(0), np.zeros(0)), np.ones(3), 10, 20, 15) == ()


def test_a_unit_longer_than_the_room_is_not_chosen():
    candidates = Candidates(np.array([50.0]), np.ones((1, 4)), np.arange(1), np.zeros(1))
    assert choose(candidates, np.ones(4), 10, 40, 20) == ()
