"""Incidents are reported by anybody, contained by whoever answers for the data, and reviewed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from aggregation.selectors import Held
from opening import services as opening
from portal.kernel import clock
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from security import selectors, services
from security.contributions import evidence
from security.models import Incident
from sharing import services as sharing
from tests.open_data import PORTAL
from tests.people import make_draft, make_person, publish

from .conftest import told

pytestmark = pytest.mark.django_db
WORDS = {
    "contain": {"containment": "暂停许可"},
    "resolve": {"cause": "违规导出", "measures": "收回账号"},
    "review": {"conclusion": "措施到位"},
}
CONTAIN = WORDS["contain"]


class TestReporting:
    def test_it_concerns_the_unit_whose_data_it_is(self, reported, city, granted):
        assert (reported.organization, reported.entry) == (city.water, granted.entry)

    def test_without_data_it_concerns_the_reporters_own_unit(self, officer, city):
        assert services.report_incident(actor=officer, **told()).organization == city.water

    @pytest.mark.parametrize(("severity", "hours", "late"), [("serious", 5, True), ("general", 5, False)])
    def test_the_degree_decides_whether_it_came_in_time(self, officer, severity, hours, late):
        noticed = clock.now() - timedelta(hours=hours)
        found = services.report_incident(actor=officer, **told(severity=severity, noticed_at=noticed))
        assert found.report_late is late

    def test_what_lies_in_the_future_was_not_noticed(self, officer):
        with pytest.raises(ValidationError):
            services.report_incident(actor=officer, **told(noticed_at=clock.now() + timedelta(hours=1)))

    @pytest.mark.parametrize("noticed", ["9999-12-31T23:59", "0001-01-01T00:00", "1990-01-01T08:00"])
    def test_no_slip_of_the_pen_breaks_the_report(self, door, officer, noticed):
        address = {"page": "/security/incidents/report/", "api": "/api/v1/security-incidents/"}[door.kind]
        kind = {"content_type": "application/json"} if door.kind == "api" else {}
        answer = door.client(officer).post(address, told(noticed_at=noticed), **kind)
        assert (answer.status_code, Incident.objects.count()) == (422, 0)

    def test_citizens_report_through_objections_instead(self, citizen):
        with pytest.raises(NotPermitted):
            services.report_incident(actor=citizen, **told())

    def test_nobody_names_a_grant_that_he_may_not_know_of(self, granted, city):
        stranger = make_person(city.district_health, "stranger", "莫生", "data_officer")
        with pytest.raises(ValidationError):
            services.report_incident(actor=stranger, grants=[granted], **told())

    def test_both_doors_take_a_report(self, door, officer):
        address = {"page": "/security/incidents/report/", "api": "/api/v1/security-incidents/"}[door.kind]
        fields = told(noticed_at=clock.now().strftime("%Y-%m-%dT%H:%M"))
        kind = {"content_type": "application/json"} if door.kind == "api" else {}
        assert door.client(officer).post(address, fields, **kind).status_code in (302, 201)
        assert Incident.objects.get().reported_by == officer.user


class TestContaining:
    def test_it_stops_the_use_of_the_grant_at_once(self, contained, granted, other_unit_officer):
        granted.refresh_from_db()
        assert granted.state == "suspended"
        with pytest.raises(Held):
            sharing.read_page(granted, actor=other_unit_officer)

    def test_the_grants_page_says_why(self, contained, granted, door, other_unit_officer):
        page = door.client(other_unit_officer).get(granted.get_absolute_url()).content.decode()
        assert "因数据安全事件暂停" in page
        assert contained.title not in page

    def test_it_suspends_the_open_dataset_where_asked(self, reported, owner):
        dataset = opening.refresh_dataset(reported.entry, actor=PORTAL)
        services.contain_incident(reported, actor=owner, suspend_dataset=True, **CONTAIN)
        dataset.refresh_from_db()
        assert dataset.state == "suspended"

    def test_a_grant_that_rests_already_is_only_named(self, reported, granted, authority_reviewer, owner):
        sharing.suspend_grant(granted, actor=authority_reviewer, reason="核查")
        services.contain_incident(reported, actor=owner, grants=[granted], **CONTAIN)
        assert reported.affected.get().suspended_at is None
        assert not AuditEvent.objects.filter(action="security.affectedgrant.suspend").exists()

    def test_grants_of_other_data_are_refused(self, officer, cdo, authority_reviewer, owner, granted):
        draft = make_draft(officer, name="管网压力监测信息")
        other = publish(draft, officer=officer, cdo=cdo, reviewer=authority_reviewer)
        incident = services.report_incident(actor=officer, entry=other, **told())
        with pytest.raises(ValidationError):
            services.contain_incident(incident, actor=owner, grants=[granted], **CONTAIN)
        granted.refresh_from_db()
        assert granted.state == "active"

    def test_a_dataset_that_is_not_open_cannot_be_suspended(self, reported, owner):
        with pytest.raises(ValidationError):
            services.contain_incident(reported, actor=owner, suspend_dataset=True, **CONTAIN)


class TestTheEnd:
    def test_who_resolved_does_not_review(self, city, contained, security_administrator):
        person = make_person(city.authority, "both", "安两", "authority", "security_administrator")
        resolved = services.resolve_incident(contained, actor=person, **WORDS["resolve"])
        with pytest.raises(NotPermitted):
            services.review_incident(resolved, actor=person, **WORDS["review"])

    def test_the_deadline_moves_with_each_step_and_ends(self, reported, contained, resolved, reviewed):
        assert reported.due_on <= contained.due_on <= resolved.due_on
        assert reviewed.due_on is None

    def test_what_is_late_surfaces(self, reported, city):
        with clock.set_to(clock.now() + timedelta(days=30)):
            assert list(selectors.overdue_incidents(city.water)) == [reported]
            assert list(selectors.overdue_incidents(city.health)) == []

    def test_open_incidents_are_counted_for_any_day(self, reviewed, city):
        today = clock.today()
        assert selectors.open_incidents(city.water, [today - timedelta(days=1), today]) == [0.0, 0.0]
        Incident.objects.filter(pk=reviewed.pk).update(reviewed_at=clock.now() + timedelta(days=2))
        assert selectors.open_incidents(None, [today]) == [1.0]

    def test_behind_the_figure_stand_the_open_incidents_of_the_unit(self, door, reported, city):
        reader = door.client(make_person(city.authority, "reader", "孙察", "inspector"))
        for unit, is_shown in ((None, True), (city.water, True), (city.health, False)):
            assert (reported.title in reader.get(evidence(unit)).content.decode()) is is_shown


@pytest.fixture
def cases(reported, owner, authority_reviewer):
    """For each move: who may make it, and the record in the state before it."""

    def case(move):
        record = reported
        if move != "contain":
            record = services.contain_incident(record, actor=owner, **CONTAIN)
        if move == "review":
            record = services.resolve_incident(record, actor=owner, **WORDS["resolve"])
        return record, authority_reviewer if move == "review" else owner

    return case


@pytest.mark.parametrize("move", list(WORDS))
class TestBothDoors:
    def test_open_to_whom_it_belongs(self, door, move, cases):
        record, who = cases(move)
        assert door.send("security:incident", move, record, actor=who, **WORDS[move]).status_code == door.done

    def test_closed_to_colleagues(self, door, move, cases, officer):
        record, _who = cases(move)
        answer = door.send("security:incident", move, record, actor=officer, **WORDS[move])
        assert answer.status_code == 403

    def test_unknown_to_strangers(self, door, move, cases, other_unit_officer):
        record, _who = cases(move)
        answer = door.send("security:incident", move, record, actor=other_unit_officer, **WORDS[move])
        assert answer.status_code == 404

    def test_closed_in_another_state(self, door, move, cases):
        record, who = cases(move)
        door.send("security:incident", move, record, actor=who, **WORDS[move])
        assert door.send("security:incident", move, record, actor=who, **WORDS[move]).status_code == 409

    def test_nothing_moves_without_words(self, door, move, cases):
        record, who = cases(move)
        assert door.send("security:incident", move, record, actor=who).status_code == 422
