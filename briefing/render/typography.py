"""Chinese typography (中文排版): safe characters, thin spaces, and what may not be broken.

Only white space and mark-up are added, so the printed words stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup, escape

from briefing.text.spacing import NUMBER, spaced

__all__ = ["MARK", "plain", "safe", "typeset"]

# The word joiner that stands before a reference mark.
MARK = "\u2060"
# A sign for a character that no font here can draw, as printers use it.
GETA = "〓"
_SWAP = {
    # U+2011 sends the line breaker through every font there is: 55 s for one page.
    "\u2011": "-", "\u2010": "-", "\u00ad": "", "\u00a0": " ", "\u202f": " ", "\u3164": " ", "\u2800": " ",
    "\ufeff": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufffc": "", "\ufffd": GETA,
}
# What the faces we demand can draw; the rest is asked of the font file.
_COMMON = re.compile(
    r"[\x20-\x7e\u00a1-\u00ac\u00ae-\u00ff\u2013-\u2027\u2030-\u2033\u2103\u2160-\u216b\u2190-\u2193\u2460-\u249b"
    r"\u25a0\u25a1\u25b2\u25b3\u25bc\u25bd\u25c6\u25c7\u25cb\u25cf\u2605\u2606\u3000-\u303f\u3041-\u3096\u30a0-\u30ff"
    r"\u3400-\u4db5\u4e00-\u9fd5\uff01-\uff5e\uffe5]*"
)
_HEAVY = 4000
# Marks as wide as a Han character whose one half is blank.
_OPENING, _CLOSING = "“‘（《〈「『【〔", "”’）》〉」』】〕，。、；：！？"
_MARK = f"(?P<mark>[{_OPENING}{_CLOSING}])"
# The last Han characters of a text with the marks behind them, by how many they are.
_TAIL = {count: re.compile(rf"[\u4e00-\u9fff]{{{count}}}[{_CLOSING}]*$") for count in (2, 4)}


def safe(text: str) -> str:
    """Return the text with what cannot be drawn made harmless: controls dropped, odd hyphens and spaces plain.

    A character that no face here has becomes 〓; two runs give the same.
    """
    if _COMMON.fullmatch(text):
        return text
    return "".join(_safe_character(character) for character in text)


@lru_cache(maxsize=4096)
def _safe_character(character: str) -> str:
    if character in _SWAP:
        return _SWAP[character]
    if character in "\t\n\r\v\f\u2028\u2029":
        return " "
    kind = unicodedata.category(character)
    if kind in ("Cc", "Cf", "Cs", "Mn", "Me") or "\ufe00" <= character <= "\ufe0f":
        return ""
    if kind in ("Co", "Cn"):
        return GETA
    if _COMMON.fullmatch(character):
        return character
    from briefing.render.fonts import draws  # noqa: PLC0415 - a font file is opened for rare characters only

    return character if draws(character) else GETA


def plain(text: str) -> str:
    """Return the text safe and on one line, without typography; for titles, attributes and printed lines."""
    return safe(str(text)).strip()


def typeset(
    text: str, names: frozenset[str] = frozenset(), *, opens: bool = False, follows: str = "", ends: int = 0
) -> Markup:
    """Return the text as HTML: thin spaces between Han and Latin or digits; numbers, units and names unbroken.

    Marks that stand beside each other are set half as wide (标点挤压), so are one that opens a line and one before
    a reference mark. names: people of the brief. opens: it begins a line. follows: what is set after it, MARK for a
    reference mark. ends: so many characters at its end stay together, so that none stands alone on the last line.
    """
    text = safe(text)
    if len(text) > _HEAVY:
        return escape(text)
    text = spaced(text)
    end = _TAIL[ends].search(text) if ends in _TAIL else None
    cut = end.start() if end else 0
    # A name or a number that reaches beyond holds together by itself.
    if cut and not any(match.start() < cut < match.end() for match in _keep(names).finditer(text)):
        rest, tail = text[:cut], text[cut:]
        kept = Markup('<span class="nb">{}</span>').format(_marked(tail, names, follows=follows))
        return _marked(rest, names, opens=opens, follows=tail) + kept
    return _marked(text, names, opens=opens, follows=follows)


def _marked(text: str, names: frozenset[str], *, opens: bool = False, follows: str = "") -> Markup:
    """Return the text as HTML, its spaces set already."""
    parts = []
    at = 0
    for match in _keep(names).finditer(text):
        squeezed = match.lastgroup is not None and _is_squeezed(match, text + follows[:1], opens=opens)
        if len(match.group()) < 2 and not squeezed:
            continue
        parts.append(escape(text[at : match.start()]))
        parts.append(Markup('<span class="{}">{}</span>').format("hw" if squeezed else "nb", match.group()))
        at = match.end()
    parts.append(escape(text[at:]))
    return Markup("").join(parts)


def _is_squeezed(match: re.Match[str], text: str, *, opens: bool) -> bool:
    """Tell whether a mark gives up its blank half: ”， （“ and at the ends."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match.group() in _OPENING:
        return before in _OPENING if before else opens
    return bool(after) and after in _OPENING + _CLOSING + MARK


@lru_cache(maxsize=8)
def _keep(names: frozenset[str]) -> re.Pattern[str]:
    known = sorted((name for name in names if 2 <= len(name) <= 8), key=lambda name: (-len(name), name))
    people = "|".join(map(re.escape, known[:200]))
    return re.compile("|".join(filter(None, (_MARK, people, NUMBER))))
