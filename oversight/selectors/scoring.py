"""The arithmetic of an assessment, in decimals that can be done again by hand.

A ratio is rounded to four places, the weights of the indicators that apply are stretched to 100 in steps of
0.01, points are rounded to two places, and the score is the sum of the points as they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from portal.kernel.errors import Message
from portal.members.choices import Level, OrganizationKind
from portal.members.jurisdiction import overseen_by
from portal.members.models import Organization
from portal.web.contributions import Indicator, registry

from ..models import AssessmentScheme, UnitScore

CENT, PLACES, HUNDRED = Decimal("0.01"), Decimal("0.0001"), Decimal(100)
#: Governments lead and operators are contracted: neither is assessed; nor are units of the province.
NOT_ASSESSED = (OrganizationKind.GOVERNMENT, OrganizationKind.OPERATOR)


@dataclass(frozen=True)
class FigureOfUnit:
    """One indicator of one unit, frozen: what it was, what it counted, what it gave."""

    indicator: str
    value: str | None
    numerator: int | None
    denominator: int | None
    weight: str
    counted: str
    points: str | None
    url: str


def indicators() -> dict[str, Indicator]:
    """The percentages that chapters contribute: the same figures as on the dashboards."""
    return {i.name: i for i in registry.indicators if i.kind == "percent"}


def name_of(indicator: str) -> Message:
    """What an indicator is called."""
    known = indicators()
    return known[indicator].label if indicator in known else indicator


def assessed_units(scheme: AssessmentScheme) -> list[Organization]:
    """The units of the authority's jurisdiction that are assessed."""
    units = Organization.objects.filter(overseen_by(scheme.authority)).exclude(kind__in=NOT_ASSESSED)
    return list(units.exclude(level=Level.PROVINCE).order_by("pk"))


def figures_of(scheme: AssessmentScheme, unit: Organization, day: date) -> list[FigureOfUnit]:
    """The unit's figures on the cut-off day, each weighted; what does not apply gives its weight away."""
    weights = {row["indicator"]: Decimal(row["weight"]) for row in scheme.weights}
    readings = {name: _reading(name, unit, day) for name in weights}
    applicable = [name for name, reading in readings.items() if reading.ratio is not None]
    counted = counted_weights(weights, applicable)
    return [_figure(name, weights[name], counted.get(name), readings[name]) for name in weights]


def total_of(figures: Sequence[FigureOfUnit]) -> Decimal | None:
    """The sum of the points; nothing where no indicator applies."""
    points = [Decimal(f.points) for f in figures if f.points is not None]
    return sum(points, Decimal(0)) if points else None


def counted_weights(weights: Mapping[str, Decimal], applicable: Sequence[str]) -> dict[str, Decimal]:
    """The weights of what applies, stretched to 100; the cents left over go to the largest remainders."""
    whole = sum((weights[name] for name in applicable), Decimal(0))
    if not whole:
        return {}
    exact = {name: weights[name] * HUNDRED / whole for name in applicable}
    shares = {name: share.quantize(CENT, ROUND_DOWN) for name, share in exact.items()}
    left = int((HUNDRED - sum(shares.values(), Decimal(0))) / CENT)
    for name in sorted(exact, key=lambda name: exact[name] - shares[name], reverse=True)[:left]:
        shares[name] += CENT
    return shares


def points_of(ratio: Decimal, weight: Decimal) -> Decimal:
    """Weight times ratio, to two places."""
    return (ratio * weight).quantize(CENT, ROUND_HALF_UP)


def ranks(totals: Mapping[int, Decimal]) -> dict[int, int]:
    """The place of each; equals share a place, and the next place is left out."""
    return {key: 1 + sum(other > total for other in totals.values()) for key, total in totals.items()}


def value_of(score: UnitScore, indicator: str) -> str | None:
    """The frozen value of one indicator; nothing where it did not apply."""
    return next((row["value"] for row in score.figures if row["indicator"] == indicator), None)


def as_json(figures: Sequence[FigureOfUnit]) -> list[dict[str, Any]]:
    """The figures as they are frozen."""
    return [asdict(figure) for figure in figures]


@dataclass(frozen=True)
class _Reading:
    """What an indicator says; no ratio where it does not apply."""

    ratio: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    falling: bool = False
    url: str = ""


def _reading(name: str, unit: Organization, day: date) -> _Reading:
    indicator = indicators().get(name)
    if indicator is None:
        return _Reading()
    falling, url = indicator.better == "down", indicator.url(unit)
    if indicator.parts is not None:
        part, whole = indicator.parts(unit, [day])[0]
        ratio = (Decimal(part) / Decimal(whole)).quantize(PLACES, ROUND_HALF_UP) if whole else None
        return _Reading(ratio, part, whole, falling, url)
    value = indicator.values(unit, [day])[0]
    ratio = None if value is None else Decimal(str(value)).quantize(PLACES, ROUND_HALF_UP)
    return _Reading(ratio, None, None, falling, url)


def _figure(name: str, weight: Decimal, counted: Decimal | None, reading: _Reading) -> FigureOfUnit:
    points = None
    if reading.ratio is not None and counted is not None:
        points = points_of(1 - reading.ratio if reading.falling else reading.ratio, counted)
    return FigureOfUnit(
        indicator=name,
        value=None if reading.ratio is None else str(reading.ratio),
        numerator=reading.numerator,
        denominator=reading.denominator,
        weight=str(weight),
        counted=str(counted or Decimal("0.00")),
        points=None if points is None else str(points),
        url=reading.url,
    )
