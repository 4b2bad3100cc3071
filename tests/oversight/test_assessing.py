"""Schemes and assessments: arithmetic to the digit, frozen figures, and who sees them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from oversight import selectors, services
from oversight.models import Assessment, AssessmentScheme, UnitScore
from oversight.tasks import COMPUTING
from portal.kernel.errors import Conflict, IllegalTransition, NotPermitted
from portal.web import contributions
from portal.web.contributions import Indicator
from tests.doors import Door
from tests.open_data import SAMPLES, load
from tests.people import make_person, make_unit

from .conftest import BEGINNING, INSPECTED, WEIGHTS

pytestmark = pytest.mark.django_db
D = Decimal
THIRDS = {"a": D("33.33"), "b": D("33.33"), "c": D("33.34")}
TENS = {"a": D(10), "b": D(10), "c": D(10), "d": D(70)}


@pytest.mark.parametrize(
    ("weights", "applicable", "counted"),
    [
        (THIRDS, ["a", "b", "c"], THIRDS),
        (THIRDS, ["a", "b"], {"a": D("50.00"), "b": D("50.00")}),
        (TENS, ["a", "b", "c"], {"a": D("33.34"), "b": D("33.33"), "c": D("33.33")}),
        ({"a": D(25), "b": D(60), "c": D(15)}, ["a", "c"], {"a": D("62.50"), "c": D("37.50")}),
        (THIRDS, [], {}),
    ],
)  # fmt: skip
def test_what_does_not_apply_gives_its_weight_to_the_rest(weights, applicable, counted):
    found = selectors.counted_weights(weights, applicable)
    assert found == counted
    assert sum(found.values()) in {D(100), D(0)}


@pytest.mark.parametrize(
    ("ratio", "weight", "points"),
    [
        ("0.9231", "33.33", "30.77"),
        ("0.5", "0.01", "0.01"),
        ("1", "62.50", "62.50"),
        ("0.3333", "15", "5.00"),
    ],
)
def test_points_are_rounded_half_up_to_two_places(ratio, weight, points):
    assert str(selectors.points_of(D(ratio), D(weight))) == points


def test_equal_scores_share_a_place():
    totals = {1: D("90.00"), 2: D("95.50"), 3: D("90.00"), 4: D("10.00")}
    assert selectors.ranks(totals) == {2: 1, 1: 2, 3: 2, 4: 4}


def test_a_score_is_made_of_the_figures_as_they_were_on_the_cut_off_day(computed, city):
    score = UnitScore.objects.get(assessment=computed, organization=city.water)
    mounting, updating = score.figures
    assert (mounting["numerator"], mounting["denominator"], mounting["points"]) == (1, 2, "30.00")
    assert (updating["numerator"], updating["denominator"], updating["points"]) == (0, 1, "0.00")
    assert (score.total, score.rank, score.ranked) == (D("30.00"), 1, 1)
    assert mounting["url"] == f"/aggregation/mounts/?provider={city.water.public_id}"


def test_a_frozen_score_does_not_follow_the_records(computed, published_twice, officer, city):
    for entry in published_twice:
        load(entry, SAMPLES, officer)
    assert UnitScore.objects.get(organization=city.water).total == D("30.00")


def test_a_unit_to_which_nothing_applies_has_neither_score_nor_rank(computed, city):
    score = UnitScore.objects.get(organization=city.health)
    assert (score.total, score.rank) == (None, None)
    assert [figure["counted"] for figure in score.figures] == ["0.00", "0.00"]


def test_governments_are_not_assessed(computed, city):
    assert not UnitScore.objects.filter(organization=city.district).exists()


def test_units_of_the_province_are_not_the_citys_to_assess(in_force, city):
    make_unit("省水利厅", level="province", area_code="52")
    assert {unit.level for unit in selectors.assessed_units(in_force)} == {"city", "district"}


def test_programs_read_the_scores_of_one_assessment_and_of_one_unit(computed, authority_reviewer, city):
    client, address = Door("api").client(authority_reviewer), reverse("oversight-score-list")
    asked = {"assessment": str(computed.public_id), "organization": city.water.credit_code}
    assert [row["total"] for row in client.get(address, asked).json()["results"]] == ["30.00"]
    other = asked | {"assessment": str(computed.scheme.public_id)}
    assert client.get(address, other).json()["results"] == []


def test_a_falling_indicator_counts_what_is_missing(in_force, city, monkeypatch):
    lost = Indicator(
        "test.lost",
        "",
        values=lambda unit, days: [0.25],
        url=lambda unit: "/x/",
        kind="percent",
        better="down",
    )
    monkeypatch.setattr(contributions.registry, "indicators", [lost])
    in_force.weights = [{"indicator": "test.lost", "weight": "100.00"}]
    [figure] = selectors.figures_of(in_force, city.water, INSPECTED.date())
    assert (figure.value, figure.points, figure.numerator) == ("0.2500", "75.00", None)


def test_weights_of_a_scheme_in_force_add_up_to_a_hundred(door, scheme, authority_reviewer):
    services.edit_scheme(
        scheme, weights=WEIGHTS | {"aggregation.updated_in_time": D("39.99")}, actor=authority_reviewer
    )
    answer = door.send("oversight:scheme", "adopt", scheme, actor=authority_reviewer)
    assert answer.status_code == 422
    assert "权重合计应为 100" in door.says(answer)


@pytest.mark.parametrize(
    "weights",
    [{"x.y": D(100)}, {"aggregation.mounting_rate": D("-1")}, {"aggregation.mounting_rate": D("1.005")}],
)
def test_impossible_weights_are_refused(scheme, authority_reviewer, weights):
    with pytest.raises(ValidationError):
        services.edit_scheme(scheme, weights=weights, actor=authority_reviewer)


def test_a_scheme_in_force_does_not_change(in_force, authority_reviewer):
    with pytest.raises(Conflict):
        services.edit_scheme(in_force, weights=WEIGHTS, actor=authority_reviewer)


def test_the_moves_of_a_scheme_belong_to_its_authority(door, scheme, authority_reviewer, officer, inspector):
    assert door.send("oversight:scheme", "adopt", scheme, actor=officer).status_code == 404
    assert door.send("oversight:scheme", "adopt", scheme, actor=inspector).status_code == 403
    assert door.send("oversight:scheme", "retire", scheme, actor=authority_reviewer).status_code == 409
    for move in ("adopt", "retire"):
        assert door.send("oversight:scheme", move, scheme, actor=authority_reviewer).status_code == door.done
    assert door.send("oversight:scheme", "adopt", scheme, actor=authority_reviewer).status_code == 409


@pytest.mark.parametrize(
    "day", [BEGINNING.date() - timedelta(days=1), BEGINNING.date() + timedelta(days=301)]
)
def test_the_cut_off_day_lies_in_the_period(in_force, authority_reviewer, day):
    with pytest.raises(ValidationError):
        services.hold_assessment(in_force, name="x", cut_off_on=day, actor=authority_reviewer)


def test_a_draft_assesses_nobody_and_one_day_is_assessed_once(scheme, computed, authority_reviewer):
    with pytest.raises(ValidationError):
        services.hold_assessment(
            computed.scheme, name="再来", cut_off_on=computed.cut_off_on, actor=authority_reviewer
        )
    other = AssessmentScheme.objects.get(pk=scheme.pk)
    services.retire_scheme(other, actor=authority_reviewer)
    other.refresh_from_db()
    with pytest.raises(Conflict):
        services.hold_assessment(other, name="x", cut_off_on=BEGINNING.date(), actor=authority_reviewer)


def test_scores_are_not_computed_twice(computed):
    with pytest.raises(IllegalTransition):
        services.compute_assessment(computed, run=_Run(), actor=COMPUTING)
    assert UnitScore.objects.values("organization").distinct().count() == UnitScore.objects.count()


class _Run:
    def hold(self):
        return None

    def progress(self, done, total=None, unit=""):
        return None


def test_a_unit_sees_its_score_once_published_and_no_other(
    door, computed, city, officer, other_unit_officer, authority_reviewer
):
    scores = UnitScore.objects
    assert scores.visible_to(officer).count() == 0
    assert door.send("oversight:assessment", "publish", computed, actor=officer).status_code == 404
    assert (
        door.send("oversight:assessment", "publish", computed, actor=authority_reviewer).status_code
        == door.done
    )
    assert door.send("oversight:assessment", "publish", computed, actor=authority_reviewer).status_code == 409
    assert [s.organization for s in scores.visible_to(officer)] == [city.water]
    assert [s.organization for s in scores.visible_to(other_unit_officer)] == [city.health]
    assert scores.visible_to(authority_reviewer).count() == scores.count()


def test_a_failed_assessment_says_why_and_is_computed_once_more(
    door, in_force, authority_reviewer, officer, inspector
):
    held = services.hold_assessment(in_force, name="x", cut_off_on=INSPECTED.date(), actor=authority_reviewer)
    assert door.send("oversight:assessment", "retry", held, actor=authority_reviewer).status_code == 409
    services.fail_assessment(held, message="数据库不可用", actor=COMPUTING)
    assert door.send("oversight:assessment", "retry", held, actor=officer).status_code == 404
    assert door.send("oversight:assessment", "retry", held, actor=inspector).status_code == 403
    assert door.send("oversight:assessment", "retry", held, actor=authority_reviewer).status_code == door.done


def test_only_an_authority_drafts_and_assesses(officer, in_force, city):
    other = make_person(city.district_authority, "other-authority", "黄审", "authority")
    period = {"starts_on": BEGINNING.date(), "ends_on": INSPECTED.date()}
    with pytest.raises(NotPermitted):
        services.create_scheme(name="x", weights={}, basis="x", actor=officer, **period)
    for actor in (officer, other):
        with pytest.raises(NotPermitted):
            services.hold_assessment(in_force, name="x", cut_off_on=INSPECTED.date(), actor=actor)


def test_programs_draft_schemes_and_assess(door, authority_reviewer, officer):
    fields = {"name": "方案", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "basis": "示例权重"}
    fields |= {"weights": {"aggregation.mounting_rate": "100.00"}}
    post = {"content_type": "application/json"}
    client = door.client(authority_reviewer)
    assert door.client(officer).post(reverse("oversight-scheme-list"), fields, **post).status_code == 403
    drafted = client.post(reverse("oversight-scheme-list"), fields, **post)
    assert (drafted.status_code, drafted.json()["total"]) == (201, "100.00")
    asked = {"scheme": drafted.json()["public_id"], "name": "考核", "cut_off_on": "2026-06-30"}
    assert client.post(reverse("oversight-assessment-list"), asked, **post).status_code == 409
    client.post(reverse("oversight-scheme-adopt", args=[asked["scheme"]]))
    assert client.post(reverse("oversight-assessment-list"), asked, **post).status_code == 201
    assert Assessment.objects.get().name == "考核"
