"""What the learned ranker knows of a character pair: where it stands, what it is, how often, in what article.

One row a kind of pair, told of its first occurrence unless said otherwise. Everything is counted from
the text; no list of names or subjects is used. Logarithms keep long articles in the range of short ones.
"""

from __future__ import annotations

import math
import re
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from briefing.rank.codes import CLASSES, NAME, NUMBER, class_of_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from briefing.model import Sentence
    from briefing.rank.ground import Ground
    from briefing.rank.pairs import Pairs
    from briefing.rank.units import Clause

    Matrix = NDArray[np.float64]
    Ints = NDArray[np.intp]

__all__ = ["NAMES", "features"]

# Kinds × paragraphs up to which a written-out table is quicker than sorting.
_SMALL_TABLE = 100_000

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
    *(f"first_{name}" for name in CLASSES),
    *(f"second_{name}" for name in CLASSES),
    *SHAPE,
)


def features(ground: Ground, more: int = 0) -> NDArray[np.float32]:
    """Return one row a kind of pair, columns as in NAMES and `more` zeros; what is told of a kind of count 0 is noise.

    Single precision, a column in one run of memory, as the network reads it.
    """
    pairs = ground.pairs
    counted = _count(ground)
    at = counted.at
    out = np.zeros((len(NAMES) + more, pairs.size), dtype=np.float32)
    _tell_pairs(out[: len(_OF_PAIR)], counted, ground)
    wide = len(_OF_PAIR)
    out[wide : wide + len(_OF_CLAUSE)] = _clause_table(counted)[:, counted.of_clause[at]]
    wide += len(_OF_CLAUSE)
    of_sentence, lead_echo = _sentence_table(counted)
    out[wide : wide + len(_OF_SENTENCE)] = of_sentence[:, counted.of_letter[at]]
    wide += len(_OF_SENTENCE)
    each = np.arange(pairs.size)
    out[wide + counted.classes[at], each] = 1.0
    out[wide + len(CLASSES) + counted.classes[at + 1], each] = 1.0
    wide += 2 * len(CLASSES)
    out[wide : wide + len(SHAPE)] = _shape(ground.sentences, counted, lead_echo)[:, None]
    return out.T


class _Counts(NamedTuple):
    """What several features need. at: where each kind of pair stands first.

    of_letter, of_clause, classes, words: sentence, clause, class of word and word of each letter.
    paragraph, place, heads, letters: of each sentence. log_count, kinds_in, head_counts: of each kind.
    log1p: of every number up to that of the letters. count_at: logarithm of how often the pair at each place stands;
    echoed: other paragraphs have it too.
    """

    at: Ints
    of_letter: Ints
    of_clause: Ints
    classes: Ints
    words: Ints
    clause: _Clauses
    paragraph: Ints
    place: Ints
    heads: NDArray[np.bool_]
    letters: Ints
    counts: Ints
    log1p: Matrix
    log_count: Matrix
    count_at: Matrix
    echoed: NDArray[np.bool_]
    kinds_in: Ints
    head_counts: Ints


def _count(ground: Ground) -> _Counts:
    pairs = ground.pairs
    ends = pairs.letter[pairs.base]
    letters = ends[1:] - ends[:-1]
    of_letter = np.arange(len(letters)).repeat(letters)
    paragraph, place, heads = _paragraphs(ground.sentences)
    clause = _clause_columns(ground.clauses, pairs)
    log1p = np.log1p(np.arange(len(pairs.codes) + 1))
    log_count = log1p[pairs.count]
    inside = of_letter[:-1]
    kinds_in = _paragraphs_with(pairs, paragraph[inside])
    classes, words = class_of_codes("".join(ground.codes))
    return _Counts(
        at=pairs.order[pairs.begins],
        of_letter=of_letter,
        of_clause=np.arange(len(clause.letters)).repeat(clause.letters),
        classes=classes[pairs.place],
        words=words[pairs.place],
        clause=clause,
        paragraph=paragraph,
        place=place,
        heads=heads,
        letters=letters,
        counts=pairs.count,
        log1p=log1p,
        log_count=log_count,
        count_at=log_count[pairs.kind],
        echoed=(kinds_in > 1)[pairs.kind],
        kinds_in=kinds_in,
        head_counts=np.bincount(pairs.kind[heads[inside]], minlength=pairs.size),
    )


def _tell_pairs(table: NDArray[np.float32], counted: _Counts, ground: Ground) -> None:
    """Write the rows of `_OF_PAIR`."""
    pairs, at, count_at, log1p = ground.pairs, counted.at, counted.count_at, counted.log1p
    begins = pairs.letter[pairs.base[:-1]]
    bracketed, quoted = _enclosed(ground.sentences, pairs)
    table[0] = counted.log_count
    table[1] = log1p[counted.kinds_in]
    table[2] = log1p[counted.head_counts]
    table[3] = log1p[at]
    table[4] = at / len(pairs.codes)
    table[5] = log1p[at - begins[counted.of_letter[at]]]
    table[6] = log1p[at - counted.clause.starts[counted.of_clause[at]]]
    table[7] = counted.words[at] == counted.words[at + 1]
    table[8] = pairs.codes[at] < 0x80
    table[9] = bracketed[at]
    table[10] = quoted[at]
    table[11] = count_at[np.maximum(at - 1, 0)]
    table[12] = count_at[np.minimum(at + 1, len(count_at) - 1)]


def _clause_table(counted: _Counts) -> Matrix:
    clause = counted.clause
    table = np.empty((len(_OF_CLAUSE), len(clause.letters)))
    table[0] = np.log1p(clause.number)
    table[1] = counted.log1p[clause.letters]
    table[2:8] = clause.flags
    repeats = np.bincount(counted.of_clause[:-1], counted.count_at, len(clause.letters))
    table[8] = repeats / np.maximum(clause.letters, 1)
    return table


def _sentence_table(counted: _Counts) -> tuple[Matrix, float]:
    """Return the columns of each sentence, and how much of the first one other paragraphs take up."""
    paragraph, inside = counted.paragraph, counted.of_letter[:-1]
    count, many = len(paragraph), int(paragraph[-1]) + 1
    numbers = np.arange(count)
    long = np.maximum(counted.letters, 1)
    # The share of a sentence's and of a paragraph's pairs that other paragraphs print too.
    echoes = np.bincount(inside, counted.echoed, count)
    echo = echoes / long
    sizes = np.bincount(paragraph, counted.letters, many)
    paragraph_echo = np.bincount(paragraph, echoes, many) / np.maximum(sizes, 1)
    table = np.empty((len(_OF_SENTENCE), count))
    table[0] = numbers == 0
    table[1] = np.log1p(numbers)
    table[2] = paragraph / max(many - 1, 1)
    table[3] = np.log1p(counted.place)
    table[4] = counted.log1p[counted.letters]
    table[5] = np.bincount(inside, counted.count_at, count) / long
    table[6] = echo
    table[7] = paragraph_echo[paragraph]
    return table, float(echo[0])


def _shape(sentences: Sequence[Sentence], counted: _Counts, lead_echo: float) -> Matrix:
    """Return what kind of article it is, as in SHAPE."""
    letters = len(counted.classes)
    present = max(int(np.count_nonzero(counted.kinds_in)), 1)
    texts = [sentence.text for sentence in sentences]
    opens = [text for text, head in zip(texts, counted.heads.tolist(), strict=True) if head]
    paragraphs = len(opens)
    claims = len(_CLAIMS.findall("\n".join(texts)))
    of_class = np.bincount(counted.classes, minlength=len(CLASSES))
    return np.array(
        (
            math.log(paragraphs),
            math.log1p(letters),
            math.log(len(sentences) / paragraphs),
            math.log1p(letters / paragraphs),
            int(counted.counts.sum()) / present,
            int(np.count_nonzero(counted.kinds_in > 1)) / present,
            sum(_DATED.search(text, 0, 40) is not None for text in opens) / paragraphs,
            10.0 * claims / letters,
            int(of_class[NAME]) / letters,
            int(of_class[NUMBER]) / letters,
            lead_echo,
        )
    )


def _paragraphs_with(pairs: Pairs, paragraph: Ints) -> Ints:
    """Return in how many paragraphs each kind of pair stands. paragraph: of every pair."""
    wide = int(paragraph.max(initial=0)) + 1
    if pairs.size * wide <= _SMALL_TABLE:
        # A row a paragraph: adding up long rows is quicker than adding up within short ones.
        stands = np.zeros((wide, pairs.size), dtype=np.uint8)
        stands[paragraph, pairs.kind] = 1
        out: Ints = stands.sum(axis=0, dtype=np.intp)
    else:
        out = np.bincount(np.unique(pairs.kind * wide + paragraph) // wide, minlength=pairs.size)
    out[pairs.count == 0] = 0
    return out


def _paragraphs(sentences: Sequence[Sentence]) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Return of each sentence: its paragraph (renumbered from 0), its place in it, whether it opens one."""
    heads: list[bool] = []
    places: list[int] = []
    last, place = -1, 0
    for sentence in sentences:
        head = sentence.paragraph != last
        last, place = sentence.paragraph, 0 if head else place + 1
        heads.append(head)
        places.append(place)
    opens = np.array(heads)
    return opens.cumsum() - 1, np.array(places), opens


class _Clauses(NamedTuple):
    """Columns over all clauses of the article: first letter, letters, number in its sentence, flags from `last` on."""

    starts: Ints
    letters: Ints
    number: Ints
    flags: Ints


_FLAGS = attrgetter("opening", "promise", "leaning", "subject", "after_stop")


def _clause_columns(clauses: Sequence[Sequence[Clause]], pairs: Pairs) -> _Clauses:
    every = [clause for parts in clauses for clause in parts]
    base = pairs.base.tolist()
    closes = [at + clause.end for at, parts in zip(base, clauses, strict=False) for clause in parts]
    last = [clause is parts[-1] for parts in clauses for clause in parts]
    number = [place for parts in clauses for place in range(len(parts))]
    flags = np.array((last, *map(list, zip(*map(_FLAGS, every), strict=True))), dtype=np.intp)
    ends = pairs.letter[closes]
    starts = np.zeros_like(ends)
    starts[1:] = ends[:-1]
    return _Clauses(starts, ends - starts, np.array(number), flags)


def _enclosed(sentences: Sequence[Sentence], pairs: Pairs) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell of each letter whether it stands in （）, and whether in quotation marks or 《》."""
    text = "".join([sentence.text for sentence in sentences])
    out = []
    for pattern in (_BRACKETED, _QUOTED):
        inside = np.zeros(len(text), dtype=bool)
        for match in pattern.finditer(text):
            inside[match.start() : match.end()] = True
        out.append(inside[pairs.place])
    return out[0], out[1]
