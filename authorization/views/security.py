"""The security assessment of an application."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Conflict

from .. import forms, services
from ..models import OperatorApplication
from ..services.deciding import NOT_ASKED
from .applications import ApplicationActView


class ApplicationSecurityView(ApplicationActView):
    """Say whether the operator's plan is safe."""

    title = _("Assess the security")
    audience = _("Security administrators")
    form_class = forms.SecurityForm
    submit = _("Record the assessment")
    done = _("The security assessment was recorded.")

    def allowed(self) -> bool:
        """Security administrators, while it is asked for."""
        may = self.actor.can("authorization.assess_security")
        if may and not self.record.awaits_security:
            raise Conflict(NOT_ASKED)
        return may

    def perform(self, form: Any) -> OperatorApplication:
        """Call the service."""
        return services.record_security_assessment(self.record, actor=self.actor, **form.cleaned_data)
