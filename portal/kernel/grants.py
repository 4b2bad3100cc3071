"""What the runtime role may do in the database: it owns neither the audit trail nor its triggers.

Migrations run as the owner. With ``APP_ROLE`` set, each migration ends by granting that role what the portal
needs at run time; without it (one role for all) only the triggers guard the trail.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connections
from psycopg2 import sql

GRANTS = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};
REVOKE UPDATE, DELETE, TRUNCATE ON kernel_auditevent FROM {role};
CREATE SCHEMA IF NOT EXISTS store;
GRANT USAGE, CREATE ON SCHEMA store TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA store TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA store TO {role};
"""
#: The trail is written and read through its parent table alone.
MONTHS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'kernel_auditevent'::regclass"
CLOSE_MONTH = "REVOKE ALL ON {month} FROM {role}"


def grant_app_role(using: str = "default") -> None:
    """Give ``settings.APP_ROLE`` its rights; called after every migration."""
    if not settings.APP_ROLE:
        return
    role = sql.Identifier(settings.APP_ROLE)
    with connections[using].cursor() as cursor:
        cursor.execute(sql.SQL(GRANTS).format(role=role))
        cursor.execute(MONTHS)
        for (month,) in cursor.fetchall():
            cursor.execute(sql.SQL(CLOSE_MONTH).format(month=sql.Identifier(month), role=role))
