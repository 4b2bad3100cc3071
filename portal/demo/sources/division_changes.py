"""Changes of administrative divisions with date and approving authority (120 rows), from jionlp 1.5.31."""

from __future__ import annotations

from collections.abc import Iterator

from ..archives import read_lines
from .table import Ground, Table

HEADER = ("序号", "批准日期", "批准机关", "原省份", "原城市", "原区县", "现省份", "现城市", "现区县")
AUTHORITIES = {"国批": "国务院批准", "民批": "民政部批准"}


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    source = read_lines(ground.archives["jionlp"], "jionlp/dictionary/china_location_change.txt")
    for number, text in enumerate(source, start=1):
        before, after = (part.split("\t") for part in text.split("=>"))
        day, authority, province, _, city, _, county, _ = [*before, "", ""][:8]
        yield number, day, AUTHORITIES[authority], province, city, county, *[*after, ""][:3]


TABLE = Table("division_changes", HEADER, _rows)
