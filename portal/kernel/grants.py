"""What the runtime role may do in the database: it owns neither the audit trail nor its triggers.

Migrations run as the owner. With ``APP_ROLE`` set, each migration ends by granting that role what the portal
needs at run time; without it (one role for all) only the triggers guard the trail.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connections
from psycopg2 import sql

GRANTS = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE UPDATE, DELETE, TRUNCATE ON kernel_auditevent FROM {role};
CREATE SCHEMA IF NOT EXISTS store;
GRANT USAGE, CREATE ON SCHEMA store TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA store TO {role};
"""


def grant_app_role(using: str = "default", **_signal: Any) -> None:
    """Give ``settings.APP_ROLE`` its rights; called after every migration."""
    if not settings.APP_ROLE:
        return
    with connections[using].cursor() as cursor:
        cursor.execute(sql.SQL(GRANTS).format(role=sql.Identifier(settings.APP_ROLE)))
