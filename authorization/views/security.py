"""The security assessment of an application."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.web.doors import RecordFormView

from .. import forms, services
from ..models import OperatorApplication
from .applications import EvidenceMixin


class ApplicationSecurityView(EvidenceMixin, RecordFormView):
    """Say whether the operator's plan is safe."""

    title = _("Assess the security")
    audience = _("Security administrators")
    form_class = forms.SecurityForm
    submit = _("Record the assessment")
    done = _("The security assessment was recorded.")
    template_name = "authorization/application_act.html"

    def allowed(self) -> bool:
        """Security administrators."""
        return self.actor.can("authorization.assess_security")

    def get_form_kwargs(self) -> dict[str, Any]:
        """An empty form: what was found earlier does not lead the pen."""
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The evidence beside the form."""
        return super().get_context_data(groups=self.shown_groups(), checks=self.checks(), **kwargs)

    def perform(self, form: Any) -> OperatorApplication:
        """Call the service."""
        return services.record_security_assessment(self.record, actor=self.actor, **form.cleaned_data)
