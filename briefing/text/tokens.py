"""Words (分词): one tokenizer a process.

rjieba is the default: on news text of 560 characters it cuts 5.1 million and tags 2.4 million
characters a second, jieba cuts 0.26 million (`tests/bench/rank.py` measures both); their words are
the same but for unknown names. jieba is kept for offices with a user dictionary (用户词典).
"""

from __future__ import annotations

import logging
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefing.errors import ConfigError
from briefing.registry import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["TOKENIZERS", "Tokenizer", "is_no_word", "tokenizer"]

TOKENIZERS = ("rjieba", "jieba")


class Tokenizer(Protocol):
    """What a tokenizer gives; the words, joined, are the text."""

    def words(self, text: str) -> list[str]:
        """Return the words in order, punctuation and white space among them."""

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """Return the words with their tags (jieba's set: n, nr, v, x for marks …)."""


@cache
def tokenizer(name: str = "rjieba", user_dictionary: str = "") -> Tokenizer:
    """Return the tokenizer of that name, loaded once a process.

    Raises ConfigError for an unknown name, a dictionary that cannot be read, or one given to rjieba.
    """
    if name not in TOKENIZERS:
        msg = f'rank.tokenizer = "{name}" is not a tokenizer.{suggest(name, TOKENIZERS)}'
        raise ConfigError(msg)
    if name == "jieba":
        return _Jieba(user_dictionary)
    if user_dictionary:
        msg = f'rank.user_dictionary = "{user_dictionary}" needs rank.tokenizer = "jieba".'
        raise ConfigError(msg)
    return _Rjieba()


def is_no_word(text: str) -> bool:
    """Tell whether the dictionary has neither the text as a word nor one that begins it; names of people are none."""
    return all(len(word) == 1 or tag.startswith("nr") for word, tag in tokenizer().tagged(text))


class _Rjieba:
    """jieba's dictionary and method, compiled.

    The instance that rjieba makes as it is imported: another one would read the dictionary again, 150 ms and 40 MB.
    Nothing here adds words to it.
    """

    __slots__ = ("_own",)

    def __init__(self) -> None:
        import rjieba  # noqa: PLC0415 - 150 ms that `--help` need not pay

        self._own = rjieba

    def words(self, text: str) -> list[str]:
        return list(self._own.cut(text))

    def tagged(self, text: str) -> list[tuple[str, str]]:
        return list(self._own.tag(text))


class _Jieba:
    """jieba itself, an instance of its own, so a user's words reach nobody else."""

    __slots__ = ("_own", "_tagger")

    def __init__(self, user_dictionary: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pkg_resources is deprecated, and jieba 0.42.1 imports it
            import jieba  # noqa: PLC0415 - half a second that rjieba's users need not pay
            from jieba import posseg  # noqa: PLC0415
        logging.getLogger(jieba.__name__).setLevel(logging.WARNING)
        self._own = jieba.Tokenizer()
        self._own.initialize()
        if user_dictionary:
            _load(self._own, Path(user_dictionary))
        self._tagger = posseg.POSTokenizer(self._own)

    def words(self, text: str) -> list[str]:
        return list(self._own.cut(text))

    def tagged(self, text: str) -> list[tuple[str, str]]:
        return [(pair.word, pair.flag) for pair in self._tagger.cut(text)]


def _load(own: object, path: Path) -> None:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        msg = f"{path}: cannot read the user dictionary ({error.strerror}). Give rank.user_dictionary a readable file."
        raise ConfigError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path}: the user dictionary is not UTF-8 (byte {error.start}). Save it as UTF-8, one word a line."
        raise ConfigError(msg) from error
    for word, count, tag in _entries(lines, path):
        own.add_word(word, count, tag)  # type: ignore[attr-defined] # jieba has no types


def _entries(lines: list[str], path: Path) -> Iterator[tuple[str, int | None, str | None]]:
    """Yield the entry of each line `word [count] [tag]`, as jieba's manual has it."""
    for number, line in enumerate(lines, 1):
        parts = line.split()
        if not parts or parts[0].startswith("#"):
            continue
        word, rest = parts[0], parts[1:]
        count = int(rest.pop(0)) if rest and rest[0].isdecimal() else None
        tag = rest.pop(0) if rest else None
        if rest or (tag is not None and not tag.isascii()):
            msg = f"{path}, line {number}: {line.strip()!r} is not an entry. Write: word [count] [tag]."
            raise ConfigError(msg)
        yield word, count, tag
