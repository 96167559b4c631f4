"""What Chinese needs, and nothing about newspapers' layout: articles become sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import Sentence
from briefing.text.sentences import split_sentences

if TYPE_CHECKING:
    from briefing.model import Article
    from briefing.passage import Passage

__all__ = ["parse", "without_lead"]

# The wire lead (电头) that opens a first paragraph: 本报讯（记者 …）, 新华社北京3月8日电（记者…）, 本报北京3月8日电 …
_NAMES = r"[\u4e00-\u9fff·]{2,8}(?:[ 、\s]+[\u4e00-\u9fff·]{2,8}){0,3}"
_LEAD = re.compile(
    rf"""\s*(?:
        # 本报讯 （首席记者 李金健）
        (?:本[报网台刊]讯\s*|[\u4e00-\u9fff]{{2,6}}讯(?:\s+|(?=[（(])))(?:[（(][^）)]{{0,60}}[）)])?\s*
        # 新华社北京3月8日电（记者…）, 本报北京3月8日电
      | (?:新华社|中新社|人民网|新华网|央视网|据新华社|[^\s，。；（()]{{0,4}}社|本报)
        [^，。；：（()]{{0,20}}?\d{{1,2}}\ ?月\ ?\d{{1,2}}\ ?日\s*(?:电|讯|专电)\s*(?:[（(][^）)]{{0,60}}[）)])?\s*
        # （记者 陆若）
      | [（(][^）)，。]{{0,8}}(?:记者|通讯员|实习生)[^）)]{{0,50}}[）)]\s*
        # 本报记者 王某 文/图
      | [■●◆□▲]?(?:本报|全媒体|见习|首席|实习){{0,2}}(?:记者|通讯员)\s+{_NAMES}
        \s+(?:通讯员|文/图|图/文|摄影报道|报道)\s*
    )""",
    re.VERBOSE,
)


def without_lead(paragraph: Passage) -> Passage:
    """Return a first paragraph less its wire lead, which is never printed in the brief."""
    match = _LEAD.match(paragraph.text)
    return paragraph[match.end() :] if match and match.end() < len(paragraph) else paragraph


def _unsigned(paragraph: Passage, byline: Passage) -> Passage:
    """Return a first paragraph less the byline that it opens with, of whatever form: 本报综合新华社电."""
    signed = {(span.source, at) for span in byline.spans for at in range(span.start, span.end)}
    printed = [(span.source, at) for span in paragraph.spans for at in range(span.start, span.end)]
    end = next((number for number, place in enumerate(printed) if place not in signed), 0)
    return paragraph[end:]


def parse(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article in printing order; no text is lost but the lead and white space."""
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(article.paragraphs):
        body = without_lead(_unsigned(paragraph, article.byline)) if number == 0 else paragraph
        if number in article.intertitles:
            sentences.append(Sentence(len(sentences), number, body, intertitle=True))
            continue
        for part in split_sentences(body):
            sentences.append(Sentence(len(sentences), number, part))
    return tuple(sentences)
