"""Bounds of the data plane; an installation changes them as rules."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.kernel import clock, rules

CHOICE = "the portal's own choice"

KEPT_GENERATIONS = rules.declare(
    "store.kept_generations",
    default=2,
    unit="generations",
    provision="3.2",
    source=CHOICE,
    label=_("Generations of a table that are kept"),
)
XLSX_MEGABYTES = rules.declare(
    "store.xlsx_megabytes",
    default=40,
    unit="MB",
    provision="3.2",
    source=CHOICE,
    label=_("Largest spreadsheet that is read"),
)
XLSX_UNPACKED_MEGABYTES = rules.declare(
    "store.xlsx_unpacked_megabytes",
    default=500,
    unit="MB",
    provision="3.2",
    source=CHOICE,
    label=_("Largest spreadsheet after unpacking"),
)
COUNT_BOUND = rules.declare(
    "store.count_bound",
    default=100_000,
    unit="rows",
    provision="3.2",
    source=CHOICE,
    label=_("Rows up to which matches are counted exactly"),
)
CONTAINS_BOUND = rules.declare(
    "store.contains_bound",
    default=200_000,
    unit="rows",
    provision="3.2",
    source=CHOICE,
    label=_("Rows up to which text that is not indexed may be searched"),
)

SCAN_ROWS = rules.declare(
    "store.scan_rows",
    default=100_000,
    unit="rows",
    provision="7.4",
    source=CHOICE,
    label=_("Rows of a version that are searched for personal information"),
)


def bound(key: str) -> int:
    """The bound in force today, in the unit of its declaration."""
    return int(rules.in_force(key, on=clock.today()).value)
