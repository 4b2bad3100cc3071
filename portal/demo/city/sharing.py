"""A year of sharing: requests answered, refused, returned, taken back; grants used, stopped, expired."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from functools import partial
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import DomainError
from sharing import services
from sharing.models import Grant, SharingRequest

from ..content.people import PEOPLE
from ..content.stories import stories
from . import moments
from .entries import ENTRY_SPECS, entry_of, reviewer
from .moments import SHANGHAI
from .people import actor_of, unit_of
from .reporting import Terminal

SPECS: list[dict[str, Any]] = stories("sharing")["request"]
USERNAMES = {person.username for person in PEOPLE}
EXPIRER = Actor.system("expire-grants", "sharing.expire_grant")
#: An item that no grant of the demo covers: asking for it is an attempt beyond the grant.
BEYOND = "联系电话"
_Step = dict[str, Any]
_Act = Callable[[SharingRequest], None]


def build_sharing(terminal: Terminal) -> None:
    """Walk every request that is not there yet, then let the grants expire that ran out meanwhile."""
    built = sum(_build(spec) for spec in SPECS if entry_of(spec["entry"]) is not None)
    _let_expire()
    terminal.say(f"{built} sharing requests, {Grant.objects.count()} grants in all")


@transaction.atomic
def _build(spec: _Step) -> bool:
    """The whole request or nothing of it, so that an interrupted start can be repeated."""
    entry, unit = entry_of(spec["entry"]), unit_of(spec["unit"])
    known = SharingRequest.objects.filter(entry=entry, organization=unit, purpose=spec["purpose"])
    if entry is None or known.exists():
        return False
    walk = _Walk(spec)
    with clock.set_to(walk.moment(0)):
        request = services.create_request(entry, actor=walk.officer, **walk.terms())
    for moment, act in sorted(walk.events(), key=lambda event: event[0]):
        with clock.set_to(moment):
            act(request)
    return True


class _Walk:
    """The people and days of one request, and what they do on them."""

    def __init__(self, spec: _Step) -> None:
        self.spec = spec
        self.provider = ENTRY_SPECS[spec["entry"]].provider
        self.filed_on = moments.days_ago(spec["days_ago"])
        self.officer = actor_of(f"{spec['unit']}-officer")
        self.minutes = count(15, 25)

    def moment(self, working_days: int) -> datetime:
        """So many working days after the draft, each step a little later; never in the future."""
        return moments.step(self.filed_on, working_days, self.minutes)

    def terms(self) -> dict[str, Any]:
        """What is asked for."""
        names = ("legal_basis", "purpose", "scenario", "items")
        period = {
            "starts_on": self.filed_on,
            "ends_on": self.filed_on + timedelta(days=self.spec["days"]),
        }
        how = {"area_prefixes": self.spec.get("areas", []), "delivery": self.spec.get("delivery", "query")}
        return {name: self.spec[name] for name in names} | period | how

    def events(self) -> Iterator[tuple[datetime, _Act]]:
        """The moves, and the uses between them."""
        for step in self.spec["walk"]:
            yield self.moment(step.get("on", 0)), partial(getattr(self, step["move"]), step)
        for kind in ("uses", "attempts"):
            for number, days in enumerate(self.spec.get(kind, ())):
                day = moments.working_day(self.filed_on + timedelta(days=days))
                moment = datetime.combine(day, time(14, 7 * number % 60), SHANGHAI)
                if moment < clock.wall():
                    yield moment, partial(self.use, number, beyond=kind == "attempts")

    def submit(self, step: _Step, request: SharingRequest) -> None:
        services.submit_request(request, actor=self.officer)

    def edit(self, step: _Step, request: SharingRequest) -> None:
        services.edit_request(request, actor=self.officer, scenario=step["scenario"])

    def endorse(self, step: _Step, request: SharingRequest) -> None:
        services.endorse_request(request, actor=actor_of(f"{self.spec['unit']}-cdo"))

    def decline(self, step: _Step, request: SharingRequest) -> None:
        services.decline_request(request, actor=actor_of(f"{self.spec['unit']}-cdo"), opinion=step["text"])

    def check(self, step: _Step, request: SharingRequest) -> None:
        services.check_request(request, actor=self.authority(), note=step.get("text", ""))

    def turn_back(self, step: _Step, request: SharingRequest) -> None:
        services.return_request(request, actor=self.authority(), opinion=step["text"])

    def approve(self, step: _Step, request: SharingRequest) -> None:
        own = f"{self.provider}-provider-reviewer"
        replier = actor_of(own if own in USERNAMES else f"{self.provider}-cdo")
        services.approve_request(request, actor=replier, items=step.get("items"), opinion=step["text"])

    def refuse(self, step: _Step, request: SharingRequest) -> None:
        cdo, words = (
            actor_of(f"{self.provider}-cdo"),
            {"opinion": step["text"], "refusal_basis": step["basis"]},
        )
        services.refuse_request(request, actor=cdo, **words)

    def withdraw(self, step: _Step, request: SharingRequest) -> None:
        services.withdraw_request(request, actor=self.officer, note=step["text"])

    def suspend(self, step: _Step, request: SharingRequest) -> None:
        services.suspend_grant(_grant(request), actor=self.authority(), reason=step["text"])

    def revoke(self, step: _Step, request: SharingRequest) -> None:
        cdo = actor_of(f"{self.provider}-cdo")
        services.revoke_grant(_grant(request), actor=cdo, reason=step["text"])

    def authority(self) -> Actor:
        """Who checks: the authority of the provider's own level and area."""
        return reviewer(ENTRY_SPECS[self.spec["entry"]])

    def use(self, number: int, request: SharingRequest, *, beyond: bool) -> None:
        """Read, download or call as the grant allows; what it refuses is on record and does no harm here."""
        grant, columns = Grant.objects.filter(request=request).first(), [BEYOND] if beyond else []
        if grant is None:
            return  # holidays put the decision off
        with suppress(DomainError, ValidationError):
            if grant.delivery == "file" and number % 2:
                deque(services.stream_rows(grant, actor=self.officer, columns=columns), maxlen=0)
            elif grant.delivery == "api":
                services.read_rows(grant, actor=self.officer, columns=columns)
            else:
                services.read_page(grant, actor=self.officer, columns=columns)


def _grant(request: SharingRequest) -> Grant:
    return Grant.objects.get(request=request)


def _let_expire() -> None:
    """Let each grant that ran out say so on the night after its last day, as the daily job would have."""
    for last in sorted(set(Grant.objects.run_out(clock.today()).values_list("valid_until", flat=True))):
        with clock.set_to(datetime.combine(last + timedelta(days=1), time(0, 5), SHANGHAI)):
            services.expire_grants(actor=EXPIRER)
