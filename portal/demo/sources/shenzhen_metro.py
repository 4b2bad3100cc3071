"""Shenzhen, not Guiyang: metro stops of eight lines with coordinates (216 rows), from the extra folder."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .table import Ground, Table

HEADER = ("序号", "线路", "站序", "站名", "站名英文", "经度", "纬度", "换乘站")


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    network = json.loads(TABLE.extra_path(ground).read_text(encoding="utf-8"))
    number = 0
    for line in network["l"]:
        for position, stop in enumerate(line["st"], start=1):
            number += 1
            longitude, latitude = stop["sl"].split(",")
            transfer = "是" if stop["t"] == "1" else "否"
            yield number, line["ln"], position, stop["n"], stop["en"], longitude, latitude, transfer


TABLE = Table("shenzhen_metro", HEADER, _rows, extra_file="shenzhen_metro_szt/szmc.net-metro.json")
