"""What the catalog adds to the frame and to the roles."""

from portal.members.choices import Role
from portal.members.roles import grant

grant(Role.DATA_OFFICER, "catalog.compile_entry")
grant(Role.CDO, "catalog.sign_entry")
grant(Role.AUTHORITY, "catalog.review_entry")
grant(Role.INSPECTOR, "catalog.view_all_entries")
grant(Role.AUDIT_ADMINISTRATOR, "catalog.view_all_entries")
