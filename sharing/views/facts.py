"""The facts of requests and grants, in the groups in which pages show them."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.web import formats
from portal.web.doors import Check, Fact, FactGroup

from .. import selectors
from ..models import Grant, SharingRequest

AUDIENCE = _("Applicant, provider and data authority")
REQUESTS = (("sharing:request-list", _("Sharing requests")),)
GRANTS = (("sharing:grant-list", _("Grants")),)
#: Of pages whose every reading goes on record: a HEAD reads nothing and is refused.
NO_HEAD = ("get", "options")


def items_of(record: SharingRequest | Grant) -> str:
    """The items in one line."""
    return "、".join(record.items)


def areas_of(record: SharingRequest | Grant) -> str:
    """The areas in one line; all of them where none is named."""
    return "、".join(record.area_prefixes) or _now("All areas")


def asked_period(request: SharingRequest) -> str:
    """From the first day to the last."""
    return f"{formats.day(request.starts_on)} – {formats.day(request.ends_on)}"


def granted_period(grant: Grant) -> str:
    """From the first day to the last."""
    return f"{formats.day(grant.valid_from)} – {formats.day(grant.valid_until)}"


WHO = FactGroup(
    _("Who asks for what"),
    (
        Fact("organization", _("Applicant")),
        Fact("entry", _("Resource")),
        Fact("entry.resource_code", _("Resource code"), kind="code"),
        Fact("entry.provider", _("Provider")),
        Fact("sharing_type", _("Sharing type")),
        Fact("entry.sharing_condition", _("Conditions of sharing")),
    ),
)
WHY = FactGroup(
    _("On what ground and what for"),
    (
        Fact("legal_basis", _("Legal basis")),
        Fact("purpose", _("Purpose")),
        Fact("scenario", _("Scenario")),
    ),
)
SCOPE = FactGroup(
    _("Which data, for how long"),
    (
        Fact("items", _("Items"), value=items_of),
        Fact("area_prefixes", _("Area codes"), value=areas_of),
        Fact("starts_on", _("Period"), value=asked_period),
        Fact("delivery", _("Way of delivery")),
    ),
)
ANSWER = FactGroup(
    _("What was answered"),
    (
        Fact("opinion", _("Opinion")),
        Fact("refusal_basis", _("Basis of the refusal")),
        Fact("decided_at", _("Decided"), kind="moment"),
        Fact("reply_due_on", _("Reply due"), kind="date"),
        Fact("days_left", _("Working days left while the clock stands still"), kind="number"),
    ),
)
GRANTED = FactGroup(
    _("What is granted"),
    (
        Fact("consumer", _("Consumer")),
        Fact("entry", _("Resource")),
        Fact("entry.resource_code", _("Resource code"), kind="code"),
        Fact("entry.provider", _("Provider")),
        Fact("purpose", _("Purpose")),
        Fact("items", _("Items"), value=items_of),
        Fact("area_prefixes", _("Area codes"), value=areas_of),
        Fact("valid_from", _("Period"), value=granted_period),
        Fact("delivery", _("Way of delivery")),
        Fact("reason", _("Reason")),
    ),
)


def shown_checks(request: SharingRequest) -> list[Check]:
    """What was looked at already, as a page shows it."""
    return [Check(f.label, f.passed, f.reason) for f in selectors.findings(request)]
