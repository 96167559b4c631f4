"""Protocol order (排名次序) and the roster of one's own leaders (领导名册).

The usual order: 1 书记, 2 行政首长, 3 人大主任, 4 政协主席, 5 副书记, 6 常委, 7 人大副主任和党组成员, 8 副市长,
9 政协副主席, 10 其他.
Offices differ, so the order is a setting: title patterns, highest first.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["DEFAULT_ORDER", "Roster", "load_roster", "protocol_rank", "worth"]

_LEVEL = r"(?:省|市|县|区|州|盟|旗|自治[区州县旗])"
DEFAULT_ORDER = (
    rf"^(?!.*团)(?:中共)?[^、]{{0,10}}?{_LEVEL}委书记$|(?:自治区|兵团)党委书记$|总书记$|国家主席$",
    rf"^(?!.*副)[^、]{{0,10}}?{_LEVEL}长$|^代[省市县区]长$|(?:自治区(?:人民)?政府|自治区)主席$|行政长官$|^国务院总理$|盟长$",
    r"人大(?:常委会)?(?:党组书记|主任)$|人大常委会(?:委员长)$|人大常委会委员长$",
    r"政协(?:党组书记|主席)$",
    rf"{_LEVEL}委(?:专职)?副书记$|党委副书记$(?<=自治区党委副书记)",
    rf"{_LEVEL}委常委$|(?:自治区)党委常委$|常务副[省市县区州]长$|纪委书记$",
    r"人大(?:常委会)?(?:副主任|党组副书记|党组成员|秘书长)$|人大常委会副委员长$",
    rf"副{_LEVEL}长$|^副盟长$|政府党组成员$|国务委员$|副总理$",
    r"政协(?:副主席|党组副书记|党组成员|秘书长)$",
)
# What is told first within one rank: who leads an event, then who attends, then who goes along.
_LEADS = frozenset(
    (
        "主持",
        "讲话",
        "强调",
        "督导",
        "调研",
        "检查",
        "会见",
        "慰问",
        "看望",
        "宣布",
        "致辞",
        "率队",
        "带队",
        "召开",
        "部署",
    )
)
_FOLLOWS = frozenset(("随同", "列席", "陪同", "参加", "一同活动", "参加活动"))


@dataclass(frozen=True, slots=True)
class Roster:
    """One row of the roster (名册). order: smaller is higher; None where the row gives none."""

    name: str
    title: str
    order: int | None = None


def protocol_rank(titles: Iterable[str], order: Sequence[str] = ()) -> int:
    """Return the highest rank any of the titles gives: 1 first, one past the last pattern for none.

    order: patterns of the settings, highest first; empty: the usual order.
    """
    patterns = _compiled(tuple(order) or DEFAULT_ORDER)
    ranks = [rank for title in titles for rank, pattern in enumerate(patterns, 1) if pattern.search(title)]
    return min(ranks, default=len(patterns) + 1)


@cache
def _compiled(order: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(pattern) for pattern in order)
    except re.error as error:
        msg = f'extract.protocol: {error.pattern!r} is not a pattern ({error.msg}). Give titles such as "市委书记$".'
        raise ConfigError(msg) from error


def worth(rank: int, roles: Iterable[str], position: float, ranks: int = 10) -> float:
    """Return 0–1: how early an activity should be told, by rank, by part taken, by the article's place.

    position: 0 for the first sentence of the article, 1 for the last.
    """
    roles = set(roles)
    part = 1.0 if roles & _LEADS else 0.6 if roles and roles <= _FOLLOWS else 0.8
    high = 1 - 0.7 * (min(rank, ranks) - 1) / max(ranks - 1, 1)
    return round(min(1.0, high * part * (1 - 0.1 * position)), 4)


# ------------------------------------------------------------------ roster


@cache
def load_roster(path: str) -> tuple[Roster, ...]:
    """Return the rows of a CSV or TSV file with 姓名, 职务, 次序, in any of the usual encodings; "" gives none.

    Raises ConfigError naming file, row and what would be right.
    """
    if not path:
        return ()
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        msg = f'extract.roster = "{path}" cannot be read ({error.strerror}). Give a CSV file with 姓名, 职务, 次序.'
        raise ConfigError(msg) from error
    text = _decoded(data, path)
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ";" if ";" in text.partition("\n")[0] else ","
    rows = [
        [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text.replace("，", ",")), delimiter=delimiter)
    ]
    columns, body = _columns(rows, path)
    entries = [_entry(row, columns, f"{path}:{number}") for number, row in body if any(row)]
    names = [entry.name for entry in entries]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        msg = f'{path}: "{twice}" stands twice. One row a person; join titles with 、.'
        raise ConfigError(msg)
    return tuple(entries)


def _decoded(data: bytes, path: str) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    msg = f"{path}: neither UTF-8 nor GB18030 text. Save the roster as CSV UTF-8."
    raise ConfigError(msg)


def _columns(rows: list[list[str]], path: str) -> tuple[tuple[int, int, int], list[tuple[int, list[str]]]]:
    """Return the columns of name, title and order, and the numbered rows below the head."""
    head = next((row for row in rows if any(row)), [])
    if not head:
        msg = f"{path}: empty. Give rows of 姓名, 职务, 次序."
        raise ConfigError(msg)
    first = rows.index(head)
    names = {
        "姓名": 0,
        "名字": 0,
        "name": 0,
        "职务": 1,
        "职位": 1,
        "title": 1,
        "次序": 2,
        "排序": 2,
        "序号": 2,
        "order": 2,
    }
    found = {names[cell.lower()]: at for at, cell in enumerate(head) if cell.lower() in names}
    body = list(enumerate(rows, 1))
    if 0 in found:
        return (found[0], found.get(1, -1), found.get(2, -1)), body[first + 1 :]
    return (0, 1, 2), body[first:]


def _entry(row: list[str], columns: tuple[int, int, int], where: str) -> Roster:
    name, title, order = (row[at] if 0 <= at < len(row) else "" for at in columns)
    name = re.sub(r"\s", "", name)
    if not re.fullmatch(r"[\u3400-\u9fff·•・]{2,20}", name):
        msg = f"{where}: {name!r} is not a name. Rows are 姓名, 职务, 次序, such as 张三,市长,2."
        raise ConfigError(msg)
    if order and not re.fullmatch(r"\d{1,4}", order):
        msg = f"{where}: 次序 {order!r} of {name} is not a whole number."
        raise ConfigError(msg)
    return Roster(name, title, int(order) if order else None)
