"""Which faces this machine has, and what they can draw; never print boxes."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache

from briefing.errors import RenderError

__all__ = ["demand_cjk", "draws"]

_FACE = "Noto Sans CJK SC"


@lru_cache(maxsize=1)
def _file() -> tuple[str, int]:
    """Return the font file and the face in it that draws simplified Chinese; ("", 0) if there is none."""
    program = shutil.which("fc-match")
    if program is None:
        return "", 0
    done = subprocess.run(  # noqa: S603 - a fixed command of fontconfig
        [program, "-f", "%{file}\n%{index}\n%{lang}", f"{_FACE}:lang=zh-cn:charset=9547"],
        capture_output=True, text=True, check=False, timeout=20,
    )
    file, _, rest = done.stdout.partition("\n")
    index, _, languages = rest.partition("\n")
    return (file, int(index or 0)) if "zh" in languages else ("", 0)


def demand_cjk() -> None:
    """Raise RenderError where no font draws Chinese: a page of boxes is no brief."""
    if shutil.which("fc-match") is not None and not _file()[0]:
        msg = "no font here draws Chinese; the page would be boxes. Install one: apt-get install fonts-noto-cjk"
        raise RenderError(msg)


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415 - for rare characters only

    file, index = _file()
    if not file:
        return frozenset()
    with TTFont(file, fontNumber=index & 0xFFFF, lazy=True) as font:
        return frozenset(font.getBestCmap())


def draws(character: str) -> bool:
    """Tell whether the Chinese face has the character."""
    return ord(character) in _known()
