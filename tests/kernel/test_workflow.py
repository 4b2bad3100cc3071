"""A record moves as declared, by whoever may, once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, IllegalTransition, NotPermitted
from portal.kernel.models import AuditEvent, Job
from portal.kernel.workflow import Transition, Workflow
from tests.kernel.sample.models import Petition, Slice, State
from tests.kernel.sample.workflows import SUBMIT, WORKFLOW

pytestmark = pytest.mark.django_db


def fire(move, record, actor, **changes):
    with WORKFLOW.fire(move, record, actor=actor, note="同意") as locked:
        for name, value in changes.items():
            setattr(locked, name, value)
    return locked


def test_a_move_changes_the_state_and_records_who_did_what(draft, clerk):
    fire("submit", draft, clerk, number=4)
    event = AuditEvent.objects.get()
    assert Petition.objects.get().state == State.SUBMITTED
    assert (event.action, event.actor) == ("sample.petition.submit", "job:clerk")
    assert (event.provision, event.note) == ("4.1", "同意")
    assert event.changes == {"state": ["draft", "submitted"], "number": [0, 4]}


def test_its_news_is_a_job_of_the_same_transaction(draft, clerk):
    fire("submit", draft, clerk)
    job = Job.objects.get()
    assert (job.kind, job.arguments) == ("sample.hear", {"record_id": draft.pk})
    assert job.subject == draft


def test_a_move_without_news_enqueues_nothing(submitted, reviewer):
    fire("approve", submitted, reviewer)
    assert not Job.objects.exists()


def test_the_right_comes_before_the_state(draft, stranger):
    with pytest.raises(NotPermitted):
        fire("approve", draft, stranger)


def test_the_guard_is_part_of_the_right(submitted, reviewer):
    Petition.objects.update(number=7)
    with pytest.raises(NotPermitted):
        fire("approve", submitted, reviewer)


def test_the_state_comes_before_the_validation(draft, reviewer):
    with pytest.raises(IllegalTransition, match=r"“驳回”.*“起草”"):
        fire("reject", draft, reviewer)


def test_a_broken_constraint_is_the_last_refusal(submitted, reviewer):
    with pytest.raises(ValidationError, match="驳回须说明理由"):
        fire("reject", submitted, reviewer)


@pytest.mark.parametrize("move", ["submit", "reject"])
def test_a_failed_move_leaves_nothing(draft, clerk, move):
    actor = Actor.system("everybody", "sample.submit_petition", "sample.decide_petition")
    with pytest.raises((ValidationError, IllegalTransition)):
        fire(move, draft, actor, title="")
    assert (Petition.objects.get().state, Petition.objects.get().title) == (State.DRAFT, draft.title)
    assert not AuditEvent.objects.exists()
    assert not Job.objects.exists()


def test_an_accident_inside_the_move_leaves_nothing(draft, clerk):
    with pytest.raises(ZeroDivisionError), WORKFLOW.fire("submit", draft, actor=clerk):
        _ = 1 / 0
    assert Petition.objects.get().state == State.DRAFT
    assert not AuditEvent.objects.exists()


def test_a_stale_copy_cannot_decide_a_second_time(submitted, reviewer):
    stale = Petition.objects.get()
    fire("approve", submitted, reviewer)
    with pytest.raises(IllegalTransition):
        fire("reject", stale, reviewer, reason="材料不全")
    assert Petition.objects.get().state == State.APPROVED


def test_a_record_that_is_gone_is_a_conflict(draft, clerk):
    Petition.objects.all().delete()
    with pytest.raises(Conflict):
        fire("submit", draft, clerk)


def test_a_visitor_moves_nothing(draft):
    with pytest.raises(NotPermitted):
        fire("submit", draft, Actor.visitor())


def test_the_moves_own_edits_cannot_choose_another_state(draft, clerk):
    with pytest.raises(ValueError, match="may not change the state"):
        fire("submit", draft, clerk, state=State.APPROVED)
    assert Petition.objects.get().state == State.DRAFT


def test_a_record_of_another_kind_is_not_taken_for_one_with_its_number(draft, clerk):
    other = Slice(pk=draft.pk, petition=draft, number=1, attempt=1)
    with pytest.raises(TypeError), WORKFLOW.fire("submit", other, actor=clerk):
        pass


@pytest.mark.parametrize(
    ("state", "number", "moves"),
    [("draft", 0, []), ("submitted", 0, ["approve", "reject"]), ("submitted", 1, []), ("approved", 0, [])],
)
def test_only_moves_that_this_actor_may_make_now_are_available(reviewer, state, number, moves):
    record = Petition(state=state, number=number)
    assert [t.name for t in WORKFLOW.available(record, actor=reviewer)] == moves


@pytest.mark.parametrize("attribute", ["name", "target", "permission", "provision"])
def test_a_transition_says_by_which_right_and_provision(attribute):
    declared = {"name": "x", "sources": ("a",), "target": "b", "label": "x", "permission": "p.q"}
    with pytest.raises(ValueError, match=f"has no {attribute}"):
        Transition(**declared | {"provision": "1.1", attribute: ""})


def test_an_unknown_state_is_refused_when_the_workflow_is_declared():
    lost = Transition(
        name="lose", sources=("draft",), target="lost", label="丢失", permission="sample.x", provision="4.1"
    )
    with pytest.raises(ValueError, match="lost"):
        Workflow(Petition, lost)


def test_two_transitions_of_one_name_are_refused():
    with pytest.raises(ValueError, match="one name"):
        Workflow(Petition, SUBMIT, SUBMIT)


def test_a_field_without_choices_is_no_lifecycle():
    with pytest.raises(ValueError, match="unknown states"):
        Workflow(Petition, SUBMIT, field="title")
