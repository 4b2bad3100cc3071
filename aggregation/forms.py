"""What people hand in with a file, what an objection says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.store.choices import LoadMode
from portal.web.choosing import offer
from portal.web.claims import ClaimForm

from .choices import ObjectionKind
from .models import MountedResource, Objection
from .selectors import correcting_batches

#: What each way of loading does to the rows that are there, for people who never saw a database.
MODES = (
    (LoadMode.REPLACE, _("Replace all rows: the file is the whole table; rows that it lacks are removed")),
    (LoadMode.APPEND, _("Append rows: the file holds only new rows; what is there stays")),
    (
        LoadMode.UPSERT,
        _("Update by key: rows with a known key are changed, new ones added, the others stay"),
    ),
)


class LoadForm(forms.Form):
    """A file for a mounted table."""

    groups = (
        (_("Which file?"), ("file",)),
        (_("What happens to the rows that are there?"), ("mode",)),
        (_("Anything to remember?"), ("note",)),
    )

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or XLSX. The first row holds the item names exactly as in the catalog; "
            "encoding and delimiter are recognised."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        allow_empty_file=True,
    )
    mode = forms.ChoiceField(
        label=_("Way of loading"), choices=MODES, initial=LoadMode.REPLACE, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("For example where the data comes from, or why it is delivered again."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, mounted: MountedResource, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = mounted.table.columns.all() if mounted.table else []
        if not any(column.key for column in columns):
            offer(self, "mode", MODES[:2])
            self.fields["mode"].help_text = _("Updating by key is not offered: no item is part of a key.")


class NoteForm(forms.Form):
    """A move with a remark."""

    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ObjectionForm(ClaimForm):
    """What a unit objects to in data that was shared with it."""

    kinds = ObjectionKind.choices
    is_subject = forms.BooleanField(label=_("The data is about my unit or its people"), required=False)


class AnswerForm(forms.Form):
    """A decision with its reasons, which the objector and, for open data, everybody reads."""

    answer = forms.CharField(
        label=_("Answer with reasons"),
        max_length=1000,
        help_text=_("The objector reads it; for open data it is published. Name no persons."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RedirectForm(AnswerForm):
    """Where the objector can turn instead."""

    remedy = forms.CharField(
        label=_("Where to turn instead"),
        max_length=300,
        help_text=_("Body and procedure, such as correction of the register entry or administrative review."),
    )


class CloseForm(forms.Form):
    """The batch that put the data right; none where the data is served no more."""

    batch = forms.ModelChoiceField(
        label=_("Corrected by batch"), queryset=None, required=False, empty_label=_("None: taken away")
    )
    correction = forms.CharField(
        label=_("How it was put right"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, objection: Objection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        batches = correcting_batches(objection)
        offer(self, "batch", batches)
        self.fields["batch"].initial = batches.first()
