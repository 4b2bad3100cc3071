"""The life of a petition."""

from __future__ import annotations

from portal.kernel.actor import Actor
from portal.kernel.workflow import Transition, Workflow

from .models import Petition, State


def is_not_odd(actor: Actor, record: Petition) -> bool:
    """Petitions with an odd number are nobody's business."""
    return record.number % 2 == 0


SUBMIT = Transition(
    name="submit",
    sources=(State.DRAFT,),
    target=State.SUBMITTED,
    label="提交",
    permission="sample.submit_petition",
    provision="4.1",
)
DECISION = {
    "sources": (State.SUBMITTED,),
    "permission": "sample.decide_petition",
    "provision": "4.1",
    "guard": is_not_odd,
}
WORKFLOW = Workflow(
    Petition,
    SUBMIT,
    Transition(name="approve", target=State.APPROVED, label="批准", **DECISION),
    Transition(name="reject", target=State.REJECTED, label="驳回", **DECISION),
)
