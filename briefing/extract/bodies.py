"""The body an elliptic title belongs to (省略机构的职务): 副主任 after 市人大常委会党组副书记 is 市人大常委会副主任."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.text.offices import bare_office, body_of, expand, needs_body

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Bodies"]

_LEVEL = r"(?:[\u4e00-\u9fff]{2,5}[省市县区州盟旗]|[省市县区州盟旗镇乡]|自治区)"
# Bodies as they are printed in running text (市十八届人大常委会 → 市人大常委会).
_PRINTED = re.compile(
    r"(?P<level>[省市县区州盟旗]|自治区)(?:第?[一二三四五六七八九十]{1,3}届)?(?P<organ>人大常委会|人大|政协|纪委"
    r"|监委|总工会|工会|妇联|文联|残联|科协|工商联)"
)
# A body printed further back than this many titles or sentences is not meant any more.
_FAR = 24
_TEAM = re.compile(
    r"^(?P<team>督导组|检查组|考察团|代表团|调研组|巡视组|巡察组|工作组|工作专班|指挥部|领导小组|考核组|慰问团"
    r"|验收组)"
)
_HEADS = {
    "主席": ("政协", "工会", "联", "科协"),
    "主任": ("人大", "委", "办", "中心"),
    "局长": ("局",),
    "部长": ("部",),
    "厅长": ("厅",),
    "院长": ("院",),
    "校长": ("校", "学"),
    "支队长": ("支队",),
    "大队长": ("大队",),
    "总队长": ("总队",),
    "司令员": ("军分区", "警备区"),
    "政委": ("支队", "大队", "总队", "军分区", "警备区", "人武部"),
    "政治委员": ("支队", "大队", "总队", "军分区", "警备区", "人武部"),
}


_LONGEST_FIRST = sorted(_HEADS, key=len, reverse=True)
# 该院党组书记、院长: of the court told of before
_SAME = re.compile(r"该(?P<sort>院|局|委|厅|校|镇|乡|县|市|区|公司|集团|中心|协会)")
# 来到武警平岗支队…支队长: the body of men is printed as a place.
_FORCES = re.compile(
    r"(?:(?<=[，。；、到在与])|^)(?P<whole>(?:武警)?[\u4e00-\u9fff]{2,8}?(?:支队|大队|总队|军分区|警备区|人武部))"
)


class Bodies:
    """Remembers the full titles of an article in printing order."""

    def __init__(self, head: str, texts: Sequence[str]) -> None:
        """Keep the article: its head, and its sentences for bodies printed outside of titles."""
        self._head = head
        self._texts = texts
        self._full: list[str] = []

    def full(self, title: str, sentence: int, start: int, *, joined: bool = False) -> str:
        """Return the title with its body; call in printing order.

        sentence, start: where it is printed; joined: it follows the title before by 、 (研究室党组书记、主任).
        """
        title = re.sub(r"\s", "", title)
        team = _TEAM.match(title)
        if team is not None:
            return self._team(title, team["team"], sentence, start)
        told_before = self._told_before(title, sentence, start)
        if told_before is not None:
            return self._keep(told_before)
        if not needs_body(title):
            return self._keep(title)
        if title.endswith("专员") and bare_office(title):
            return self._keep("行署" + title)
        wanted = next((_HEADS[head] for head in _LONGEST_FIRST if title.endswith(head)), ())
        for back, before in enumerate(self._full[: -_FAR - 1 : -1]):
            body = body_of(before)
            own = joined and not back and body and not body.endswith("委")
            if (
                wanted
                and not own
                and bare_office(title)
                and not any(body.endswith(each) or each in body[-4:] for each in wanted)
            ):
                continue
            found = expand(title, before)
            if found != title:
                return self._keep(found)
        organ = self._printed(sentence, start, wanted) if bare_office(title) else ""
        return self._keep(organ + title) if organ else title

    def _keep(self, title: str) -> str:
        self._full.append(title)
        return title

    def _printed(self, sentence: int, start: int, wanted: Sequence[str]) -> str:
        """Return the body printed nearest before, else in the head."""
        texts = [self._texts[sentence][:start], *self._before(sentence), self._head]
        if "支队" in wanted or "军分区" in wanted:
            forces = (match["whole"] for text in texts for match in reversed(list(_FORCES.finditer(text))))
            return next((whole for whole in forces if whole.endswith(tuple(wanted))), "")
        for text in texts:
            for match in reversed(list(_PRINTED.finditer(text))):
                organ = match["level"] + match["organ"]
                if not wanted or any(each in organ for each in wanted):
                    return organ + ("常委会" if organ.endswith("人大") else "")
        return ""

    def _before(self, sentence: int) -> Sequence[str]:
        """Return the sentences before, the nearest first."""
        return self._texts[max(0, sentence - _FAR) : sentence][::-1]

    def _told_before(self, title: str, sentence: int, start: int) -> str | None:
        """Return a title whose body is that of the text before (该院院长, 常委会主任) in full, None for any other."""
        same = _SAME.match(title)
        if same is not None:
            return self._antecedent(same["sort"], sentence, start) + title[same.end() :]
        if title.startswith("常委会"):
            organ = self._printed(sentence, start, ("人大",))
            return organ.removesuffix("常委会") + title if organ else title
        return None

    def _antecedent(self, sort: str, sentence: int, start: int) -> str:
        """Return the body that 该院 stands for: the last of its sort printed before, empty where none is."""
        named = re.compile(rf"(?:(?<=[，。；、日由在])|^)[\u4e00-\u9fff]{{2,14}}?{sort}(?=[\u4e00-\u9fff])")
        for text in [self._texts[sentence][:start], *self._before(sentence)]:
            found = [match[0] for match in named.finditer(text) if not match[0].startswith("该")]
            if found:
                return found[-1]
        return ""

    def _team(self, title: str, team: str, sentence: int, start: int) -> str:
        """Return the title of a team with whose it is (督导组组长 → 省安委会督导组组长)."""
        pattern = re.compile(rf"(?:(?<=[，。、日])|^)(?P<whole>[国省市县区中][\u4e00-\u9fff]{{1,14}}{team})")
        for text in [self._texts[sentence][:start], *self._before(sentence)]:
            match = pattern.search(text)
            if match:
                return match["whole"] + title.removeprefix(team)
        return title
