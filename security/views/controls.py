"""How the rights of the three administrators are divided (provision 7.3)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.web.contributions import Section
from portal.web.doors import PageView, StaffMixin

from .. import selectors


class ControlListView(StaffMixin, PageView):
    """Who of the three administrators may do what."""

    section = Section.SECURITY
    title = _("Separation of administrators")
    lead = _(
        "Three administrators check each other: an account holds one of these roles at most, "
        "and no right is held by two."
    )
    audience = _("The three administrators and inspectors")
    template_name = "security/control_list.html"

    def allowed(self) -> bool:
        """The administrators themselves, and inspectors."""
        return selectors.may_see_controls(self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Roles with their rights."""
        return super().get_context_data(roles=selectors.divided_rights(), **kwargs)
