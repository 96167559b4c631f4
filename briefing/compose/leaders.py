"""领导活动: who did what and the one demand that matters most, in protocol order, attendance folded."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.compose.desk import Candidate
from briefing.compose.shorten import asks, demand
from briefing.model import Activity, Fragment, Item, Statement

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from briefing.compose.desk import Desk, Told

__all__ = ["build"]

# Three lines of what was asked, two, one.
_DEMAND_LONG, _DEMAND_SHORT, _DEMAND_LINE = 70, 46, 24
_AUDIENCE = frozenset({"出席", "列席", "参加", "陪同"})
_CHAIRED = ("主持", "召开", "主持召开")
# Verbs that stand before the event they name; any other follows it (…并讲话).
_BEFORE = frozenset(
    {
        *("出席", "列席", "参加", "主持", "主持召开", "召开", "陪同", "会见", "督导", "调研"),
        *("检查", "视察", "走访", "慰问", "考察", "接待", "督查", "接访"),
    }
)
# Verbs of speech lead what was asked for; beside the event they would be told twice.
_SPEECH = frozenset({"强调", "表示", "指出", "提出", "要求", "希望", "认为", "说", "介绍", "透露", "谈到", "称"})
# 全市商务工作会议 → 会议; …最美女性发布分享会 → 分享会: an event already named is told by its kind.
_KIND = re.compile(r"(?:[\u4e00-\u9fff]{2}会|会议|活动|仪式|论坛|典礼)$")
_MOST_NAMES = 12
# 其他 tells so many events, and of each so many who attended.
_MOST_EVENTS, _MOST_PRESENT = 6, 8
# What each shorter form of a row keeps of its worth.
_SHARES = (1.0, 0.95, 0.88, 0.8)
# And of what was done without what was asked for.
_SILENT = 0.72
# 其他 is one line or two in which several people look for their names: it stays before a second document does, its
# names before the titles beside them.
_OTHERS, _SHARES_OF_OTHERS = 1.0, (1.0, 0.8, 0.6)


@dataclass(frozen=True, slots=True)
class _Deed:
    """One activity with the story it was printed in."""

    told: Told
    activity: Activity

    @property
    def key(self) -> tuple[int, str]:
        return self.told.number, self.activity.event.text

    @property
    def attends_only(self) -> bool:
        return all(role.text in _AUDIENCE or role.text in _SPEECH for role in self.activity.roles)


@dataclass(frozen=True, slots=True)
class _Row:
    """What one person did, and what was asked for."""

    deeds: tuple[_Deed, ...]
    asked: Statement | None

    @property
    def protocol(self) -> int:
        return min(deed.activity.protocol for deed in self.deeds)


def build(desk: Desk) -> tuple[Candidate, ...]:
    """Return a candidate a row, in protocol order, a last one for those who only attended, and what limits cut."""
    deeds = [
        _Deed(told, fact) for told in desk.stories for fact in told.facts if isinstance(fact, Activity) and fact.person
    ]
    deeds = _once(deeds)
    people: dict[str, list[_Deed]] = {}
    for deed in deeds:
        people.setdefault(deed.activity.person.text, []).append(deed)
    rows: list[_Row] = []
    audience: list[_Deed] = []
    cut: list[_Deed] = []
    for name, done in people.items():
        told = _rows_of(name, done, deeds)
        rows += told
        if not told:
            audience += done
        else:
            cut += [deed for deed in done if all(deed not in row.deeds for row in told)]
    rows.sort(key=lambda row: (row.protocol, row.deeds[0].told.number))
    if not rows and audience:
        highest = min(audience, key=lambda deed: (deed.activity.protocol, deed.told.number))
        rows = [_Row((highest,), None)]
        audience.remove(highest)
    most, date = desk.config.compose.max_leaders, desk.edition.date
    found, unnamed = _candidates(rows[:most], audience, date)
    over = f"多于 {most} 行领导活动（compose.max_leaders），略去"
    found += [
        Candidate("leaders", (_item(at, row, (), date, _DEMAND_LONG),), 0.5, beyond=over)
        for at, row in enumerate(rows[most:], most + 1)
    ]
    found += _beyond(cut, "活动", "同一人的活动过多，略去")
    found += _beyond(unnamed, "其他", "出席者过多，略去")
    return tuple(found)


def _once(deeds: Sequence[_Deed]) -> list[_Deed]:
    """Return the deeds less those that another page tells too: of one event, where most is said of the person."""
    kept: list[_Deed] = []
    for deed in deeds:
        twin = next((at for at, other in enumerate(kept) if _same(deed, other)), None)
        if twin is None:
            kept.append(deed)
        elif _fullness(deed) > _fullness(kept[twin]):
            kept[twin] = deed
    return kept


def _same(one: _Deed, other: _Deed) -> bool:
    a, b = one.activity, other.activity
    return (
        one.told is not other.told
        and a.person.text == b.person.text
        and a.event.text == b.event.text != ""
        and (a.date is None or b.date is None or a.date == b.date)
        and (not a.day_part or not b.day_part or a.day_part == b.day_part)
    )


def _fullness(deed: _Deed) -> tuple[int, int]:
    name = deed.activity.person.text
    said = sum(isinstance(fact, Statement) and fact.speaker.text == name for fact in deed.told.story.facts)
    return said, len(deed.activity.roles)


def _rows_of(name: str, done: Sequence[_Deed], deeds: Sequence[_Deed]) -> list[_Row]:
    """Return a row for each thing asked for, the rest joined to the last; none for who only attended in silence."""
    asked = {deed.key: _asked(name, deed, deeds) for deed in done}
    active = [deed for deed in done if asked[deed.key] or not deed.attends_only or deed.activity.protocol <= 2]
    if not active:
        return []
    speaking = [deed for deed in active if asked[deed.key]]
    quiet = [deed for deed in done if deed not in speaking]
    rows = [_Row((deed,), asked[deed.key]) for deed in speaking[:3]]
    quiet += speaking[3:]
    if not rows:
        return [_Row(tuple(quiet[:4]), None)]
    if quiet:
        rows[-1] = _Row((*rows[-1].deeds, *quiet[:3]), rows[-1].asked)
    return rows


def _asked(name: str, deed: _Deed, deeds: Sequence[_Deed]) -> Statement | None:
    """Return what the person stressed there; else, for who chaired it, what the meeting stressed."""
    statements = [f for f in deed.told.story.facts if isinstance(f, Statement) and f.text]
    event = deed.activity.event.text
    others = {other.activity.event.text for other in deeds if other.told is deed.told} - {event}
    mine = [s for s in statements if not s.by_meeting and s.speaker.text == name and not _elsewhere(s, event, others)]
    if not mine and any(role.text in _CHAIRED for role in deed.activity.roles):
        mine = [s for s in statements if s.by_meeting and not _elsewhere(s, event, others)]
    if not mine:
        return None
    return mine[max(range(len(mine)), key=lambda at: (_weight(mine[at]), -at))]


def _weight(statement: Statement) -> float:
    """Return how much a reader must know of it: what is asked for before what is only said."""
    asked = 0.4 if asks(statement.text) else 0.0
    # 一方面…另一方面… weighs two things and asks for neither.
    asked -= 0.3 if "一方面" in statement.text.text else 0.0
    return statement.worth + asked + 0.05 * demand(statement.text, _DEMAND_LONG)[1]


def _elsewhere(statement: Statement, event: str, others: set[str]) -> bool:
    return statement.event is not None and statement.event.text != event and statement.event.text in others


def _beyond(deeds: Sequence[_Deed], label: str, reason: str) -> list[Candidate]:
    """Return what no form of a row or of those who attended has room for, event by event."""
    found = []
    for place, present in enumerate(_by_event(deeds).values(), 1):
        text = tuple(_group(present, len(present), titled=True, short=False, first=True))
        item = Item(f"leaders-{label}-{place}", label=label, text=text, kind="others")
        found.append(Candidate("leaders", (item,), 0.3, beyond=reason))
    return found


def _by_event(deeds: Iterable[_Deed]) -> dict[tuple[int, str], list[_Deed]]:
    events: dict[tuple[int, str], list[_Deed]] = {}
    for deed in deeds:
        events.setdefault(deed.key, []).append(deed)
    return events


def _by_role(deeds: Iterable[_Deed]) -> dict[str, list[_Deed]]:
    groups: dict[str, list[_Deed]] = {}
    for deed in deeds:
        groups.setdefault(next((role.text for role in deed.activity.roles), "出席"), []).append(deed)
    return groups


def _candidates(
    rows: Sequence[_Row], audience: Sequence[_Deed], date: dt.date
) -> tuple[list[Candidate], list[_Deed]]:
    """Return the candidates, and those who attended whom even the fullest of them does not name."""
    folded: dict[int, list[_Deed]] = {}
    rest: list[_Deed] = []
    for deed in sorted(audience, key=lambda each: each.activity.protocol):
        at = next((n for n, row in enumerate(rows) if len(row.deeds) == 1 and row.deeds[0].key == deed.key), None)
        if at is None or deed.activity.protocol <= rows[at].protocol + 1 < 7:
            rest.append(deed)
        else:
            folded.setdefault(at, []).append(deed)
    found = []
    for at, row in enumerate(rows):
        present = folded.get(at, ())
        told = [(present, _DEMAND_LONG)]
        if row.asked is not None:
            told.append((present, _DEMAND_SHORT))
        if present:
            told.append(((), _DEMAND_SHORT))
        if row.asked is not None:
            # At the last what was done alone, over the whole width: a leader is not lost for a long demand.
            told += [((), _DEMAND_LINE), ((), 0)]
        forms = [_item(at + 1, row, who, date, limit) for who, limit in told]
        kept = [n for n, form in enumerate(forms) if n == 0 or form != forms[n - 1]]
        shares = tuple(_SILENT if n and not told[n][1] else _SHARES[at] for at, n in enumerate(kept))
        principal = 0.6 if row.protocol <= 2 else 0.0
        worth = 2.8 - 0.16 * row.protocol + (0.3 if row.asked else 0.0) + principal - 0.02 * at
        rowed = tuple(forms[n] for n in kept)
        found.append(Candidate("leaders", rowed, worth, required=at == 0, shares=shares))
    if rest:
        found.append(Candidate("leaders", _others(rest, rows), _OTHERS, shares=_SHARES_OF_OTHERS))
    unnamed = [d for deeds in folded.values() for group in _by_role(deeds).values() for d in group[_MOST_NAMES:]]
    for place, present in enumerate(_by_event(rest).values()):
        unnamed += present[_MOST_PRESENT if place < _MOST_EVENTS else 0 :]
    return found, unnamed


def _item(number: int, row: _Row, folded: Iterable[_Deed], date: dt.date, limit: int) -> Item:
    first = row.deeds[0].activity
    titles = max((deed.activity.titles for deed in row.deeds), key=lambda each: sum(map(len, each)))
    text = [Fragment("who", first.person)]
    text += [Fragment("office", title, label="、" if place else "") for place, title in enumerate(titles[:4])]
    for place, deed in enumerate(row.deeds):
        done = _deed(deed, date)
        if place and done:
            done[0] = replace(done[0], label="；" + done[0].label)
        text += done
    text += _audience(folded)
    asked = _demand(row.asked, limit) if row.asked and limit else ()
    return Item(f"leaders-{number}", text=tuple(text), detail=asked, kind="row")


def _deed(deed: _Deed, date: dt.date) -> list[Fragment]:
    """Return 出席 | event | 并讲话 | （3月8日下午） with the reference mark at its end."""
    activity = deed.activity
    roles = [role for role in activity.roles if role.text not in _SPEECH]
    named = [role for role in roles if role.text not in activity.event.text]
    before = [role for role in named if role.text in _BEFORE] or named[:1]
    if any(role.text in _CHAIRED for role in before):
        before = [role for role in before if role.text not in _AUDIENCE]
    after = [role for role in named if role not in before and role.text not in _AUDIENCE]
    if re.match(r"(?:赴|到|前往|率队|深入|在|走访|会见|主持|出席|督导|调研)", activity.event.text):
        before = [role for role in before if role.text == "主持"]
    parts = [
        Fragment("role", role, label="、" if place and role.text != "召开" else "")
        for place, role in enumerate(before[:2])
    ]
    parts.append(Fragment("event", activity.event))
    parts += [Fragment("role", role, label="并" if not place else "、") for place, role in enumerate(after[:2])]
    when = _when(activity, date)
    parts[-1] = replace(parts[-1], after=f"（{when}）" if when else "", cites=deed.told.number)
    return [part for part in parts if part.text]


def _when(activity: Activity, date: dt.date) -> str:
    if activity.date is None or (activity.date == date and not activity.day_part):
        return ""
    return f"{activity.date.month}月{activity.date.day}日{activity.day_part or ''}"


def _audience(folded: Iterable[_Deed]) -> list[Fragment]:
    """Return 出席：A、B　列席：C, names only: the row tells the event."""
    parts: list[Fragment] = []
    for role, present in _by_role(folded).items():
        for place, deed in enumerate(present[:_MOST_NAMES]):
            more = f"等{len(present)}人" if place + 1 == _MOST_NAMES < len(present) else ""
            label = "、" if place else f"　{role}："
            parts.append(Fragment("present", deed.activity.person, label=label, after=more))
    return parts


def _demand(asked: Statement, limit: int) -> tuple[Fragment, ...]:
    words, _ = demand(asked.text, limit)
    said = [Fragment("said", asked.verb)]
    if asked.by_meeting:
        said.insert(0, Fragment("said", asked.speaker))
    return (*said, Fragment("demand", words, after="。"))


def _others(rest: Sequence[_Deed], rows: Sequence[_Row]) -> tuple[Item, ...]:
    """Return 其他: those who attended, with their titles, by event; shorter: names only."""
    named = {deed.key for row in rows for deed in row.deeds}
    events = _by_event(rest)
    forms = []
    for titled, most in ((True, _MOST_PRESENT), (False, 6), (False, 3)):
        text: list[Fragment] = []
        for key, present in list(events.items())[: _MOST_EVENTS if most > 3 else 3]:
            text += _group(present[:most], len(present), titled=titled, short=key in named, first=not text)
        forms.append(Item("leaders-others", label="其他", text=tuple(text), kind="others"))
    return tuple(form for n, form in enumerate(forms) if n == 0 or form != forms[n - 1])


def _group(present: Sequence[_Deed], count: int, *, titled: bool, short: bool, first: bool) -> list[Fragment]:
    parts: list[Fragment] = []
    for place, deed in enumerate(present):
        activity = deed.activity
        following = present[place + 1].activity.titles if place + 1 < len(present) else ()
        shared = [t.text for t in activity.titles] == [t.text for t in following]
        parts.append(Fragment("present", activity.person, label="、" if place else ("" if first else "；")))
        if titled and activity.titles and not shared:
            last = len(activity.titles[:2]) - 1
            parts += [
                Fragment("title", title, label="（" if n == 0 else "、", after="）" if n == last else "")
                for n, title in enumerate(activity.titles[:2])
            ]
    if count > len(present):
        parts[-1] = replace(parts[-1], after=parts[-1].after + f"等{count}人")
    activity = present[0].activity
    role = next(iter(activity.roles), None)
    if role is not None:
        parts.append(Fragment("role", role))
    kind = _KIND.search(activity.event.text) if short else None
    event = activity.event[kind.start() :] if kind else activity.event
    parts.append(Fragment("event", event, cites=present[0].told.number))
    return parts
