"""Public holidays and make-up days by the State Council's yearly notices, from chinesecalendar 1.11."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Iterator

from ..archives import read_member
from .table import Ground, Table

HEADER = ("日期", "年份", "星期", "节日", "节日英文名", "安排")
WEEKDAYS = "一二三四五六日"
HOLIDAY, IN_LIEU, MAKE_UP = "放假", "调休放假", "补班"


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    source = read_member(ground.archives["chinesecalendar"], "chinese_calendar/constants.py").decode("utf-8")
    body = ast.parse(source).body
    names = _assigned(next(node for node in body if isinstance(node, ast.ClassDef)).body)
    days = {name: _days(table) for name, table in _assigned(body).items() if isinstance(table, ast.Dict)}
    arranged = {day: (HOLIDAY, member) for day, member in days["holidays"].items()}
    arranged |= {day: (IN_LIEU, member) for day, member in days["in_lieu_days"].items()}
    arranged |= {day: (MAKE_UP, member) for day, member in days["workdays"].items()}
    for day, (kind, member) in sorted(arranged.items()):
        english, chinese, _ = ast.literal_eval(names[member])
        yield day.isoformat(), day.year, f"星期{WEEKDAYS[day.weekday()]}", chinese, english, kind


def _assigned(body: list[ast.stmt]) -> dict[str, ast.expr]:
    """Name → expression of each plain assignment."""
    assignments = (node for node in body if isinstance(node, ast.Assign))
    return {
        target.id: node.value
        for node in assignments
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _days(table: ast.Dict) -> dict[datetime.date, str]:
    """Date → holiday, of entries like ``datetime.date(year=…, month=…, day=…): Holiday.member.value``."""
    days = {}
    for key, value in zip(table.keys, table.values, strict=True):
        if (
            isinstance(key, ast.Call)
            and isinstance(value, ast.Attribute)
            and isinstance(value.value, ast.Attribute)
        ):
            parts = {word.arg: ast.literal_eval(word.value) for word in key.keywords if word.arg}
            days[datetime.date(**parts)] = value.value.attr
    return days


TABLE = Table("holidays", HEADER, _rows)
