"""What stands for an event that nothing names (无名活动): the words of the deed, a line of the head, a bare meeting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.extract.sittings import at_meetings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.extract.roles import Predicate
    from briefing.model import Article, Sentence
    from briefing.passage import Passage

__all__ = ["deed_words", "unnamed_event"]

_BARE_MEETING = re.compile(r"(?:召开|举行|举办)了?(?P<name>[\u4e00-\u9fff]{1,6}[会式礼])(?=[，。；])")
_EMPTY = re.compile(r"(?:主持|出席|参加|列席)(?:会议|活动|并)|提出[^，。；]{0,8}(?:要求|希望)")
# A line of the head stands for the event when the text says this share of its character pairs:
# less where the line has the verb as well.
_TELLS, _TELLS_ALONE = 0.4, 0.7
# A meeting named so many sentences ago is no longer the one spoken of.
_NEAR = 40
# The deed stands for the event in no more characters than these, and tells little in fewer than those.
_LONGEST, _SHORTEST = 30, 6


def unnamed_event(article: Article, sentences: Sequence[Sentence], number: int, predicate: Predicate) -> Passage | None:
    """Return words for the event of a deed in sentence `number`, the most telling first; None where nothing tells."""
    sentence = sentences[number]
    deed = deed_words(sentence, predicate)
    if len(deed) >= _SHORTEST and not at_meetings(predicate):
        return deed
    line = _head(article, sentence, predicate) or _bare_meeting(sentences, number)
    if line is not None or deed:
        return line if line is not None else deed
    return next(iter(_lines(article)), _bare_deed(sentence, predicate))


def deed_words(sentence: Sentence, predicate: Predicate) -> Passage:
    """Return the words of the deed itself (按下通车按钮), empty where they tell nothing (主持, 出席会议)."""
    deed = _words(sentence, predicate)
    telling = len(deed) > len(predicate.roles[0].verb) + 1 and not _EMPTY.match(deed.text)
    return deed if telling else deed[:0]


def _words(sentence: Sentence, predicate: Predicate) -> Passage:
    start = predicate.roles[0].pieces[0][0]
    return sentence.passage[start : min(predicate.end, start + _LONGEST)].strip("，、等。 ")


def _bare_deed(sentence: Sentence, predicate: Predicate) -> Passage | None:
    """Return 出席会议, where even the head has nothing better."""
    deed = _words(sentence, predicate)
    return deed if _EMPTY.match(deed.text) and not deed.text.startswith("提出") else None


def _bare_meeting(sentences: Sequence[Sentence], number: int) -> Passage | None:
    """Return the bare name of the meeting that is told to be held up to here (市政协召开座谈会。)."""
    for at in range(number, max(number - _NEAR, -1), -1):
        held = _BARE_MEETING.search(sentences[at].text)
        if held is not None:
            return sentences[at].passage[slice(*held.span("name"))]
    return None


def _lines(article: Article) -> list[Passage]:
    """Return the lines of the head that are long enough to name something and no text."""
    return [line for line in (article.kicker, *article.headline) if 4 <= len(line) <= 60]


def _head(article: Article, sentence: Sentence, predicate: Predicate) -> Passage | None:
    """Return the line of the head that tells what is going on here."""
    said = sentence.text + article.body[:300]
    deeds = [role.verb for role in predicate.roles]
    shares = [(_shared(line.text, said), any(verb in line.text for verb in deeds), line) for line in _lines(article)]
    alike = [(share, line) for share, does, line in shares if share >= (_TELLS if does else _TELLS_ALONE)]
    return max(alike, key=lambda pair: pair[0])[1] if alike else None


def _shared(line: str, text: str) -> float:
    """Return the share of a line's character pairs that the text holds too."""
    pairs = [line[at : at + 2] for at in range(len(line) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs)
