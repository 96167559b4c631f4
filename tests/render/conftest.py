"""The made-up days of tests/compose, and briefs composed from them on the real page."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from briefing.compose import compose
from briefing.config import Config
from briefing.render import metrics_of
from briefing.render.pdf import measure

_spec = importlib.util.spec_from_file_location("days", Path(__file__).parents[1] / "compose" / "conftest.py")
_days = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_days)


def settings_of(template: str = "default") -> Config:
    config = Config()
    return replace(config, rank=replace(config.rank, method="lead"), render=replace(config.render, template=template))


@lru_cache(maxsize=16)
def composed(
    seed: int, articles: int, template: str = "default", low: int = 40, high: int = 900, *, wild: bool = False
):
    config = settings_of(template)
    day = _days.a_day(seed, articles, low, high, wild=wild)
    return compose(day, config, lambda brief: measure(brief, config), metrics_of(config))


@pytest.fixture(scope="session")
def config_for():
    return settings_of


@pytest.fixture(scope="session")
def brief_of():
    """A composed brief by seed, number of articles, template."""
    return composed


@pytest.fixture(scope="session")
def day_of():
    return _days.a_day
