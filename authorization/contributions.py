"""What authorised operation adds to roles, frame, inbox, dashboards, search and catalog pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.roles import grant
from portal.web import tones
from portal.web.contributions import (
    ActionName,
    Hit,
    InboxItem,
    InboxSource,
    Indicator,
    Lifecycle,
    MenuEntry,
    OverdueSource,
    Panel,
    ProvisionLink,
    SearchSource,
    Section,
    register,
)

from . import selectors
from .choices import AgreementState
from .models import Agreement, OperationDomain, OperatorApplication, YearlyEvaluation
from .workflows import AGREEMENT, APPLICATION, DOMAIN, EVALUATION, RESOURCE

grant(Role.OPERATOR, "authorization.apply_for_operation", "authorization.report_year")
grant(Role.AUTHORITY, "authorization.manage_domains", "authorization.review_application")
grant(Role.AUTHORITY, "authorization.refuse_application", "authorization.sign_agreement")
grant(Role.AUTHORITY, "authorization.terminate_agreement", "authorization.evaluate_year")
grant(Role.DATA_OFFICER, "authorization.register_resource")
grant(Role.CDO, "authorization.register_resource", "authorization.assess_application")
grant(Role.CDO, "authorization.refuse_application")
grant(Role.PROVIDER_REVIEWER, "authorization.assess_application", "authorization.refuse_application")
grant(Role.SECURITY_ADMINISTRATOR, "authorization.assess_security")
grant(Role.INSPECTOR, "authorization.view_all_operation")
grant(Role.AUDIT_ADMINISTRATOR, "authorization.view_all_operation")

tones.register("authorization.operationdomain", {"open": "good"})
tones.register("authorization.domainresource", {"registered": "good", "withdrawn": "quiet"})
tones.register(
    "authorization.operatorapplication", {"reviewed": "info", "assessed": "info", "approved": "good"}
)
tones.register("authorization.yearlyevaluation", {"reported": "info", "evaluated": "good"})
tones.register("authorization.yearlyevaluation", {"good": "good", "pass": "info", "fail": "stop"})


def _application_item(application: OperatorApplication, page: str = "") -> InboxItem:
    url = reverse(page, args=[application.public_id]) if page else application.get_absolute_url()
    who, state = str(application.operator), str(application.get_state_display())
    if application.awaits_signature:
        state = _now("Agreement to be signed")
    return InboxItem(
        str(application.domain), url, due_on=application.due_on, who=who, state=state, tone="info"
    )


def _page_for(actor: Actor, application: OperatorApplication) -> str:
    if application.awaits_security and actor.can("authorization.assess_security"):
        return "authorization:application-assess-security"
    return "authorization:application-decide" if application.due_on else ""


def applications(actor: Actor) -> Iterator[InboxItem]:
    """Applications that the actor has to review, assess, decide, sign or complete."""
    for application in selectors.waiting_for(actor):
        yield _application_item(application, _page_for(actor, application))


def pending_applications(actor: Actor) -> Iterator[InboxItem]:
    """Applications that others have to move on."""
    for application in selectors.pending_for(actor):
        yield _application_item(application)


def _year_item(evaluation: YearlyEvaluation, page: str) -> InboxItem:
    agreement, url = evaluation.agreement, reverse(page, args=[evaluation.public_id])
    title = f"{agreement.domain} · {evaluation.year}"
    state = str(evaluation.get_state_display())
    return InboxItem(
        title, url, due_on=evaluation.due_on, who=str(agreement.operator), state=state, tone="info"
    )


def evaluations(actor: Actor) -> Iterator[InboxItem]:
    """Yearly reports that the authority has to evaluate."""
    for evaluation in selectors.evaluations_waiting_for(actor):
        yield _year_item(evaluation, "authorization:evaluation-evaluate")


def _report_item(missing: Any, url: str) -> InboxItem:
    agreement = missing.agreement
    tone = "stop" if missing.due_on < clock.today() else "soon"
    title, state = f"{agreement.domain} · {missing.year}", _now("Report to be handed in")
    return InboxItem(title, url, due_on=missing.due_on, who=str(agreement.operator), state=state, tone=tone)


def reports(actor: Actor) -> Iterator[InboxItem]:
    """Years that the operator has to report."""
    unit = actor.user.organization if actor.user else None
    if unit is not None and actor.can("authorization.report_year"):
        for missing in selectors.reports_to_hand_in(unit):
            url = reverse("authorization:evaluation-create", args=[missing.agreement.public_id])
            yield _report_item(missing, url)


def overdue(unit: Any) -> Iterator[InboxItem]:
    """Applications, reports and evaluations past their day."""
    for application in selectors.overdue_applications(unit):
        yield _application_item(application)
    for evaluation in selectors.overdue_evaluations(unit):
        yield _year_item(evaluation, "authorization:evaluation-detail")
    for missing in selectors.reports_to_hand_in(unit):
        if missing.due_on < clock.today():
            yield _report_item(missing, missing.agreement.get_absolute_url())


def entry_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """On an entry's page: in which domains it is under operation, and by whom."""
    found = selectors.operation_of_entry(entry, actor)
    return {"operations": found} if found else None


def search(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Domains and agreements by domain, operator or number."""
    domains = OperationDomain.objects.visible_to(actor).filter(name__icontains=words)[:limit]
    yield from (Hit(str(d), d.get_public_url(), d.summary, [str(d.get_state_display())]) for d in domains)
    if not actor.is_person:
        return
    visible = Agreement.objects.visible_to(actor).select_related("domain", "operator")
    found = visible.filter(operator__name__icontains=words) | visible.filter(number__icontains=words)
    for agreement in found[:limit]:
        facts = [str(agreement.operator), agreement.get_standing_display()]
        yield Hit(str(agreement), agreement.get_absolute_url(), agreement.scenario, facts)


def list_url(unit: Any) -> str:
    """The agreements in force, of the unit where one is meant."""
    asked = {"standing": AgreementState.ACTIVE.value} | ({"q": unit.name} if unit else {})
    return f"{reverse('authorization:agreement-list')}?{urlencode(asked)}"


def is_staff(actor: Actor) -> bool:
    """Somebody who works for a unit."""
    return actor.user is not None and actor.user.organization_id is not None


def count_years(actor: Actor) -> int:
    """Years to report or to evaluate."""
    return selectors.count_evaluations(actor) + selectors.count_reports_due(actor)


register(
    MenuEntry(
        Section.AUTHORIZATION,
        _("Domains of operation"),
        "authorization:domain-list",
        order=10,
        visible=is_staff,
    ),
    MenuEntry(
        Section.AUTHORIZATION,
        _("Operators' applications"),
        "authorization:application-list",
        order=20,
        visible=selectors.may_see_applications,
        badge=selectors.count_waiting,
    ),
    MenuEntry(
        Section.AUTHORIZATION,
        _("Agreements"),
        "authorization:agreement-list",
        order=30,
        visible=is_staff,
        badge=count_years,
    ),
    MenuEntry(
        Section.AUTHORIZATION,
        _("Authorized operation"),
        "authorization:operation-list",
        order=60,
        public=True,
    ),
    Panel("catalog.entry", "authorization/_entry_panel.html", context=entry_panel, order=30),
    InboxSource(_("Operators' applications"), items=applications, pending=pending_applications, order=60),
    InboxSource(_("Years of operation to evaluate"), items=evaluations, order=61),
    InboxSource(_("Years of operation to report"), items=reports, order=62),
    SearchSource("authorization", _("Authorized operation"), search=search, order=60),
    Indicator(
        "authorization.agreements_in_force",
        _("Agreements in force"),
        values=selectors.active_on,
        url=list_url,
        order=60,
    ),
    OverdueSource(_("Authorized operation"), items=overdue, order=60),
    ProvisionLink(
        "6.1",
        _("Agreements in force"),
        "authorization:operation-list",
        value=selectors.count_in_force,
        public=True,
    ),
    Lifecycle(DOMAIN),
    Lifecycle(RESOURCE),
    Lifecycle(APPLICATION),
    Lifecycle(AGREEMENT),
    Lifecycle(EVALUATION),
    ActionName("authorization.domainresource.register", _("Register a resource")),
    ActionName("authorization.operatorapplication.assess_security", _("Assess the security")),
    ActionName("authorization.agreement.sign", _("Sign the agreement")),
    ActionName("authorization.yearlyevaluation.report", _("Hand in the report")),
)
