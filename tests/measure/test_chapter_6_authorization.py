"""Chapter 6 of the measure: authorisation and use of public data."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from authorization import selectors, services
from authorization.models import Agreement
from authorization.services.agreements import CALENDAR
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from tests.authorization.conftest import *  # noqa: F403  (the same domain and people)
from tests.authorization.conftest import FIGURES, wish

pytestmark = pytest.mark.django_db


@pytest.mark.provision("6.1")
class TestAuthorizedOperation:
    """Requirements and process; operators by domain; three years in principle; duties; evaluation."""

    def test_only_operators_are_authorized(self, domain, officer):
        with pytest.raises(NotPermitted):
            services.create_application(domain, actor=officer, **wish())

    def test_authority_department_and_security_review_it(self, assessed, authority_reviewer):
        assert assessed.reviewed_at
        assert assessed.assessed_at
        with pytest.raises(ValidationError, match="安全评估"):
            services.approve_application(assessed, actor=authority_reviewer)

    def test_different_domains_may_have_different_operators(
        self, agreement, city, authority_reviewer, other_unit_officer, published, other_operator
    ):
        health = services.create_domain(
            actor=authority_reviewer, name="医疗健康", summary="医疗", lead_department=city.health
        )
        terms = {"scenarios": "就医导引", "consent": "筑水函〔2026〕3号"}
        services.register_resource(health, published, actor=other_unit_officer, **terms)
        health = services.publish_domain(health, actor=authority_reviewer)
        made = services.create_application(health, actor=other_operator, **wish())
        assert made.operator != agreement.operator

    def test_a_term_over_three_years_needs_reasons(self, domain, operator):
        with pytest.raises(ValidationError, match="须说明理由"):
            services.create_application(domain, actor=operator, **wish(term_years=4))

    def test_a_term_over_three_years_needs_a_higher_review(self, long_applied, authority_reviewer):
        with pytest.raises(ValidationError, match="上一级审核"):
            services.review_application(long_applied, actor=authority_reviewer)
        passed = services.review_application(
            long_applied, actor=authority_reviewer, higher_review="黔数函〔2026〕12号"
        )
        assert passed.state == "reviewed"

    def test_the_agreement_ends_by_itself(self, agreement):
        assert agreement.is_in_force
        with clock.set_to(clock.now() + timedelta(days=3 * 366)):
            assert not agreement.is_in_force
            services.turn_agreements(actor=CALENDAR)
        assert Agreement.objects.get().state == "expired"

    def test_the_agreement_states_the_duties_of_the_parties(self, decided, authority_reviewer):
        with pytest.raises(ValidationError):
            services.sign_agreement(decided, actor=authority_reviewer, starts_on=clock.today(), duties="")

    def test_what_is_put_under_operation_is_registered_and_public(self, agreement, domain, published):
        (shown,) = selectors.overview()
        assert (shown.domain, shown.resources, shown.running) == (domain, 1, [agreement])

    def test_each_year_is_evaluated_and_disclosed(self, agreement, operator, authority_reviewer):
        with clock.set_to(clock.now().replace(year=clock.today().year + 1, month=3, day=10)):
            year = clock.today().year - 1
            told = services.report_year(agreement, actor=operator, year=year, **FIGURES)
            public = type(told).objects.visible_to(Actor.visitor())
            assert not public.exists()
            services.evaluate_year(told, actor=authority_reviewer, result="good", opinion="成效明显")
            assert public.get().result == "good"
