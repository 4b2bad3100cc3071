"""County codes with their years of validity, from python-stdnum 2.2 (``loc.dat``, from Chinese Wikipedia)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..archives import read_lines
from .table import Ground, Table

HEADER = ("序号", "区划代码", "名称", "所属省份", "起始年份", "终止年份")
_LINE = re.compile(r'^(\s*)(\d+) (?:province|county)="(.*)"$')
_NAME = re.compile(r"(?:\[(\d{4})?-(\d{4})?\])?([^,\[\]]+)")


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    number, prefix, province = 0, "", ""
    for text in read_lines(ground.archives["python-stdnum"], "stdnum/cn/loc.dat"):
        match = _LINE.match(text)
        if match is None:
            continue
        indent, digits, names = match.groups()
        if not indent:
            prefix, province = digits, names
            continue
        for start, end, name in _NAME.findall(names):
            number += 1
            yield number, prefix + digits, name, province, start, end


TABLE = Table("code_validity", HEADER, _rows)
