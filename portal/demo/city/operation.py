"""Authorised operation: domains with their operators, in the second year, expired, waiting and refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from authorization import services
from authorization.models import Agreement, OperationDomain, OperatorApplication
from authorization.services.agreements import CALENDAR
from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.working_days import is_working_day

from ..content.entries import ENTRIES
from ..content.organizations import CITY_AUTHORITY
from ..content.stories import stories
from .moments import SHANGHAI, moment
from .people import actor_of, unit_of
from .reporting import Terminal

Spec = dict[str, Any]
SPECS: list[Spec] = stories("operation")["domain"]
NAMES = {spec.key: spec.name for spec in ENTRIES}
SECURITY = "secadmin"
#: The hour of each step, so that steps of one day keep their order.
HOURS = {"submit": 9, "security": 10, "review": 11, "return": 14, "assess": 14, "refuse": 15, "approve": 15}
FIGURES = ("year", "resources", "services", "clients", "incidents", "report")


def build_operation(terminal: Terminal) -> None:
    """Walk every domain that is not there yet, each as a whole or not at all."""
    known = set(OperationDomain.objects.values_list("name", flat=True))
    for spec in SPECS:
        if spec["name"] not in known and (entries := _entries(spec)):
            _build_domain(spec, entries)
    running = Agreement.objects.in_force(clock.today()).count()
    terminal.say(f"{OperationDomain.objects.count()} domains of operation, {running} agreements in force")


@transaction.atomic
def _build_domain(spec: Spec, entries: dict[str, CatalogEntry]) -> None:
    authority, lead = actor_of(f"{CITY_AUTHORITY}-reviewer"), spec["lead"]
    names = ("name", "name_en", "summary")
    with _at(spec["prepared_on"], 9):
        fields = {name: spec[name] for name in names} | {"lead_department": unit_of(lead)}
        domain = services.create_domain(actor=authority, **fields)
    with _at(spec["prepared_on"], 15):
        for resource in spec["resources"]:
            if entry := entries.get(resource["entry"]):
                terms = {"scenarios": resource["scenarios"], "consent": resource.get("consent", "")}
                services.register_resource(domain, entry, actor=actor_of(f"{lead}-officer"), **terms)
    with _at(spec["opened_on"], 10):
        domain = services.publish_domain(domain, actor=authority)
    for application in spec["application"]:
        _walk(domain, application, lead)


def _walk(domain: OperationDomain, spec: Spec, lead: str) -> None:
    """From the operator's desk to where the steps end."""
    words = {name: spec[name] for name in ("scenario", "capability", "security_plan", "term_years")}
    words["term_reasons"] = spec.get("term_reasons", "")
    operator = actor_of(spec["operator"])
    with _at(spec["steps"]["submit"], 8):
        made = services.create_application(domain, actor=operator, **words)
    for step, when in spec["steps"].items():
        with _at(when, HOURS.get(step, 16)):
            _STEPS[step](made, spec, lead)
    for year in spec.get("year", ()):
        _report(Agreement.objects.get(application=made), year, operator)


def _report(agreement: Agreement, year: Spec, operator: Actor) -> None:
    with _at(year["reported"], 11):
        figures = {name: year[name] for name in FIGURES}
        made = services.report_year(agreement, actor=operator, **figures)
    if "evaluated" in year:
        with _at(year["evaluated"], 16):
            verdict = {name: year[name] for name in ("result", "opinion")}
            services.evaluate_year(made, actor=_authority(), **verdict)


def _submit(made: OperatorApplication, spec: Spec, lead: str) -> None:
    services.submit_application(made, actor=actor_of(spec["operator"]))


def _secure(made: OperatorApplication, spec: Spec, lead: str) -> None:
    verdict = {"passed": spec["security_passed"], "opinion": spec["security"]}
    services.record_security_assessment(made, actor=actor_of(SECURITY), **verdict)


def _review(made: OperatorApplication, spec: Spec, lead: str) -> None:
    services.review_application(made, actor=_authority(), opinion=spec["review"])


def _return(made: OperatorApplication, spec: Spec, lead: str) -> None:
    services.return_application(made, actor=_authority(), opinion=spec["return"])


def _assess(made: OperatorApplication, spec: Spec, lead: str) -> None:
    services.assess_application(made, actor=actor_of(f"{lead}-cdo"), opinion=spec["assess"])


def _refuse(made: OperatorApplication, spec: Spec, lead: str) -> None:
    services.refuse_application(made, actor=actor_of(f"{lead}-cdo"), opinion=spec["refuse"])


def _approve(made: OperatorApplication, spec: Spec, lead: str) -> None:
    services.approve_application(made, actor=_authority(), opinion=spec["approve"])


def _sign(made: OperatorApplication, spec: Spec, lead: str) -> None:
    """Signed, begun on its first day, and ended after its last one where that has passed."""
    terms = {"starts_on": spec["starts_on"], "duties": spec["duties"]}
    agreement = services.sign_agreement(made, actor=_authority(), **terms)
    for day in (agreement.starts_on, agreement.ends_on + timedelta(days=1)):
        if day <= clock.wall().date():
            with clock.set_to(datetime.combine(day, time(0, 7), SHANGHAI)):
                services.turn_agreements(actor=CALENDAR)


_STEPS: dict[str, Callable[[OperatorApplication, Spec, str], None]] = {
    "submit": _submit,
    "security": _secure,
    "review": _review,
    "return": _return,
    "assess": _assess,
    "refuse": _refuse,
    "approve": _approve,
    "sign": _sign,
}


def _authority() -> Actor:
    return actor_of(f"{CITY_AUTHORITY}-reviewer")


def _entries(spec: Spec) -> dict[str, CatalogEntry]:
    """The domain's entries that are in force, by their key."""
    names = {resource["entry"]: NAMES[resource["entry"]] for resource in spec["resources"]}
    found = {entry.name: entry for entry in CatalogEntry.objects.in_force().filter(name__in=names.values())}
    return {key: found[name] for key, name in names.items() if name in found}


def _at(when: date | int, hour: int) -> AbstractContextManager[None]:
    """On that date, or that many working days before today; never in the future."""
    day = when if isinstance(when, date) else _working_days_ago(when)
    return clock.set_to(moment(day, hour, 20))


def _working_days_ago(days: int) -> date:
    day, left = clock.wall().date(), days
    while left > 0:
        day -= timedelta(days=1)
        left -= is_working_day(day)[0]
    return day
