"""The state of reading one sentence for figures: where we are, what was found, what the words before a number name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.extract.figure_change import kind_of
from briefing.extract.figure_metric import Name, before_number, is_generic
from briefing.extract.figure_words import AIM, DONE, DONE_PART, PLAN_PART, SPOKEN_OF, TOPIC, WISH, result_verbs

if TYPE_CHECKING:
    from briefing.extract.figure_draft import Draft
    from briefing.extract.figure_view import Range, View

__all__ = ["NO_YEAR", "Reader"]

# The edition's year where none is known: later than any printed.
NO_YEAR = 9999
# A longer clause speaks of many things.
_LONG_CLAUSE = 40
# A wish holds for what follows it, but not for a whole page without a full stop.
_WISHED = 200
_COMPARED_TO = re.compile(r"(?:与|同|较|比)(?P<against>[^，。；]{2,10}?)相比，$")


class Reader:
    """Reads one sentence from left to right and keeps what it finds; lives no longer than its sentence."""

    def __init__(self, view: View, year: int, places: tuple[str, ...]) -> None:
        """Begin at the start of the sentence; year: of the edition; places: own city, long and short."""
        self.view = view
        self.text = view.text
        self.year = year
        self.places = places
        self.drafts: list[Draft] = []
        self.current: int | None = None
        self.group: tuple[int, ...] = ()
        self.at = 0
        self.base: tuple[int, int, str] | None = None

    @property
    def owner(self) -> Draft | None:
        """The figure that changes, ranks and comparisons belong to."""
        return None if self.current is None else self.drafts[self.current]

    def low(self, start: int) -> int:
        """Return where the words about a number begin: behind the last mark or number."""
        bound = self.view.bound_before(start)
        if bound and bound == start and self.text[start - 1] in "：:":
            bound = self.view.bound_before(start - 1)
        return max(bound, self.at)

    def end(self, at: int) -> int:
        """Return where the clause that holds `at` ends."""
        return self.view.bound_after(at)

    def words(self, pieces: tuple[Range, ...]) -> str:
        """Return the folded words of some ranges."""
        return "".join(self.text[low:high] for low, high in pieces)

    def add(self, draft: Draft) -> None:
        """Keep a new figure; what follows may belong to it."""
        self.drafts.append(replace(draft, forecast=True) if self._is_wish(draft.at) else draft)
        self.current = len(self.drafts) - 1
        self.group = ()

    def update(self, draft: Draft) -> None:
        """Replace the current figure by what is known of it now."""
        assert self.current is not None
        self.drafts[self.current] = draft

    def own(self, low: int, high: int) -> Name | None:
        """Return the name printed in the clause itself; None for words that name nothing of their own."""
        if low >= high:
            return None
        name = before_number(self.text, low, high, self.view.periods, self.places)
        return None if name is None or is_generic(self.words(name.metric)) else name

    def topic(self, low: int) -> Name | None:
        """Return what the clause before speaks of (全市外贸保持增长，同比增长5%), where it holds no number."""
        end = low - 1
        if low == 0 or self.view.bound_before(low) != low or self.text[end] not in "，,：:" or self.at >= end:
            return None
        start = max(self.view.bound_before(end), self.at)
        if end - start > _LONG_CLAUSE or any(start <= number.start < end for number in self.view.quantities):
            return None
        for period in self.view.periods:
            if period.start <= start < period.end:
                start = period.end
        first = before_number(self.text, start, end, self.view.periods, self.places)
        if first is None:
            return None
        begin = first.metric[0][0]
        match = TOPIC.match(self.text, begin, end)
        if match is None:
            return None
        begin = first.subject[0] if first.subject and first.subject[1] <= begin else begin
        name = before_number(self.text, begin, match.end(), self.view.periods, self.places)
        return name if name is not None and SPOKEN_OF.search(self.words(name.metric)) else None

    def kind_before(self, low: int) -> str | None:
        """Return the kind told in the clause before (与上年同期相比，增长5%)."""
        match = _COMPARED_TO.search(self.text, max(0, low - 16), low)
        return kind_of(match["against"]) if match else None

    def _is_wish(self, at: int) -> bool:
        """Tell whether a number is hoped for (力争, 预计, 到2026年), not reached."""
        near = max(0, at - _WISHED)
        if DONE_PART.search(self.text, near, at) or PLAN_PART.search(self.text, near, at):
            return False
        start = max(self.text.rfind("；", near, at), self.text.rfind("。", near, at), near)
        clause = self.view.bound_before(at)
        return any(self._hopes(match, at, clause) for match in WISH.finditer(self.text, start, at)) or self._aims(at)

    def _aims(self, at: int) -> bool:
        """Tell whether the sentence opens with an aim that holds for all of it (力争到2027年，…；培育园区12个)."""
        opened = AIM.match(self.text)
        if opened is None or (opened["year"] and int(opened["year"]) < self.year):
            return False
        return DONE.search(self.text, self.view.bound_before(at), at) is None

    def _hopes(self, match: re.Match[str], at: int, clause: int) -> bool:
        if match["year"] and int(match["year"]) < self.year + (self.year < NO_YEAR):
            return False
        if match.start() < clause and DONE.search(self.text, clause, at):
            return False
        if match[0].startswith("将"):
            # 将利用率提高了3个百分点: here 将 is 把, and the thing is done.
            goes_on = match.start() >= clause or self.text[clause : clause + 2] in result_verbs()
            return goes_on and "了" not in self.text[max(match.end(), at - 4) : at + 8]
        return True
