"""The role that runs the portal has no right to change the audit trail."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from portal.kernel import audit, clock
from portal.kernel.models import AuditEvent

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not settings.APP_ROLE, reason="APP_ROLE is not set: one database role for all"),
]
MONTH = f"kernel_auditevent_{clock.today():%Y%m}"


@pytest.fixture
def as_app_role(draft, clerk):
    """An event is in the trail, and the connection has the rights of web and workers."""
    audit.record_act("x", draft, actor=clerk)
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL ROLE {settings.APP_ROLE}")
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_auditevent SET note = 'x'",
        "DELETE FROM kernel_auditevent",
        "TRUNCATE kernel_auditevent",
        f"UPDATE {MONTH} SET note = 'x'",
        f"DELETE FROM {MONTH}",
        f"TRUNCATE {MONTH}",
        f"INSERT INTO {MONTH} SELECT * FROM kernel_auditevent",
        "ALTER TABLE kernel_auditevent DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DELETE FROM django_migrations",
    ],
)
def test_changing_the_trail_is_refused(as_app_role, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        as_app_role.execute(statement)


def test_writing_and_reading_the_trail_is_allowed(as_app_role, draft, clerk):
    audit.write("sample.petition.note", draft, actor=clerk)
    assert AuditEvent.objects.count() == 2


def test_a_new_month_can_be_opened(as_app_role):
    as_app_role.execute("SELECT audit_ensure_month('2031-05-01')")
    as_app_role.execute("SELECT to_regclass('kernel_auditevent_203105') IS NOT NULL")
    assert as_app_role.fetchone() == (True,)


def test_months_that_existed_at_a_migration_stay_closed(as_app_role):
    as_app_role.execute("RESET ROLE")
    from portal.kernel.grants import grant_app_role

    grant_app_role()
    as_app_role.execute(f"SET LOCAL ROLE {settings.APP_ROLE}")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        as_app_role.execute(f"UPDATE {MONTH} SET note = 'x'")
