"""What everybody reads: domains, operators, terms, resources, and what became of each year."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import PageView, PublicMixin, RecordMixin

from .. import selectors
from ..models import OperationDomain


class OperationListView(PublicMixin, PageView):
    """All domains with their operators."""

    section = Section.AUTHORIZATION
    title = _("Authorized operation")
    lead = _(
        "Public data of a domain is put in the hands of one qualified operator for a limited time. "
        "Here is who operates what, until when, and how each year was evaluated."
    )
    template_name = "authorization/operation_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Domains in operation first."""
        return super().get_context_data(domains=selectors.overview(), **kwargs)


class OperationDetailView(PublicMixin, RecordMixin, PageView):
    """One domain: agreements with their terms, resources, yearly disclosure."""

    model = OperationDomain
    section = Section.AUTHORIZATION
    template_name = "authorization/operation_detail.html"

    def get_queryset(self) -> QuerySet[OperationDomain]:
        """What is published, whoever asks: this is the public's page."""
        return OperationDomain.objects.published().select_related("lead_department")

    def get_title(self) -> Message:
        """The domain."""
        return str(self.record)

    def get_parents(self) -> list[tuple[Message, str]]:
        """Back to the list."""
        return [(_("Authorized operation"), reverse("authorization:operation-list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The domain's agreements and resources."""
        found = selectors.agreements_of_domain(self.record)
        resources = self.record.resources.registered().with_hold().select_related("entry__provider")
        context = super().get_context_data(
            domain=self.record,
            running=[agreement for agreement in found if agreement.is_in_force],
            ended=[agreement for agreement in found if not agreement.is_in_force],
            resources=resources,
            **kwargs,
        )
        return context | {"lead": self.record.summary}
