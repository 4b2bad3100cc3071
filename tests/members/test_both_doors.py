"""Units, people and appointments: the same answers through the page and through the interface."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from portal.kernel.models import AuditEvent
from portal.members import services
from portal.members.choices import ADMINISTRATORS
from portal.members.models import Appointment, Organization, User
from portal.members.selectors import roles_of
from tests.doors import Door
from tests.people import STAGE, credit_code, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(city):
    return make_person(city.authority, "sysadmin", "钱系统", "system_administrator")


def unit_fields(**changes):
    fields = {
        "name": "贵阳市图书馆",
        "kind": "public_institution",
        "level": "city",
        "area_code": "520100",
        "credit_code": credit_code(990),
        "jurisdiction": "",
    }
    return fields | changes


def send_unit(door, actor, **changes):
    address = "members:organization-create" if door.kind == "page" else "members-organization-list"
    fields = unit_fields(**changes)
    options = {}
    if door.kind == "api":
        fields.pop("jurisdiction")
        options = {"content_type": "application/json"}
    return door.client(actor).post(reverse(address), fields, **options)


class TestAddingAUnit:
    def test_an_administrator_adds_it_and_the_trail_says_so(self, door, administrator):
        assert send_unit(door, administrator).status_code in (201, 302)
        unit = Organization.objects.get(name="贵阳市图书馆")
        event = AuditEvent.objects.get(action="members.organization.create", target_id=str(unit.pk))
        assert event.via == ("web" if door.kind == "page" else "api")

    def test_an_officer_may_not(self, door, officer):
        assert send_unit(door, officer).status_code == 403
        assert not Organization.objects.filter(name="贵阳市图书馆").exists()

    def test_a_wrong_check_digit_is_told_and_nothing_is_lost(self, door, administrator):
        wrong = credit_code(990)[:-1] + ("0" if credit_code(990)[-1] != "0" else "1")
        answer = send_unit(door, administrator, credit_code=wrong)
        assert answer.status_code == 422
        assert "校验码" in door.says(answer)
        if door.kind == "page":
            assert 'value="贵阳市图书馆"' in door.says(answer)

    def test_an_authority_without_jurisdiction_is_refused(self, door, administrator):
        answer = send_unit(door, administrator, kind="data_authority")
        assert answer.status_code == 422
        assert "管辖范围" in door.says(answer)


class TestEndingATerm:
    @pytest.fixture
    def term(self, city, cdo):
        fields = {"organization": city.water, "person": cdo.user, "office": "cdo"}
        return services.appoint_person(actor=STAGE, starts_on=date(2025, 1, 1), **fields)

    def test_an_administrator_ends_it(self, door, administrator, term):
        answer = door.send("members:appointment", "end", term, actor=administrator, ends_on="2025-06-30")
        assert answer.status_code == door.done
        assert Appointment.objects.get(pk=term.pk).ends_on == date(2025, 6, 30)

    def test_a_day_before_its_start_is_refused(self, door, administrator, term):
        answer = door.send("members:appointment", "end", term, actor=administrator, ends_on="2024-06-30")
        assert answer.status_code == 422
        assert "任期的结束早于开始" in door.says(answer)

    def test_an_officer_may_not(self, door, officer, term):
        answer = door.send("members:appointment", "end", term, actor=officer, ends_on="2025-06-30")
        assert answer.status_code == 403


class TestPeople:
    def test_a_strangers_account_is_not_found(self, door, officer, other_unit_officer):
        person = other_unit_officer.user
        address = "members:person-detail" if door.kind == "page" else "members-person-detail"
        url = reverse(address, kwargs={"public_id": person.public_id})
        assert door.client(officer).get(url).status_code == 404

    def test_an_administrator_sees_everybody(self, door, administrator, other_unit_officer):
        address = "members:person-detail" if door.kind == "page" else "members-person-detail"
        url = reverse(address, kwargs={"public_id": other_unit_officer.user.public_id})
        assert door.client(administrator).get(url).status_code == 200

    def test_a_weak_password_is_refused(self, door, administrator, city):
        address = "members:person-create" if door.kind == "page" else "members-person-list"
        fields = {"username": "new", "name": "新人", "password": "12345678", "roles": ["cdo"]}
        options = {"content_type": "application/json"} if door.kind == "api" else {}
        answer = door.client(administrator).post(reverse(address), fields, **options)
        assert answer.status_code == 422
        assert not User.objects.filter(username="new").exists()

    def test_an_administrator_helps_out_who_forgot_the_password(self, door, administrator, officer):
        session = door.client(officer)
        answer = door.send(
            "members:person", "set_password", officer.user, actor=administrator, password="baishan-0851"
        )
        assert answer.status_code == door.done
        assert User.objects.get(pk=officer.user.pk).check_password("baishan-0851")
        assert session.get(reverse("members:person-list")).status_code == 302
        event = AuditEvent.objects.get(action="members.user.set_password")
        assert "baishan" not in f"{event.changes}{event.note}"

    def test_nobody_but_an_administrator_sets_passwords(self, door, officer, cdo, administrator):
        sent = {"password": "baishan-0851"}
        assert door.send("members:person", "set_password", cdo.user, actor=officer, **sent).status_code == 403
        own = door.send("members:person", "set_password", administrator.user, actor=administrator, **sent)
        assert own.status_code == 422

    def test_a_weak_new_password_is_refused(self, door, administrator, officer):
        answer = door.send(
            "members:person", "set_password", officer.user, actor=administrator, password="12345678"
        )
        assert answer.status_code == 422


class TestMakingAnAdministrator:
    """Whoever makes accounts does not say who checks them (7.3)."""

    MOVE = ("members:person", "assign-administrator")

    @pytest.fixture
    def newcomer(self, city):
        return make_person(city.authority, "newcomer", "新人", "provider_reviewer").user

    def test_the_security_administrator_gives_and_takes_the_role(
        self, door, security_administrator, newcomer
    ):
        for role, held in (("audit_administrator", {"audit_administrator"}), ("", set())):
            answer = door.send(*self.MOVE, newcomer, actor=security_administrator, role=role)
            assert answer.status_code == door.done
            assert roles_of(User.objects.get(pk=newcomer.pk)) == {"provider_reviewer"} | held
        action = "members.user.assign_administrator"
        assert AuditEvent.objects.filter(action=action, provision="7.3").count() == 2

    def test_the_system_administrator_may_not(self, door, administrator, newcomer):
        answer = door.send(*self.MOVE, newcomer, actor=administrator, role="audit_administrator")
        assert answer.status_code == 403
        assert roles_of(newcomer) == {"provider_reviewer"}

    def test_an_officer_may_not(self, door, officer, newcomer):
        answer = door.send(*self.MOVE, newcomer, actor=officer, role="audit_administrator")
        assert answer.status_code == 403

    def test_nobody_makes_oneself_another_administrator(self, door, security_administrator):
        own = security_administrator.user
        answer = door.send(*self.MOVE, own, actor=security_administrator, role="audit_administrator")
        assert answer.status_code == 403

    def test_another_role_is_none_of_the_three(self, door, security_administrator, newcomer):
        answer = door.send(*self.MOVE, newcomer, actor=security_administrator, role="inspector")
        assert answer.status_code == 422

    @pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
    def test_no_account_is_made_with_the_role(self, door, administrator, role):
        address = "members:person-create" if door.kind == "page" else "members-person-list"
        fields = {"username": "new", "name": "新人", "password": "Laut-genug-2026", "roles": [role]}
        options = {"content_type": "application/json"} if door.kind == "api" else {}
        answer = door.client(administrator).post(reverse(address), fields, **options)
        assert answer.status_code == (422 if door.kind == "page" else 403)
        assert not User.objects.filter(username="new").exists()

    def test_an_administrators_password_is_set_by_the_security_administrator(
        self, door, administrator, security_administrator, city
    ):
        auditor = make_person(city.authority, "auditor", "审计", "audit_administrator").user
        sent = {"password": "baishan-0851"}
        for actor, status in ((administrator, 403), (security_administrator, door.done)):
            answer = door.send("members:person", "set_password", auditor, actor=actor, **sent)
            assert answer.status_code == status

    def test_changing_the_account_leaves_the_role(self, administrator, security_administrator):
        person = security_administrator.user
        fields = {"username": person.username, "name": "石安全", "is_active": "on", "roles": []}
        address = reverse("members:person-update", args=[person.public_id])
        assert Door("page").client(administrator).post(address, fields).status_code == 302
        person.refresh_from_db()
        assert (person.name, roles_of(person)) == ("石安全", {"security_administrator"})


def test_the_list_of_people_asks_for_roles_once(administrator, city, django_assert_max_num_queries):
    for number in range(5):
        make_person(city.water, f"person-{number}", "同事", "data_officer", "provider_reviewer")
    client = Door("api").client(administrator)
    with django_assert_max_num_queries(9):
        found = client.get(reverse("members-person-list"), {"role": "provider_reviewer"}).json()["results"]
    assert [person["roles"] for person in found] == [["data_officer", "provider_reviewer"]] * 5


def test_somebody_is_appointed_from_the_staff_with_an_open_account(administrator, city, cdo):
    make_person(None, "citizen", "市民", "citizen")
    page = Door("page").client(administrator).get(reverse("members:appointment-create")).content.decode()
    assert f"{cdo.user.name} · {city.water}" in page
    assert "市民" not in page
