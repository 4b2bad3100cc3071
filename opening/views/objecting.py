"""The public's side of objections: the form, and what was answered."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from aggregation.models import Objection
from portal.kernel import clock, rules
from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import Button, Empty, PublicMixin, RecordFormView, RecordListView, sign_in_first

from .. import selectors, services
from ..filters import AnswerFilter
from ..forms import ObjectionForm
from ..models import ObjectionAnswer, PublicDataset


class ObjectionCreateView(PublicMixin, RecordFormView):
    """Report what is wrong with an open dataset; visitors are told why an account is needed."""

    section = Section.OPENING
    title = _("Raise an objection")
    audience = _("Everybody with an account")
    form_class = ObjectionForm
    submit = _("Raise the objection")
    done = _("The objection was raised. You can follow it here.")
    template_name = "opening/objection_create.html"

    @cached_property
    def dataset(self) -> PublicDataset:
        """The open dataset."""
        return selectors.open_dataset(self.kwargs["slug"])

    def post(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever signs in may object."""
        if not self.actor.is_person:
            return sign_in_first(http_request)
        return super().post(http_request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The items and keys of the dataset."""
        return {"items": self.dataset.item_names, "keys": self.dataset.key_names}

    def get_parents(self) -> list[tuple[Message, str]]:
        """Back to the dataset."""
        list_of_all = (_("Open data"), reverse("opening:dataset-list"))
        return [list_of_all, (self.dataset.name, self.dataset.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the dataset, and the days that the rules give the authority."""
        days = rules.in_force("aggregation.objection_accept_days", on=clock.today()).value
        return super().get_context_data(dataset=self.dataset, accept_days=days, **kwargs)

    def perform(self, form: Any) -> Objection:
        """Call the service."""
        return services.object_to(self.dataset, actor=self.actor, **form.claim())


class AnswerListView(PublicMixin, RecordListView):
    """What was objected to in public, and what was found."""

    model = ObjectionAnswer
    section = Section.OPENING
    title = _("Objections and answers")
    lead = _("What people found wrong with open data, what was found, and why.")
    template_name = "opening/answer_list.html"
    filterset_class = AnswerFilter
    search_fields = ("dataset__title", "dataset__title_en", "answer", "number")
    search_hint = _("Data, answer or number")
    ordering = ("-answered_on", "-number")
    exports = False
    empty = Empty(
        _("No objection has been answered yet"),
        _("Objections to open data are answered here in public. Raise one on the page of the dataset."),
        Button(_("Open data"), "opening:dataset-list"),
    )

    def get_queryset(self) -> Any:
        """With the datasets."""
        return super().get_queryset().select_related("dataset")

    def get_primary(self) -> Button | None:
        """Their own ones, for those who signed in."""
        own = Button(_("Objections I raised"), "aggregation:objection-list")
        return own if self.actor.is_person else None
