"""textrank4zh, the library of that name, behind the contract of this stage.

Two things are adapted, both here. The library calls `networkx.from_numpy_matrix`, which networkx 3 no
longer has: its sorting function runs with a `nx` of ours in place of its own, and nothing is patched that
others could see. And it cuts sentences itself and keys results by their text: it is given our
sentences one by one, and its numbers are read back by position, so duplicates stay apart.
"""

from __future__ import annotations

import logging
import warnings
from functools import cache
from types import FunctionType, SimpleNamespace
from typing import TYPE_CHECKING, Any

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import RankConfig
    from briefing.model import Sentence

__all__ = ["score"]


@cache
def _library() -> tuple[Any, Any]:
    """Return the library's word cutter and its sentence sorter, the latter on today's networkx."""
    try:
        with warnings.catch_warnings():
            # jieba 0.42.1 imports pkg_resources; the library has old escapes and leaves its stop words open.
            warnings.simplefilter("ignore")
            import jieba  # noqa: PLC0415 - a second that the other rankers need not pay
            import networkx as nx  # noqa: PLC0415
            from textrank4zh import util  # noqa: PLC0415
            from textrank4zh.Segmentation import WordSegmentation  # noqa: PLC0415

            cutter = WordSegmentation()
    except ImportError as error:
        msg = f'rank.method = "textrank4zh" needs the library {error.name}: pip install textrank4zh networkx scipy.'
        raise ConfigError(msg) from error
    logging.getLogger(jieba.__name__).setLevel(logging.WARNING)
    ours = SimpleNamespace(from_numpy_matrix=nx.from_numpy_array, pagerank=nx.pagerank)
    theirs = util.sort_sentences
    sorter = FunctionType(theirs.__code__, {**vars(util), "nx": ours}, theirs.__name__, theirs.__defaults__)
    return cutter, sorter


def score(sentences: Sequence[Sentence], config: RankConfig, title: str = "") -> tuple[float, ...]:  # noqa: ARG001 - the stage's signature
    """Return the library's PageRank of each sentence by position; empty input gives an empty tuple."""
    if not sentences:
        return ()
    cutter, sorter = _library()
    texts = [sentence.text for sentence in sentences]
    words = cutter.segment_sentences(texts, lower=False, use_stop_words=True, use_speech_tags_filter=False)
    out = [0.0] * len(texts)
    for item in sorter(texts, words):
        out[item.index] = float(item.weight)
    return tuple(out)
