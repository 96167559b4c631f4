import tomllib

import pytest

from briefing.config import Config, dump_toml, load_config, override
from briefing.errors import ConfigError


def test_dumped_settings_load_to_the_same(tmp_path):
    config = override(Config(), {"compose": {"title": 'a "b" \\ 要\n情', "max_news": 3}}, "test")
    path = tmp_path / "briefing.toml"
    path.write_text(dump_toml(config), encoding="utf-8")
    assert load_config(path) == config


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[rnak]\nmethod='lead'", ["[rnak]", 'Did you mean "rank"?']),
        ("[rank]\nmetod='lead'", ["rank.metod", 'Did you mean "method"?']),
        ("[rank]\nbudget='80'", ["rank.budget = '80'", "a whole number"]),
        ("[rank]\nbudget=true", ["a whole number"]),
        ("[compose]\nsections='news'", ["must be a list"]),
        ("[compose]\nsections=[1]", ["must be text"]),
        ("rank=3", ["must be a table"]),
        ("[rank", ["not valid TOML"]),
    ],
)
def test_a_wrong_setting_is_named_with_what_would_be_right(tmp_path, toml, words):
    path = tmp_path / "briefing.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    message = str(caught.value)
    assert str(path) in message
    assert all(word in message for word in words)
    assert "\n" not in message or "TOML" in message


def test_every_setting_has_a_manual():
    lines = dump_toml(Config()).splitlines()
    keys = [at for at, line in enumerate(lines) if " = " in line and not line.startswith("#")]
    assert keys
    assert all(lines[at - 1].startswith("# ") for at in keys)
    assert tomllib.loads(dump_toml(Config()))


def test_a_missing_settings_file_is_told(tmp_path):
    with pytest.raises(ConfigError, match="cannot read the settings"):
        load_config(tmp_path / "no.toml")
