"""Dumps that keep the columns side by side (pdftotext -layout): the cells of each line go back into their columns.

Such a dump sets every column at its own place in the line, counted in characters. Cells that begin at one place, line
under line, are one column; a cell a little to the right begins a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Cell", "is_woven", "unweave"]

# Cells are parted by two blanks or more; a wide (ideographic) blank is printed text.
_CELL = re.compile(r"[^ \t\r\n\f](?:[^ \t\r\n\f]| (?! ))*")
# This share of the printed lines must hold two cells or more, or stand far to the right.
_WOVEN = 0.15
_RIGHT = 12
# A cell belongs to a column if it begins at most this far right of it (an indent), this far left (a column that
# began with an indent), and at most so many lines below its last cell.
_INDENT = 4
_OUTDENT = 4
_BELOW = 3
# Columns that begin within so many lines of each other stand side by side.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: offsets in the page's text, its line, its place in the line, blank lines and indent before it."""

    start: int
    end: int
    line: int
    left: int
    gap: int = 0
    indent: float = 0.0


@dataclass(slots=True)
class _Column:
    left: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.cells[-1].line


def is_woven(lines: Iterable[str]) -> bool:
    """Tell whether columns stand side by side in these lines."""
    count = woven = 0
    for line in lines:
        cells = [match.start() for match in _CELL.finditer(line)]
        if cells:
            count += 1
            woven += len(cells) > 1 or cells[0] > _RIGHT
    return count > 8 and woven >= _WOVEN * count


def unweave(lines: Sequence[tuple[int, str]]) -> list[Cell]:
    """Return the cells of all lines column by column, side by side columns from left to right.

    lines: start of each line in the page's text, and its characters.
    """
    closed: list[_Column] = []
    open_: list[_Column] = []
    for number, (start, line) in enumerate(lines):
        kept: list[_Column] = []
        for column in open_:
            (kept if number - column.last <= _BELOW else closed).append(column)
        open_ = kept
        taken: set[int] = set()
        for match in _CELL.finditer(line):
            cell = Cell(start + match.start(), start + match.end(), number, match.start())
            fitting = [
                (abs(cell.left - column.left), at)
                for at, column in enumerate(open_)
                if at not in taken and -_OUTDENT <= cell.left - column.left <= _INDENT
            ]
            if fitting:
                _, at = min(fitting)
                open_[at].cells.append(cell)
                open_[at].left = min(open_[at].left, cell.left)
            else:
                at = len(open_)
                open_.append(_Column(cell.left, [cell]))
            taken.add(at)
    return [cell for column in _in_order(closed + open_) for cell in _told(column)]


def _in_order(columns: list[_Column]) -> list[_Column]:
    """Return the columns from top to bottom, those side by side from left to right."""
    columns = sorted(columns, key=lambda column: (column.cells[0].line, column.left))
    ordered: list[_Column] = []
    row: list[_Column] = []
    for column in columns:
        if row and column.cells[0].line - row[0].cells[0].line > _BESIDE:
            ordered += sorted(row, key=lambda each: each.left)
            row = []
        row.append(column)
    return ordered + sorted(row, key=lambda each: each.left)


def _told(column: _Column) -> list[Cell]:
    """Return the cells of a column with their indents and the empty lines between them."""
    steps = sorted(b.line - a.line for a, b in zip(column.cells, column.cells[1:], strict=False))
    usual = steps[len(steps) // 2] if steps else 1
    told = []
    for at, cell in enumerate(column.cells):
        gap = 1 if at == 0 else max(0, cell.line - column.cells[at - 1].line - usual)
        told.append(Cell(cell.start, cell.end, cell.line, cell.left, gap, float(min(2, cell.left - column.left))))
    return told
