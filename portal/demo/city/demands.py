"""A year of demands for opening: answered in time and late, opened, declined, merged, and waiting today."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from opening import services
from opening.models import OpenDemand, PublicDataset
from opening.selectors import dataset_of
from portal.kernel import clock, jobs
from portal.kernel.models import AuditEvent

from ..content.stories import stories
from . import moments
from .entries import entry_of
from .people import actor_of, unit_of
from .reporting import Terminal

SPECS: list[dict[str, Any]] = stories("demands")["demand"]
#: What a demand says.
WISH = ("title", "text", "scenario", "theme", "reasons")
AUTHORITY = "bigdata-reviewer"


def build_demands(terminal: Terminal) -> None:
    """Walk every demand on from wherever an earlier start left it."""
    with jobs.running_inline():
        for spec in SPECS:
            _Walk(spec).go()
    found = OpenDemand.objects
    terminal.say(f"{found.count()} demands for opening, {found.unfinished().count()} of them open")


class _Walk:
    """The people and days of one demand, and what they do on them."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.spec, self.filed_on, self.minutes = spec, moments.days_ago(spec["days_ago"]), count(10, 20)

    def go(self) -> None:
        """Everything that has not happened yet."""
        demand = OpenDemand.objects.filter(title=self.spec["title"]).first() or self._filed()
        acts = AuditEvent.objects.filter(
            action__startswith="opening.opendemand.", target_id=str(demand.pk)
        ).values_list("action", flat=True)
        done = {action.rpartition(".")[2] for action in acts}
        for step in self.spec["walk"]:
            moment = self._moment(step["on"])
            if step["move"] not in done:
                with clock.set_to(moment):
                    getattr(self, step["move"])(step, demand)
            if step["move"] == "route":
                self._support(demand)

    def route(self, step: dict[str, Any], demand: OpenDemand) -> None:
        unit, reasons = unit_of(self.spec["unit"]), self.spec["reasons"]
        services.route_demand(demand, actor=actor_of(AUTHORITY), unit=unit, reasons=reasons)

    def promise(self, step: dict[str, Any], demand: OpenDemand) -> None:
        day = self.filed_on + timedelta(days=step["days"])
        services.promise_demand(demand, actor=self._officer(), answer=step["text"], promised_on=day)

    def decline(self, step: dict[str, Any], demand: OpenDemand) -> None:
        words = {"answer": step["text"], "basis": step["basis"]}
        services.decline_demand(demand, actor=self._officer(), **words)

    def fulfill(self, step: dict[str, Any], demand: OpenDemand) -> None:
        dataset = _dataset(step["entry"])
        if dataset is not None:
            answer = step.get("text", "")
            services.fulfill_demand(demand, actor=self._officer(), dataset=dataset, answer=answer)

    def merge(self, step: dict[str, Any], demand: OpenDemand) -> None:
        into = OpenDemand.objects.get(title=step["into"])
        services.merge_demand(demand, actor=actor_of(AUTHORITY), into=into, note=step["text"])

    def _filed(self) -> OpenDemand:
        wish = {name: self.spec[name] for name in WISH}
        actor = actor_of(self.spec["by"])
        with clock.set_to(self._moment(0)):
            if "channel" not in self.spec:
                return services.file_demand(actor=actor, **wish)
            asked = {name: self.spec[name] for name in ("channel", "asker", "contact")}
            return services.receive_demand(actor=actor, **asked, **wish)

    def _support(self, demand: OpenDemand) -> None:
        """Those of the supporters who do not stand behind it yet."""
        known = set(demand.supports.values_list("person__username", flat=True))
        demand.refresh_from_db()
        for name in self.spec.get("supporters", ()):
            if name not in known and demand.is_unfinished:
                with clock.set_to(self._moment(3)):
                    services.support_demand(demand, actor=actor_of(name))

    def _officer(self) -> Any:
        return actor_of(f"{self.spec['unit']}-officer")

    def _moment(self, working_days: int) -> datetime:
        """So many working days after it was filed, each step a little later; never in the future."""
        return moments.step(self.filed_on, working_days, self.minutes)


def _dataset(key: str) -> PublicDataset | None:
    """The open dataset of an entry of the demo; none where its data is not there or does not pass."""
    entry = entry_of(key)
    dataset = dataset_of(entry) if entry else None
    return dataset if dataset is not None and dataset.state == "open" else None
