"""The real tables of the demo city: ``SOURCES`` has every one by its key, each in a module of its own."""

from __future__ import annotations

from . import (
    air_quality,
    beijing_air,
    code_timeline,
    code_validity,
    covid_guizhou,
    division_changes,
    divisions,
    guiyang_codes,
    holidays,
    phone_ranges,
    shenzhen_metro,
    townships,
    villages,
)
from .table import Ground, Table

SOURCES: dict[str, Table] = {
    table.key: table
    for table in (
        villages.TABLE,
        townships.CHINA,
        townships.GUIYANG,
        divisions.TABLE,
        division_changes.TABLE,
        phone_ranges.TABLE,
        code_validity.TABLE,
        code_timeline.TABLE,
        holidays.TABLE,
        air_quality.TABLE,
        beijing_air.TABLE,
        covid_guizhou.TABLE,
        shenzhen_metro.TABLE,
        guiyang_codes.TABLE,
    )
}

__all__ = ["SOURCES", "Ground", "Table"]
