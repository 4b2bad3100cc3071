"""The audit trail holds what happened, and nothing can change it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint
from django.test.utils import CaptureQueriesContext

from portal.kernel import audit, carrier, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.models import AuditEvent
from portal.members.models import Appointment, Organization, User

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")


def unit(name: str = "贵阳市水务管理局", **changes: object) -> Organization:
    attributes = {
        "kind": "administrative_organ",
        "level": "city",
        "area_code": "520100",
        "credit_code": "11520100009390013A",
    }
    return Organization(name=name, **attributes | changes)


@pytest.fixture
def job() -> Actor:
    return Actor.system("test", "members.manage_organization")


def test_a_written_row_leaves_one_event_with_what_changed(job):
    record = unit()
    audit.write("members.organization.create", record, actor=job, provision="1.2")
    event = AuditEvent.objects.get()
    assert event.changes["name"] == [None, "贵阳市水务管理局"]
    assert (event.target_id, event.actor, event.provision) == (str(record.pk), "job:test", "1.2")


def test_an_edit_records_before_and_after_only_of_what_changed(job):
    record = unit()
    audit.write("members.organization.create", record, actor=job)
    with audit.edit(
        "members.organization.rename", record, actor=job, permission="members.manage_organization"
    ) as locked:
        locked.name = "贵阳市水务局"
    assert AuditEvent.objects.latest("id").changes == {"name": ["贵阳市水务管理局", "贵阳市水务局"]}


def test_an_edit_without_the_right_changes_nothing(job):
    record = unit()
    audit.write("members.organization.create", record, actor=job)
    stranger = Actor.system("stranger")
    with (
        pytest.raises(NotPermitted),
        audit.edit("x", record, actor=stranger, permission="members.manage_organization"),
    ):
        pass
    assert AuditEvent.objects.count() == 1


def test_a_visitor_writes_nothing():
    with pytest.raises(NotPermitted):
        audit.write("members.organization.create", unit(), actor=Actor.visitor())
    assert not Organization.objects.exists()


def test_a_broken_constraint_speaks_its_own_sentence(job):
    with pytest.raises(ValidationError, match="管辖范围"):
        audit.write("x", unit(kind="data_authority"), actor=job)


def test_a_record_learns_everything_that_is_wrong_with_it(job):
    with pytest.raises(ValidationError) as refusal:
        audit.write("x", unit(name="", kind="data_authority", level="gone"), actor=job)
    assert {"name", "level"} <= refusal.value.message_dict.keys()
    assert any("管辖范围" in message for message in refusal.value.messages)


def test_the_database_is_asked_once_about_all_checks_of_a_record(job):
    checks = [c for c in Organization._meta.constraints if isinstance(c, CheckConstraint)]
    assert len(checks) > 1
    with CaptureQueriesContext(connection) as asked:
        audit.write("x", unit(), actor=job)
    assert len([q for q in asked if '"_check"' in q["sql"]]) == 1


def test_a_constraint_that_a_race_reaches_first_speaks_the_same_sentence(job, monkeypatch):
    record = unit(kind="data_authority")
    monkeypatch.setattr(audit, "validate", lambda record: None)
    with pytest.raises(ValidationError, match="管辖范围"):
        audit.write("x", record, actor=job)


def test_overlapping_terms_of_one_office_are_refused(job):
    record = unit()
    audit.write("x", record, actor=job)
    person = User.objects.create_user("a", name="甲", organization=record)
    terms = [(date(2025, 1, 1), date(2025, 12, 31)), (date(2025, 12, 31), None)]
    first, second = (
        Appointment(organization=record, person=person, office="cdo", starts_on=a, ends_on=b)
        for a, b in terms
    )
    audit.write("x", first, actor=job)
    with pytest.raises(ValidationError, match="已由他人担任"):
        audit.write("x", second, actor=job)


def test_a_set_of_rows_is_written_with_one_event_each(job, django_assert_max_num_queries):
    codes = ["11520100009390013A", "91520100MA6DKX1D4G"]
    records = [unit(f"单位{n}", credit_code=code) for n, code in enumerate(codes)]
    with django_assert_max_num_queries(12):
        audit.write_many("members.organization.create", records, actor=job)
    assert AuditEvent.objects.filter(action="members.organization.create").count() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_auditevent SET note = 'x'",
        "DELETE FROM kernel_auditevent",
        "TRUNCATE kernel_auditevent",
    ],
)
def test_the_database_refuses_to_change_the_trail(job, statement):
    audit.write("x", unit(), actor=job)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; {statement}")


def test_a_month_of_the_trail_cannot_be_truncated_by_itself(job):
    audit.write("x", unit(), actor=job)
    table = f"kernel_auditevent_{clock.today():%Y%m}"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table}")


def test_a_simulated_past_is_marked_and_dated_so(job):
    with clock.set_to(datetime(2025, 3, 1, 9, 30, tzinfo=SHANGHAI)):
        audit.write("x", unit(), actor=job)
    event = AuditEvent.objects.get()
    assert event.simulated
    assert event.at == datetime(2025, 3, 1, 9, 30, tzinfo=SHANGHAI)


def months_of_the_trail() -> list[str]:
    """The partition of each event, in the order of their times."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM kernel_auditevent ORDER BY at")
        return [name for (name,) in cursor.fetchall()]


def test_at_the_turn_of_a_month_events_go_by_the_time_of_guiyang(job):
    record = unit()
    with clock.set_to(datetime(2031, 3, 31, 23, 59, 59, 999_999, tzinfo=SHANGHAI)):
        audit.write("x", record, actor=job)
    with clock.set_to(datetime(2031, 3, 31, 16, 0, tzinfo=UTC)):
        audit.record_act("y", record, actor=job)
    assert months_of_the_trail() == ["kernel_auditevent_203103", "kernel_auditevent_203104"]


def test_midnight_may_pass_while_an_event_is_written(job, monkeypatch):
    """The partition is that of the event's own moment, not of the one at which it was looked for."""
    record = unit()
    audit.write("x", record, actor=job)
    after = datetime(2031, 5, 1, 0, 0, tzinfo=SHANGHAI)
    with clock.set_to(datetime(2031, 4, 30, 23, 59, tzinfo=SHANGHAI)):
        monkeypatch.setattr(clock, "now", lambda: after)
        monkeypatch.setattr(clock, "today", lambda: date(2031, 4, 30))
        audit.write_many("y", [unit("单位", credit_code="91520100MA6DKX1D4G")], actor=job)
        audit.record_act("z", record, actor=job)
    assert months_of_the_trail()[1:] == ["kernel_auditevent_203105"] * 2


@pytest.mark.parametrize(("today", "month"), [((2031, 1, 31), "203102"), ((2031, 12, 1), "203201")])
def test_the_next_month_is_prepared_ahead(today, month):
    with clock.set_to(datetime(*today, 3, 10, tzinfo=SHANGHAI)):
        carrier.prepare_audit_month()
        carrier.prepare_audit_month()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"kernel_auditevent_{month}"])
        assert cursor.fetchone() == (True,)


def test_a_record_that_was_removed_in_the_meantime_is_a_conflict(job):
    record = unit()
    audit.write("x", record, actor=job)
    audit.remove("y", Organization.objects.get(), actor=job)
    right = "members.manage_organization"
    with pytest.raises(Conflict, match="移除"), audit.edit("z", record, actor=job, permission=right):
        pytest.fail("there is nothing to edit")
    with pytest.raises(Conflict, match="移除"):
        audit.remove("y", record, actor=job)


def test_a_change_inside_a_list_is_seen(job):
    record = unit(kind="data_authority", jurisdiction=["5201"])
    audit.write("x", record, actor=job)
    with audit.edit("y", record, actor=job, permission="members.manage_organization") as locked:
        locked.jurisdiction.append("5203")
    assert AuditEvent.objects.latest("id").changes == {"jurisdiction": [["5201"], ["5201", "5203"]]}


def test_an_edit_changes_the_row_of_the_database_not_the_copy_in_hand(job):
    record = unit()
    audit.write("x", record, actor=job)
    Organization.objects.update(contact="0851-12345")
    with audit.edit("y", record, actor=job, permission="members.manage_organization") as locked:
        locked.duties = "供水"
    assert Organization.objects.get().contact == "0851-12345"


def test_a_consequence_written_without_its_past_is_compared_with_the_stored_row(job):
    audit.write("x", unit(), actor=job)
    record = Organization.objects.get()
    record.contact = "0851-12345"
    audit.write("y", record, actor=job)
    assert AuditEvent.objects.latest("id").changes == {"contact": ["", "0851-12345"]}


def test_what_is_removed_stays_readable_in_the_trail(job):
    record = unit()
    audit.write("x", record, actor=job)
    audit.remove("y", record, actor=job)
    assert not Organization.objects.exists()
    assert AuditEvent.objects.latest("id").changes["name"] == ["贵阳市水务管理局", None]


def test_what_others_refer_to_is_not_removed(job):
    record = unit()
    audit.write("x", record, actor=job)
    User.objects.create_user("a", name="甲", organization=record)
    with pytest.raises(Conflict, match="引用"):
        audit.remove("y", record, actor=job)
    assert AuditEvent.objects.count() == 1


def test_a_password_never_reaches_the_trail(job):
    person = User(username="a", name="甲")
    person.set_password("correct horse")
    audit.write("x", person, actor=job)
    assert "password" not in AuditEvent.objects.get().changes
