"""Chapter 7 of the measure: data security."""

from __future__ import annotations

from itertools import combinations

import pytest

from aggregation.selectors import Held
from opening import services as opening
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from portal.members.choices import ADMINISTRATORS
from portal.members.roles import rights
from portal.members.services import assign_roles, create_person
from security import selectors, services
from security.models import Incident
from sharing import services as sharing
from tests.open_data import PORTAL
from tests.people import STAGE, make_person
from tests.security.conftest import *  # noqa: F403  (the same people and records)

pytestmark = pytest.mark.django_db


@pytest.mark.provision("7.1")
class TestEachActsInItsRemitAndUnitsBearResponsibility:
    """Authorities act in their remit, units name a security owner, incidents are reported and closed."""

    def test_an_authority_reads_incidents_and_orders_a_unit(self, reported, issued, cyberspace):
        assert list(Incident.objects.visible_to(cyberspace)) == [reported]
        assert issued.state == "issued"

    def test_the_unit_answers_and_the_authority_closes(self, closed):
        assert (closed.state, bool(closed.answer)) == ("closed", True)

    def test_units_that_have_not_named_an_owner_are_known(self, city, officer, owner):
        assert city.water not in selectors.units_without_security_owner()

    def test_an_incident_is_contained_by_suspending_a_grant_and_closed_by_review(self, reviewed, granted):
        granted.refresh_from_db()
        assert (reviewed.state, granted.state) == ("reviewed", "suspended")

    def test_while_it_is_contained_the_data_leaves_by_no_exit(self, contained, granted, other_unit_officer):
        with pytest.raises(Held):
            sharing.read_page(granted, actor=other_unit_officer)
        assert opening.refresh_dataset(granted.entry, actor=PORTAL) is None

    def test_once_it_is_resolved_the_data_may_leave_again(self, resolved, granted):
        assert opening.refresh_dataset(granted.entry, actor=PORTAL).state == "open"

    def test_who_did_what_about_it_is_on_record(self, reviewed):
        events = AuditEvent.objects.filter(action__startswith="security.incident.")
        told = set(events.values_list("action", flat=True))
        assert {f"security.incident.{act}" for act in ("report", "contain", "resolve", "review")} <= told


@pytest.mark.provision("7.3")
class TestMultiLevelProtection:
    """Three administrators with separate rights; every act is on record."""

    def test_no_right_is_held_by_two_administrators(self):
        held = rights()
        pairs = combinations(ADMINISTRATORS, 2)
        assert all(not held[one] & held[other] for one, other in pairs)

    def test_whoever_makes_accounts_appoints_no_administrator(self, city):
        maker = make_person(city.authority, "maker", "钱系统", "system_administrator")
        person = make_person(city.authority, "newcomer", "新人")
        for role in sorted(ADMINISTRATORS):
            with pytest.raises(NotPermitted):
                assign_roles(person.user, {role}, actor=maker)

    def test_nobody_is_two_administrators_at_once(self, city):
        from django.core.exceptions import ValidationError

        with pytest.raises(ValidationError):
            create_person(
                actor=STAGE,
                password_hash="!",
                roles={"system_administrator", "audit_administrator"},
                username="both",
                name="两员",
                organization=city.authority,
            )


@pytest.mark.provision("7.4")
class TestNoHarmToPeople:
    """The grade decides what may be opened; personal information is detected and stays closed."""

    def test_personal_information_in_loaded_data_is_detected(self, finding):
        assert finding.signs[0]["kind"] == "resident_id"

    def test_what_shows_signs_of_it_is_not_opened(self, finding, published):
        assert opening.refresh_dataset(published, actor=PORTAL) is None

    def test_a_false_alarm_is_released_with_reasons_and_then_opened(self, judged, published):
        assert judged.reason
        assert opening.refresh_dataset(published, actor=PORTAL).state == "open"

    def test_confirmed_it_stays_closed(self, finding, published, owner):
        services.confirm_finding(finding, actor=owner, reason="为居民身份证号")
        assert opening.refresh_dataset(published, actor=PORTAL) is None
