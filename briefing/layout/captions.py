"""Picture captions (图片说明) and their credits."""

from __future__ import annotations

import re

__all__ = ["MARKS", "caption_marks", "credit_start", "opens_caption"]

# Marks that open a caption, a column's name or an own-line byline.
MARKS = "■□●◆◇▲△▼▽◎○☆★※▶►◀◄↑↓←→"
_NAME = r"[\u3400-\u9fff·]{1,4}"
_CREDIT = re.compile(
    rf"""(?:^|(?<=[ \u3000。！？”’）)；])|(?=[（( \u3000]))(?:
        (?:(?:本报|新华社|中新社|全媒体|首席|见习|特约|通讯员|[\u3400-\u9fff]{{2,5}}(?:报|社))*\s*(?:记者|通讯员)?\s*)?
        {_NAME}(?:[\s、]{_NAME}){{0,3}}\s*(?:摄影报道|摄影|摄|供图|制图|绘图|绘|提供|图)
      | [（(]?(?:资料图片?|资料照片|新华社发|图片由[\u3400-\u9fff]{{2,16}}提供|[\u3400-\u9fff]{{2,12}}供图|效果图|视频截图|网络图片?)[）)]?
      | [（(]{_NAME}(?:[\s、]{_NAME}){{0,2}}\s*(?:摄|供图|制图)[^（）()]{{0,4}}[）)]
    )[）)。]?\s*$""",  # noqa: E501 - one alternative a line
    re.VERBOSE,
)
_OPENS = re.compile(r"(?:图为|上图|下图|左图|右图|图[①②③④⑤一二三四五\d][:：]?|资料图|[（(][上下左右]图[）)])")


def credit_start(text: str) -> int:
    """Return where the photographer's credit that closes `text` begins, `len(text)` if there is none."""
    start = max(0, len(text) - 40)
    match = _CREDIT.search(text[start:])
    if match is None:
        return len(text)
    at = start + match.start()
    # “…作出部署并拍摄” is no credit: one stands after a blank, a sentence's end or a bracket.
    before = text[at - 1] if at else " "
    first = text[at]
    return at if before in " \u3000。！？”’）)；" or first in "（( \u3000" else len(text)


def opens_caption(text: str) -> bool:
    """Tell whether `text` begins as captions do: 图为…, 上图…."""
    return bool(_OPENS.match(text.lstrip(MARKS + " \u3000")))


def caption_marks(text: str) -> bool:
    """Tell whether `text` begins with one of the marks that newspapers set before captions."""
    return text[:1] in MARKS
