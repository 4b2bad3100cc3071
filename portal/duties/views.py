"""Public pages of rules and documents, and the forms of those who keep them."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.kernel.models import Rule
from portal.web.contributions import Section
from portal.web.doors import (
    AnybodyMixin,
    Button,
    Column,
    Empty,
    Fact,
    FactGroup,
    PageView,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)

from . import policies, selectors, services
from .filters import DocumentFilter
from .forms import DocumentForm, RuleForm
from .models import OfficialDocument
from .selectors import RuleHistory

RULES = (("duties:rule-list", _("Rules in force")),)
DOCUMENTS = (("duties:document-list", _("Related documents")),)
KEEPERS = _("Reviewers of the city's data authority")


class RuleListView(AnybodyMixin, PageView):
    """Every limit of the portal with its source, as it is in force today."""

    template_name = "duties/rule_list.html"
    section = Section.GENERAL
    title = _("Rules in force")
    lead = _("Every time limit, cap and weight that the portal applies, with its source and its versions.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rules in the order of provisions."""
        return super().get_context_data(histories=selectors.histories(), **kwargs)


class RuleMixin:
    """Finds the rule that the address names."""

    kwargs: dict[str, Any]

    @cached_property
    def history(self) -> RuleHistory:
        """The rule with its versions."""
        found = selectors.history_of(self.kwargs["key"])
        if found is None:
            raise Http404
        return found


class RuleDetailView(RuleMixin, AnybodyMixin, PageView):
    """One rule: what is in force, what comes, what was."""

    template_name = "duties/rule_detail.html"
    section = Section.GENERAL
    parents = RULES

    def get_title(self) -> Message:
        """What the rule is about."""
        return str(self.history)

    def get_primary(self) -> Button | None:
        """The city's authority may set a new version."""
        may = policies.may_set_rule(self.actor)
        return Button(_("Set a new version"), "duties:rule-set", (self.history.key,)) if may else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rule."""
        return super().get_context_data(history=self.history, **kwargs)


class RuleSetView(RuleMixin, StaffMixin, RecordFormView):
    """A new version of a rule from a future day on."""

    section = Section.GENERAL
    audience = KEEPERS
    parents = RULES
    form_class = RuleForm
    submit = _("Set the version")
    done = _("The new version was set.")

    def allowed(self) -> bool:
        """Only the city's authority."""
        return policies.may_set_rule(self.actor)

    def get_title(self) -> Message:
        """Which rule gets a new version."""
        return _("New version: %(rule)s") % {"rule": self.history}

    def get_form_kwargs(self) -> dict[str, Any]:
        """The kind of value, and the present one as the beginning."""
        default, current = self.history.declaration.default, self.history.current
        value = current.value if current else default
        return {"default": default, "current": value, "unit": self.history.unit}

    def perform(self, form: RuleForm) -> Rule:
        """Call the service."""
        return services.set_rule(self.history.key, actor=self.actor, **form.service_fields())

    def get_success_url(self, outcome: Rule) -> str:
        """The rule with its versions."""
        return reverse("duties:rule-detail", args=[outcome.key])


class DocumentListView(AnybodyMixin, RecordListView):
    """The laws, regulations and rules beside the measure."""

    model = OfficialDocument
    section = Section.GENERAL
    title = _("Related documents")
    lead = _("Laws, regulations and rules beside the measure: in force, superseded or repealed.")
    filterset_class = DocumentFilter
    search_fields = ("title", "title_en", "number", "issuer", "relation")
    ordering = ("rank", "-issued_on", "title")
    columns = (
        Column("title", _("Title"), sort="title", link=True, card="title", value=str),
        Column("number", _("Document number"), card="fact"),
        Column("get_kind_display", _("Kind"), sort="rank"),
        Column("issuer", _("Issued by"), card="fact"),
        Column("issued_on", _("Issued on"), kind="date", sort="issued_on"),
        Column("effective_on", _("In force from"), kind="date", sort="effective_on", card="fact"),
        Column("standing", _("Standing"), kind="badge", sort="standing", card="badge"),
    )
    empty = Empty(_("No documents yet"), _("Documents related to the measure appear here."))

    def get_queryset(self) -> Any:
        """With their rank."""
        return super().get_queryset().ranked()

    def get_primary(self) -> Button | None:
        """The city's authority keeps the register."""
        may = policies.may_keep_documents(self.actor)
        return Button(_("Enter a document"), "duties:document-create") if may else None


class DocumentDetailView(AnybodyMixin, RecordDetailView):
    """One document and how it relates to the measure."""

    model = OfficialDocument
    section = Section.GENERAL
    parents = DOCUMENTS
    template_name = "duties/document_detail.html"
    timeline = False
    groups = (
        FactGroup(
            _("What it is"),
            (
                Fact("standing", _("Standing"), kind="badge"),
                Fact("number", _("Document number")),
                Fact("get_kind_display", _("Kind")),
                Fact("issuer", _("Issued by")),
                Fact("issued_on", _("Issued on"), kind="date"),
                Fact("effective_on", _("In force from"), kind="date"),
                Fact("replaced_by", _("Replaced by"), link=True),
            ),
        ),
        FactGroup(
            _("Beside the measure"),
            (
                Fact("relation", _("Relation to the measure")),
                Fact("transition", _("Transition")),
                Fact("source", _("Source")),
            ),
        ),
    )

    def get_queryset(self) -> Any:
        """With the successor."""
        return super().get_queryset().select_related("replaced_by")

    def get_primary(self) -> Button | None:
        """The city's authority keeps the register."""
        may = policies.may_keep_documents(self.actor)
        return Button(_("Edit"), "duties:document-update", (self.record.public_id,)) if may else None


class DocumentFormView(StaffMixin, RecordFormView):
    """Enter or change a document."""

    form_class = DocumentForm
    section = Section.GENERAL
    audience = KEEPERS
    parents = DOCUMENTS
    done = _("The document was saved.")

    def allowed(self) -> bool:
        """Only the city's authority."""
        return policies.may_keep_documents(self.actor)


class DocumentCreateView(DocumentFormView):
    """Enter a document."""

    title = _("Enter a document")

    def perform(self, form: DocumentForm) -> OfficialDocument:
        """Call the service."""
        return services.register_document(actor=self.actor, **form.cleaned_data)


class DocumentUpdateView(DocumentFormView):
    """Change a document."""

    model = OfficialDocument
    title = _("Edit the document")

    def perform(self, form: DocumentForm) -> OfficialDocument:
        """Call the service."""
        return services.edit_document(self.record, actor=self.actor, **form.cleaned_data)
