"""What people hand in with a file, and how a page of rows is asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.store.choices import LoadMode

from .models import MountedResource

#: What each way of loading does to the rows that are there, for people who never saw a database.
MODES = (
    (LoadMode.REPLACE, _("Replace all rows: the file is the whole table; rows that it lacks are removed")),
    (LoadMode.APPEND, _("Append rows: the file holds only new rows; what is there stays")),
    (
        LoadMode.UPSERT,
        _("Update by key: rows with a known key are changed, new ones added, the others stay"),
    ),
)
SEARCHES = (
    ("eq", _("is exactly")),
    ("contains", _("contains")),
    ("startswith", _("starts with")),
    ("ge", _("is at least")),
    ("le", _("is at most")),
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
            self.fields["mode"].choices = MODES[:2]  # type: ignore[attr-defined]
            self.fields["mode"].help_text = _("Updating by key is not offered: no item is part of a key.")


class RowSearchForm(forms.Form):
    """One condition on one searchable item."""

    item = forms.ChoiceField(label=_("Item"), required=False)
    op = forms.ChoiceField(label=_("Condition"), choices=SEARCHES, required=False)
    value = forms.CharField(label=_("Value"), required=False, max_length=200)

    def __init__(self, *args: Any, items: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("Any row")), *((name, name) for name in items)]  # type: ignore[attr-defined]

    def condition(self) -> tuple[str, str, str] | None:
        """Item, condition and value; nothing when any row will do."""
        if not self.is_valid() or not self.cleaned_data["item"]:
            return None
        asked = self.cleaned_data
        return asked["item"], asked["op"] or SEARCHES[0][0], asked["value"]


class NoteForm(forms.Form):
    """A move with a remark."""

    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
