"""WeasyPrint, imported without what it does not need here: half the processor time of its import.

It looks for each system library by several names, and cffi starts ldconfig and the C compiler for each that is not
there, before the name that Linux knows is tried. It imports fontTools' subsetter, of which it makes no use where
HarfBuzz makes the subsets. Where a stand-in does not do, the import is made again the plain way.
"""

from __future__ import annotations

import ctypes.util
import gc
import importlib
import logging
import sys
import warnings
from contextlib import contextmanager, redirect_stdout, suppress
from copy import copy
from functools import lru_cache
from io import StringIO
from types import ModuleType
from typing import TYPE_CHECKING, Any

from briefing.errors import RenderError
from briefing.render.fontdata import view_fonts
from briefing.render.fonts import demand_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["engine", "fonts", "undisturbed", "without_notes"]

_SUBSET, _INSTANCER = "fontTools.subset", "fontTools.varLib.instancer"


@lru_cache(maxsize=1)
def engine() -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Return WeasyPrint. Raises RenderError that says what this machine lacks."""
    try:
        # Without Pango it prints a notice to standard output, which is for JSON; the error below says what is needed.
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.simplefilter("ignore")
            if "weasyprint" not in sys.modules and sys.platform == "linux":
                with suppress(ImportError, OSError, AttributeError), _lighter():
                    import weasyprint  # noqa: PLC0415 - half a second, only where a page is drawn
            import weasyprint  # noqa: PLC0415 - see above
    except (ImportError, OSError) as error:
        msg = (
            "the page cannot be drawn: Pango or HarfBuzz is missing. "
            "Install them: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        )
        raise RenderError(msg) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    demand_cjk()
    view_fonts()
    return weasyprint


@lru_cache(maxsize=1)
def fonts() -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Return the fonts of this machine, as all pages share them."""
    engine()
    return importlib.import_module("weasyprint.text.fonts").FontConfiguration()


@lru_cache(maxsize=1)
def without_notes() -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Return the class of HTML documents that have no footnotes (CSS GCPM).

    WeasyPrint's own style sheet gives every element five pseudo-elements for them, each with a style to be worked out.
    """
    plain: Any = engine().HTML

    class Page(plain):  # type: ignore[misc]  # see above
        """A document whose elements have no notes."""

        def _ua_stylesheets(self, *settings: Any) -> Any:  # noqa: ANN401 - see above
            return [_less_notes(sheet) for sheet in super()._ua_stylesheets(*settings) or ()]

    return Page if hasattr(plain, "_ua_stylesheets") else plain


@lru_cache(maxsize=4)
def _less_notes(sheet: Any) -> Any:  # noqa: ANN401 - see above
    lean = copy(sheet)
    lean.matcher = copy(sheet.matcher)
    lean.matcher.other_selectors = [each for each in sheet.matcher.other_selectors if "note" not in (each[3] or "")]
    return lean


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let no garbage be looked for meanwhile: a page is a hundred thousand objects that all stay until it is drawn."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextmanager
def _lighter() -> Iterator[None]:
    """Let imports find libraries by their Linux names alone, and fontTools' heavy parts wait until they are used."""
    find = ctypes.util.find_library
    ctypes.util.find_library = _nowhere
    waiting = [name for name in (_SUBSET, _INSTANCER) if name not in sys.modules]
    for name in waiting:
        sys.modules[name] = _Waiting(name)
    try:
        yield
    finally:
        ctypes.util.find_library = find
        for name in waiting:
            if isinstance(sys.modules.get(name), _Waiting):
                del sys.modules[name]
            parent, _, own = name.rpartition(".")
            with suppress(KeyError, AttributeError):
                if isinstance(getattr(sys.modules[parent], own), _Waiting):
                    delattr(sys.modules[parent], own)


def _nowhere(name: str) -> str | None:
    del name
    return None


class _Waiting(ModuleType):
    """Stands for a module that is imported when one of its functions is called."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*values: Any, **named: Any) -> Any:  # noqa: ANN401 - see above
            return getattr(importlib.import_module(self.__name__), name)(*values, **named)

        return called
