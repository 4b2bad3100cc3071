"""Who supervises data security, and who answers for it in each unit (provision 7.1)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.web.contributions import Section
from portal.web.doors import Button, PageView, RecordFormView, StaffMixin

from .. import forms, selectors, services
from ..models import SupervisoryRemit


class RemitListView(StaffMixin, PageView):
    """Each remit with its authority; units without a data security owner."""

    section = Section.SECURITY
    title = _("Who supervises what")
    lead = _(
        "Each authority acts within its remit; each unit bears responsibility for its own data "
        "and names who answers for it."
    )
    audience = _("Staff of all units")
    template_name = "security/remit_list.html"

    def get_primary(self) -> Button | None:
        """Security administrators assign remits."""
        may = self.actor.can("security.assign_remit")
        return Button(_("Assign a remit"), "security:remit-assign") if may else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Remits, owners and gaps."""
        return super().get_context_data(
            remits=selectors.remits(),
            owners=selectors.security_owners(),
            without=selectors.units_without_security_owner(),
            **kwargs,
        )


class RemitAssignView(StaffMixin, RecordFormView):
    """Say which authority holds a remit."""

    section = Section.SECURITY
    title = _("Assign a remit")
    audience = _("Security administrators")
    parents = (("security:remit-list", _("Who supervises what")),)
    form_class = forms.RemitForm
    done = _("The remit was assigned.")

    def allowed(self) -> bool:
        """Security administrators."""
        return self.actor.can("security.assign_remit")

    def perform(self, form: Any) -> SupervisoryRemit:
        """Call the service."""
        return services.assign_remit(actor=self.actor, **form.cleaned_data)
