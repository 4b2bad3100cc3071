"""What the members add to the frame and to the roles."""

from .choices import Role
from .roles import grant

grant(
    Role.SYSTEM_ADMINISTRATOR,
    "members.manage_organization",
    "members.manage_people",
    "members.manage_appointment",
)
grant(Role.AUDIT_ADMINISTRATOR, "kernel.read_audit")
grant(Role.INSPECTOR, "kernel.read_audit")
