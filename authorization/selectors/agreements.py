"""What runs, on which day, and which yearly reports are due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch, Q

from catalog.models import CatalogEntry
from portal.kernel import clock, rules
from portal.kernel.actor import Actor
from portal.members.models import Organization

from ..models import Agreement, DomainResource, OperationDomain, YearlyEvaluation
from ..rules import DISCLOSURE_DUE


class MissingReport(NamedTuple):
    """A year of an agreement that was not reported yet, and the day by which it has to be."""

    agreement: Agreement
    year: int
    due_on: date


class Operation(NamedTuple):
    """A resource under operation with the agreements of its domain that run today."""

    resource: DomainResource
    agreements: list[Agreement]


def count_in_force() -> int:
    """Agreements that run today: the figure that anybody may read."""
    return Agreement.objects.in_force(clock.today()).count()


def active_on(unit: Organization | None, days: Sequence[date]) -> list[float | None]:
    """How many agreements ran on each day; nothing for units that neither operate nor lead a domain."""
    found = Agreement.objects.all()
    if unit is not None:
        found = found.filter(Q(operator=unit) | Q(domain__lead_department=unit))
    periods = list(found.values_list("starts_on", "ends_on", "terminated_on"))
    if unit is not None and not periods:
        return [None] * len(days)
    return [float(sum(_ran(day, *period) for period in periods)) for day in days]


def agreements_of_domain(domain: OperationDomain) -> list[Agreement]:
    """What is published of a domain's agreements, with their evaluated years."""
    evaluated = Prefetch("evaluations", YearlyEvaluation.objects.published(), to_attr="published_years")
    found = Agreement.objects.published(clock.today()).filter(domain=domain)
    return list(found.select_related("operator", "domain").prefetch_related(evaluated))


def operation_of_entry(entry: CatalogEntry, actor: Actor) -> list[Operation]:
    """The domains that the actor may know in which an entry is under operation, and by whom today."""
    found = DomainResource.objects.visible_to(actor).registered().filter(entry=entry).select_related("domain")
    running = Agreement.objects.in_force(clock.today()).select_related("operator")
    resources = found.prefetch_related(Prefetch("domain__agreements", running, to_attr="running"))
    return [Operation(resource, resource.domain.running) for resource in resources]


def report_due_on(year: int) -> date:
    """The day by which the report on ``year`` is handed in, by the rule in force at the year's end."""
    month, _dash, day = str(rules.in_force(DISCLOSURE_DUE, on=date(year, 12, 31)).value).partition("-")
    return date(year + 1, int(month), int(day))


def missing_reports(agreements: Iterable[Agreement]) -> list[MissingReport]:
    """Years of the past in which these agreements ran and that were not reported, the oldest first."""
    found = []
    for agreement in agreements:
        told = {evaluation.year for evaluation in agreement.evaluations.all()}
        years = filter(agreement.ran_in, range(agreement.starts_on.year, clock.today().year))
        found += [MissingReport(agreement, y, report_due_on(y)) for y in years if y not in told]
    return sorted(found, key=lambda missing: missing.due_on)


def year_to_report(agreement: Agreement) -> MissingReport | None:
    """The oldest year of the past that the operator still has to report."""
    missing = missing_reports([agreement])
    return missing[0] if missing else None


def reports_to_hand_in(unit: Organization | None) -> list[MissingReport]:
    """What an operator (or, for ``None``, the operators of the city) have to report."""
    begun = Agreement.objects.filter(starts_on__lte=clock.today())
    found = begun if unit is None else begun.filter(operator=unit)
    return missing_reports(found.select_related("domain", "operator").prefetch_related("evaluations"))


def count_reports_due(actor: Actor) -> int:
    """How many reports the actor's unit has to hand in."""
    unit = actor.user.organization if actor.user else None
    may = unit is not None and actor.can("authorization.report_year")
    return len(reports_to_hand_in(unit)) if may else 0


def _ran(day: date, starts_on: date, ends_on: date, terminated_on: date | None) -> bool:
    if terminated_on is not None and terminated_on <= day:
        return False
    return starts_on <= day <= ends_on
