"""Work that succeeds, fails, is refused, or goes on for long."""

from __future__ import annotations

import time

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.kernel import jobs
from portal.kernel.errors import Conflict
from portal.kernel.models import Job

from .models import Petition, Slice

given_up: list[tuple[str, str]] = []


def remember(job: Job, message: str) -> None:
    """What was given up, and why."""
    given_up.append((job.kind, message))


def break_down(job: Job, message: str) -> None:
    """A hook that fails."""
    raise RuntimeError(message)


def find_it_busy(job: Job, message: str) -> None:
    """A hook that comes at the wrong moment."""
    raise Conflict(message)


def note_failure(job: Job, message: str) -> None:
    """A hook that writes a business row, as those of the chapters do."""
    with transaction.atomic():
        petition = Petition.objects.select_for_update().get(pk=job.arguments["petition_id"])
        petition.reason = message
        petition.save()


@jobs.task("sample.decide", label="办理", gave_up=note_failure)
def decide(run: jobs.Run, *, petition_id: int) -> None:
    """Be refused a decision."""
    raise ValidationError("数据不符合要求。")


@jobs.task("sample.hear", label="听取")
def hear(run: jobs.Run, *, record_id: int) -> dict[str, str]:
    """Take note of a petition."""
    return {"heard": Petition.objects.get(pk=record_id).title}


@jobs.task("sample.slice", label="切片", queue="load")
def cut(run: jobs.Run, *, petition_id: int, slices: int, pause: float = 0) -> dict[str, int]:
    """Work through a petition slice by slice, going on where an earlier attempt stopped."""
    first = Slice.objects.filter(petition_id=petition_id).count()
    for number in range(first, slices):
        with transaction.atomic():
            Slice.objects.create(petition_id=petition_id, number=number, attempt=run.attempt)
            time.sleep(pause)
            run.hold()
        run.progress(number + 1, slices, "slices")
    return {"slices": slices}


@jobs.task("sample.fail", label="失败", gave_up=remember)
def fail(run: jobs.Run) -> None:
    """Fail unexpectedly."""
    raise LookupError("nothing there")


@jobs.task("sample.refuse", label="拒绝", gave_up=remember)
def refuse(run: jobs.Run) -> None:
    """Be refused by a rule."""
    raise ValidationError("数据不符合要求。")


@jobs.task("sample.refuse_badly", label="拒绝", gave_up=break_down)
def refuse_badly(run: jobs.Run) -> None:
    """Be refused, with a hook that fails."""
    raise ValidationError("数据不符合要求。")


@jobs.task("sample.refuse_busily", label="拒绝", gave_up=find_it_busy)
def refuse_busily(run: jobs.Run) -> None:
    """Be refused, with a hook that finds its record busy."""
    raise ValidationError("数据不符合要求。")
