"""What the learned ranker knows of a character pair: where it stands, what it is, how often, in what article.

One row a kind of pair, told of its first occurrence unless said otherwise. Everything is counted from
the text; no list of names or subjects is used. Logarithms keep long articles in the range of short ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.model import Sentence
    from briefing.rank.pairs import Pairs
    from briefing.rank.units import Clause

    Matrix = NDArray[np.float64]
    Ints = NDArray[np.intp]

__all__ = ["NAMES", "features"]

# Classes of words by jieba's tags; the last is for marks and whatever has none.
_CLASSES = ("noun", "name", "verb", "quality", "number", "time", "function", "none")
_TAGS = (
    *("n ng nl s j vn an", "nr ns nt nz nrt nrfg eng", "v vd vg vi vq", "a ad ag b i l", "m mq q"),
    *("t tg", "c d df dg e f g h k o p r rg rr rz u ud ug uj ul uv uz y z zg", "x"),
)
# Kinds × paragraphs up to which a written-out table is quicker than sorting.
_SMALL_TABLE = 100_000
_FUNCTION, _NAME, _NUMBER = 6, 1, 4

_CLAIMS = re.compile(r"称|表示|说|指出|强调|宣布")
_DATED = re.compile(r"今天|昨天|近日|日前|\d日|今日|昨日|记者从|获悉|最新|发布")
_BRACKETED = re.compile(r"[（(][^（()）]{1,40}")  # 今天（5月21日）
_QUOTED = re.compile(r"[“‘《「『][^“‘《「『”’》」』]{1,40}")  # “百千万工程”, 《公报》

# What kind of article: a round-up of short items dates each paragraph and shares few pairs across them; a report
# of claims has many speakers; a story with a lead takes it up again later.
SHAPE = (
    *("paragraphs", "letters", "sentences_a_paragraph", "letters_a_paragraph", "repeats", "shared_across"),
    *("dated_paragraphs", "claims", "names_share", "numbers_share", "lead_echo"),
)
_OF_CLAUSE = (
    *("clause", "clause_letters", "last_clause", "opening", "promise", "leaning", "subject", "after_stop"),
    "clause_repeats",
)
_OF_SENTENCE = (
    *("in_first_sentence", "sentence", "paragraph", "in_paragraph", "sentence_letters", "sentence_repeats"),
    *("sentence_echo", "paragraph_echo"),
)
_OF_PAIR = (
    *("count", "paragraphs_with", "heads_with", "letters_before", "share_before", "in_sentence", "in_clause"),
    *("in_word", "digit", "bracketed", "quoted", "left_count", "right_count"),
)
NAMES = (
    *_OF_PAIR,
    *_OF_CLAUSE,
    *_OF_SENTENCE,
    *(f"first_{name}" for name in _CLASSES),
    *(f"second_{name}" for name in _CLASSES),
    *SHAPE,
)


def features(
    sentences: Sequence[Sentence],
    clauses: Sequence[Sequence[Clause]],
    tagged: Sequence[Sequence[tuple[str, str]]],
    pairs: Pairs,
) -> Matrix:
    """Return one row a kind of pair, columns as in NAMES; kinds that never stand within a sentence get zeros."""
    counted = _count(sentences, clauses, pairs)
    classes, words = _word_columns(tagged, pairs)
    rows, at = counted.rows, counted.at
    of_sentence, lead_echo = _sentence_table(counted)
    blocks = (
        _pair_table(counted, sentences, pairs, words),
        _clause_table(counted)[counted.of_clause[at]],
        of_sentence[counted.of_letter[at]],
    )
    out = np.zeros((pairs.size, len(NAMES)))
    wide = 0
    for block in blocks:
        out[rows, wide : wide + block.shape[1]] = block
        wide += block.shape[1]
    out[rows, wide + classes[at]] = 1.0
    out[rows, wide + len(_CLASSES) + classes[at + 1]] = 1.0
    shape = _shape(sentences, pairs, counted.kinds_in, counted.heads, classes, lead_echo)
    out[rows, wide + 2 * len(_CLASSES) :] = shape
    return out


@dataclass(frozen=True, slots=True)
class _Counts:
    """What several features need. rows: kinds that stand within a sentence; at: where each of them stands first.

    of_letter, of_clause: sentence and clause of each letter. paragraph, place, heads, letters: of each sentence.
    count_at: logarithm of how often the pair at each place stands. kinds_in, head_counts: of each kind.
    """

    rows: Ints
    at: Ints
    of_letter: Ints
    of_clause: Ints
    clause: _Clauses
    paragraph: Ints
    place: Ints
    heads: NDArray[np.bool_]
    letters: Ints
    log_count: Matrix
    count_at: Matrix
    echoed: Matrix
    kinds_in: Ints
    head_counts: Ints


def _count(sentences: Sequence[Sentence], clauses: Sequence[Sequence[Clause]], pairs: Pairs) -> _Counts:
    places = np.flatnonzero(pairs.within)
    kinds = pairs.kind[places]
    first = np.full(pairs.size, -1, dtype=np.intp)
    first[kinds[::-1]] = places[::-1]
    rows = np.flatnonzero(first >= 0)
    letters = np.diff(pairs.letter[pairs.base])
    of_letter = np.repeat(np.arange(len(sentences)), letters)
    paragraph, place, heads = _paragraphs(sentences)
    clause = _clause_columns(clauses, pairs)
    log_count = np.log1p(pairs.count)
    kinds_in = _paragraphs_with(kinds, paragraph[of_letter[places]], pairs.size)
    return _Counts(
        rows=rows,
        at=first[rows],
        of_letter=of_letter,
        of_clause=np.repeat(np.arange(len(clause.letters)), clause.letters),
        clause=clause,
        paragraph=paragraph,
        place=place,
        heads=heads,
        letters=letters,
        log_count=log_count,
        count_at=np.where(pairs.within, log_count[pairs.kind], 0.0),
        echoed=np.where(pairs.within, kinds_in[pairs.kind] > 1, 0.0),
        kinds_in=kinds_in,
        head_counts=np.bincount(kinds[heads[of_letter[places]]], minlength=pairs.size),
    )


def _pair_table(counted: _Counts, sentences: Sequence[Sentence], pairs: Pairs, words: Ints) -> Matrix:
    rows, at, count_at = counted.rows, counted.at, counted.count_at
    begins = pairs.letter[pairs.base[:-1]]
    bracketed, quoted = _enclosed(sentences, pairs)
    table = np.empty((len(_OF_PAIR), len(rows)))
    table[0] = counted.log_count[rows]
    table[1] = np.log1p(counted.kinds_in[rows])
    table[2] = np.log1p(counted.head_counts[rows])
    table[3] = np.log1p(at)
    table[4] = at / max(len(pairs.codes), 1)
    table[5] = np.log1p(at - begins[counted.of_letter[at]])
    table[6] = np.log1p(at - counted.clause.starts[counted.of_clause[at]])
    table[7] = words[at] == words[at + 1]
    table[8] = pairs.codes[at] < 0x80
    table[9] = bracketed[at]
    table[10] = quoted[at]
    table[11] = count_at[np.maximum(at - 1, 0)]
    table[12] = count_at[np.minimum(at + 1, len(count_at) - 1)]
    return table.T


def _clause_table(counted: _Counts) -> Matrix:
    clause = counted.clause
    table = np.empty((len(clause.letters), len(_OF_CLAUSE)))
    table[:, 0] = np.log1p(clause.number)
    table[:, 1] = np.log1p(clause.letters)
    table[:, 2:8] = clause.flags
    repeats = np.bincount(counted.of_clause[:-1], counted.count_at, len(clause.letters))
    table[:, 8] = repeats / np.maximum(clause.letters, 1)
    return table


def _sentence_table(counted: _Counts) -> tuple[Matrix, float]:
    """Return the columns of each sentence, and how much of the first one other paragraphs take up."""
    paragraph, inside = counted.paragraph, counted.of_letter[:-1]
    count, many = len(paragraph), int(paragraph[-1]) + 1
    numbers = np.arange(count)
    long = np.maximum(counted.letters, 1)
    # The share of a sentence's and of a paragraph's pairs that other paragraphs print too.
    echo = np.bincount(inside, counted.echoed, count) / long
    sizes = np.bincount(paragraph, counted.letters, many)
    paragraph_echo = np.bincount(paragraph[inside], counted.echoed, many) / np.maximum(sizes, 1)
    table = np.empty((count, len(_OF_SENTENCE)))
    table[:, 0] = numbers == 0
    table[:, 1] = np.log1p(numbers)
    table[:, 2] = paragraph / max(many - 1, 1)
    table[:, 3] = np.log1p(counted.place)
    table[:, 4] = np.log1p(counted.letters)
    table[:, 5] = np.bincount(inside, counted.count_at, count) / long
    table[:, 6] = echo
    table[:, 7] = paragraph_echo[paragraph]
    return table, float(echo[0])


def _shape(  # noqa: PLR0913, PLR0917 - what features() has counted already
    sentences: Sequence[Sentence],
    pairs: Pairs,
    kinds_in: NDArray[np.intp],
    heads: NDArray[np.bool_],
    classes: NDArray[np.intp],
    lead_echo: float,
) -> tuple[float, ...]:
    """Return what kind of article it is, as in SHAPE. heads: the sentences that open a paragraph."""
    paragraphs = int(heads.sum())
    letters = len(pairs.codes)
    present = max(int((kinds_in > 0).sum()), 1)
    opens = [sentence.text[:40] for sentence, head in zip(sentences, heads.tolist(), strict=True) if head]
    claims = sum(len(_CLAIMS.findall(sentence.text)) for sentence in sentences)
    return (
        float(np.log(paragraphs)),
        float(np.log1p(letters)),
        float(np.log(len(sentences) / paragraphs)),
        float(np.log1p(letters / paragraphs)),
        float(pairs.count.sum() / present),
        float((kinds_in > 1).sum() / present),
        sum(_DATED.search(text) is not None for text in opens) / paragraphs,
        10.0 * claims / letters,
        float((classes == _NAME).mean()),
        float((classes == _NUMBER).mean()),
        lead_echo,
    )


def _paragraphs_with(kinds: NDArray[np.intp], paragraph: NDArray[np.intp], size: int) -> NDArray[np.intp]:
    """Return in how many paragraphs each kind of pair stands. kinds, paragraph: of every pair within a sentence."""
    wide = int(paragraph.max(initial=0)) + 1
    if size * wide <= _SMALL_TABLE:
        stands = np.zeros((size, wide), dtype=bool)
        stands[kinds, paragraph] = True
        return np.asarray(stands.sum(axis=1))
    return np.bincount(np.unique(kinds * wide + paragraph) // wide, minlength=size)


def _paragraphs(sentences: Sequence[Sentence]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
    """Return of each sentence: its paragraph (renumbered from 0), its place in it, whether it opens one."""
    numbers = np.array([sentence.paragraph for sentence in sentences], dtype=np.intp)
    heads = np.ones(len(numbers), dtype=bool)
    heads[1:] = numbers[1:] != numbers[:-1]
    paragraph = np.cumsum(heads) - 1
    places = np.arange(len(numbers)) - np.flatnonzero(heads)[paragraph]
    return paragraph, places, heads


@dataclass(frozen=True, slots=True)
class _Clauses:
    """Columns over all clauses of the article: first letter, letters, number in its sentence, flags from `last` on."""

    starts: NDArray[np.intp]
    letters: NDArray[np.intp]
    number: NDArray[np.intp]
    flags: NDArray[np.intp]


def _clause_columns(clauses: Sequence[Sequence[Clause]], pairs: Pairs) -> _Clauses:
    rows = [
        (base + clause.end, number, number == len(parts) - 1, *_flags(clause))
        for base, parts in zip(pairs.base.tolist(), clauses, strict=False)
        for number, clause in enumerate(parts)
    ]
    table = np.array(rows, dtype=np.intp)
    ends = pairs.letter[table[:, 0]]
    starts = np.concatenate(([0], ends[:-1]))
    return _Clauses(starts, ends - starts, table[:, 1], table[:, 2:])


def _flags(clause: Clause) -> tuple[bool, ...]:
    return (clause.opening, clause.promise, clause.leaning, clause.subject, clause.after_stop)


def _word_columns(
    tagged: Sequence[Sequence[tuple[str, str]]], pairs: Pairs
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return of each letter the class of its word and the word's number."""
    class_of = _class_of()
    sizes = [len(word) for words in tagged for word, _ in words]
    kinds = [class_of.get(tag, _FUNCTION) for words in tagged for _, tag in words]
    bounds = pairs.letter[np.cumsum([0, *sizes])]
    numbers = np.repeat(np.arange(len(sizes)), np.diff(bounds))
    return np.array(kinds, dtype=np.intp)[numbers], numbers


@cache
def _class_of() -> dict[str, int]:
    return {tag: number for number, tags in enumerate(_TAGS) for tag in tags.split()}


def _enclosed(sentences: Sequence[Sentence], pairs: Pairs) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell of each letter whether it stands in （）, and whether in quotation marks or 《》."""
    text = "".join(sentence.text for sentence in sentences)
    bracketed = np.zeros(len(pairs.codes) + 1, dtype=bool)
    quoted = bracketed.copy()
    for pattern, inside in ((_BRACKETED, bracketed), (_QUOTED, quoted)):
        for match in pattern.finditer(text):
            inside[pairs.letter[match.start()] : pairs.letter[match.end()]] = True
    return bracketed, quoted
