"""What an inspection looks for. Each check reads other chapters through their selectors, models and choices.

A check finds the subjects that do not meet it on a day, with the facts that say so. It asks the records' own
dates where they tell (updates, mounts), and their present state where only that is known (replies, reviews).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from aggregation.choices import ObjectionState
from aggregation.models import Objection
from aggregation.selectors import failing_resources, late_mounts, late_updates
from catalog.choices import UpdateCycle
from catalog.models import CatalogEntry
from portal.kernel.errors import Message
from portal.members.choices import Office, OrganizationKind
from portal.members.models import Appointment, Organization
from sharing.choices import RequestState
from sharing.models import SharingRequest

from ..choices import Severity

Units = QuerySet[Organization]


@dataclass(frozen=True)
class Subject:
    """A record that did not meet a check, the unit that answers for it, and the facts."""

    record: Model
    unit: Organization
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The record's type and key: by it a second inspection recognises the finding."""
        return key_of(self.record)

    @property
    def url(self) -> str:
        """The record's page."""
        return str(self.record.get_absolute_url())  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Check:
    """One thing that is looked for; ``find(units, day)`` gives what does not meet it."""

    code: str
    label: Message
    demand: Message
    provision: str
    find: Callable[[Units, date], Iterator[Subject]]
    severity: str = Severity.MAJOR


def key_of(record: Model) -> str:
    """How findings name a record."""
    return f"{record._meta.label_lower}:{record.pk}"


def overdue_updates(units: Units, day: date) -> Iterator[Subject]:
    """Entries whose newest data is older than their update cycle and the allowance."""
    for late in late_updates(units, day):
        facts = {"cycle": late.cycle, "newest": late.newest.isoformat()}
        yield Subject(late.entry, late.entry.provider, facts | {"due_on": late.due_on.isoformat()})


def unmounted_entries(units: Units, day: date) -> Iterator[Subject]:
    """Published entries that nothing stands behind."""
    for late in late_mounts(units, day):
        facts = {"published_on": late.published_on.isoformat(), "due_on": late.due_on.isoformat()}
        yield Subject(late.entry, late.entry.provider, facts)


def failing_deliveries(units: Units, day: date) -> Iterator[Subject]:
    """Mounted resources whose last deliveries did not arrive."""
    for failing in failing_resources(units):
        facts = {"failures": failing.failures, "last_failure": failing.last.isoformat()}
        yield Subject(failing.mounted, failing.mounted.entry.provider, facts)


def late_reviews(units: Units, day: date) -> Iterator[Subject]:
    """Signed entries that their data authority should have reviewed."""
    late = CatalogEntry.objects.overdue(day).select_related("provider").order_by("pk")
    authorities = list(units.filter(kind=OrganizationKind.DATA_AUTHORITY))
    for entry in late:
        for unit in (a for a in authorities if entry.provider.is_reviewed_by(a)):
            yield Subject(entry, unit, {"provider": str(entry.provider), "due_on": _iso(entry.due_on)})


def late_replies(units: Units, day: date) -> Iterator[Subject]:
    """Sharing requests that should have been answered by the provider."""
    late = SharingRequest.objects.overdue(day).filter(state=RequestState.CHECKED, entry__provider__in=units)
    for request in late.select_related("entry__provider", "organization").order_by("pk"):
        facts = {"applicant": str(request.organization), "due_on": _iso(request.due_on)}
        yield Subject(request, request.entry.provider, facts)


def late_objections(units: Units, day: date) -> Iterator[Subject]:
    """Objections that were accepted and that the provider should have answered or corrected."""
    accepted = Objection.objects.overdue(day).exclude(state=ObjectionState.RAISED)
    late = accepted.filter(entry__provider__in=units).select_related("entry__provider")
    for objection in late.order_by("pk"):
        yield Subject(objection, objection.entry.provider, {"due_on": _iso(objection.due_on)})


def vacant_offices(units: Units, day: date) -> Iterator[Subject]:
    """Units with published entries that have no chief data officer or no data officer."""
    wanted = (Office.CDO, Office.DATA_OFFICER)
    held = Appointment.objects.in_office(day).filter(organization__in=units, office__in=wanted)
    offices = set(held.values_list("organization_id", "office"))
    providers = CatalogEntry.objects.in_force().values("provider_id")
    for unit in units.filter(Q(pk__in=providers)).exclude(kind=OrganizationKind.GOVERNMENT).order_by("pk"):
        vacant = [office.value for office in wanted if (unit.pk, office.value) not in offices]
        if vacant:
            yield Subject(unit, unit, {"vacant": vacant})


CHECKS = {
    check.code: check
    for check in (
        Check(
            "overdue_update",
            _("Data is not updated in its cycle"),
            _("Load the data of the present cycle."),
            "3.2",
            overdue_updates,
        ),
        Check(
            "unmounted_entry",
            _("A published entry is not mounted"),
            _("Mount the entry and load its data."),
            "2.1",
            unmounted_entries,
        ),
        Check(
            "failing_delivery",
            _("Deliveries fail again and again"),
            _("Correct the file and load it until it arrives."),
            "3.2",
            failing_deliveries,
        ),
        Check(
            "late_review",
            _("A catalog entry waits too long for its review"),
            _("Review the entry."),
            "2.1",
            late_reviews,
            Severity.MINOR,
        ),
        Check(
            "late_reply",
            _("A sharing request waits too long for its reply"),
            _("Reply to the request."),
            "4.1",
            late_replies,
        ),
        Check(
            "late_objection",
            _("An objection waits too long for its answer"),
            _("Verify the data and answer the objection."),
            "4.3",
            late_objections,
        ),
        Check(
            "vacant_office",
            _("Chief data officer or data officer missing"),
            _("Appoint them and have the appointment recorded."),
            "1.5",
            vacant_offices,
            Severity.MINOR,
        ),
    )
}

FACT_NAMES: dict[str, Message] = {
    "cycle": _("Update cycle"),
    "newest": _("Newest data"),
    "published_on": _("Published at"),
    "due_on": _("Due"),
    "failures": _("Deliveries in a row that failed"),
    "last_failure": _("Last failure"),
    "provider": _("Provider"),
    "applicant": _("Applicant"),
    "vacant": _("Vacant"),
}
_WORDS: dict[str, dict[str, Any]] = {
    "cycle": dict(UpdateCycle.choices),
    "vacant": dict(Office.choices),
}


def check_choices() -> list[tuple[str, Message]]:
    """Code and words of every check."""
    return [(check.code, check.label) for check in CHECKS.values()]


def label_of(code: str) -> Message:
    """What is looked for, in words."""
    return CHECKS[code].label if code in CHECKS else code


def facts_in_words(facts: dict[str, Any]) -> list[tuple[Message, str]]:
    """Name and value of each fact, in a fixed order."""
    known = [(label, _said(name, facts[name])) for name, label in FACT_NAMES.items() if name in facts]
    return known + [(name, _said(name, facts[name])) for name in facts.keys() - FACT_NAMES.keys()]


def _said(name: str, value: Any) -> str:
    words = _WORDS.get(name, {})
    values = value if isinstance(value, list) else [value]
    return "、".join(str(words.get(v, v)) for v in values)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
