"""What a team or guests do who are not named (调研组一行, 省督查组): those who go along with them share that event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.extract.roles import read_predicate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.extract.roles import Predicate
    from briefing.model import Sentence

__all__ = ["team_tour"]

# 市委、市政府联合督查组|对…进行督促检查; 考察团一行|来我市考察; 部分人大代表|视察
_TEAM = re.compile(
    r"(?:(?:调研|督导|督查|检查|考察|视察|巡视|巡察|慰问|采访|观摩|考核|验收|评估|专家|工作|执法检查)[团组队]|代表团|考察团|班子(?:成员|领导)+|(?:人大)?代表|政协委员|委员)"
    r"(?:一行)?(?:\d+余?人)?(?![组团长的、])"
)
# Who goes along is told of at most so many sentences behind the team.
_NEAR = 3


def team_tour(sentences: Sequence[Sentence], number: int, start: int) -> tuple[int, Predicate] | None:
    """Return the tour of a team told of before `start` in sentence `number`, the nearest, with its sentence."""
    for at in range(number, max(number - _NEAR, -1), -1):
        text = sentences[at].text
        stop = start if at == number else len(text)
        for team in reversed(list(_TEAM.finditer(text, 0, stop))):
            predicate = read_predicate(text, team.end(), stop)
            if predicate.visit is not None:
                return at, predicate
    return None
