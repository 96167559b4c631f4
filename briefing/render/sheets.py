"""Style sheets made ready for paper: rules for the screen left out, custom properties put in where they are used.

WeasyPrint works out each var() anew for each element that it is set on, a tenth of all it does for a page.
"""

from __future__ import annotations

import re

__all__ = ["for_paper"]

_DECLARED = re.compile(r"--[\w-]+\s*:[^;{}]*(?:;|(?=\}))")
_USE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
# A property may be named in the value of another: so many times over, no more.
_DEEPEST = 5


def for_paper(css: str) -> str:
    """Return the style sheet as it holds on paper, in the same order.

    A property that is set for anything but the whole page (:root) is left to be worked out where it is used.
    """
    import tinycss2  # type: ignore[import-untyped]  # noqa: PLC0415 - WeasyPrint brings it, where a page is drawn

    kept = [
        rule
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        if not (rule.type == "at-rule" and rule.lower_at_keyword == "media" and _for_screen(rule.prelude))
    ]
    known: dict[str, str] = {}
    elsewhere: set[str] = set()
    for rule in kept:
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            for each in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if each.type == "declaration" and each.name.startswith("--") and not each.important:
                    known[each.name] = tinycss2.serialize(each.value).strip()
        else:
            elsewhere.update(re.findall(r"(--[\w-]+)\s*:", rule.serialize()))
    text = "\n".join(rule.serialize() for rule in kept)
    for _ in range(_DEEPEST):
        put = _USE.sub(lambda use: known.get(use[1], use[0]) if use[1] not in elsewhere else use[0], text)
        if put == text:
            break
        text = put
    # Every element would inherit what none asks for any more.
    return text if "var(" in text else _DECLARED.sub("", text)


def _for_screen(prelude: object) -> bool:
    import tinycss2  # noqa: PLC0415 - see above

    return bool(tinycss2.serialize(prelude).strip().lower().startswith("screen"))
