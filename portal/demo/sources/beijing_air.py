"""Beijing, not Guiyang: hourly measurements of 12 air stations, 2013–2017 (420,768 rows, extra folder)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pyarrow as pa

from .table import Ground, Table

HEADER = (
    "序号", "监测站点", "观测时间", "PM2.5", "PM10", "二氧化硫", "二氧化氮", "一氧化碳", "臭氧",
    "气温", "气压", "露点温度", "降水量", "风向", "风速",
)  # fmt: skip
MEASURES = ("PM2.5", "PM10", "SO2", "NO2", "CO", "O3", "TEMP", "PRES", "DEWP", "RAIN", "wd", "WSPM")
#: The source's marker of a missing value; written as an empty cell.
MISSING = "NA"


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    with pa.CompressedInputStream(pa.OSFile(str(TABLE.extra_path(ground))), "zstd") as raw:
        reader = csv.reader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))
        at = {name: index for index, name in enumerate(next(reader))}
        year, month, day, hour, station = (at[name] for name in ("year", "month", "day", "hour", "station"))
        measures = [at[name] for name in MEASURES]
        for number, row in enumerate(reader, start=1):
            moment = f"{row[year]}-{row[month]:0>2}-{row[day]:0>2} {row[hour]:0>2}:00:00"
            values = ("" if row[index] == MISSING else row[index] for index in measures)
            yield number, row[station], moment, *values


TABLE = Table(
    "beijing_air", HEADER, _rows, extra_file="beijing_multisite_air/prsa_12_stations_hourly_2013-2017.csv.zst"
)
