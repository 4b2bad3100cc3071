"""Compiling an entry: start it, change its metadata, edit its items, take items over from a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Conflict
from portal.web.contributions import Section
from portal.web.doors import PageView, RecordFormView, RecordMixin, StaffMixin
from portal.web.doors.forms import show_refusal

from .. import selectors, services
from ..forms import EntryForm, EntryUpdateForm, ItemFormSet, TokenForm
from ..forms.items import initial_of
from ..models import CatalogEntry
from .facts import ENTRIES
from .samples import SampleReader

MORE_ROWS = 10


class CompilingMixin(StaffMixin):
    """A page of data officers."""

    section = Section.CATALOG
    parents = ENTRIES
    audience = _("Data officers of your unit")

    def allowed(self) -> bool:
        """Only those who compile."""
        return self.actor.can("catalog.compile_entry")


class EntryCreateView(CompilingMixin, RecordFormView):
    """Start an entry, by hand or from a file whose items are proposed."""

    form_class = EntryForm
    title = _("Compile an entry")
    submit = _("Save draft")
    done = _("The draft was saved.")
    template_name = "catalog/entry_create.html"

    @cached_property
    def sample(self) -> SampleReader:
        """The file on this page, if there is one."""
        sent = (self.http_request.POST, self.http_request.FILES) if self.http_request.method == "POST" else ()
        return SampleReader(self.actor, *sent)

    def post(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the file, or save; a file that cannot be read leaves everything as typed."""
        wants_to_read = "_read" in http_request.POST
        is_read = self.sample.read(needed=wants_to_read)
        if is_read and not wants_to_read:
            return super().post(http_request, *args, **kwargs)
        typed = self.form_class(http_request.POST)
        values = {f.name: f.field.widget.value_from_datadict(http_request.POST, {}, f.name) for f in typed}
        values["name"] = values["name"] or self.sample.proposed_name
        return self.show(self.form_class(initial=values), status=200 if is_read else 422)

    def perform(self, form: EntryForm) -> CatalogEntry:
        """Call the service."""
        return services.create_entry(actor=self.actor, sample=self.sample.stored, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The file's preview beside the form."""
        return super().get_context_data(**kwargs) | self.sample.context


class DeskMixin(CompilingMixin):
    """A page that changes an entry at its unit's desk; nothing typed is lost when a colleague was faster."""

    model = CatalogEntry

    def check_allowed(self) -> None:
        """Refuse the empty page where the entry cannot be changed now; what was typed meets the service."""
        super().check_allowed()
        if self.http_request.method == "GET":
            services.require_desk(self.record, self.actor)

    def get_parents(self) -> list[tuple[Any, str]]:
        """Below the entry."""
        return [*PageView.get_parents(self), (str(self.record), self.record.get_absolute_url())]


class EntryUpdateView(DeskMixin, RecordFormView):
    """Change an entry's metadata."""

    form_class = EntryUpdateForm
    title = _("Edit metadata")
    submit = _("Save")
    done = _("The entry was saved.")
    template_name = "catalog/entry_update.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the token of what is shown."""
        token = {"unless_changed_since": self.record.changed_at}
        return super().get_form_kwargs() | {"initial": token}

    def post(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save; where a colleague was faster show both, with what was typed here."""
        try:
            return super().post(http_request, *args, **kwargs)
        except Conflict as error:
            typed = http_request.POST.copy()
            typed["unless_changed_since"] = self.record.changed_at.isoformat()
            form = self.make_form(typed)
            context = self.get_context_data(form=form, conflict=error, theirs=self.saved_beside(form))
            return self.render_to_response(context, status=409)

    def saved_beside(self, form: EntryUpdateForm) -> list[tuple[Any, str]]:
        """What is saved now in the fields in which something else was typed."""
        saved = selectors.content_of(self.record)
        differing = [name for name in form.changed_data if name in saved]
        return [(form[n].label, selectors.in_words(CatalogEntry, n, saved[n])) for n in differing]

    def perform(self, form: EntryUpdateForm) -> CatalogEntry:
        """Call the service."""
        return services.edit_entry(self.record, actor=self.actor, **form.cleaned_data)


class EntryItemsView(DeskMixin, RecordMixin, PageView):
    """All items of an entry in one table: change, add, delete, put in order."""

    title = _("Edit items")
    template_name = "catalog/entry_items.html"

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The items as they are, with some empty rows."""
        rows = [initial_of(item) for item in self.record.items.all()]
        return self.show(ItemFormSet(initial=rows, prefix="items"), self.record.changed_at)

    def post(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save, or give more empty rows; what was typed stays in every case."""
        formset, token = ItemFormSet(http_request.POST, prefix="items"), TokenForm(http_request.POST)
        seen = token.cleaned_data["unless_changed_since"] if token.is_valid() else None
        if "_more" in http_request.POST:
            return self.show_more(formset, seen)
        if not formset.is_valid():
            return self.show(formset, seen, status=422)
        return self.save(formset, seen)

    def save(self, formset: Any, seen: Any) -> HttpResponseBase:
        """Call the service and show its refusal."""
        try:
            services.set_items(self.record, formset.items(), actor=self.actor, unless_changed_since=seen)
        except Conflict as error:
            return self.show(formset, self.record.changed_at, status=409, conflict=error)
        except ValidationError as error:
            return self.show(formset, seen, status=422, refusals=error.messages)
        messages.success(self.http_request, str(_("The items were saved.")))
        return HttpResponseRedirect(self.record.get_absolute_url())

    def show_more(self, formset: Any, seen: Any) -> HttpResponseBase:
        """The same rows as typed, and more empty ones."""
        rows = ItemFormSet(initial=formset.typed(), prefix="items")
        rows.extra = MORE_ROWS
        return self.show(rows, seen)

    def show(self, formset: Any, seen: Any, status: int = 200, **context: Any) -> HttpResponseBase:
        """The table."""
        token = TokenForm(initial={"unless_changed_since": seen})
        held = selectors.held_elsewhere(self.record)
        shown = {"formset": formset, "token": token, "record": self.record, "held": held}
        return self.render_to_response(self.get_context_data(**shown, **context), status=status)


class EntryProposeView(DeskMixin, RecordMixin, PageView):
    """Take the items over from a file, after a look at what it holds."""

    title = _("Propose items from a file")
    template_name = "catalog/entry_propose.html"

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the file."""
        return self.show(SampleReader(self.actor))

    def post(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show what the file holds; when it is confirmed, take its items over."""
        sample = SampleReader(self.actor, http_request.POST, http_request.FILES)
        if not sample.read(needed=True):
            return self.show(sample, status=422)
        return self.show(sample) if "_read" in http_request.POST else self.take_over(sample)

    def take_over(self, sample: SampleReader) -> HttpResponseBase:
        """Call the service."""
        try:
            services.propose_items(self.record, sample.stored, actor=self.actor)
        except ValidationError as error:
            show_refusal(sample.form, error)
            return self.show(sample, status=422)
        messages.success(self.http_request, str(_("The items were taken over from the file.")))
        return HttpResponseRedirect(self.record.step_url("items"))

    def show(self, sample: SampleReader, status: int = 200) -> HttpResponseBase:
        """The page with what was read so far."""
        kept, gone = self.compared(sample)
        context = {"record": self.record, "kept": kept, "gone": gone, **sample.context}
        return self.render_to_response(self.get_context_data(**context), status=status)

    def compared(self, sample: SampleReader) -> tuple[list[str], list[str]]:
        """Names of the entry's present items that the file has too, and of those that would go."""
        present = [item.name for item in self.record.items.all()] if sample.seen else []
        names = {column.name for column in sample.seen.columns} if sample.seen else set()
        return [n for n in present if n in names], [n for n in present if n not in names]
