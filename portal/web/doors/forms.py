"""A form page: parse, call one service, show its refusal with everything that was typed."""

from __future__ import annotations

import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseModelForm, Form
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from portal.kernel.errors import Message
from portal.web import kept
from portal.web.formats import NOTHING

from .filters import in_words, is_empty
from .pages import PageView
from .records import RecordMixin


def show_refusal(form: BaseForm, error: ValidationError) -> None:
    """Put a service's or a constraint's message beside its field, or on top where it has none."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


class ServiceFormMixin(TemplateResponseMixin, ContextMixin):
    """Parses a form and calls ``perform``; a ``ValidationError`` shows the page again, with status 422."""

    form_class: Any = Form
    done: Message = ""
    http_request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        """Arguments of the form besides what was sent."""
        return {}

    def make_form(self, *sent: Any) -> Any:
        """The form, empty or with what was sent."""
        return self.form_class(*sent, **self.get_form_kwargs())

    def first_form(self) -> Any:
        """The form as it is opened: empty, or with what was typed before the session ended."""
        typed = kept.taken(self.http_request)
        return self.make_form() if typed is None else self.make_form(typed)

    def perform(self, form: Any) -> Any:
        """Call one service."""
        raise NotImplementedError

    def get_success_url(self, outcome: Any) -> str:
        """Where to go after success."""
        return outcome.get_absolute_url()

    def get_done(self) -> Message:
        """What the person is told after success."""
        return self.done

    def succeeded(self, outcome: Any) -> HttpResponseBase:
        """Say it and go on."""
        if said := self.get_done():
            messages.success(self.http_request, str(said))
        return HttpResponseRedirect(self.get_success_url(outcome))

    def post(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Parse, call, redirect; or show what is wrong."""
        form = self.make_form(http_request.POST, http_request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            outcome = self.perform(form)
        except ValidationError as error:
            show_refusal(form, error)
            return self.show(form, status=422)
        return self.succeeded(outcome)

    def show(self, form: Any, status: int = 200) -> HttpResponseBase:
        """The page with the form."""
        return self.render_to_response(self.get_context_data(form=form), status=status)


class RecordFormView(ServiceFormMixin, RecordMixin, PageView):
    """Creates a record, or changes the one that the address names."""

    template_name = "web/form.html"
    submit: Message = _("Save")
    review = False

    @cached_property
    def is_update(self) -> bool:
        """Whether the address names a record."""
        return self.lookup_field in self.kwargs and hasattr(self, "model")

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form, filled with the record's values where there is a record."""
        return self.show(self.first_form())

    def post(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Parse and call; with ``review`` first show the answers once more."""
        step = http_request.POST.get("_step", "")
        if not self.review or step == "confirmed":
            return super().post(http_request, *args, **kwargs)
        form = self.make_form(http_request.POST, http_request.FILES)
        if step == "change":
            return self.show(form)
        return self.show_review(form) if form.is_valid() else self.show(form, status=422)

    def show_review(self, form: Any) -> HttpResponseBase:
        """All answers on one page before the service is called."""
        context = self.get_context_data(form=form, answers=answers_of(form))
        return self.response_class(self.http_request, ["web/review.html"], context)

    def get_form_kwargs(self) -> dict[str, Any]:
        """A copy of the record for a model form, its values for a plain one."""
        if not self.is_update:
            return {}
        if issubclass(self.form_class, BaseModelForm):
            return {"instance": copy.copy(self.record)}
        return {"initial": initial_of(self.record, self.form_class.base_fields)}

    def get_parents(self) -> list[tuple[Message, str]]:
        """The breadcrumb, with the record itself where one is changed."""
        own = [(str(self.record), self.record.get_absolute_url())] if self.is_update else []
        return super().get_parents() + own

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and its button."""
        record = self.record if self.is_update else None
        back = record.get_absolute_url() if record else next(iter(reversed(self.get_parents())), ("", ""))[1]
        return super().get_context_data(record=record, submit=self.submit, back_url=back, **kwargs)


def initial_of(record: Any, names: Any) -> dict[str, Any]:
    """The record's present values for the fields that share their names."""
    values = {name: getattr(record, name) for name in names if hasattr(record, name)}
    return {name: list(v.all()) if hasattr(v, "all") else v for name, v in values.items()}


def answers_of(form: Any) -> list[tuple[str, str]]:
    """Label and answer of each visible field, in words."""
    answers = ((bound, form.cleaned_data.get(bound.name)) for bound in form.visible_fields())
    return [
        (str(bound.label), NOTHING if is_empty(value) else in_words(bound.field, value))
        for bound, value in answers
    ]
