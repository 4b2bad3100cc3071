"""The generated tables of the demo city (演示生成数据): ``GENERATED`` has every one by its key.

Each run writes the same rows, by seed. Check digits are right; credit codes, resident
IDs and telephone numbers lie in ranges that were never issued (see ``codes``)."""

from __future__ import annotations

from ..sources.table import Table
from . import enterprises, facilities, people, registers, statistics, utilities

GENERATED: dict[str, Table] = {
    table.key: table
    for table in (
        enterprises.FIRST,
        enterprises.CLEAN,
        utilities.WATER_USAGE,
        utilities.WATER_METERS,
        utilities.GAS_INSPECTIONS,
        utilities.ELECTRICITY,
        people.REGISTER,
        people.INSURANCE,
        people.ASSISTANCE,
        facilities.BUS_STOPS,
        facilities.SCHOOLS,
        facilities.CLINIC_LIST,
        facilities.PARKING,
        facilities.SHELTER_LIST,
        facilities.SERVICE_POINTS,
        statistics.PRICES,
        statistics.TOURISM,
        statistics.SERVICE_MATTERS,
        registers.FOOD_LICENSES,
        registers.DISCHARGE_PERMITS,
        registers.FUEL_STATIONS,
        registers.BUILDING_PROJECTS,
        registers.FARMS,
    )
}
