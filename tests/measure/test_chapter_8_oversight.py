"""Chapter 8 of the measure: safeguards and oversight."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from oversight import selectors, services
from oversight.models import Finding, Inspection, RectificationOrder, UnitScore
from oversight.tasks import PLANNING, RECHECKING
from portal.kernel import audit, clock, jobs
from portal.kernel.queues import beat_schedule
from tests.oversight.conftest import *  # noqa: F403  (the same people, entries and orders)
from tests.oversight.conftest import INSPECTED, submit

pytestmark = pytest.mark.django_db


@pytest.mark.provision("8.2")
class TestInspectionAndRectification:
    """Cataloging, aggregation and the rest are inspected regularly; failing units rectify by a deadline."""

    def test_inspections_are_held_by_themselves(self, published_twice):
        ticks = [tick["args"] for tick in beat_schedule.values() if "args" in tick]
        assert ["oversight.hold_inspections"] in ticks
        with clock.set_to(INSPECTED):
            [held] = services.hold_regular_inspections(actor=PLANNING)
        assert (held.kind, set(held.checks)) == ("scheduled", set(selectors.CHECKS))

    @pytest.mark.django_db(transaction=True)
    def test_a_regular_inspection_finds_an_overdue_update_and_an_unmounted_entry(self, published_twice):
        with clock.set_to(INSPECTED), jobs.running_inline():
            services.hold_regular_inspections(actor=PLANNING)
        assert Inspection.objects.get().state == "done"
        found = set(Finding.objects.values_list("check_code", "title"))
        assert found >= {("overdue_update", "供水水质监测信息"), ("unmounted_entry", "供水管网信息")}

    def test_a_failing_unit_is_ordered_to_rectify_by_a_deadline(self, order):
        assert order.due_on > order.issued_on
        order.due_on = order.issued_on - timedelta(days=1)
        with pytest.raises(ValidationError):
            audit.write("oversight.rectificationorder.edit", order, actor=RECHECKING)

    def test_a_report_alone_closes_nothing(self, order, officer):
        assert submit(order, officer).state == "returned"

    def test_what_was_put_right_is_closed_by_itself_with_evidence(self, order, put_right):
        put_right()
        with clock.set_to(INSPECTED + timedelta(days=11)):
            services.recheck_findings(actor=RECHECKING)
        closed = RectificationOrder.objects.get()
        assert (closed.state, len(closed.evidence)) == ("closed", 2)

    def test_what_is_overdue_escalates_to_the_authority(self, order, authority_reviewer, cdo):
        with clock.set_to(INSPECTED + timedelta(days=30)):
            assert selectors.orders_to_watch(authority_reviewer) == [order]
            assert selectors.orders_to_answer(cdo) == [order]


@pytest.mark.provision("8.3")
class TestAssessment:
    """Security, sharing, opening and use are assessed, and the result counts in the annual assessment."""

    def test_units_are_scored_from_live_data_with_the_evidence_behind_each_figure(self, computed, city):
        score = UnitScore.objects.get(organization=city.water)
        mounting = score.figures[0]
        assert (mounting["numerator"], mounting["denominator"], mounting["value"]) == (1, 2, "0.5000")
        assert mounting["url"].startswith("/aggregation/")

    def test_the_score_can_be_worked_out_again_to_the_digit(self, computed, city):
        score = UnitScore.objects.get(organization=city.water)
        parts = [Decimal(f["value"]) * Decimal(f["counted"]) for f in score.figures]
        assert sum(parts) == score.total == Decimal("30.00")

    def test_an_indicator_that_does_not_apply_gives_its_weight_to_the_rest(self, computed):
        weights = {"a": Decimal(60), "b": Decimal(40)}
        assert selectors.counted_weights(weights, ["b"]) == {"b": Decimal("100.00")}

    def test_units_see_their_scores_after_publication(self, computed, officer, authority_reviewer, city):
        assert not UnitScore.objects.visible_to(officer).exists()
        services.publish_assessment(computed, actor=authority_reviewer)
        assert [s.organization for s in UnitScore.objects.visible_to(officer)] == [city.water]

    def test_a_frozen_figure_follows_no_later_change(self, computed, put_right, city):
        put_right(later=0)
        assert UnitScore.objects.get(organization=city.water).total == Decimal("30.00")
