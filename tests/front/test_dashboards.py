"""Dashboards: six figures with course, comparison and evidence, for those who may read them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from catalog import services as catalog
from portal.front import selectors
from portal.kernel import clock
from portal.web import contributions
from tests.open_data import SAMPLES, load
from tests.people import make_draft, make_person, make_unit, publish

from .conftest import indicator, rising

pytestmark = pytest.mark.django_db


def url_of(door, unit):
    name = "front:dashboard-detail" if door.kind == "page" else "front-dashboard-detail"
    return reverse(name, args=[unit.public_id])


def city_url(door):
    return reverse("front:dashboard-city" if door.kind == "page" else "front-dashboard-city")


def test_the_course_ends_at_the_ends_of_six_months_and_today():
    days = selectors.month_ends(date(2026, 3, 15))
    assert [f"{day:%m-%d}" for day in days] == ["09-30", "10-31", "11-30", "12-31", "01-31", "02-28", "03-15"]


def test_a_figure_has_value_change_city_and_evidence(city, figures):
    figures.append(indicator("a"))
    shown = selectors.indicators_of(city.water)[0]
    assert (shown.shown, shown.shown_city, shown.url) == ("70.0%", "50.0%", "/evidence/a/")
    assert (shown.shown_change, shown.tone) == ("较上月末 +10 个百分点", "good")


def test_less_is_better_where_the_indicator_says_so(city, figures):
    figures.append(indicator("a", better="down"))
    assert selectors.indicators_of(city.water)[0].tone == "stop"


def test_six_figures_at_most_and_none_that_does_not_apply(city, figures):
    figures.append(indicator("none", values=lambda scope, days: [None] * len(days)))
    figures.extend(indicator(str(n)) for n in range(8))
    assert [shown.name for shown in selectors.indicators_of(city.water)] == list("012345")


def test_each_indicator_is_asked_twice_and_for_all_days_at_once(city, figures):
    asked = []
    figures.append(indicator("a", values=lambda scope, days: asked.append(days) or rising(scope, days)))
    selectors.indicators_of(city.water)
    assert [len(days) for days in asked] == [7, 1]


def test_a_month_without_a_value_leaves_no_change_to_speak_of(city, figures):
    figures.append(indicator("a", values=lambda scope, days: [None] * (len(days) - 1) + [3.0], kind="number"))
    shown = selectors.indicators_of(city.water)[0]
    assert (shown.shown, shown.shown_change, shown.tone) == ("3", "", "quiet")


def test_a_chief_data_officer_opens_the_own_units_dashboard(door, cdo, city, figures, late, waiting):
    figures.append(indicator("a"))
    page = door.client(cdo).get(reverse("front:dashboard-own")).content.decode()
    assert "70.0%" in page
    assert "/evidence/a/" in page
    assert "贵阳市水务管理局的数据" in page
    assert "水质" in page
    assert door.client(cdo).get(url_of(door, city.water)).status_code == 200


def test_a_dashboard_asked_for_another_unit_is_refused_with_a_sentence(door, cdo, officer, city):
    for actor in (cdo, officer):
        answer = door.client(actor).get(url_of(door, city.health))
        assert answer.status_code == 403
        assert "贵阳市卫生健康局的看板供其首席数据官、数据专员" in door.says(answer)


def test_an_authority_reads_the_dashboards_of_its_jurisdiction(
    door, authority_reviewer, district_authority_reviewer, city
):
    assert door.client(authority_reviewer).get(url_of(door, city.district_health)).status_code == 200
    assert door.client(district_authority_reviewer).get(url_of(door, city.district_health)).status_code == 200
    assert door.client(district_authority_reviewer).get(url_of(door, city.water)).status_code == 403


def test_guians_authority_reads_the_dashboards_of_guians_units(door, authority_reviewer, city):
    area = {"level": "functional_area", "area_code": "GA", "jurisdiction": ["520111012", "520403102"]}
    committee = make_unit("贵安新区管理委员会", kind="functional_area", **area)
    authority = make_unit("贵安新区大数据发展管理局", kind="data_authority", **area)
    guian_reviewer = make_person(authority, "guian-reviewer", "安审", "authority")
    for reader in (guian_reviewer, authority_reviewer):
        assert door.client(reader).get(url_of(door, committee)).status_code == 200
    assert door.client(guian_reviewer).get(url_of(door, city.district_health)).status_code == 403


def test_an_inspector_reads_every_dashboard(door, inspector, city):
    assert door.client(inspector).get(url_of(door, city.water)).status_code == 200


def test_a_visitor_and_an_administrator_have_no_dashboard(door, city):
    administrator = make_person(city.water, "water-admin", "管理员", "system_administrator")
    assert door.client(administrator).get(url_of(door, city.water)).status_code == 403
    assert door.client(None).get(url_of(door, city.water)).status_code in {302, 403}


def test_an_unknown_unit_is_not_found(door, inspector):
    name = "front:dashboard-detail" if door.kind == "page" else "front-dashboard-detail"
    url = reverse(name, args=["0192f0c1-2f7b-7c00-8000-000000000000"])
    assert door.client(inspector).get(url).status_code == 404


def test_the_citys_dashboard_is_for_its_authority_and_inspectors(
    door, authority_reviewer, inspector, district_authority_reviewer, cdo, figures, late
):
    figures.append(indicator("a"))
    for actor in (authority_reviewer, inspector):
        answer = door.client(actor).get(city_url(door))
        assert answer.status_code == 200
        assert "全市的数据" in door.says(answer)
    for actor in (district_authority_reviewer, cdo):
        answer = door.client(actor).get(city_url(door))
        assert answer.status_code == 403
        assert "全市看板供市数据主管部门和监督检查人员查看" in door.says(answer)


def test_programs_read_the_same_figures(door, cdo, city, figures):
    figures.append(indicator("a"))
    with clock.set_to(datetime(2026, 3, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))):
        found = door.client(cdo).get(reverse("front-dashboard-detail", args=[city.water.public_id])).json()
    figure = found["figures"][0]
    assert (found["unit"], found["as_of"]) == (str(city.water.public_id), "2026-03-15")
    assert figure["value"] == pytest.approx(0.7)
    assert figure["course"][-1] == {"day": "2026-03-15", "value": figure["value"]}


def compare(door, actor, **query):
    return door.client(actor).get(reverse("front:dashboard-list"), query)


def test_an_authority_compares_the_units_of_its_jurisdiction(
    door, authority_reviewer, district_authority_reviewer, city, figures
):
    figures.extend([indicator("a"), indicator("b", kind="number")])
    page = compare(door, authority_reviewer).content.decode()
    assert reverse("front:dashboard-detail", args=[city.water.public_id]) in page
    page = compare(door, district_authority_reviewer, figure="b").content.decode()
    assert reverse("front:dashboard-detail", args=[city.water.public_id]) not in page
    assert '<option value="b" selected>指标b</option>' in page
    assert re.search(r"<th [^>]+>\s+指标b\s", page)


def test_compared_units_are_found_by_name_and_exported_with_their_numbers(
    door, authority_reviewer, city, figures
):
    figures.append(indicator("a"))
    answer = compare(door, authority_reviewer, q=city.water.name, format="csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].split(",") == ["单位", "层级", "指标a", "变化"]
    assert [line.split(",")[0] for line in lines[1:]] == [city.water.title]
    assert float(lines[1].split(",")[2]) == pytest.approx(0.2)


def test_units_are_compared_twenty_at_a_time(
    door, authority_reviewer, figures, django_assert_max_num_queries
):
    for number in range(20):
        make_unit(f"贵阳市第{number}单位")
    asked = []
    figures.append(indicator("a", values=lambda scope, days: asked.append(scope) or rising(scope, days)))
    with django_assert_max_num_queries(60):
        compare(door, authority_reviewer, page_size=100)
    assert len(asked) == 20


def test_an_officer_compares_nobody(door, officer):
    assert compare(door, officer).status_code == 403


def test_what_was_not_mounted_or_updated_in_time_is_overdue_in_its_unit(
    city, officer, cdo, authority_reviewer
):
    people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
    with clock.set_to(clock.now() - timedelta(days=90)):
        publish(make_draft(officer, name="供水管网压力信息"), **people)
        load(publish(make_draft(officer), **people), SAMPLES, officer)
    kinds = {str(label): [i.title for i in items] for label, items in contributions.overdue(city.water)}
    assert kinds == {"逾期未挂接": ["供水管网压力信息"], "逾期未更新": ["供水水质监测信息"]}
    assert contributions.overdue(city.health) == []


def test_a_review_past_its_deadline_is_overdue_at_the_authority(city, officer, cdo):
    with clock.set_to(clock.now() - timedelta(days=30)):
        entry = make_draft(officer)
        catalog.submit_entry(entry, actor=officer)
        catalog.sign_entry(entry, actor=cdo)
    for scope, late in ((None, True), (city.authority, True), (city.district_authority, False)):
        kinds = {str(label) for label, _items in contributions.overdue(scope)}
        assert ("逾期未审核" in kinds) == late


def test_a_unit_that_has_done_nothing_yet_has_six_figures_all_the_same(city):
    shown = selectors.indicators_of(make_unit("贵阳市新设单位"))
    assert len(shown) == 6
    assert {figure.kind for figure in shown} == {"number"}


def test_counts_begin_with_what_was_published_and_delivered(city, officer, cdo, authority_reviewer):
    people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
    with clock.set_to(clock.now() - timedelta(days=45)):
        load(publish(make_draft(officer), **people), SAMPLES, officer)
    days = [clock.today() - timedelta(days=n) for n in (60, 30, 0)]
    by_name = {i.name: i.values(city.water, days) for i in contributions.registry.indicators}
    assert by_name["catalog.published_entries"] == [0, 1, 1]
    assert by_name["aggregation.loaded_lately"] == [0, 1, 0]


def test_the_registered_indicators_of_all_chapters_answer_for_unit_and_city(
    cdo, city, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60):
        for scope in (city.water, None):
            for shown in selectors.indicators_of(scope):
                assert len(shown.values) == 7
                assert shown.url.startswith("/")
