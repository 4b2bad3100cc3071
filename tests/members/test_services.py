"""What holds for units, people and appointments, whoever asks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.errors import Conflict, NotPermitted
from portal.members import selectors, services
from portal.members.choices import ADMINISTRATORS, Office, Role
from portal.members.credit_code import validate_credit_code
from portal.members.models import Organization, User
from portal.members.roles import rights
from tests.people import STAGE, credit_code, make_person, make_unit

pytestmark = pytest.mark.django_db


def test_the_city_authority_reviews_city_units_and_a_district_its_own(city):
    assert selectors.reviewing_authority(city.water) == city.authority
    assert selectors.reviewing_authority(city.district_health) == city.district_authority


def test_a_district_authority_reviews_no_city_unit(city):
    assert not city.water.is_reviewed_by(city.district_authority)


def test_one_account_holds_at_most_one_administrators_role(city):
    person = make_person(city.authority, "a", "甲", "system_administrator")
    roles = {Role.SYSTEM_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR}
    with pytest.raises(ValidationError, match="至多担任"):
        services.assign_roles(person.user, roles, actor=STAGE)
    assert selectors.roles_of(person.user) == {"system_administrator"}


@pytest.mark.parametrize("other", ["inspector", "data_officer"])
def test_no_administrator_holds_a_right_of_another_by_a_common_role(city, other):
    """Inspectors read the audit trail, data officers judge findings."""
    person = make_person(city.authority, "a", "甲", "system_administrator")
    with pytest.raises(ValidationError, match="另一管理员"):
        services.assign_roles(person.user, {Role.SYSTEM_ADMINISTRATOR, other}, actor=STAGE)
    assert selectors.roles_of(person.user) == {"system_administrator"}


def test_nobody_changes_the_roles_of_the_own_account(city):
    person = make_person(city.authority, "a", "甲", "system_administrator")
    with pytest.raises(NotPermitted):
        services.assign_roles(person.user, {Role.AUDIT_ADMINISTRATOR}, actor=person)


def test_nobody_holds_all_rights(city, cdo):
    cdo.user.is_superuser = True
    with pytest.raises(ValidationError, match="全部权限"):
        cdo.user.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        cdo.user.save()


def test_a_right_given_to_a_person_instead_of_a_role_does_not_count(cdo):
    cdo.user.user_permissions.add(Permission.objects.get(codename="read_audit"))
    person = type(cdo.user).objects.get(pk=cdo.user.pk)
    assert not person.has_perm("kernel.read_audit")
    assert person.has_perm("security.answer_order")


@pytest.mark.provision("7.3")
def test_the_three_administrators_share_no_right():
    held = [rights()[role] for role in sorted(ADMINISTRATORS)]
    assert not held[0] & held[1]
    assert not held[0] & held[2]
    assert not held[1] & held[2]


def test_the_holder_of_an_office_is_who_is_in_office_that_day(city, cdo):
    fields = {"organization": city.water, "person": cdo.user, "office": Office.CDO}
    services.appoint_person(actor=STAGE, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31), **fields)
    assert selectors.holder_of(Office.CDO, city.water, date(2025, 12, 31)) == cdo.user
    assert selectors.holder_of(Office.CDO, city.water, date(2026, 1, 1)) is None


def test_a_person_of_another_unit_cannot_be_appointed(city, cdo):
    fields = {"organization": city.health, "person": cdo.user, "office": Office.CDO}
    with pytest.raises(ValidationError, match="不属于本单位"):
        services.appoint_person(actor=STAGE, starts_on=date(2025, 1, 1), **fields)


def test_a_unit_is_not_its_own_superior(city):
    with pytest.raises(ValidationError, match="自己的上级"):
        services.edit_organization(city.water, actor=STAGE, parent=city.water)


@pytest.mark.parametrize("wrong", ["1152010000939001", "11520100009390013a", "11520100009390013B"])
def test_a_wrong_credit_code_is_told(wrong):
    with pytest.raises(ValidationError, match="信用代码"):
        validate_credit_code(wrong)


def test_a_right_credit_code_passes():
    validate_credit_code(credit_code(939001))


def test_a_functional_area_keeps_a_private_key(db):
    unit = make_unit("贵安新区", kind="functional_area", level="functional_area", area_code="GA")
    assert Organization.objects.get(pk=unit.pk).area_code == "GA"


TERM = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 6, 30)}


def rights_on(day, person) -> bool:
    with clock.set_to(datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))):
        return User.objects.get(pk=person.user.pk).has_perm("catalog.sign_entry")


def appoint(person, unit, **changes):
    fields = {"organization": unit, "person": person.user, "office": Office.CDO} | TERM | changes
    return services.appoint_person(actor=STAGE, **fields)


def test_a_role_gives_rights_until_the_last_day_of_the_term(city, cdo):
    assert rights_on(date(2026, 7, 1), cdo)
    appoint(cdo, city.water)
    assert [rights_on(date(2026, 6, 30), cdo), rights_on(date(2026, 7, 1), cdo)] == [True, False]
    assert selectors.lapsed_roles(cdo.user, date(2026, 7, 1)) == {"cdo"}
    appoint(cdo, city.water, starts_on=date(2026, 8, 1), ends_on=None)
    assert [rights_on(date(2026, 7, 31), cdo), rights_on(date(2026, 8, 1), cdo)] == [False, True]


def test_whoever_leaves_the_unit_leaves_the_office_and_its_rights(city, cdo):
    appoint(cdo, city.water, ends_on=None)
    roles = selectors.roles_of(cdo.user)
    services.edit_person(cdo.user, actor=STAGE, roles=roles, organization=city.health)
    assert not rights_on(date(2026, 3, 1), cdo)
    assert selectors.holder_of(Office.CDO, city.water, date(2026, 3, 1)) is None


def test_a_closed_account_loses_session_rights_and_office_at_once(door, city, cdo):
    appoint(cdo, city.water, ends_on=None)
    client = door.client(cdo)
    address = reverse("members:person-list" if door.kind == "page" else "members-person-list")
    assert client.get(address).status_code == 200
    services.edit_person(cdo.user, actor=STAGE, roles=selectors.roles_of(cdo.user), is_active=False)
    assert client.get(address).status_code in {302, 401, 403}
    assert not rights_on(date(2026, 3, 1), cdo)
    assert selectors.holder_of(Office.CDO, city.water, date(2026, 3, 1)) is None


def test_nobody_closes_the_own_account(city):
    administrator = make_person(city.authority, "a", "甲", "system_administrator")
    own = {"system_administrator"}
    with pytest.raises(ValidationError, match="不能停用本人账号"):
        services.edit_person(administrator.user, actor=administrator, roles=own, is_active=False)
    renamed = services.edit_person(administrator.user, actor=administrator, roles=own, name="甲甲")
    assert renamed.name == "甲甲"


def test_a_term_is_shortened_and_neither_lengthened_nor_ended_twice(city, cdo):
    term = appoint(cdo, city.water, ends_on=clock.today() + timedelta(days=30))
    with pytest.raises(ValidationError, match="不能延长任期"):
        services.end_appointment(term, actor=STAGE, ends_on=term.ends_on + timedelta(days=1))
    services.end_appointment(term, actor=STAGE, ends_on=clock.today() - timedelta(days=1))
    with pytest.raises(Conflict, match="任期已经结束"):
        services.end_appointment(term, actor=STAGE, ends_on=clock.today() - timedelta(days=2))
