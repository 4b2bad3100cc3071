"""Authorised operation, walked by the people who do it: from application to agreement, and to its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from authorization.models import Agreement, OperatorApplication
from authorization.services.agreements import CALENDAR
from portal.kernel import clock, jobs
from tests.authorization.conftest import *  # noqa: F403  (the same domain and people)

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOMAIN = "供水服务"
OPERATOR = "贵阳数链公共数据运营公司"


@pytest.mark.provision("6.1")
def test_an_operator_is_authorized_and_the_agreement_ends_by_itself(
    sit_down, domain, operator, authority_reviewer, cdo, security_administrator
):
    applicant = sit_down().sign_in(operator)
    apply_for(applicant)
    authority = sit_down().sign_in(authority_reviewer)
    review(authority)
    assess_security(sit_down().sign_in(security_administrator))
    assess(sit_down().sign_in(cdo))
    approve_and_sign(authority)
    anybody = sit_down()
    read_in_public(anybody, "Agreement in force")
    with clock.set_to(clock.now() + timedelta(days=3 * 366)):
        jobs.run_inline(jobs.enqueue("authorization.turn_agreements", {}, actor=CALENDAR))
    read_in_public(anybody, "Expired")
    assert Agreement.objects.get().state == "expired"


def apply_for(applicant: Reader) -> None:
    """Four years without reasons are refused and nothing typed is lost; three are handed in."""
    applicant.follow("Domains of operation")
    applicant.open(DOMAIN)
    applicant.follow("Apply for this domain")
    for name in ("scenario", "capability", "security_plan"):
        applicant.fill(name, "面向居民的水质查询")
    applicant.fill("term_years", "4")
    applicant.press("Save draft")
    applicant.sees(applicant.says("A term over the ordinary maximum needs reasons."))
    applicant.fill("term_years", "3")
    applicant.press("Save draft")
    applicant.follow("Submit the application")
    applicant.press("Submit the application")
    applicant.sees(applicant.says("Awaiting the data authority's review"))


def from_inbox(reader: Reader) -> None:
    """What waits is in the inbox."""
    reader.go("/inbox/")
    reader.open(DOMAIN)


def review(authority: Reader) -> None:
    """The data authority passes it on."""
    from_inbox(authority)
    authority.fill("opinion", "符合条件")
    authority.press("Pass the review")
    authority.sees(authority.says("Awaiting the department's assessment"))


def assess_security(administrator: Reader) -> None:
    """Security finds the plan safe."""
    from_inbox(administrator)
    administrator.choose("passed", "yes")
    administrator.fill("opinion", "原始数据不出域")
    administrator.press("Record the assessment")
    administrator.sees("原始数据不出域")


def assess(department: Reader) -> None:
    """The domain's department agrees."""
    from_inbox(department)
    department.fill("opinion", "同意")
    department.press("Agree for the domain")
    department.sees(department.says("Awaiting decision"))


def approve_and_sign(authority: Reader) -> None:
    """Approve, then sign: the agreement begins today."""
    from_inbox(authority)
    authority.press("Approve operation")
    authority.sees(authority.says("Operation approved"))
    authority.follow("Sign the agreement")
    authority.fill("starts_on", clock.today().isoformat())
    authority.fill("duties", "按协议开发利用，不得转授权。")
    authority.press("Sign the agreement")
    authority.sees(authority.says("Agreement in force"))
    assert OperatorApplication.objects.get().agreement.is_in_force


def read_in_public(anybody: Reader, standing: str) -> None:
    """The public page names operator, term and standing."""
    anybody.go("/operation/")
    anybody.open(DOMAIN)
    anybody.sees(OPERATOR)
    expect(anybody.page.locator(".badge").get_by_text(anybody.says(standing)).first).to_be_visible()
