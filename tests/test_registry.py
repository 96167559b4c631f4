import pytest

from briefing.errors import ConfigError
from briefing.registry import Table

TABLE = Table("ranker", {"lead": "math:sqrt", "textrank": "math:floor"})


def test_an_unknown_name_gets_the_nearest_known_one():
    with pytest.raises(ConfigError) as caught:
        TABLE.load("textrnk", "rank.method")
    assert str(caught.value) == (
        'rank.method = "textrnk" is not a ranker. Did you mean "textrank"? Known: lead, textrank.'
    )


def test_a_name_loads_its_function():
    assert TABLE.load("lead")(9) == 3
