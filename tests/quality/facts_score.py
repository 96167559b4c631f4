"""How well facts agree with their gold: the measures of the gate of facts (standard library only).

A leader is right by name, a figure by value and unit, a list by its items in order, a document by its title. A trap is
what the page tempts to report and the gold forbids by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

__all__ = ["Measure", "Tally", "score_page"]

_PEOPLE = {"名": "人", "位": "人"}
_MARKS = re.compile(r"[\s“”‘’\"'，。；：、·（）()《》【】,.;:%-]+")
_LIKE, _HALF = 0.6, 0.5
_PARAGRAPH = 60


@dataclass
class Measure:
    """Right ones among those found and among those wanted."""

    right: int = 0
    found: int = 0
    met: int = 0
    wanted: int = 0

    def f1(self) -> float:
        """Return the harmonic mean of precision and recall; 1 where nothing was wanted or found."""
        precision = self.right / self.found if self.found else float(not self.wanted)
        recall = self.met / self.wanted if self.wanted else 1.0
        return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


@dataclass
class Tally:
    """Measures over pages. traps: reported ones; errors: lines for the reader of the gate."""

    rows: dict[str, Measure] = field(default_factory=dict)
    traps: int = 0
    tempting: int = 0
    errors: list[str] = field(default_factory=list)

    def row(self, name: str) -> Measure:
        return self.rows.setdefault(name, Measure())

    def add(self, other: Tally) -> None:
        for name, measure in other.rows.items():
            mine = self.row(name)
            for part in ("right", "found", "met", "wanted"):
                setattr(mine, part, getattr(mine, part) + getattr(measure, part))
        self.traps += other.traps
        self.tempting += other.tempting
        self.errors += other.errors

    def measures(self) -> dict[str, float]:
        """Return F1 by row, and the share of traps that were avoided."""
        told = {name: self.rows[name].f1() for name in sorted(self.rows)}
        return told | {"traps_avoided": round(1 - self.traps / self.tempting, 4) if self.tempting else 1.0}


def score_page(gold: dict, told: dict) -> Tally:
    """Return the tally of one page: gold of schema factpages/1, told of schema facts/1."""
    tally = Tally()
    _people(tally, gold, told["activities"])
    _figures(tally, gold, told["figures"])
    _lists(tally, gold, told["lists"])
    _documents(tally, gold, told["documents"])
    return tally


def _bare(text: str | None) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text or ""))


def _people(tally: Tally, gold: dict, acts: list[dict]) -> None:
    known = {a["person"] for a in gold["activities"]}
    wanted = {a["person"] for a in gold["activities"] if not a.get("optional")}
    told = {a["person"] for a in acts} - set(gold["neutral_persons"])
    _count(tally, "leaders", told, known, wanted)
    tally.tempting += len(gold["not_leaders"])
    tally.traps += len(told & set(gold["not_leaders"]))
    _events(tally, gold, acts)
    holds, full = {}, {}
    for act in gold["activities"]:
        holds.setdefault(act["person"], set()).update(map(_bare, (*act["titles"], *act["titles_expanded"])))
        if not act.get("optional"):
            full.setdefault(act["person"], set()).update(map(_bare, act["titles_expanded"]))
    row = tally.row("titles")
    printed, expanded = {}, {}
    for act in acts:
        if act["person"] in known:
            printed.setdefault(act["person"], set()).update(map(_bare, act["titles"]))
            expanded.setdefault(act["person"], set()).update(map(_bare, (*act["titles"], *act["titles_expanded"])))
    for person in known:
        mine = printed.get(person, set())
        row.found += len(mine)
        row.right += sum(_any_title(title, holds[person], gold["city"]) for title in mine)
        row.wanted += len(full.get(person, ()))
        row.met += sum(_any_title(title, expanded.get(person, set()), gold["city"]) for title in full.get(person, ()))


def _events(tally: Tally, gold: dict, acts: list[dict]) -> None:
    """Count persons at their events, one to one: an event is right that shares half of the shorter wording's pairs."""
    wanted = gold["activities"]
    told = [act for act in acts if act["person"] not in gold["neutral_persons"]]
    fits = [
        (_alike(mine, ours), mine["event"] == ours.get("event"), -left, -right)
        for left, mine in enumerate(wanted)
        for right, ours in enumerate(told)
        if mine["person"] == ours["person"]
    ]
    found: dict[int, int] = {}
    for share, _, left, right in sorted(fits, reverse=True):
        if share >= _HALF and -left not in found and -right not in found.values():
            found[-left] = -right
    row = tally.row("pairs")
    row.right += len(found)
    row.found += len(told)
    asked = [at for at, act in enumerate(wanted) if not act.get("optional")]
    row.met += sum(at in found for at in asked)
    row.wanted += len(asked)
    missed = (wanted[at] for at in asked if at not in found)
    tally.errors += [f"{gold['page']}: event not found: {act['person']} {act['event']}" for act in missed]


def _alike(wanted: dict, told: dict) -> float:
    return max(_overlap(_bare(name), _bare(told.get("event"))) for name in (wanted["event"], *wanted["event_alt"]))


def _overlap(one: str, other: str) -> float:
    """Return the share of the shorter text's character pairs that the other has; a whole paragraph is no event."""
    pairs = [Counter(text[at : at + 2] for at in range(len(text) - 1)) for text in (one, other)]
    sizes = [sum(each.values()) for each in pairs]
    if not all(sizes):
        return float(one == other)
    shared = sum((pairs[0] & pairs[1]).values())
    return 2 * shared / sum(sizes) if sizes[1] > max(_PARAGRAPH, 4 * sizes[0]) else shared / min(sizes)


def _any_title(title: str, titles: set[str], city: str) -> bool:
    """Tell whether a title is among others, the name of the own city aside."""
    short = {each.replace(city, city[-1]) for each in titles}
    return title.replace(city, city[-1]) in short


def _figures(tally: Tally, gold: dict, figures: list[dict]) -> None:
    free = list(range(len(figures)))
    value, change, metric = tally.row("figures"), tally.row("changes"), tally.row("metrics")
    for wanted in gold["figures"]:
        chosen = max(
            (at for at in free if _same(wanted, figures[at])), key=lambda at: _fit(wanted, figures[at]), default=None
        )
        first = wanted["priority"] == 1
        value.wanted += first
        change.wanted += first and wanted["change_percent"] is not None
        if chosen is None:
            if first:
                tally.errors.append(f"{gold['page']}: figure not found: {wanted['metric']} {wanted['printed']}")
            continue
        free.remove(chosen)
        told = figures[chosen]
        value.met += first
        value.right += 1
        value.found += 1
        metric.found += 1
        metric.wanted += 1
        named = _metric(wanted, told) >= _LIKE
        metric.right += named
        metric.met += named
        if not named:
            tally.errors.append(f"{gold['page']}: metric {told['metric']} for {wanted['metric']}")
        ours, theirs = _number(told["change_percent"]), _number(wanted["change_percent"])
        bound = theirs is not None and ours == theirs
        change.found += ours is not None
        change.right += bound
        change.met += first and bound
        if ours != theirs:
            tally.errors.append(f"{gold['page']}: change {ours} for {theirs} of {wanted['metric']}")
    for at in free:
        _left_over(tally, gold, figures[at])


def _left_over(tally: Tally, gold: dict, figure: dict) -> None:
    """Count a figure that fits no gold: a trap, an aside that may be told, a restatement, or wrong."""
    printed = _bare(figure["printed"])
    value = tally.row("figures")
    if printed and any(printed in _bare(trap) for trap in gold["not_figures"]):
        tally.traps += 1
        value.found += 1
        return
    aside = any(printed and printed in _bare(each) for each in gold["neutral_figures"])
    if aside or any(_same(wanted, figure) and wanted["value"] is not None for wanted in gold["figures"]):
        return
    value.found += 1
    tally.errors.append(f"{gold['page']}: figure not wanted: {figure['metric']} {figure['printed']}")


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal((text or "").replace(",", "").lstrip("+"))
    except InvalidOperation:
        return None


def _unit(unit: str | None) -> str:
    return _PEOPLE.get(unit or "", unicodedata.normalize("NFKC", unit or ""))


def _same(wanted: dict, told: dict) -> bool:
    ours, theirs = _number(told["value"]), _number(wanted["value"])
    if ours is None or theirs is None:
        return ours is theirs and _metric(wanted, told) >= _LIKE
    units = {_unit(wanted["unit"]), *map(_unit, wanted.get("unit_alt", ()))}
    unit = _unit(told["unit"])
    return unit in units and (ours == theirs or (unit == "%" and abs(ours) == abs(theirs)))


def _fit(wanted: dict, told: dict) -> float:
    return _metric(wanted, told) + 0.3 * (_number(wanted["change_percent"]) == _number(told["change_percent"]))


def _metric(wanted: dict, told: dict) -> float:
    names = [wanted["metric"], *wanted["metric_alt"]]
    names += [(wanted["subject"] or "") + name for name in names]
    ours = [told["metric"], (told["subject"] or "") + told["metric"]]
    return max(_share(one, other) for one in names for other in ours)


def _share(one: str, other: str) -> float:
    first, second = Counter(_bare(one)), Counter(_bare(other))
    size = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / size if size else 0.0


def _lists(tally: Tally, gold: dict, lists: list[dict]) -> None:
    told = {tuple(map(_bare, each["items"])) for each in lists}
    known = {tuple(map(_bare, each["items"])) for each in gold["lists"]}
    _count(tally, "lists", told, known, known)


def _documents(tally: Tally, gold: dict, documents: list[dict]) -> None:
    known = {_bare(each["title"]): each for each in gold["documents"]}
    told = {_bare(each["title"]): each for each in documents}
    _count(tally, "documents", set(told), set(known), {k for k, v in known.items() if not v.get("optional")})
    row = tally.row("issuers")
    for title in set(told) & set(known):
        right = _bare(told[title]["issuer"]) == _bare(known[title]["issuer"])
        row.found += 1
        row.wanted += 1
        row.right += right
        row.met += right
        if not right:
            tally.errors.append(f"{gold['page']}: issuer {told[title]['issuer']} for {known[title]['issuer']}")
    tally.tempting += len(gold["not_documents"])
    tally.traps += len(set(told) & set(map(_bare, gold["not_documents"])))


def _count(tally: Tally, name: str, told: set, known: set, wanted: set) -> None:
    row = tally.row(name)
    row.right += len(told & known)
    row.found += len(told)
    row.met += len(told & wanted)
    row.wanted += len(wanted)
    one = name.removesuffix("s")
    tally.errors += [f"{one} not wanted: {each}" for each in sorted(told - known)]
    tally.errors += [f"{one} not found: {each}" for each in sorted(wanted - told)]
