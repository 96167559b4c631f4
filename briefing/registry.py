"""Tables of backends: a name stands for "module:function", loaded on first use.

No import side effects and no decorators: a table is a plain dictionary in the
`__init__` of its stage, and the heavy module is imported only when chosen.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Table", "suggest"]


def suggest(name: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "…"? Known: ….` for an unknown name."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f' Did you mean "{near[0]}"?' if near else ""
    return f"{hint} Known: {', '.join(names)}."


class Table:
    """Backends of one kind by name (后端表)."""

    __slots__ = ("_kind", "_places")

    def __init__(self, kind: str, places: Mapping[str, str]) -> None:
        """Keep `places`, name → "module:function"; kind is the word for messages ("ranker")."""
        self._kind = kind
        self._places = dict(places)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names in the order of the table."""
        return iter(self._places)

    def __contains__(self, name: object) -> bool:
        """Tell whether the name is known."""
        return name in self._places

    def check(self, name: str, where: str = "") -> str:
        """Return the name, or raise ConfigError with the nearest known one. where: setting or flag, for the message."""
        if name in self._places:
            return name
        place = f"{where} = " if where else ""
        msg = f'{place}"{name}" is not a {self._kind}.{suggest(name, self._places)}'
        raise ConfigError(msg)

    def load(self, name: str, where: str = "") -> Any:  # noqa: ANN401 - each stage gives its own callable type
        """Return the function behind the name, importing its module now."""
        module, _, function = self._places[self.check(name, where)].partition(":")
        return getattr(import_module(module), function)
