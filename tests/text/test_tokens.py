"""Words: both tokenizers keep every character, and a user's words stay with the user."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.text.tokens import TOKENIZERS, tokenizer

TEXT = "江州市召开全市水利工作会议，部署2024年任务，同比增长15.2%。"


@pytest.mark.parametrize("name", TOKENIZERS)
def test_words_joined_are_the_text(name):
    assert "".join(tokenizer(name).words(TEXT)) == TEXT
    assert "".join(word for word, _ in tokenizer(name).tagged(TEXT)) == TEXT


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_the_default_tokenizer_keeps_any_text(text):
    assert "".join(tokenizer().words(text)) == text
    assert "".join(word for word, _ in tokenizer().tagged(text)) == text


def test_a_tokenizer_is_loaded_once():
    assert tokenizer("rjieba") is tokenizer("rjieba")


def test_a_user_dictionary_reaches_its_own_tokenizer_only(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("# 本办词语\n水利工作会议 99999 nz\n江州市\n", encoding="utf-8")
    assert "水利工作会议" in tokenizer("jieba", str(path)).words(TEXT)
    assert "水利工作会议" not in tokenizer("jieba").words(TEXT)


@pytest.mark.parametrize(
    ("name", "dictionary", "told"),
    [
        ("jeiba", "", 'Did you mean "jieba"?'),
        ("rjieba", "words.txt", 'needs rank.tokenizer = "jieba"'),
        ("jieba", "nowhere/words.txt", "cannot read the user dictionary"),
    ],
)
def test_a_wrong_setting_says_what_would_be_right(name, dictionary, told):
    with pytest.raises(ConfigError, match=told):
        tokenizer(name, dictionary)


def test_a_wrong_line_of_a_dictionary_is_named(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("江州市 5 ns\n水利 工作 会议\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 2"):
        tokenizer("jieba", str(path))
