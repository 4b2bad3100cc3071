"""Staff pages of domains and of what is put under operation."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)

from .. import forms, policies, selectors, services
from ..choices import DomainState
from ..filters import DomainFilter
from ..models import Agreement, DomainResource, OperationDomain, OperatorApplication
from ..workflows import DOMAIN, RESOURCE

DOMAINS = (("authorization:domain-list", _("Domains of operation")),)
AUTHORITY = _("Data authority")
WHAT = FactGroup(
    _("What it is"),
    (
        Fact("summary", _("What the domain covers")),
        Fact("lead_department", _("Lead department")),
        Fact("opened_at", _("Opened to applications"), kind="moment"),
        Fact("reason", _("Reason")),
    ),
)


class DomainListView(StaffMixin, RecordListView):
    """The domains that the reader may see."""

    model = OperationDomain
    section = Section.AUTHORIZATION
    title = _("Domains of operation")
    audience = _("Staff of all units")
    filterset_class = DomainFilter
    search_fields = ("name", "name_en", "lead_department__name")
    ordering = ("name",)
    columns = (
        Column("title", _("Domain"), sort="name", link=True, card="title"),
        Column("lead_department", _("Lead department"), card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("opened_at", _("Opened to applications"), kind="moment", sort="opened_at", card="fact"),
    )
    empty = Empty(_("No domains yet"), _("The data authority opens domains to operators, one by one."))

    def get_queryset(self) -> Any:
        """With the department."""
        return super().get_queryset().select_related("lead_department")

    def get_primary(self) -> Button | None:
        """The authority may add one."""
        may = self.actor.can("authorization.manage_domains")
        return Button(_("Prepare a domain"), "authorization:domain-create") if may else None


class DomainDetailView(StaffMixin, RecordDetailView):
    """One domain: its resources, who operates it, who applied."""

    model = OperationDomain
    section = Section.AUTHORIZATION
    audience = _("Staff of all units")
    parents = DOMAINS
    workflow = DOMAIN
    url_prefix = "authorization:domain"
    groups = (WHAT,)
    template_name = "authorization/domain_detail.html"

    def get_queryset(self) -> Any:
        """With the department."""
        return super().get_queryset().select_related("lead_department")

    def get_primary(self) -> Button | None:
        """What the reader most likely came for."""
        number = (self.record.public_id,)
        if policies.may_apply(self.actor) and self.record.state == DomainState.OPEN:
            return Button(_("Apply for this domain"), "authorization:application-create", number)
        if policies.may_register(self.actor, self.record):
            return Button(_("Register a resource"), "authorization:resource-create", number)
        if policies.may_manage(self.actor, self.record):
            return Button(_("Edit"), "authorization:domain-update", number)
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Resources, agreements, applications."""
        agreements = Agreement.objects.visible_to(self.actor).filter(domain=self.record)
        applications = OperatorApplication.objects.visible_to(self.actor).filter(domain=self.record)
        return super().get_context_data(
            resources=self.record.resources.registered().with_hold().select_related("entry__provider"),
            may_withdraw=policies.may_register(self.actor, self.record),
            agreements=agreements.select_related("operator", "domain"),
            applications=applications.select_related("operator", "domain"),
            **kwargs,
        )


class DomainFormView(StaffMixin, RecordFormView):
    """Prepare or change a domain."""

    model = OperationDomain
    section = Section.AUTHORIZATION
    audience = AUTHORITY
    parents = DOMAINS
    form_class = forms.DomainForm
    done = _("The domain was saved.")

    def allowed(self) -> bool:
        """The authority keeps the domains."""
        return self.actor.can("authorization.manage_domains")


class DomainCreateView(DomainFormView):
    """Prepare a domain."""

    title = _("Prepare a domain")

    def perform(self, form: Any) -> OperationDomain:
        """Call the service."""
        return services.create_domain(actor=self.actor, **form.cleaned_data)


class DomainUpdateView(DomainFormView):
    """Change a domain."""

    title = _("Edit the domain")

    def allowed(self) -> bool:
        """The authority of the domain's level and area."""
        return policies.may_manage(self.actor, self.record)

    def perform(self, form: Any) -> OperationDomain:
        """Call the service."""
        return services.edit_domain(self.record, actor=self.actor, **form.cleaned_data)


class DomainMoveView(StaffMixin, MoveView):
    """One move of a domain."""

    model = OperationDomain
    section = Section.AUTHORIZATION
    parents = DOMAINS
    workflow = DOMAIN
    groups = (WHAT,)


class DomainPublishView(DomainMoveView):
    """Open the domain to applications."""

    move, service, form_class = "publish", services.publish_domain, Form
    explanation = _("From then on the public sees the domain, and operators may apply.")


class DomainCloseView(DomainMoveView):
    """Close the domain to applications."""

    move, service, form_class = "close", services.close_domain, forms.ReasonForm
    explanation = _("No more applications are taken; agreements run on.")


class ResourceCreateView(StaffMixin, RecordFormView):
    """Register a resource as put under operation."""

    model = OperationDomain
    section = Section.AUTHORIZATION
    title = _("Register a resource")
    audience = _("The domain's department")
    parents = DOMAINS
    form_class = forms.ResourceForm
    submit = _("Register")
    done = _("The resource was registered.")
    template_name = "authorization/resource_create.html"

    def allowed(self) -> bool:
        """The domain's department."""
        return policies.may_register(self.actor, self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The department's own entries, to choose from."""
        return super().get_context_data(offered=selectors.entries_to_register(self.record), **kwargs)

    def perform(self, form: Any) -> DomainResource:
        """Call the service."""
        fields = dict(form.cleaned_data)
        entry = selectors.entry_of_code(fields.pop("entry"), self.actor)
        return services.register_resource(self.record, entry, actor=self.actor, **fields)


class ResourceWithdrawView(StaffMixin, MoveView):
    """Take a resource out of operation."""

    model = DomainResource
    section = Section.AUTHORIZATION
    parents = DOMAINS
    workflow = RESOURCE
    move, service, form_class = "withdraw", services.withdraw_resource, forms.ReasonForm
    groups = (
        FactGroup(
            _("What is registered"),
            (
                Fact("entry", _("Resource")),
                Fact("entry.provider", _("Provider")),
                Fact("scenarios", _("For which scenarios")),
                Fact("consent", _("Document of the provider's consent")),
            ),
        ),
    )
