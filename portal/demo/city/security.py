"""A year of data security: owners and remits, incidents and orders, and what the scan found."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

import opening.services
import sharing.services
from aggregation import services as aggregation
from aggregation.models import Batch, MountedResource
from opening.choices import DatasetState
from opening.models import PublicDataset
from portal.kernel import clock, jobs
from portal.members import services as members
from portal.members.choices import Office
from portal.members.models import Appointment
from portal.store import query
from security import services
from security.choices import FindingState
from security.models import Incident, PersonalInformationFinding, SecurityOrder, SupervisoryRemit
from sharing.choices import GrantState
from sharing.models import Grant

from ..content.stories import stories
from ..generators.codes import phone
from .entries import ENTRY_SPECS, entry_of, officer
from .moments import days_ago, moment
from .people import BUILDER, actor_of, unit_of
from .reporting import Terminal

SPECS: dict[str, Any] = stories("security")
#: Days since the owners were appointed and the remits assigned.
BEGUN = 320
REVIEWER, SECURITY = "bigdata-reviewer", "secadmin"
_Spec = dict[str, Any]


def build_security(terminal: Terminal) -> None:
    """Make what is not there yet: people first, then what they did."""
    with clock.set_to(_moment(BEGUN, 9)):
        _appoint_owners()
        _assign_remits()
    incidents = sum(_walk_incident(spec) for spec in SPECS["incident"])
    orders = sum(_walk_order(spec) for spec in SPECS["order"])
    with jobs.running_inline():
        findings = sum(_walk_finding(spec) for spec in SPECS["finding"])
    terminal.say(
        f"{incidents} security incidents, {orders} orders, {findings} findings of personal information"
    )


def _moment(days: float, hour: int) -> datetime.datetime:
    """A time of a working day so many days back."""
    return moment(days_ago(days), hour, 10)


def _appoint_owners() -> None:
    for key in SPECS["owners"]:
        unit, person = unit_of(key), actor_of(f"{key}-officer").user
        held = Appointment.objects.filter(organization=unit, office=Office.SECURITY_OWNER)
        if not held.exists():
            members.appoint_person(
                actor=BUILDER,
                organization=unit,
                person=person,
                office=Office.SECURITY_OWNER,
                starts_on=clock.today(),
            )


def _assign_remits() -> None:
    for spec in SPECS["remit"]:
        if not SupervisoryRemit.objects.filter(remit=spec["remit"]).exists():
            services.assign_remit(
                actor=actor_of(SECURITY),
                remit=spec["remit"],
                organization=unit_of(spec["unit"]),
                basis=spec["basis"],
                since=clock.today(),
            )


@transaction.atomic
def _walk_incident(spec: _Spec) -> bool:
    """Report, contain, resolve, review: as far as the spec goes; all or nothing."""
    grant = _grant_for(spec)
    if Incident.objects.filter(title=spec["title"]).exists() or ("grant_of" in spec and grant is None):
        return False
    with clock.set_to(_moment(spec["days_ago"], 9)):
        incident = _report(spec, grant)
        if "order" in spec:
            _order_about(incident, spec["order"])
    for step, after in zip((_contain, _resolve, _review), spec.get("after", ()), strict=False):
        with clock.set_to(_moment(max(spec["days_ago"] - after, 0), 15)):
            incident = step(incident, spec, grant)
    if "resume" in spec and grant is not None:
        with clock.set_to(_moment(spec["days_ago"] - spec["after"][-1], 16)):
            sharing.services.resume_grant(grant, actor=actor_of(REVIEWER), reason=spec["resume"])
    return True


def _report(spec: _Spec, grant: Grant | None) -> Incident:
    noticed = clock.now() - datetime.timedelta(hours=spec["noticed_hours"])
    words = {name: spec[name] for name in ("title", "kind", "severity", "description")}
    concerned: dict[str, Any] = {"grants": [grant]} if grant else {}
    if "entry" in spec:
        concerned["entry"] = entry_of(spec["entry"])
    return services.report_incident(actor=actor_of(spec["by"]), noticed_at=noticed, **concerned, **words)


def _grant_for(spec: _Spec) -> Grant | None:
    """The oldest grant of the unit's data that was and still is in force."""
    if "grant_of" not in spec:
        return None
    since = _moment(spec["days_ago"], 9)
    grants = Grant.objects.filter(state=GrantState.ACTIVE, entry__provider=unit_of(spec["grant_of"]))
    found: Grant | None = grants.filter(granted_at__lt=since).order_by("pk").first()
    return found


def _contain(incident: Incident, spec: _Spec, grant: Grant | None) -> Incident:
    return services.contain_incident(
        incident,
        actor=actor_of(spec["handler"]),
        containment=spec["containment"],
        grants=[grant] if grant else [],
    )


def _resolve(incident: Incident, spec: _Spec, grant: Grant | None) -> Incident:
    words = {"cause": spec["cause"], "measures": spec["measures"]}
    return services.resolve_incident(incident, actor=actor_of(spec["handler"]), **words)


def _review(incident: Incident, spec: _Spec, grant: Grant | None) -> Incident:
    return services.review_incident(incident, actor=actor_of(REVIEWER), conclusion=spec["conclusion"])


def _order_about(incident: Incident, spec: _Spec) -> None:
    services.issue_order(
        actor=actor_of(spec["by"]),
        organization=incident.organization,
        incident=incident,
        title=spec["title"],
        demand=spec["demand"],
        due_on=clock.today() + datetime.timedelta(days=spec["days"]),
    )


@transaction.atomic
def _walk_order(spec: _Spec) -> bool:
    if SecurityOrder.objects.filter(title=spec["title"]).exists():
        return False
    with clock.set_to(_moment(spec["days_ago"], 10)):
        order = services.issue_order(
            actor=actor_of(spec["by"]),
            organization=unit_of(spec["unit"]),
            title=spec["title"],
            demand=spec["demand"],
            due_on=clock.today() + datetime.timedelta(days=spec["days"]),
        )
    with clock.set_to(_moment(spec["days_ago"] - spec["after"][0], 11)):
        order = services.answer_order(order, actor=actor_of(f"{spec['unit']}-officer"), answer=spec["answer"])
    if "opinion" in spec:
        with clock.set_to(_moment(spec["days_ago"] - spec["after"][1], 14)):
            services.close_order(order, actor=actor_of(spec["by"]), opinion=spec["opinion"])
    return True


def _walk_finding(spec: _Spec) -> bool:
    """Load rows with signs of personal information, judge them, and mend what was confirmed."""
    entry_spec = ENTRY_SPECS[spec["entry"]]
    mounts = MountedResource.objects.active().filter(entry__name=entry_spec.name)
    mounted = mounts.filter(entry__provider=unit_of(entry_spec.provider)).first()
    if mounted is None or mounted.table is None or not mounted.table.current_version:
        return False
    if PersonalInformationFinding.objects.filter(entry=mounted.entry).exists():
        return False
    _Leak(spec, mounted).walk()
    return True


class _Leak:
    """The rows of one finding, what somebody wrote into them, and what became of it."""

    def __init__(self, spec: _Spec, mounted: MountedResource) -> None:
        self.spec, self.mounted = spec, mounted
        limits = query.Query(mounted.table, limit=spec["rows"])
        page = query.page(limits)
        self.header, self.rows = [column.name for column in page.columns], page.rows

    def walk(self) -> None:
        days = self.spec["days_ago"]
        with clock.set_to(_moment(days, 10)):
            self._upload(leaking=True, note=self.spec["note"])
        finding = PersonalInformationFinding.objects.get(entry=self.mounted.entry)
        if "judge" not in self.spec or finding.state != FindingState.FOUND:
            return
        judge = getattr(services, f"{self.spec['judge']}_finding")
        with clock.set_to(_moment(days - 1, 11)):
            judge(finding, actor=actor_of(self.spec["by"]), reason=self.spec["reason"])
        if "corrected" in self.spec:
            self._mend(days - 3)

    def _mend(self, days: int) -> None:
        with clock.set_to(_moment(days, 10)):
            self._upload(leaking=False, note=self.spec["corrected"])
        code = self.mounted.entry.resource_code or ""
        dataset = PublicDataset.objects.filter(code=code, state=DatasetState.SUSPENDED).first()
        if dataset is not None:
            with clock.set_to(_moment(days, 16)):
                opening.services.restore_dataset(
                    dataset, actor=actor_of(REVIEWER), reason=self.spec["restore"]
                )

    def _upload(self, *, leaking: bool, note: str) -> Batch:
        file = ContentFile(self._text(leaking=leaking).encode(), name=f"{note}.csv")
        actor = officer(ENTRY_SPECS[self.spec["entry"]])
        return aggregation.receive_file(self.mounted, file, mode="upsert", note=note, actor=actor)

    def _text(self, *, leaking: bool) -> str:
        lines = io.StringIO()
        writer = csv.writer(lines)
        writer.writerow(self.header)
        at = self.header.index(self.spec["item"])
        for serial, row in enumerate(self.rows, 100):
            suffix = self.spec["suffix"].format(phone=phone(serial)) if leaking else ""
            words = ["是" if value is True else "否" if value is False else value for value in row]
            words[at] = f"{words[at]}{suffix}"
            writer.writerow(words)
        return lines.getvalue()
