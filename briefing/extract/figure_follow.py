"""A place in a row told in a sentence of its own (增速居全省第3位。) for the one figure of the sentence before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.extract.figure_rank import ranks
from briefing.extract.figure_view import view
from briefing.passage import Passage

if TYPE_CHECKING:
    import datetime as dt

    from briefing.model import Figure

__all__ = ["ranked_next"]

# 增速居…, 总量稳居…: nothing but the side of the figure that is ranked.
_SIDE = re.compile(r"(?:其中，?|其)?(?P<side>增速|增幅|涨幅|总量|规模|总额)(?:和|、|均|分别|继续|一直|稳|也|已)*")


def ranked_next(figure: Figure, sentence: Passage, date: dt.date | None) -> Figure:
    """Return the figure with the places that the sentence behind it tells of its growth or level, else as it is.

    figure: the only one of the sentence before; date: of the edition. A sentence with a number of its own tells none.
    """
    seen = view(sentence, date)
    places = ranks(seen.text)
    side = _SIDE.match(seen.text)
    if figure.ranks or not places or side is None or side.end() != places[0].start:
        return figure
    if any(not any(rank.start <= number.start < rank.end for rank in places) for number in seen.quantities):
        return figure
    grew = side["side"] in ("增速", "增幅", "涨幅")
    if figure.change_percent is None if grew else figure.value is None or figure.unit == "%":
        return figure
    told = tuple(Passage.join((seen.printed(*rank.scope), seen.printed(*rank.place))) for rank in places)
    return replace(figure, ranks=told, also=(*figure.also, sentence))
