"""Words as codes: a sentence becomes a string as long as itself, a code where a word begins and a filler after it.

Patterns then look at kinds of words as they look at letters, and columns of kinds are one array operation.
A code tells a word's tag and whether it is one of the few words whose tag misleads.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from briefing.rank.words import lexicon
from briefing.text.tokens import tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from briefing.config import RankConfig
    from briefing.model import Sentence

__all__ = [
    "CLASSES",
    "NAME",
    "NUMBER",
    "begun_word",
    "class_of_codes",
    "coded",
    "coded_text",
    "has_verb",
    "word_starts",
]

# Classes of words by jieba's tags; the last is for marks and whatever has none.
CLASSES = ("noun", "name", "verb", "quality", "number", "time", "function", "none")
NAME, NUMBER, FUNCTION = 1, 4, 6
_TAGS = (
    *("n ng nl s j vn an", "nr ns nt nz nrt nrfg eng", "v vd vg vi vq", "a ad ag b i l", "m mq q"),
    *("t tg", "c d df dg e f g h k o p r rg rr rz u ud ug uj ul uv uz y z zg", "x"),
)
_ALL = tuple(tag for tags in _TAGS for tag in tags.split())
_NUMBER_OF = {tag: number for number, tag in enumerate(_ALL)}
# 64 codes a group, the last of the first group being the filler; codes stay within one byte.
_GROUP, _FILLER = 64, "?"

# Words that begin a clause like a noun, whatever their tag.
_WHO = ("我国", "各地", "全国", "全市", "全省", "我市", "我省", "各国")
# Adverbs and verbs of effort that jieba tags as nouns or qualities: whoever makes the effort stands before.
_EFFORT = (
    *("全力", "大力", "着力", "奋力", "合力", "深入", "扎实", "切实", "有力", "有效", "坚决"),
    *("稳步", "稳妥", "持续", "积极", "认真", "严格", "全面", "高标准", "高质量", "高水平", "第一时间"),
    *("统筹", "科学", "精准", "重点", "调度", "深度", "有序", "快速", "广泛", "充分", "主动"),
    *("努力", "妥善", "规范", "严肃", "严厉", "依法", "从严", "及时"),
)
# A demand reads whole without whoever makes it: 要加快…
_DEMANDS = ("要", "必须")
_SPECIAL = ((), _WHO, _EFFORT, _DEMANDS)
_WHO_GROUP, _EFFORT_GROUP, _DEMAND_GROUP = 1, 2, 3
# Marks, times, numbers, measures, places: what may stand before the first word that tells.
_PASSED_KINDS = "xtmqf"


def coded(sentences: Sequence[Sentence], config: RankConfig) -> list[str]:
    """Return the codes of each sentence; every string is as long as its sentence."""
    tagged = tokenizer(config.tokenizer, config.user_dictionary).tagged
    return [_codes(tagged(sentence.text)) for sentence in sentences]


def coded_text(text: str) -> str:
    """Return the codes of one text, by the default tokenizer."""
    return _codes(tokenizer().tagged(text))


def _codes(words: Iterable[tuple[str, str]]) -> str:
    return "".join(map(_met().__getitem__, words))


class _Met(dict[tuple[str, str], str]):
    """The codes of each word with its tag, kept from one sentence to the next; a text's words come again and again."""

    # A day's paper has some ten thousand words; what has met more than this begins anew.
    MOST = 50_000

    def __missing__(self, pair: tuple[str, str]) -> str:
        word, tag = pair
        plain = _plain(0)
        kind = _efforts().get(word[:2], plain) if tag == "i" else _known().get(word, plain)
        if len(self) >= self.MOST:
            self.clear()
        codes = self[pair] = kind[tag].ljust(len(word), _FILLER)
        return codes


@cache
def _met() -> _Met:
    return _Met()


class _OfTag(dict[str, str]):
    """The code of each tag; tags of a user dictionary count as their first letter, unknown ones as function words."""

    def __missing__(self, tag: str) -> str:
        return self.get(tag[:1]) or self["r"]


class _Always(dict[str, str]):
    """One code for every tag."""

    def __missing__(self, tag: str) -> str:
        return self["v"]


@cache
def _plain(group: int) -> Mapping[str, str]:
    return _OfTag({tag: chr(_GROUP * group + number) for tag, number in _NUMBER_OF.items()})


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    """Return the words that are not told by their tag alone: verbs that jieba holds for nouns (会见), and _SPECIAL."""
    known = {word: _plain(group) for group, words in enumerate(_SPECIAL) for word in words}
    for word in lexicon("verbs"):
        known[word] = _Always(v=known.get(word, _plain(0))["v"])
    return known


@cache
def _efforts() -> Mapping[str, Mapping[str, str]]:
    """Return how set phrases that begin with a word of effort are told (全面落实, 积极参与): as that word."""
    return dict.fromkeys(_EFFORT, _plain(_EFFORT_GROUP))


def _set_of(holds: Callable[[int, str], bool]) -> str:
    """Return the character set of the codes (group, tag) for which `holds`, to be put in brackets."""
    return "".join(
        f"\\x{_GROUP * group + number:02x}"
        for group in range(len(_SPECIAL))
        for number, tag in enumerate(_ALL)
        if holds(group, tag)
    )


def _is_head(group: int, tag: str) -> bool:
    return group == _WHO_GROUP or (group != _EFFORT_GROUP and (tag[0] in "nj" or tag in {"l", "i"}))


def _is_verb(_group: int, tag: str) -> bool:
    return tag[0] in "vdp" or tag in {"a", "ad", "i", "l", "ul", "ug"}


def _is_bare(group: int, tag: str) -> bool:
    if group == _EFFORT_GROUP:
        return tag[0] not in _PASSED_KINDS
    return tag[0] in "vdcuyz" and tag != "vn" and group != _DEMAND_GROUP


_MARKS = _set_of(lambda _group, tag: tag == "x") + re.escape(_FILLER)
_PASSED = _set_of(lambda _group, tag: tag[0] in _PASSED_KINDS) + re.escape(_FILLER)
_HEAD = re.compile(rf"[{_MARKS}]*(?:([{_set_of(_is_head)}])|[^{_MARKS}])?")
_VERB = re.compile(rf"[{_set_of(_is_verb)}]")
_BARE = re.compile(rf"[{_PASSED}]*(?:\Z|[{_set_of(_is_bare)}])")


def word_starts(codes: str, start: int, end: int) -> tuple[bool, bool, bool]:
    """Tell of `start:end` whether it begins with a noun, has a verb after that, and begins with a verb or adverb.

    The last looks past words of time and number; what has no other words counts as beginning so.
    """
    head = _HEAD.match(codes, start, end)
    assert head is not None, "the pattern matches nothing too"
    verb = _VERB.search(codes, head.end(), end) is not None
    return head.lastindex is not None, verb, _BARE.match(codes, start, end) is not None


def has_verb(codes: str, start: int, end: int) -> bool:
    """Tell whether a verb, or what tells like one, begins in `start:end`."""
    return _VERB.search(codes, start, end) is not None


def begun_word(codes: str, size: int) -> int:
    """Return the length up to which only whole words stand within `size` characters; `size` if that is none."""
    at = size
    while 0 < at < len(codes) and codes[at] == _FILLER:
        at -= 1
    return at or size


def class_of_codes(codes: str) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return of each character the class of its word, a place in CLASSES, and the word's number."""
    each = np.frombuffer(codes.encode("latin-1"), dtype=np.uint8)
    starts = each != ord(_FILLER)
    numbers = starts.cumsum() - 1
    return _class_table()[each[starts]][numbers], numbers


@cache
def _class_table() -> NDArray[np.intp]:
    table = np.full(256, FUNCTION, dtype=np.intp)
    for number, tags in enumerate(_TAGS):
        for tag in tags.split():
            table[_NUMBER_OF[tag] :: _GROUP] = number
    return table
