"""Forms of rules and documents: they parse, services decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import PARTS
from .models import OfficialDocument


def field_for(default: Any, label: Any) -> forms.Field:
    """A field for a value of the same kind as the declared one."""
    if isinstance(default, float):
        return forms.FloatField(label=label, min_value=0)
    if isinstance(default, int) and not isinstance(default, bool):
        return forms.IntegerField(label=label, min_value=0)
    return forms.CharField(label=label, max_length=200)


class RuleForm(forms.Form):
    """A new version of one rule; a table of values has one field for each part."""

    effective_from = forms.DateField(
        label=_("In force from"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("A later day than today. What was filed before stays judged by the old version."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_("Document, number and article; ◦ for the portal's own choice."),
    )
    reason = forms.CharField(label=_("Reason for the change"), max_length=500, widget=forms.Textarea)

    def __init__(self, *args: Any, default: Any, current: Any, unit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_table = isinstance(default, Mapping)
        parts = default if self.is_table else {"": default}
        present = current if self.is_table else {"": current}
        self.parts = {self._name(name): name for name in parts}
        fields = {
            self._name(n): field_for(part, PARTS.get(n, n) or _("New value")) for n, part in parts.items()
        }
        for name, field in fields.items():
            field.initial, field.help_text = present.get(self.parts[name]), unit
        self.fields = fields | self.fields

    def service_fields(self) -> dict[str, Any]:
        """What the service is told: the parts put together again."""
        fields = dict(self.cleaned_data)
        parts = {part: fields.pop(name) for name, part in self.parts.items()}
        return fields | {"value": parts if self.is_table else parts[""]}

    @staticmethod
    def _name(part: str) -> str:
        return f"value_{part}" if part else "value"


class DocumentForm(forms.ModelForm):
    """What is known of a document."""

    groups = (
        (_("What it is"), ("title", "title_en", "number", "kind", "issuer")),
        (_("Whether it binds"), ("issued_on", "effective_on", "standing", "replaced_by")),
        (_("Beside the measure"), ("relation", "transition", "source", "source_url")),
    )
    source_url = forms.URLField(
        label=_("Address of the source"), max_length=300, required=False, assume_scheme="https"
    )

    class Meta:
        model = OfficialDocument
        fields = (
            "title",
            "title_en",
            "number",
            "kind",
            "issuer",
            "issued_on",
            "effective_on",
            "standing",
            "replaced_by",
            "relation",
            "transition",
            "source",
            "source_url",
        )
        widgets = {
            "issued_on": forms.DateInput(attrs={"type": "date"}),
            "effective_on": forms.DateInput(attrs={"type": "date"}),
        }
        help_texts = {
            "issued_on": _("Leave empty where the day is not known for certain."),
            "source": _("Where this was read."),
            "transition": _("What holds for matters begun under the older document."),
        }
