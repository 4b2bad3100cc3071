"""A year of objections: corrected by a batch, dismissed with reasons, redirected, late, and flagged today."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

import opening.services
from aggregation import services
from aggregation.models import Batch, Objection
from aggregation.selectors import row_of, seen_through
from catalog.models import CatalogEntry
from opening.selectors import dataset_of
from portal.kernel import clock, jobs
from portal.kernel.models import AuditEvent

from ..content.stories import stories
from . import moments
from .entries import ENTRY_SPECS, entry_of, officer, reviewer
from .people import actor_of
from .reporting import Terminal

SPECS: list[dict[str, Any]] = stories("objections")["objection"]
#: What an objection says, besides row and item.
CLAIM = ("kind", "text", "evidence", "is_subject", "item")


def build_objections(terminal: Terminal) -> None:
    """Walk every objection on from wherever an earlier start left it."""
    with jobs.running_inline():
        built = sum(_Walk(spec).go() for spec in SPECS)
    terminal.say(f"{built} objections, {Objection.objects.unfinished().count()} of them open")


class _Walk:
    """The people and days of one objection, and what they do on them."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.spec, self.entry_spec = spec, ENTRY_SPECS[spec["entry"]]
        self.raised_on, self.minutes = moments.days_ago(spec["days_ago"]), count(10, 20)
        self.entry: CatalogEntry | None = entry_of(spec["entry"])

    def go(self) -> bool:
        """Everything that has not happened yet; nothing where the demo has no such data."""
        objection = self._raised()
        if objection is None:
            return False
        done = self._done(objection)
        for step in self.spec["walk"]:
            moment = self._moment(step["on"])
            if step["move"] not in done:
                with clock.set_to(moment):
                    getattr(self, step["move"])(step, objection)
        return True

    def accept(self, step: dict[str, Any], objection: Objection) -> None:
        services.accept_objection(objection, actor=reviewer(self.entry_spec))

    def redirect(self, step: dict[str, Any], objection: Objection) -> None:
        words = {"answer": step["text"], "remedy": step["remedy"]}
        services.redirect_objection(objection, actor=reviewer(self.entry_spec), **words)

    def verify(self, step: dict[str, Any], objection: Objection) -> None:
        services.verify_objection(objection, actor=officer(self.entry_spec))

    def uphold(self, step: dict[str, Any], objection: Objection) -> None:
        services.uphold_objection(objection, actor=officer(self.entry_spec), answer=step["text"])

    def dismiss(self, step: dict[str, Any], objection: Objection) -> None:
        cdo = actor_of(f"{self.entry_spec.provider}-cdo")
        services.dismiss_objection(objection, actor=cdo, answer=step["text"])

    def close(self, step: dict[str, Any], objection: Objection) -> None:
        batch = self._corrected(step["set"], objection)
        services.close_objection(
            objection, actor=officer(self.entry_spec), batch=batch, correction=step["text"]
        )

    def suspend(self, step: dict[str, Any], objection: Objection) -> None:
        self._stop(opening.services.suspend_dataset, objection, step["text"])

    def restore(self, step: dict[str, Any], objection: Objection) -> None:
        self._stop(opening.services.restore_dataset, objection, step["text"])

    def _stop(self, service: Any, objection: Objection, reason: str) -> None:
        dataset = dataset_of(objection.entry)
        if dataset is not None:
            service(dataset, actor=reviewer(self.entry_spec), reason=reason)

    def _raised(self) -> Objection | None:
        """The objection; ``None`` where its data, or the grant that it stands on, is not there."""
        actor, channel = actor_of(self.spec["by"]), self.spec["channel"]
        known = Objection.objects.filter(raised_by=actor.user, text=self.spec["text"]).first()
        if known is not None or self.entry is None:
            return known
        with clock.set_to(self._moment(0)):
            if seen_through(channel, self.entry, actor) is None:
                return None
            claim = {name: self.spec[name] for name in CLAIM if name in self.spec}
            row = self.spec.get("row", {})
            return services.raise_objection(self.entry, channel=channel, actor=actor, row_key=row, **claim)

    def _done(self, objection: Objection) -> set[str]:
        """The moves of an earlier, interrupted walk; a batch that it loaded is loaded once more."""
        moves = AuditEvent.objects.filter(action__startswith="aggregation.objection.")
        done = {event.action for event in moves.filter(target_id=str(objection.pk))}
        stops = AuditEvent.objects.filter(action__startswith="opening.publicdataset.")
        reasons = {step["text"] for step in self.spec["walk"] if "text" in step}
        done |= {event.action for event in stops.filter(note__in=reasons)}
        return {action.rpartition(".")[2] for action in done}

    def _corrected(self, changes: dict[str, str], objection: Objection) -> Batch:
        """The row as it should be, handed in as a file and loaded."""
        table = objection.mounted.table
        row = (row_of(table, objection.row_key) or {}) if table else {}
        text = io.StringIO()
        lines = csv.writer(text)
        lines.writerow(row)
        lines.writerow(_written(changes.get(name, value)) for name, value in row.items())
        file = ContentFile(text.getvalue().encode(), name=f"{objection.number}-更正.csv")
        batch = services.receive_file(
            objection.mounted, file, mode="upsert", note=objection.number, actor=officer(self.entry_spec)
        )
        batch.refresh_from_db()
        return batch

    def _moment(self, working_days: int) -> datetime:
        return moments.step(self.raised_on, working_days, self.minutes)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
