"""How much a figure matters (分量): 1 told first, 2 lesser, 3 forecasts and asides; within that a worth from 0 to 1."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.extract.figure_metric import known_metric
from briefing.text.units import unit_kinds

if TYPE_CHECKING:
    from briefing.model import Figure

__all__ = ["priority_of", "worth_of"]

# The indicators every report opens with.
_LEADING = re.compile(
    r"生产总值|GDP|进出口|外贸|固定资产投资|社会消费品零售|社消零|社零|工业增加值|公共预算收入|可支配收入|实际(?:利用|使用)?外资|新增就业|失业率|粮食|居民消费价格|CPI|工业总产值|税收|产值|存款|贷款"
)
# Shares, parts of a plan, month on month and what falls to one day or household are told beside the main figure.
_LESSER = re.compile(
    r"占(?!有率|用)|比重|贡献率|完成.{0,8}(?:目标|任务|计划|预算|总投资)|进度$|环比$|[户日周月单亩均]均|单[日产]|每(?![万千百])|全长|^长$|占地|最高|最大"
)
_FEW = 10
_ASIDE = re.compile(r"^价格|票价|单价|售价|气温|温度|湿度|风力|降雨量|海拔|价格$")


def priority_of(figure: Figure, metric: str, *, counted_first: bool, compared: bool) -> int:
    """Return 1, 2 or 3; metric: the folded name."""
    if figure.forecast or (_ASIDE.search(metric) and not known_metric(metric)):
        return 3
    if compared or figure.value is None or figure.unit == "个百分点":
        return 2
    share = figure.unit == "%" and figure.change_percent != figure.value and metric.endswith(("占比", "份额"))
    if share or (_LESSER.search(metric) and not metric.endswith("可支配收入")):
        return 2
    if known_metric(metric) or _LEADING.search(metric) or figure.unit == "%":
        return 1
    if counted_first:
        return 1 if figure.value >= 100 else 2  # fewer are told in passing
    small = unit_kinds().get(figure.unit) in ("count", "people") and figure.value < _FEW
    small = small and figure.value == figure.value.to_integral_value()  # 每千人口托位4.6个 is a rate
    return 2 if small and figure.change_percent is None and not figure.ranks else 1


def worth_of(figure: Figure, priority: int) -> float:
    """Return a worth between 0 and 1: the priority first, then a leading indicator, a change, a rank, a subject."""
    worth = {1: Decimal("0.6"), 2: Decimal("0.3"), 3: Decimal("0.1")}[priority]
    if _LEADING.search(figure.metric.text):
        worth += Decimal("0.15")
    if figure.change_percent is not None:
        worth += Decimal("0.08")
    if figure.ranks:
        worth += Decimal("0.08")
    if figure.subject is not None:
        worth += Decimal("0.04")
    return float(worth)
