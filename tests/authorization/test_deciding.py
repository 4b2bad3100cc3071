"""Review by the authority, assessment by department and security, decision: at both doors."""

from __future__ import annotations

import pytest
from django.urls import reverse

from authorization import selectors, services
from authorization.models import OperatorApplication
from portal.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db

APPLICATION = "authorization:application"


def assess_security(door, record, actor, *, passed):
    """The security assessment through this door."""
    words = {"page": {True: "yes", False: "no"}, "api": {True: True, False: False}}
    fields = {"passed": words[door.kind][passed], "opinion": "有加密和审计"}
    return door.send(APPLICATION, "assess_security", record, actor=actor, **fields)


def test_the_whole_way_to_approval(door, applied, authority_reviewer, cdo, security_administrator):
    steps = [("review", authority_reviewer), ("assess", cdo)]
    for move, actor in steps:
        assert door.send(APPLICATION, move, applied, actor=actor, opinion="同意").status_code == door.done
    assert assess_security(door, applied, security_administrator, passed=True).status_code == door.done
    answer = door.send(APPLICATION, "approve", applied, actor=authority_reviewer, opinion="同意")
    assert answer.status_code == door.done
    assert OperatorApplication.objects.get().state == "approved"
    assert AuditEvent.objects.filter(action__endswith="operatorapplication.assess_security").exists()


def test_only_whose_turn_it_is_moves_it_on(
    door, applied, operator, authority_reviewer, cdo, district_officer
):
    send = door.send
    assert send(APPLICATION, "review", applied, actor=operator).status_code == 403
    assert send(APPLICATION, "review", applied, actor=district_officer).status_code == 404
    services.review_application(applied, actor=authority_reviewer)
    assert send(APPLICATION, "assess", applied, actor=authority_reviewer).status_code == 403
    assert send(APPLICATION, "refuse", applied, actor=authority_reviewer, opinion="否").status_code == 403
    assert send(APPLICATION, "assess", applied, actor=cdo).status_code == door.done


def test_the_department_learns_of_it_after_the_review(door, applied, cdo):
    assert door.send(APPLICATION, "assess", applied, actor=cdo).status_code == 404


def test_nothing_is_approved_before_security_has_passed_it(
    door, assessed, authority_reviewer, security_administrator
):
    assert door.send(APPLICATION, "approve", assessed, actor=authority_reviewer).status_code == 422
    assess_security(door, assessed, security_administrator, passed=False)
    answer = door.send(APPLICATION, "approve", assessed, actor=authority_reviewer)
    assert (answer.status_code, OperatorApplication.objects.get().state) == (422, "assessed")


def test_security_is_assessed_once_and_by_its_administrator(
    door, applied, authority_reviewer, security_administrator
):
    assert assess_security(door, applied, authority_reviewer, passed=True).status_code == 403
    assert assess_security(door, applied, security_administrator, passed=True).status_code == door.done
    assert assess_security(door, applied, security_administrator, passed=False).status_code == 409
    assert OperatorApplication.objects.get().security_passed is True


def test_a_long_term_passes_the_review_only_with_a_higher_one(door, long_applied, authority_reviewer):
    send = door.send
    bare = send(APPLICATION, "review", long_applied, actor=authority_reviewer, opinion="理由充分")
    assert (bare.status_code, OperatorApplication.objects.get().state) == (422, "submitted")
    assert "上一级审核" in door.says(bare)
    document = {"opinion": "理由充分", "higher_review": "黔数函〔2026〕12号"}
    assert (
        send(APPLICATION, "review", long_applied, actor=authority_reviewer, **document).status_code
        == door.done
    )


def test_a_refusal_gives_its_reasons(door, reviewed, cdo):
    assert door.send(APPLICATION, "refuse", reviewed, actor=cdo, opinion="").status_code == 422
    assert door.send(APPLICATION, "refuse", reviewed, actor=cdo, opinion="能力不足").status_code == door.done


@pytest.mark.parametrize("move", ["refuse", "return", "approve", "assess"])
def test_a_second_decision_is_told_that_it_comes_too_late(door, decided, authority_reviewer, cdo, move):
    actor = cdo if move == "assess" else authority_reviewer
    assert door.send(APPLICATION, move, decided, actor=actor, opinion="再议").status_code == 409


def test_after_a_return_all_reviews_begin_anew(door, secured, authority_reviewer, operator):
    returned = door.send(APPLICATION, "return", secured, actor=authority_reviewer, opinion="补充场景")
    assert returned.status_code == door.done
    assert OperatorApplication.objects.get().due_on is None
    again = services.submit_application(secured, actor=operator)
    assert (again.security_passed, again.reviewed_at, again.assessed_at) == (None, None, None)


@pytest.mark.parametrize("role", ["detail", "decide", "assess-security"])
def test_the_pages_open_for_those_who_decide(
    client, applied, authority_reviewer, security_administrator, role
):
    actor = security_administrator if role == "assess-security" else authority_reviewer
    client.force_login(actor.user, backend="portal.members.backends.RoleBackend")
    answer = client.get(reverse(f"{APPLICATION}-{role}", args=[applied.public_id]))
    assert "面向居民的水质查询" in answer.content.decode()


def test_a_refused_application_shows_the_reviews_that_were_made(client, reviewed, cdo):
    assert len(selectors.stages_of(reviewed)) == 3
    refused = services.refuse_application(reviewed, actor=cdo, opinion="能力不足")
    assert [stage.opinion for stage in selectors.stages_of(refused)] == ["符合条件"]
    client.force_login(cdo.user, backend="portal.members.backends.RoleBackend")
    assert "能力不足" in client.get(refused.get_absolute_url()).content.decode()


def test_a_higher_review_counts_for_what_it_saw_only(long_applied, authority_reviewer, operator):
    services.review_application(long_applied, actor=authority_reviewer, higher_review="黔数函〔2026〕12号")
    return_as = {"actor": authority_reviewer, "opinion": "请补充"}
    OperatorApplication.objects.filter(pk=long_applied.pk).update(state="assessed")
    services.return_application(long_applied, **return_as)
    again = services.submit_application(long_applied, actor=operator)
    assert again.higher_review == ""


def test_who_decides_is_told_that_security_is_missing(client, assessed, operator):
    client.force_login(operator.user, backend="portal.members.backends.RoleBackend")
    assert "须先完成安全评估" in client.get(assessed.get_absolute_url()).content.decode()


@pytest.mark.parametrize("page", ["decide", "review"])
def test_only_a_long_term_is_asked_for_a_higher_review(client, drafted, operator, authority_reviewer, page):
    client.force_login(authority_reviewer.user, backend="portal.members.backends.RoleBackend")
    services.submit_application(drafted, actor=operator)
    address = reverse(f"{APPLICATION}-{page}", args=[drafted.public_id])
    assert 'name="higher_review"' not in client.get(address).content.decode()
    OperatorApplication.objects.filter(pk=drafted.pk).update(term_years=4, term_reasons="建设周期长")
    assert 'name="higher_review"' in client.get(address).content.decode()
