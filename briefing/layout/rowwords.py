"""What the words of a row say by themselves, where rows meet, and below which titles they stand."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from briefing.layout.cohesion import closes_unopened, joins_word, left_open
from briefing.layout.furniture import names_box, names_roundup
from briefing.layout.vocabulary import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]

__all__ = ["beside", "joints", "known", "numbers", "titles_above", "words_of"]

_COMMAS = re.compile("[，；,;]")
_SEPARATORS = re.compile("[、；]")
_POINTS = re.compile("[，。；：、]")
_FUNCTION = re.compile("[的了在是和也将这为与对从把被于]")
# A pair of characters is one number: the first shifted by the bits of any character, and the second.
_BITS = 21
# Rows below the title of a box or a roundup that are near it, and that may still belong to it.
_BOX_NEAR, _ROUNDUP_NEAR, _ROUNDUP_FAR = 12, 8, 45


def numbers(values: Iterable[int]) -> Numbers:
    """Return whole numbers and flags as an array."""
    return np.fromiter(values, dtype=np.intp)


def beside(numbers: Numbers, edge: int) -> tuple[Numbers, Numbers]:
    """Return the numbers of the rows before and of the rows below, `edge` where there is none."""
    return np.concatenate(([edge], numbers[:-1])), np.concatenate((numbers[1:], [edge]))


def words_of(texts: Sequence[str]) -> dict[str, Numbers]:
    """Return the signs of what the words of a row say by themselves."""
    found = {name: numbers(test(text) for text in texts) for name, test in WORDS.items()}
    for name in WORDS:
        found[name + "<"], found[name + ">"] = beside(found[name], 0)
    commas = [len(_COMMAS.findall(text)) for text in texts]
    found["commas"] = np.minimum(2, commas)
    found["comma"] = np.minimum(1, commas)
    found["marks"] = numbers(min(3, len(_SEPARATORS.findall(text))) for text in texts)
    lengths = np.array([len(text) for text in texts])
    found["size"] = np.minimum(3, lengths // 5)
    found["small"] = (lengths <= 12).astype(np.intp)
    found["inner"] = numbers("。" in text[:-1] for text in texts)
    found["tail"] = numbers(text[0] in "，。；：！？、”）》」" for text in texts)
    found["digit"] = numbers(text[0].isdigit() for text in texts)
    found["function"] = numbers(_FUNCTION.search(text) is not None for text in texts)
    return found


def joints(texts: Sequence[str]) -> dict[str, Numbers]:
    """Return the signs of where rows meet: words and quotations that run on, marks that are near."""
    joins = numbers((False, *(joins_word(above, below) for above, below in pairwise(texts))))
    across = [(ord(above[-1]) << _BITS) | ord(below[0]) for above, below in pairwise(texts)]
    opened = [bool(left_open(text)) for text in texts]
    pointed = [_POINTS.search(text) is not None for text in texts]
    return {
        "joins": joins,
        "joins>": np.concatenate((joins[1:], [0])),
        "pair": np.concatenate(([0], np.isin(across, _pairs(texts)[0]))).astype(np.intp),
        "open": numbers((False, *opened[:-1])),
        "closes": numbers(bool(closes_unopened(text)) for text in texts),
        "pointed": _since(pointed),
        "pointed>": _since(pointed[::-1])[::-1],
    }


def known(texts: Sequence[str]) -> Numbers:
    """Return how many fifths of a row's pairs of characters the page has elsewhere."""
    pairs, rows = _pairs(texts)
    _, places, often = np.unique(pairs, return_inverse=True, return_counts=True)
    again = np.bincount(rows[often[places] > 1], minlength=len(texts))
    return 5 * again // np.maximum(1, np.bincount(rows, minlength=len(texts)))


def _pairs(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Return the pairs of characters of all rows, each as a number, and their rows."""
    characters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.intp)
    rows = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    inside = rows[:-1] == rows[1:]
    return ((characters[:-1] << _BITS) | characters[1:])[inside], rows[:-1][inside]


def titles_above(texts: Sequence[str]) -> dict[str, Numbers]:
    """Return the signs of the titles of boxes and roundups that a row stands below."""
    return {"boxed": _below_boxes(texts), "rounded": _below_roundups(texts)}


def _below_boxes(texts: Sequence[str]) -> Numbers:
    """Return how each row stands to the title of a box above it, no sentence having ended between."""
    far, ended, found = 0, True, []
    for text in texts:
        found.append(0 if ended or far >= _BOX_NEAR else 1 if far == 0 else 2)
        if names_box(text):
            far, ended = 0, False
        else:
            far += 1
            ended = ended or "。" in text
    return np.array(found, dtype=np.intp)


def _below_roundups(texts: Sequence[str]) -> Numbers:
    """Return how each row stands to the title of a roundup above it."""
    titles = [names_roundup(text) for text in texts]
    if not any(titles):
        return np.zeros(len(texts), dtype=np.intp)
    far, found = _ROUNDUP_FAR, []
    for title in titles:
        found.append(1 if far == 0 else 2 if far < _ROUNDUP_NEAR else 3 if far < _ROUNDUP_FAR else 4)
        far = 0 if title else far + 1
    return np.array(found, dtype=np.intp)


def _since(flags: Sequence[bool]) -> Numbers:
    """Return how many rows it is since the last flag, 3 at most."""
    far, found = 3, []
    for flag in flags:
        far = 0 if flag else min(3, far + 1)
        found.append(far)
    return np.array(found, dtype=np.intp)
