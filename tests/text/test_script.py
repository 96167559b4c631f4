"""Traditional and simplified characters are told apart by the common ones of news."""

import pytest

from briefing.text.script import is_traditional


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        ("會議強調，要實現經濟增長，進口總額達到三億元。", True),
        ("会议强调，要实现经济增长，进口总额达到三亿元。", False),
        ("会议强调，老字号“萬億堂”實現经济增长，进口总额达到三亿元，同比增长一成。", False),
        ("萬億", False),
        ("", False),
    ],
)
def test_script(text, traditional):
    assert is_traditional(text) is traditional
